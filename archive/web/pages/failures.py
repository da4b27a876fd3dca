"""The sentence of an expected failure, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
    "box": "ui_registers.box",
    "class": "ui.class",
    "client": "ui_project.client",
    "client_confirmed_on": "ui.client_confirmed_on",
    "code": "ui_project.code",
    "contract": "ui_registers.contract",
    "currency": "ui_project.currency",
    "date": "ui.date",
    "delivered": "ui_registers.delivered",
    "document": "ui_review.rests_on",
    "due": "ui_closeout.due",
    "ended_on": "ui_project.ended",
    "evidence": "ui_lesson.evidence",
    "holder": "ui_registers.holder",
    "industry": "ui_project.industry",
    "kind": "ui_registers.kind",
    "language": "ui.language",
    "level": "ui.level",
    "name": "ui.name",
    "note": "ui_registers.note",
    "owner": "ui_closeout.owner",
    "promised": "ui_registers.promised",
    "proof": "ui_learned.proof",
    "quote": "ui_review.quote",
    "reason": "ui.reason",
    "remedy": "ui_registers.remedy",
    "shelf": "ui_registers.shelf",
    "state": "ui_registers.state",
    "target": "ui_review.target",
    "text": "ui_review.sentence",
    "started_on": "ui_project.started",
    "title": "ui.title",
    "unit": "ui_review.unit",
    "until": "ui_lesson.until",
    "username": "ui.username",
    "version": "ui.version",
}
"""What a page calls a field; programs read its own name."""
_WHOLE = ("errors.why_", "rule_file.")
"""Reasons that say it all: the name of a field that a page has no word for would only puzzle."""


def sentence_of(error: ArchiveError, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """What happened, is it safe, what now; a field is called as the page calls it, or not at all.

    Args:
        error: what was refused.
        called: fields that this page calls otherwise than others do, with the key of their word.
    """
    detail, why = problem_of(error).detail, error.values.get("why")
    label = {**_LABELS, **called}.get(str(error.values.get("field")).removeprefix("fields."))
    if isinstance(why, Message) and not label and why.key.startswith(_WHOLE):
        said = say(language(), why)
        return said[:1].upper() + said[1:]
    if isinstance(error, InvalidInput) and label:
        detail = Message(detail.key, {**detail.values, "field": say(language(), label)})
    return say(language(), detail)
