"""Surveys as they are shown to members: results first, then who was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.surveys import Invitation, MailState
from archive.services.closeout.surveys import SurveyView
from archive.web.presenters.marks import Mark, counted, moment
from archive.wording import say

_TONES = {"answered": ("ok", "tick"), "waiting": ("", "clock"), "revoked": ("", "cross")}

_LETTERS = {
    MailState.WAITING: ("", "clock"),
    MailState.SENT: ("ok", "mail"),
    MailState.FAILED: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A scored question. `length` is the mean in hundredths of the scale, for its bar."""

    text: str
    mean: str
    scale: int
    count: int
    length: float
    label: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked."""

    id: str
    address: str
    mark: Mark
    waiting: bool
    letter: Mark | None
    failed: bool


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """One survey on the page."""

    id: str
    title: str
    state: str
    open: bool
    closed: bool
    answers: str
    has_answers: bool
    scores: tuple[ScoreRow, ...]
    words: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    asked: tuple[AskedRow, ...]
    document: str


def survey_views(views: Iterable[SurveyView], language: str) -> tuple[SurveyPart, ...]:
    """The parts of the page."""
    return tuple(_part(view, language) for view in views)


def _part(view: SurveyView, language: str) -> SurveyPart:
    survey, summary = view.survey, view.summary
    if survey.closed_at is not None:
        state = say(language, "ui_surveys.state_closed", when=moment(survey.closed_at))
    elif survey.closes_on is not None:
        state = say(language, "ui_surveys.state_until", day=survey.closes_on.isoformat())
    else:
        state = say(language, "ui_surveys.state_open")
    return SurveyPart(
        id=survey.id,
        title=survey.title,
        state=state,
        open=view.takes_answers,
        closed=survey.closed_at is not None,
        answers=counted(language, "ui_surveys.answers_n", summary.answers),
        has_answers=summary.answers > 0,
        scores=tuple(
            ScoreRow(
                score.question.text,
                "–" if score.mean is None else str(score.mean),
                score.question.scale,
                score.count,
                float(100 * score.mean / score.question.scale) if score.mean else 0.0,
                f"{score.question.text}: {score.mean or '–'} / {score.question.scale}",
            )
            for score in summary.scores
        ),
        words=tuple((part.question.text, part.said) for part in summary.words if part.said),
        asked=tuple(_asked(asked, language) for asked in view.invitations),
        document=view.document or "",
    )


def _asked(asked: Invitation, language: str) -> AskedRow:
    waiting = asked.state == "waiting"
    said = say(language, f"ui_surveys.asked_{asked.state}")
    letter = None
    if asked.mail is not None and (waiting or asked.mail is MailState.SENT):
        at = moment(asked.mailed_at) if asked.mailed_at else ""
        words = say(language, f"ui_surveys.mail_{asked.mail.value}", at=at)
        letter = Mark(asked.mail.value, words, *_LETTERS[asked.mail])
    return AskedRow(
        asked.id,
        asked.address,
        Mark(asked.state, said, *_TONES[asked.state]),
        waiting,
        letter,
        waiting and asked.mail is MailState.FAILED,
    )
