"""Surveys of clients: made and read by members; answered by people without an account, by link."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.surveys import Invitation, Question, QuestionKind
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.closeout.surveys import Link, SurveyView
from archive.web.api.fields import Answer, Body, Empty, Identifier, Name, Paged, Sentence, Word
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("surveys")
blueprint = resource.blueprint

ERRORS = (NotFound, ActionForbidden, Conflict)


class QuestionBody(Body):
    """One question; `scale` (5 or 10) is for scores."""

    key: Identifier
    kind: Literal["score", "words"]
    text: Sentence
    scale: int = 0

    def question(self) -> Question:
        return Question(self.key, QuestionKind(self.kind), self.text, self.scale)


class SurveyBody(Body):
    """A new survey; what is not said comes ready made in the project's language."""

    title: Name | None = None
    questions: Annotated[list[QuestionBody], Field(max_length=20)] = Field(default_factory=list)
    closes_on: date | None = None


class AddressesBody(Body):
    """Whom to ask: mail addresses or names."""

    addresses: Annotated[list[Word], Field(min_length=1, max_length=200)]


class QuestionAnswer(Answer):
    """A question with what the answers come to: `mean` and `spread` for scores, `said` for words."""

    key: str
    kind: str
    text: str
    scale: int
    count: int
    mean: str | None
    spread: list[int]
    said: list[tuple[str, str]]


class InvitationAnswer(Answer):
    """Somebody who was asked; the link itself is not told again.

    `mail`: what became of the letter with the link, null where none is sent; `mailed_at` since when.
    """

    id: str
    address: str
    state: Literal["waiting", "answered", "revoked"]
    created_at: datetime
    mail: Literal["waiting", "sent", "failed"] | None
    mailed_at: datetime | None

    @classmethod
    def of(cls, invitation: Invitation) -> InvitationAnswer:
        return cls.model_validate(
            {
                "id": invitation.id,
                "address": invitation.address,
                "state": invitation.state,
                "created_at": invitation.created_at,
                "mail": invitation.mail,
                "mailed_at": invitation.mailed_at,
            }
        )


class SurveyAnswer(Answer):
    """A survey and its results. `document` is the filed result, for those who may open it."""

    id: str
    title: str
    created_at: datetime
    closes_on: date | None
    closed_at: datetime | None
    takes_answers: bool
    document: str | None
    answers: int
    questions: list[QuestionAnswer]
    invitations: list[InvitationAnswer]

    @classmethod
    def of(cls, view: SurveyView) -> SurveyAnswer:
        survey, summary = view.survey, view.summary
        scores = {s.question.key: s for s in summary.scores}
        words = {w.question.key: w for w in summary.words}
        return cls(
            id=survey.id,
            title=survey.title,
            created_at=survey.created_at,
            closes_on=survey.closes_on,
            closed_at=survey.closed_at,
            takes_answers=view.takes_answers,
            document=view.document,
            answers=summary.answers,
            questions=[
                QuestionAnswer(
                    key=question.key,
                    kind=question.kind.value,
                    text=question.text,
                    scale=question.scale,
                    count=score.count if score else len(said.said) if said else 0,
                    mean=str(score.mean) if score and score.mean is not None else None,
                    spread=list(score.spread) if score else [],
                    said=list(said.said) if said else [],
                )
                for question in survey.questions
                for score, said in [(scores.get(question.key), words.get(question.key))]
            ],
            invitations=[InvitationAnswer.of(invitation) for invitation in view.invitations],
        )


class LinkAnswer(Answer):
    """A link for one person, shown this once. `mailed`: a letter with it waits to be sent."""

    address: str
    path: str
    mailed: bool

    @classmethod
    def of(cls, link: Link) -> LinkAnswer:
        return cls(address=link.address, path=link.path, mailed=link.mailed)


class Made(Answer):
    """What was just made."""

    id: str


class LinksAnswer(Answer):
    """The links that were just made."""

    links: list[LinkAnswer]


@resource.route(
    "GET",
    "/projects/<code>/surveys",
    signed_in,
    Contract(Listing[SurveyAnswer], query=Paged, errors=(NotFound, ActionForbidden)),
)
def show(code: str, query: Paged) -> Listing[SurveyAnswer]:
    """The surveys of a project, for members who see documents of the class survey."""
    found = services().surveys.list(principal(), code)
    return part_of(found.surveys, query, SurveyAnswer.of)


@resource.route(
    "POST",
    "/projects/<code>/surveys",
    signed_in,
    Contract(Made, 201, body=SurveyBody, errors=ERRORS),
)
def create(code: str, body: SurveyBody) -> Made:
    """Make a survey."""
    asked = [question.question() for question in body.questions]
    survey = services().surveys.create(principal(), code, body.title, asked, body.closes_on)
    return Made(id=survey.id)


@resource.route(
    "POST",
    "/surveys/<survey_id>/invitations",
    signed_in,
    Contract(LinksAnswer, 201, body=AddressesBody, errors=ERRORS),
)
def invite(survey_id: str, body: AddressesBody) -> LinksAnswer:
    """Make a link for each address; it works once."""
    links = services().surveys.invite(principal(), survey_id, body.addresses)
    return LinksAnswer(links=[LinkAnswer.of(link) for link in links])


@resource.route(
    "DELETE",
    "/surveys/<survey_id>/invitations/<invitation_id>",
    signed_in,
    Contract(status=204, errors=ERRORS),
)
def revoke(survey_id: str, invitation_id: str) -> None:
    """End a link that was not used."""
    services().surveys.revoke(principal(), survey_id, invitation_id)


@resource.route(
    "POST",
    "/surveys/<survey_id>/invitations/<invitation_id>/mail",
    signed_in,
    Contract(InvitationAnswer, 202, body=Empty, errors=ERRORS),
)
def mail(survey_id: str, invitation_id: str) -> InvitationAnswer:
    """Have a letter tried anew that could not be sent."""
    return InvitationAnswer.of(services().surveys.mail_again(principal(), survey_id, invitation_id))


@resource.route(
    "POST",
    "/surveys/<survey_id>/close",
    signed_in,
    Contract(Made, body=Empty, errors=ERRORS),
)
def close(survey_id: str) -> Made:
    """Take no more answers and file the result."""
    return Made(id=services().surveys.close(principal(), survey_id).id)


POLICIES = resource.POLICIES
