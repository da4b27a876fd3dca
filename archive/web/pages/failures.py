"""The sentence of an expected failure, in the reader's language."""

from __future__ import annotations

from archive.domain.messages import Message
from archive.errors import ArchiveError, InvalidInput
from archive.web.context import language
from archive.web.problems import problem_of
from archive.wording import say

_LABELS = {
    "advice": "ui_lesson.advice",
    "amount": "ui.amount",
    "actual": "ui_review.actual",
    "budget": "ui_project.budget",
    "borrower": "ui_registers.borrower",
    "class": "ui.class",
    "client": "ui_project.client",
    "client_confirmed_on": "ui.client_confirmed_on",
    "code": "ui_project.code",
    "currency": "ui_project.currency",
    "date": "ui.date",
    "due": "ui_closeout.due",
    "ended_on": "ui_project.ended",
    "evidence": "ui_lesson.evidence",
    "industry": "ui_project.industry",
    "language": "ui.language",
    "level": "ui.level",
    "name": "ui.name",
    "owner": "ui_closeout.owner",
    "quote": "ui_review.quote",
    "reason": "ui.reason",
    "remedy": "ui_registers.remedy",
    "target": "ui_review.target",
    "text": "ui_review.sentence",
    "started_on": "ui_project.started",
    "title": "ui.title",
    "until": "ui_lesson.until",
    "username": "ui.username",
    "version": "ui.version",
}
"""What a page calls a field; programs read its own name."""
_WHOLE = ("errors.why_", "rule_file.")
"""Reasons that say it all: the name of a field that a page has no word for would only puzzle."""


def sentence_of(error: ArchiveError) -> str:
    """What happened, is it safe, what now; a field is called as the page calls it, or not at all."""
    detail, why = problem_of(error).detail, error.values.get("why")
    label = _LABELS.get(str(error.values.get("field")).removeprefix("fields."))
    if isinstance(why, Message) and not label and why.key.startswith(_WHOLE):
        said = say(language(), why)
        return said[:1].upper() + said[1:]
    if isinstance(error, InvalidInput) and label:
        detail = Message(detail.key, {**detail.values, "field": say(language(), label)})
    return say(language(), detail)
