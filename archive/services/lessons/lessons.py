"""Lessons: proposed from approved reviews, written by members, released by the project's manager."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import Level
from archive.domain.languages import read_first
from archive.domain.lessons import (
    FACETS,
    Lesson,
    LessonKind,
    LessonState,
    lesson_tokens,
    next_check,
    proposals,
)
from archive.domain.likeness import most_alike
from archive.domain.projects import Project
from archive.errors import Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.lessons import LessonFilter
from archive.services.closeout.improvements import ImprovementService
from archive.services.lessons.lesson_drafts import (
    Quotes,
    blank_lesson,
    changed,
    level_of_sources,
    made_of,
    masked_for,
    with_evidence,
)
from archive.services.lessons.lesson_views import (
    LessonList,
    LessonQuery,
    LessonView,
    lesson_views,
    own_projects,
)
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import INDEX_LESSON
from archive.services.operations.paging import Page, window
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.projects import project_of
from archive.team_time import day_of

NEARBY, NEARBY_OF = 6, 200


class LessonService:
    """A lesson is never wider than its sources, unless its client is masked and a manager says so."""

    def __init__(self, database: Database, improvements: ImprovementService, clock: Clock) -> None:
        self._database = database
        self._improvements = improvements
        self._clock = clock

    # reading

    def find(self, principal: Principal, query: LessonQuery) -> LessonList:
        """Lessons the caller may see: approved ones, and the proposed ones of the caller's projects."""
        offset, limit = window(query.page, query.per_page)
        facets = dict(query.facets or {})
        if unknown := set(facets) - set(FACETS):
            raise InvalidInput(field=sorted(unknown)[0], why=", ".join(FACETS))
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, query.project).id if query.project else None
            wanted = LessonFilter(
                query.words[:200],
                facets,
                query.state,
                project,
                own_projects(principal),
                read_first(query.first),
            )
            found, total = work.lessons.find(scope, wanted, offset, limit)
            counts = work.lessons.facets(scope, wanted)
            views = lesson_views(work, principal, found)
        return LessonList(Page(views, total, query.page, query.per_page), counts)

    def get(self, principal: Principal, lesson_id: str) -> LessonView:
        """One lesson; NotFound when it is not there for the caller."""
        with self._database.read() as work:
            return lesson_views(work, principal, (self._lesson(work, principal, lesson_id),))[0]

    # writing

    def add(
        self, principal: Principal, code: str, said: Mapping[str, object], quotes: Quotes = ()
    ) -> LessonView:
        """Write a lesson of a project; it is proposed until the manager approves it.

        `quotes` are its evidence: documents of the project and words that stand in them. What rests
        on them is at least as confidential as they are.
        """
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.WRITE_LESSON, Target(project.id))
            blank = blank_lesson(principal, project, LessonKind.HOW_TO, self._clock())
            lesson = changed(blank, {"title": "", **said})
            lesson = with_evidence(work, principal, lesson, quotes)
            lesson = replace(lesson, level=max(lesson.level, level_of_sources(work, lesson)))
            self._store(work, principal, project, lesson)
            return lesson_views(work, principal, (self._lesson(work, principal, lesson.id),))[0]

    def edit(
        self,
        principal: Principal,
        lesson_id: str,
        said: Mapping[str, object],
        revision: int | None,
        quotes: Quotes | None = None,
    ) -> LessonView:
        """Change a lesson: members while it is proposed, the manager always.

        `quotes` take the place of the evidence the caller sees.
        """
        with self._database.write() as work:
            lesson = self._lesson(work, principal, lesson_id)
            approved = lesson.state is not LessonState.PROPOSED
            action = Action.APPROVE_LESSON if approved else Action.WRITE_LESSON
            require(principal, action, Target(lesson.project))
            after = changed(lesson, said)
            if quotes is not None:
                after = self._rested(work, principal, after, quotes)
            if after.masked:
                after = masked_for(after, work.projects.for_maintenance(lesson.project))
            return self._replace(work, principal, lesson, after, revision, "lesson_edited")

    def _rested(self, work: Work, principal: Principal, lesson: Lesson, quotes: Quotes) -> Lesson:
        after = with_evidence(work, principal, lesson, quotes)
        sources = level_of_sources(work, after)
        if lesson.state is LessonState.PROPOSED:
            return replace(after, level=max(after.level, sources))
        if after.level < sources and not after.masked:
            raise InvalidInput(field="level", why="below_sources")
        return after

    def approve(
        self,
        principal: Principal,
        lesson_id: str,
        level: Level | None = None,
        *,
        mask: bool = False,
    ) -> LessonView:
        """Release a lesson to everybody who reads its level.

        Below the highest level of its sources it is released only with the client's and the
        project's names replaced in its texts.
        """
        with self._database.write() as work:
            lesson = self._lesson(work, principal, lesson_id)
            require(principal, Action.APPROVE_LESSON, Target(lesson.project))
            if not (lesson.title and lesson.advice):
                raise InvalidInput(field="advice", why="text")
            sources = level_of_sources(work, lesson)
            chosen = lesson.level if level is None else level
            mask = mask or lesson.masked
            if chosen < sources and not mask:
                raise InvalidInput(field="level", why="below_sources")
            released = replace(
                lesson,
                state=LessonState.APPROVED,
                level=chosen,
                approved_at=self._clock(),
                verified_until=lesson.verified_until or next_check(day_of(self._clock())),
            )
            if mask:
                released = masked_for(released, work.projects.for_maintenance(lesson.project))
            return self._replace(work, principal, lesson, released, None, "lesson_approved")

    def retire(self, principal: Principal, lesson_id: str, *, back: bool = False) -> LessonView:
        """Take a lesson out of the knowledge base, or (`back`) propose it again."""
        with self._database.write() as work:
            lesson = self._lesson(work, principal, lesson_id)
            require(principal, Action.APPROVE_LESSON, Target(lesson.project))
            state = LessonState.PROPOSED if back else LessonState.RETIRED
            after = replace(lesson, state=state)
            return self._replace(work, principal, lesson, after, None, f"lesson_{state.value}")

    def check(self, principal: Principal, lesson_id: str, until: date | None = None) -> LessonView:
        """Say that an approved lesson still holds, for a year or until that day."""
        with self._database.write() as work:
            lesson = self._lesson(work, principal, lesson_id)
            require(principal, Action.APPROVE_LESSON, Target(lesson.project))
            if lesson.state is not LessonState.APPROVED:
                raise Conflict(why="lesson_not_approved")
            today = day_of(self._clock())
            if until is not None and until <= today:
                raise InvalidInput(field="until", why=f"> {today.isoformat()}")
            after = replace(lesson, verified_until=until or next_check(today))
            return self._replace(work, principal, lesson, after, None, "lesson_checked")

    def join(self, principal: Principal, lesson_id: str, other_id: str | None) -> LessonView:
        """Say that this lesson has the cause of another one, or (None) a cause of its own."""
        with self._database.write() as work:
            lesson = self._lesson(work, principal, lesson_id)
            require(principal, Action.APPROVE_LESSON, Target(lesson.project))
            family = self._lesson(work, principal, other_id).cause_key if other_id else new_id()
            after = replace(lesson, family=family)
            return self._replace(work, principal, lesson, after, None, "lesson_joined")

    def nearby(self, principal: Principal, lesson_id: str) -> tuple[LessonView, ...]:
        """Approved lessons of other projects that may have the same cause: same theme, most shared words."""
        with self._database.read() as work:
            lesson = self._lesson(work, principal, lesson_id)
            wanted = LessonFilter(
                facets={"theme": lesson.theme} if lesson.theme else {}, state=LessonState.APPROVED
            )
            found, _ = work.lessons.find(scope_of(principal), wanted, 0, NEARBY_OF)
            others = [
                one
                for one in found
                if one.project != lesson.project and one.cause_key != lesson.cause_key
            ]
            ranked = most_alike(lesson, others)[:NEARBY]
            return lesson_views(work, principal, tuple(ranked))

    def alike(self, principal: Principal, lesson_id: str) -> tuple[LessonView, ...]:
        """The approved lessons of the same cause that the caller may see, the lesson itself among them."""
        with self._database.read() as work:
            lesson = self._lesson(work, principal, lesson_id)
            found = work.lessons.of_cause(
                scope_of(principal), own_projects(principal), lesson.cause_key
            )
            return lesson_views(work, principal, found)

    def propose(self, work: Work, principal: Principal, project: Project, review: object) -> int:
        """Propose lessons from an approved review and keep its actions, once for each of its statements."""
        if not isinstance(review, Mapping):
            return 0
        known = made_of(work.lessons.of_project_for_maintenance(project.id))
        made = 0
        for proposal in proposals(review):
            if known.holds(proposal):
                continue
            lesson = blank_lesson(principal, project, proposal.kind, self._clock())
            lesson = changed(lesson, proposal.texts)
            lesson = replace(lesson, evidence=proposal.evidence, source=proposal.source)
            sources = level_of_sources(work, lesson, proposal.written_from)
            lesson = replace(lesson, level=max(sources, Level.INTERNAL))
            self._store(work, principal, project, lesson)
            made += 1
        self._improvements.adopt(work, principal, project, review)
        return made

    def views_of(
        self, work: Work, principal: Principal, ids: Collection[str]
    ) -> dict[str, LessonView]:
        """Those of the lessons that are there for the caller and not retired, by id."""
        found = work.lessons.get_many(scope_of(principal), own_projects(principal), ids)
        known = tuple(one for one in found.values() if one.state is not LessonState.RETIRED)
        return {view.lesson.id: view for view in lesson_views(work, principal, known)}

    # inside

    def _lesson(self, work: Work, principal: Principal, lesson_id: str) -> Lesson:
        lesson = work.lessons.get(scope_of(principal), own_projects(principal), lesson_id)
        if lesson is None:
            raise NotFound
        return lesson

    def _store(self, work: Work, principal: Principal, project: Project, lesson: Lesson) -> None:
        work.lessons.add(lesson, lesson_tokens(lesson, project_restricted=project.restricted))
        self._note(work, principal, "lesson_proposed", lesson)

    def _replace(
        self,
        work: Work,
        principal: Principal,
        before: Lesson,
        after: Lesson,
        revision: int | None,
        action: str,
    ) -> LessonView:
        if revision is not None and revision != before.revision:
            raise changed_meanwhile(work, before.id)
        after = replace(after, revision=before.revision + 1)
        project = work.projects.for_maintenance(before.project)
        tokens = lesson_tokens(after, project_restricted=project.restricted)
        approver = principal.user_id if action == "lesson_approved" else None
        if not work.lessons.replace(after, tokens, approver):
            raise changed_meanwhile(work, before.id)
        work.jobs.add(*INDEX_LESSON, [after.id], self._clock())
        self._note(work, principal, action, after)
        return lesson_views(work, principal, (self._lesson(work, principal, after.id),))[0]

    def _note(self, work: Work, principal: Principal, action: str, lesson: Lesson) -> None:
        details = {"title": lesson.title, "level": lesson.level.key, "masked": lesson.masked}
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, action, lesson.id, lesson.project, details)
        )
