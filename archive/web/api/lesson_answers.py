"""Lessons as the interface takes and gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.lessons import FACETS, LessonState
from archive.services.lessons.lesson_views import LessonList as Found
from archive.services.lessons.lesson_views import LessonQuery, LessonView
from archive.web.api.fields import (
    Answer,
    Body,
    ClassKey,
    Code,
    Empty,
    Identifier,
    Language,
    LevelKey,
    Paged,
    Revision,
    Sentence,
    Text,
    Word,
)
from archive.web.api.review_answers import Citation

Kind = Literal["success", "failure", "template", "how-to"]
Theme = Literal[
    "scope", "money", "schedule", "suppliers", "client", "creative", "media", "onsite", "data", "team"
]  # fmt: skip
Channel = Literal["event", "social", "video", "press", "outdoor", "print", "email", "web", "store"]
Band = Literal["small", "medium", "large", "major"]
State = Literal["proposed", "approved", "retired"]
Day = Annotated[date, Field(strict=False)]
Prose = Annotated[Text, Field(max_length=4000)]


class LessonsQuery(Paged):
    """`q` looks for words in the lessons, `first` is the language listed before others; the rest narrow down."""

    q: Sentence = ""
    kind: Kind | None = None
    theme: Theme | None = None
    channel: Channel | None = None
    client: Word | None = None
    industry: Word | None = None
    band: Band | None = None
    language: Language | None = None
    state: State | None = None
    project: Code | None = None
    first: Language | None = None

    def asked(self) -> LessonQuery:
        """The same as the service takes it."""
        narrowed = {name: getattr(self, name) for name in FACETS}
        return LessonQuery(
            self.q,
            {name: value for name, value in narrowed.items() if value},
            LessonState(self.state) if self.state else None,
            self.project,
            self.page,
            self.per_page,
            self.first,
        )


class QuoteBody(Body):
    """Words that stand in a document of the lesson's project, exactly so."""

    document: Identifier
    quote: Annotated[Text, Field(min_length=1, max_length=2000)]


class LessonFields(Body):
    """What a lesson says, and what it applies to."""

    title: Annotated[Text, Field(min_length=1, max_length=200)] | None = None
    kind: Kind | None = None
    situation: Prose | None = None
    happened: Prose | None = None
    cause: Prose | None = None
    advice: Prose | None = None
    worked: Prose | None = None
    theme: Theme | None = None
    channel: Channel | None = None
    industry: Word | None = None
    class_key: ClassKey | None = Field(None, alias="class")
    band: Band | None = None
    verified_until: Day | None = None
    evidence: Annotated[list[QuoteBody], Field(max_length=20)] | None = None

    def said(self) -> dict[str, object]:
        """The members that were sent, but for the evidence."""
        return self.model_dump(exclude_unset=True, exclude={"project", "revision", "evidence"})

    def quotes(self) -> list[tuple[str, str]] | None:
        """Documents with the words quoted from them; None where nothing was said of evidence."""
        if self.evidence is None:
            return None
        return [(one.document, one.quote) for one in self.evidence]


class NewLesson(LessonFields):
    """A lesson of one project."""

    project: Code
    title: Annotated[Text, Field(min_length=1, max_length=200)]


class LessonChange(LessonFields):
    """What changes; `revision` refuses a stale save."""

    revision: Revision | None = None


class ReleaseBody(Empty):
    """Below the level of its sources a lesson is released only masked."""

    level: LevelKey | None = None
    masked: bool = False


class CheckBody(Empty):
    """Until when the lesson counts as checked; a year from today where nothing is said."""

    until: Day | None = None


class JoinBody(Body):
    """The lesson of the same cause; null: a cause of its own."""

    lesson: Identifier | None


class UsefulBody(Body):
    """Whether the lesson was useful; null takes the answer back."""

    useful: bool | None


class Useful(Answer):
    """How many found a lesson useful, and how many did not."""

    yes: int
    no: int


class Rejected(Answer):
    """Who removed from the review the statement that a lesson was proposed from, when, and why."""

    by: str
    at: datetime
    reason: str


class LessonAnswer(Answer):
    """A lesson. `evidence` leads to documents the caller may open; `project` is null when it is masked.

    `language`: that of its project.

    `used`: in how many projects its team applied it; `seen`: in how many the same cause was met.
    `rejected`: the statement it was proposed from was removed from the review since.
    `found_useful`: what the caller said; `useful`: what all said, for those who may approve it.
    """

    id: str
    project: str | None
    client: str | None
    language: str
    kind: str
    state: str
    confidentiality: str
    masked: bool
    title: str
    situation: str
    happened: str
    cause: str
    advice: str
    worked: str
    theme: str | None
    channel: str | None
    industry: str | None
    class_key: str | None = Field(alias="class")
    band: str | None
    verified_until: date | None
    used: int
    seen: int
    rejected: Rejected | None
    found_useful: bool | None
    useful: Useful | None
    evidence: list[Citation]
    created_by: str
    created_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None
    revision: int

    @classmethod
    def of(cls, view: LessonView) -> LessonAnswer:
        lesson = view.lesson
        return cls(
            id=lesson.id,
            project=lesson.project_code if view.project_shown else None,
            client=lesson.client,
            language=lesson.language,
            kind=lesson.kind.value,
            state=lesson.state.value,
            confidentiality=lesson.level.key,
            masked=lesson.masked,
            **{name: getattr(lesson, name) for name in _SAME},
            used=view.used,
            seen=view.seen,
            rejected=Rejected(by=no.by, at=no.at, reason=no.reason)
            if (no := view.rejected)
            else None,
            found_useful=view.answers.own,
            useful=Useful(yes=view.answers.useful, no=view.answers.not_useful)
            if view.may_approve
            else None,
            evidence=[Citation.model_validate(dict(c)) for c in view.evidence],
            created_by=lesson.created_by_name,
            approved_by=lesson.approved_by_name,
        )


_SAME = (
    "title", "situation", "happened", "cause", "advice", "worked", "theme", "channel", "industry",
    "class_key", "band", "created_at", "approved_at", "revision",
    "verified_until",
)  # fmt: skip


class Counted(Answer):
    """A value and how many lessons carry it."""

    value: str
    count: int


class LessonList(Answer):
    """A page of lessons; counts and facets are of what the caller may see."""

    items: list[LessonAnswer]
    total: int
    page: int
    per_page: int
    facets: Mapping[str, list[Counted]]

    @classmethod
    def of(cls, found: Found) -> LessonList:
        return cls(
            items=[LessonAnswer.of(view) for view in found.page.items],
            total=found.page.total,
            page=found.page.page,
            per_page=found.page.per_page,
            facets={
                name: [Counted(value=value, count=n) for value, n in values]
                for name, values in found.facets.items()
            },
        )


class AlikeList(Answer):
    """Approved lessons of one cause."""

    items: list[LessonAnswer]
