"""Lessons that go to a new project by themselves, with the reason for each, and what its team made of them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from archive.domain.access import (
    Action,
    Membership,
    Principal,
    ProjectRole,
    Target,
    require,
    scope_of,
)
from archive.domain.documents import CLASS_CODES, Level
from archive.domain.folding import fold
from archive.domain.lessons import CHANNELS, LessonState, band_of
from archive.domain.projects import Project
from archive.domain.relevance import (
    ENOUGH,
    Reason,
    Wanted,
    channels_of,
    relevant_lessons,
    worth_handing,
)
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extraction.reader import Reader
from archive.naming.rules import Rules
from archive.persistence.database import Database, Work
from archive.persistence.handed_lessons import APPLY, NOT_RELEVANT, OPEN, Brief, HandedLesson
from archive.persistence.lessons import LessonFilter
from archive.services.closeout.improvements import ImprovementService
from archive.services.lessons.candidate_actions import Candidate, candidates_of
from archive.services.lessons.lesson_views import LessonView
from archive.services.lessons.lessons import LessonService
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock
from archive.services.projects.projects import project_of
from archive.services.projects.similar_cases import (
    SimilarCase,
    common_in_archive,
    similar_cases,
)

MARKS = (OPEN, APPLY, NOT_RELEVANT)
HANDED, LOOKED_AT = 8, 1000
LONGEST = 20_000
LARGEST_FILE = 10 << 20  # bytes of a brief that is read while its sender waits
BRIEF_CLASSES = ("brief", "proposal")
_OF_BRIEF = frozenset({"words", "channel", "class"})
_KINDS = frozenset({"client", "industry", "band"}) | _OF_BRIEF
"""The reasons that are told: each is concrete. Rows of older versions may hold others."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A lesson as the team has it: why it was handed over, and what was made of it."""

    view: LessonView
    reasons: tuple[Reason, ...]
    mark: str
    marked_by: str | None


@dataclass(frozen=True, slots=True)
class Learned:
    """What the past has for a project: lessons, cases like it, and actions still open there."""

    project: Project
    brief: Brief | None
    lessons: tuple[Handed, ...]
    cases: tuple[SimilarCase, ...]
    candidates: tuple[Candidate, ...]

    @property
    def few(self) -> bool:
        """Fewer lessons are relevant than a new project should get; nothing is put in their place."""
        return len(self.lessons) < ENOUGH


class HandedLessonService:
    """Nothing is handed over that the caller may not see; every other member sees only their own part."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        lessons: LessonService,
        improvements: ImprovementService,
        rules: Callable[[], Rules],
        clock: Clock,
    ) -> None:
        self._database = database
        self._reader = reader
        self._lessons = lessons
        self._improvements = improvements
        self._rules = rules
        self._clock = clock

    def text_of(self, stream: BinaryIO, name: str) -> str:
        """The text of a brief that came as a file; empty where none can be read from it."""
        body = stream.read(LARGEST_FILE + 1)
        if len(body) > LARGEST_FILE:
            raise InvalidInput(field="brief", why=f"0-{LARGEST_FILE >> 20} MB")
        with tempfile.TemporaryDirectory(prefix="brief-") as folder:
            file = Path(folder) / "brief"
            file.write_bytes(body)
            extracted = self._reader.read(file, name)
        return "\n".join(segment.text for segment in extracted.segments)[:LONGEST]

    def begin(
        self, principal: Principal, project: Project, text: str, channel: str | None
    ) -> Learned:
        """`hand`, for somebody who has made the project just now and manages it from here on."""
        place = Membership(project.id, ProjectRole.MANAGER, Level.RESTRICTED)
        maker = replace(principal, memberships=(*principal.memberships, place))
        return self.hand(maker, project.code, text, channel)

    def hand(
        self, principal: Principal, code: str, text: str = "", channel: str | None = None
    ) -> Learned:
        """Look for what the past has for a project, and keep the lessons for its team.

        Args:
            principal: a member of the project.
            code: the project.
            text: its brief; where none is given, the one known, else its filed briefs.
            channel: what it mainly is, where that is known.
        """
        if channel is not None and channel not in CHANNELS:
            raise InvalidInput(field="channel", why=", ".join(CHANNELS))
        with self._database.write() as work:
            project = self._member(work, principal, code)
            if text.strip() or channel:
                brief = Brief(text.strip()[:LONGEST], channel, self._clock())
                work.handed.put_brief(project.id, brief, principal.user_id)
            wanted, rests_on = self._wanted(work, principal, project)
            scope = scope_of(principal)
            approved = LessonFilter(state=LessonState.APPROVED)
            found, _ = work.lessons.find(scope, approved, 0, LOOKED_AT)
            others = [lesson for lesson in found if lesson.project != project.id]
            said = work.lesson_answers.of([one.id for one in others], principal.user_id)
            useful = {key: answers.balance for key, answers in said.items()}
            best = worth_handing(relevant_lessons(wanted, others, useful), HANDED)
            handed = [(others[one.place].id, [r.as_dict() for r in one.reasons]) for one in best]
            work.handed.hand(project.id, handed, rests_on)
            note_of_project(
                work, self._clock(), principal, project, "lessons_handed", {"lessons": len(handed)}
            )
            return self._learned(work, principal, project, wanted)

    def get(self, principal: Principal, code: str) -> Learned:
        """What was handed to the project, cases like it and open actions; for its members."""
        with self._database.read() as work:
            project = self._member(work, principal, code)
            wanted, _ = self._wanted(work, principal, project)
            return self._learned(work, principal, project, wanted)

    def mark(self, principal: Principal, code: str, lesson_id: str, mark: str) -> Handed:
        """Say whether the project applies a lesson; NotFound unless it was handed to it."""
        if mark not in MARKS:
            raise InvalidInput(field="mark", why=", ".join(MARKS))
        with self._database.write() as work:
            project = self._member(work, principal, code)
            known = {one.view.lesson.id for one in self._handed(work, principal, project)}
            if lesson_id not in known or not work.handed.mark(
                project.id, lesson_id, mark, principal.user_id, self._clock()
            ):
                raise NotFound
            details = {"lesson": lesson_id, "mark": mark}
            note_of_project(work, self._clock(), principal, project, "lesson_marked", details)
            handed = self._handed(work, principal, project)
            return next(one for one in handed if one.view.lesson.id == lesson_id)

    def take_up(self, principal: Principal, code: str, source: str, said: Mapping[str, Any]) -> str:
        """Take a candidate up as an action of the project, at its level; its id.

        Raises:
            NotFound: there is no such candidate.
            Conflict: the caller would not read it in this project.
        """
        with self._database.write() as work:
            project = self._member(work, principal, code)
            require(principal, Action.WRITE_ACTION, Target(project.id))
            wanted, _ = self._wanted(work, principal, project)
            offered = self._learned(work, principal, project, wanted).candidates
            candidate = next((one for one in offered if one.source == source), None)
            if candidate is None:
                raise NotFound
            if not candidate.readable:
                raise Conflict(why="action_above_clearance")
            known = {"text": candidate.text, "due": None}
            chosen = known | {key: value for key, value in said.items() if value}
            made = self._improvements.carry_over(
                work, principal, project, source, candidate.level, chosen
            )
            return made.id

    # inside

    def _member(self, work: Work, principal: Principal, code: str) -> Project:
        project = project_of(work, scope_of(principal), code)
        require(principal, Action.WRITE_LESSON, Target(project.id))
        return project

    def _wanted(
        self, work: Work, principal: Principal, project: Project
    ) -> tuple[Wanted, tuple[str, ...]]:
        """What is known of the project, and the filed briefs that was read from."""
        brief = work.handed.brief(project.id)
        text, rests_on = brief.text if brief else "", tuple[str, ...]()
        if not text:
            text, rests_on = _filed_briefs(work, principal, project)
        whole = "\n".join(filter(None, (project.name, project.industry, text)))
        channels = channels_of(whole) | ({brief.channel} if brief and brief.channel else set())
        wanted = Wanted(
            text=whole,
            client=project.client,
            industry=project.industry,
            band=band_of(project.budget, project.currency),
            channels=frozenset(channels),
            classes=self._classes(whole),
        )
        common = common_in_archive(work, scope_of(principal), wanted.telling, project.id)
        return replace(wanted, common=common), rests_on

    def _classes(self, text: str) -> frozenset[str]:
        """The classes of paper that a brief names, in any language of the rules."""
        folded, rules = fold(text), self._rules()
        labels = {key: rules.class_of(code).labels for key, code in CLASS_CODES.items()}
        return frozenset(
            key
            for key, names in labels.items()
            if key != "other" and any(_names_it(fold(name), folded) for name in names)
        )

    def _learned(
        self, work: Work, principal: Principal, project: Project, wanted: Wanted
    ) -> Learned:
        cases = similar_cases(work, principal, wanted, project.id)
        return Learned(
            project,
            work.handed.brief(project.id),
            self._handed(work, principal, project),
            cases,
            candidates_of(work, principal, project, cases),
        )

    def _handed(self, work: Work, principal: Principal, project: Project) -> tuple[Handed, ...]:
        handed = work.handed.of_project(project.id)
        views = self._lessons.views_of(work, principal, [one.lesson for one in handed])
        briefs = {document for one in handed for document in one.rests_on}
        seen = work.documents.get_many(scope_of(principal), briefs)
        found = [
            _with_view(one, views[one.lesson], set(one.rests_on) <= set(seen))
            for one in handed
            if one.lesson in views
        ]
        return tuple(one for one in found if one.reasons or one.mark != OPEN)


def _with_view(handed: HandedLesson, view: LessonView, brief_seen: bool) -> Handed:
    """What a filed brief says is told, even by a reason, to those alone who may read it."""
    reasons = (Reason(**reason) for reason in handed.reasons)
    told = tuple(r for r in reasons if r.kind in _KINDS and (brief_seen or r.kind not in _OF_BRIEF))
    return Handed(view, told, handed.mark, handed.marked_by)


def _names_it(label: str, folded: str) -> bool:
    """A label stands in the text; one in Latin letters as a word of its own (plan, not planet)."""
    if not label.isascii():
        return len(label) > 1 and label in folded
    return re.search(rf"\b{re.escape(label)}\b", folded) is not None


def _filed_briefs(
    work: Work, principal: Principal, project: Project
) -> tuple[str, tuple[str, ...]]:
    """The text of the project's filed briefs, as far as the caller sees them, and which they are."""
    documents = work.documents.of_project(scope_of(principal), project.id)
    briefs = [d for d in documents if d.class_key in BRIEF_CLASSES and d.reading]
    texts = work.readings.segments_of([d.reading for d in briefs if d.reading])
    whole = (part.text for d in briefs for part in texts.get(d.reading or "", ()))
    return "\n".join(whole)[:LONGEST], tuple(d.id for d in briefs)
