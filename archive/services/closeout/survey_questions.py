"""The questions of a survey: those it gets where nobody wrote any, and which may be asked."""

from __future__ import annotations

from archive.domain.surveys import MOST_QUESTIONS, SCALES, Question, QuestionKind
from archive.errors import InvalidInput
from archive.wording import say

READY_SCORES = ("overall", "quality", "time", "contact", "value")
READY_WORDS = ("well", "better")


def ready_questions(language: str) -> tuple[Question, ...]:
    """Five to score and two for words; the first asks for the whole."""
    scores = (
        Question(key, QuestionKind.SCORE, say(language, f"surveys.ask_{key}"), SCALES[0])
        for key in READY_SCORES
    )
    words = (
        Question(key, QuestionKind.WORDS, say(language, f"surveys.ask_{key}"))
        for key in READY_WORDS
    )
    return (*scores, *words)


def valid_questions(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The same questions.

    Raises:
        InvalidInput: none or too many, one without words, a scale there is not, or a key used twice.
    """
    if not 0 < len(questions) <= MOST_QUESTIONS:
        raise InvalidInput(field="questions", why=f"1-{MOST_QUESTIONS}")
    for question in questions:
        if not question.text.strip():
            raise InvalidInput(field="questions", why="text")
        if question.kind is QuestionKind.SCORE and question.scale not in SCALES:
            raise InvalidInput(field="questions", why=", ".join(map(str, SCALES)))
    if len({question.key for question in questions}) < len(questions):
        raise InvalidInput(field="questions", why="key")
    return questions
