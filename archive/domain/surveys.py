"""What the client is asked at the end: questions, who was asked, and what the answers come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LONGEST_ANSWER = 2000
MOST_QUESTIONS = 20
MOST_INVITED = 200
SCALES = (5, 10)


class QuestionKind(StrEnum):
    """SCORE: a whole number from 1 to `scale`. WORDS: free text. Neither has to be answered."""

    SCORE = "score"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `scale` is 0 for words."""

    key: str
    kind: QuestionKind
    text: str
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of one project. `document` is the filed result, once it is closed."""

    id: str
    project: str
    title: str
    questions: tuple[Question, ...]
    created_by: str
    created_at: datetime
    closes_on: date | None = None
    closed_at: datetime | None = None
    document: str | None = None

    def takes_answers(self, today: date) -> bool:
        """It is not closed, and its last day is not over."""
        return self.closed_at is None and (self.closes_on is None or today <= self.closes_on)


class MailState(StrEnum):
    """What became of the letter with a link."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who was asked, by address or name. A link is used once; a revoked one never again.

    `mail` is None where the link is not mailed; `mailed_at` is when that state was reached.
    """

    id: str
    survey: str
    address: str
    created_at: datetime
    answered_at: datetime | None = None
    revoked_at: datetime | None = None
    mail: MailState | None = None
    mailed_at: datetime | None = None

    @property
    def state(self) -> str:
        """answered, revoked or waiting."""
        if self.answered_at is not None:
            return "answered"
        return "revoked" if self.revoked_at is not None else "waiting"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one of those asked said: question key -> score or words."""

    invitation: str
    address: str
    values: Mapping[str, int | str]
    at: datetime


@dataclass(frozen=True, slots=True)
class ScoreSummary:
    """The scores of one question. `mean` has two decimals, half up; None without an answer."""

    question: Question
    count: int
    mean: Decimal | None
    spread: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WordsSummary:
    """The words given to one question: who and what, in the order they came."""

    question: Question
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All answers of a survey put together. `overall` is the first score question's."""

    answers: int
    scores: tuple[ScoreSummary, ...]
    words: tuple[WordsSummary, ...]

    @property
    def overall(self) -> ScoreSummary | None:
        """The question that asks for the whole: the first with a score."""
        return self.scores[0] if self.scores else None


def summary_of(questions: Sequence[Question], answers: Iterable[Answer]) -> Summary:
    """Counts and means; computed, never stored."""
    given = sorted(answers, key=lambda answer: (answer.at, answer.invitation))
    return Summary(
        len(given),
        tuple(_scores(q, given) for q in questions if q.kind is QuestionKind.SCORE),
        tuple(_words(q, given) for q in questions if q.kind is QuestionKind.WORDS),
    )


def _scores(question: Question, answers: Sequence[Answer]) -> ScoreSummary:
    found = [v for a in answers if isinstance(v := a.values.get(question.key), int)]
    mean = None
    if found:
        mean = (Decimal(sum(found)) / len(found)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    spread = tuple(found.count(score) for score in range(1, question.scale + 1))
    return ScoreSummary(question, len(found), mean, spread)


def _words(question: Question, answers: Sequence[Answer]) -> WordsSummary:
    said = [(a.address, v) for a in answers if isinstance(v := a.values.get(question.key), str)]
    return WordsSummary(question, tuple(said))


def read_answer(question: Question, given: object) -> int | str | None:
    """What was given to a question as it is kept; None for nothing.

    Raises:
        ValueError: no score of the scale, or more than LONGEST_ANSWER characters.
    """
    if question.kind is QuestionKind.WORDS:
        words = str(given or "").replace("\r\n", "\n").strip()
        if len(words) > LONGEST_ANSWER:
            raise ValueError(str(LONGEST_ANSWER))
        return words or None
    text = str(given if given is not None else "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= question.scale):
        raise ValueError(f"1-{question.scale}")
    return int(text)
