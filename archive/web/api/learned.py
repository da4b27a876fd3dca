"""/projects/{code}/learned: what past projects have for a new one."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.relevance import Reason
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.review.outcome import Outcome
from archive.services.lessons.handed_lessons import Handed, Learned
from archive.services.projects.similar_cases import SimilarCase
from archive.web.api.fields import Answer, Body, Name, Text
from archive.web.api.improvements import Day, ImprovementAnswer
from archive.web.api.lesson_answers import Channel, LessonAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("learned")
blueprint = resource.blueprint

LEARNED = "/projects/<code>/learned"
Mark = Literal["open", "apply", "not_relevant"]


class BriefBody(Body):
    """What the project is asked to do; `channel` is what it mainly is."""

    text: Annotated[Text, Field(max_length=20_000)] = ""
    channel: Channel | None = None


class MarkBody(Body):
    """What the team makes of a lesson."""

    mark: Mark


class TakeUpBody(Body):
    """The candidate taken up, and what is changed of it."""

    source: Annotated[Text, Field(min_length=1, max_length=96)]
    text: Annotated[Text, Field(max_length=2000)] | None = None
    owner: Name | None = None
    due: Day | None = None


class ReasonAnswer(Answer):
    """`kind`: client, industry, channel, class, band or words; `value` what is shared."""

    kind: str
    value: str

    @classmethod
    def of(cls, reason: Reason) -> ReasonAnswer:
        return cls(kind=reason.kind, value=reason.value.replace("\t", ", "))


class OutcomeAnswer(Answer):
    """How a project came out, from its approved review as the caller may see it; null: not told.

    Of targets too: none that the caller may see is unknown, and no zero.
    """

    met: int | None
    targets: int | None
    budget: Decimal | None
    actual: Decimal | None
    currency: str | None
    satisfaction_mean: Decimal | None
    satisfaction_scale: Decimal | None

    @classmethod
    def of(cls, outcome: Outcome) -> OutcomeAnswer:
        return cls(
            met=outcome.met if outcome.targets else None,
            targets=outcome.targets or None,
            budget=outcome.budget,
            actual=outcome.actual,
            currency=outcome.currency,
            satisfaction_mean=outcome.mean,
            satisfaction_scale=outcome.scale,
        )


class HandedAnswer(Answer):
    """A lesson handed to the project, why, and what its team made of it."""

    lesson: LessonAnswer
    reasons: list[ReasonAnswer]
    mark: str
    marked_by: str | None

    @classmethod
    def of(cls, handed: Handed) -> HandedAnswer:
        return cls(
            lesson=LessonAnswer.of(handed.view),
            reasons=[ReasonAnswer.of(reason) for reason in handed.reasons],
            mark=handed.mark,
            marked_by=handed.marked_by,
        )


class CaseAnswer(Answer):
    """A past project that is like the new one; `outcome` is null where nothing of it may be seen."""

    project: str
    name: str
    reasons: list[ReasonAnswer]
    outcome: OutcomeAnswer | None

    @classmethod
    def of(cls, case: SimilarCase) -> CaseAnswer:
        return cls(
            project=case.project.code,
            name=case.project.name,
            reasons=[ReasonAnswer.of(reason) for reason in case.reasons],
            outcome=OutcomeAnswer.of(case.outcome) if case.outcome else None,
        )


class CandidateAnswer(Answer):
    """An open action of a similar project; `source` takes it up, `level` is the one it then has.

    `readable` is false where the caller would not read it in this project and so cannot take it up.
    """

    source: str
    project: str
    text: str
    owner: str
    due: str
    level: str
    readable: bool


class LearnedAnswer(Answer):
    """Everything the past has for the project. `few`: fewer than three lessons are relevant."""

    lessons: list[HandedAnswer]
    few: bool
    cases: list[CaseAnswer]
    candidates: list[CandidateAnswer]

    @classmethod
    def of(cls, learned: Learned) -> LearnedAnswer:
        return cls(
            lessons=[HandedAnswer.of(one) for one in learned.lessons],
            few=learned.few,
            cases=[CaseAnswer.of(one) for one in learned.cases],
            candidates=[
                CandidateAnswer(
                    source=one.source,
                    project=one.project_code,
                    text=one.text,
                    owner=one.owner,
                    due=one.due,
                    level=one.level.key,
                    readable=one.readable,
                )
                for one in learned.candidates
            ],
        )


@resource.route(
    "POST",
    LEARNED,
    signed_in,
    Contract(LearnedAnswer, body=BriefBody, errors=(NotFound, ActionForbidden)),
)
def hand(code: str, body: BriefBody) -> LearnedAnswer:
    """Look for lessons, cases and actions that matter to the project, from its brief and its data."""
    return LearnedAnswer.of(services().handed.hand(principal(), code, body.text, body.channel))


@resource.route(
    "GET", LEARNED, signed_in, Contract(LearnedAnswer, errors=(NotFound, ActionForbidden))
)
def show(code: str) -> LearnedAnswer:
    """What was handed to the project, for its members."""
    return LearnedAnswer.of(services().handed.get(principal(), code))


@resource.route(
    "PATCH",
    LEARNED + "/lessons/<lesson_id>",
    signed_in,
    Contract(HandedAnswer, body=MarkBody, errors=(NotFound, ActionForbidden)),
)
def mark(code: str, lesson_id: str, body: MarkBody) -> HandedAnswer:
    """Say whether the project applies a lesson."""
    return HandedAnswer.of(services().handed.mark(principal(), code, lesson_id, body.mark))


@resource.route(
    "POST",
    LEARNED + "/actions",
    signed_in,
    Contract(ImprovementAnswer, 201, body=TakeUpBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def take_up(code: str, body: TakeUpBody) -> ImprovementAnswer:
    """Take an open action of a similar project up in this one."""
    said = body.model_dump(exclude_unset=True, exclude={"source"})
    made = services().handed.take_up(principal(), code, body.source, said)
    return ImprovementAnswer.of(services().improvements.get(principal(), made))


POLICIES = resource.POLICIES
