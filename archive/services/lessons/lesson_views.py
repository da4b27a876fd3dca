"""A lesson as one reader may see it, and what is asked of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.domain.access import Action, Principal, Target, may, scope_of
from archive.domain.lessons import Lesson, LessonState
from archive.persistence.database import Work
from archive.persistence.lesson_answers import Answers
from archive.services.lessons.rejected_sources import Rejection, rejections_of
from archive.services.operations.paging import Page


@dataclass(frozen=True, slots=True)
class LessonQuery:
    """What is asked of the knowledge base; `facets` are some of `FACETS`.

    `first`: the language whose lessons come first (`read_first`); None: no language does.
    """

    words: str = ""
    facets: Mapping[str, str] | None = None
    state: LessonState | None = None
    project: str | None = None
    page: int = 1
    per_page: int = 20
    first: str | None = None


@dataclass(frozen=True, slots=True)
class LessonList:
    """One page of lessons, and for each facet its values with counts, all after the scope."""

    page: Page[LessonView]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson as one reader may see it.

    `evidence` leads only to documents this reader may open. `project_shown`: a masked lesson does
    not tell others whose it is. `used`: in how many projects its team applied it; `seen`: in how
    many projects lessons of this cause were learned. Both count what this reader may see. `answers`:
    whether it was useful; how many said so only for those who may approve it. `rejected`: the
    statement it was proposed from was removed from the review since, for members who see its papers.
    """

    lesson: Lesson
    evidence: tuple[Mapping[str, Any], ...]
    names: Mapping[str, str]
    project_shown: bool
    used: int
    seen: int
    may_edit: bool
    may_approve: bool
    answers: Answers
    rejected: Rejection | None = None


def lesson_views(
    work: Work, principal: Principal, found: tuple[Lesson, ...]
) -> tuple[LessonView, ...]:
    """These lessons, which the principal may read, with what else the principal may know of each."""
    scope, own = scope_of(principal), own_projects(principal)
    cited = sorted({str(c["document"]) for lesson in found for c in lesson.evidence})
    documents = work.documents.get_many(scope, cited)
    seen = work.lessons.seen_in(scope, own, {one.cause_key for one in found})
    used = work.handed.used_in(scope, [one.id for one in found])
    said = work.lesson_answers.of([one.id for one in found], principal.user_id)
    rejected = rejections_of(work, scope, [one for one in found if one.project in own])
    views = []
    for lesson in found:
        target = Target(lesson.project)
        approver = may(principal, Action.APPROVE_LESSON, target)
        proposed = lesson.state is LessonState.PROPOSED
        shown = not lesson.masked or lesson.project in own
        answers = said.get(lesson.id, Answers())
        views.append(
            LessonView(
                lesson=lesson,
                # A file's name tells whose it is: masked, the evidence is for the project alone.
                evidence=tuple(
                    c for c in lesson.evidence if shown and str(c["document"]) in documents
                ),
                names={key: document.name for key, document in documents.items()},
                project_shown=shown,
                used=used.get(lesson.id, 0),
                seen=max(1, seen.get(lesson.cause_key, 0)),
                may_edit=approver or (proposed and may(principal, Action.WRITE_LESSON, target)),
                may_approve=approver,
                answers=answers if approver else Answers(own=answers.own),
                rejected=rejected.get(lesson.id),
            )
        )
    return tuple(views)


def own_projects(principal: Principal) -> tuple[str, ...]:
    """The projects the principal is a member of."""
    return tuple(sorted(place.project for place in principal.memberships))
