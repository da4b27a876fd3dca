"""The sentence of an expected failure, in the reader's language."""

from __future__ import annotations

from archive.domain.messages import Message
from archive.errors import ArchiveError, InvalidInput
from archive.web.context import language
from archive.web.problems import problem_of
from archive.wording import say

_LABELS = {
    "amount": "ui.amount",
    "budget": "ui_project.budget",
    "class": "ui.class",
    "client": "ui_project.client",
    "client_confirmed_on": "ui.client_confirmed_on",
    "code": "ui_project.code",
    "currency": "ui_project.currency",
    "date": "ui.date",
    "due": "ui_closeout.due",
    "ended_on": "ui_project.ended",
    "industry": "ui_project.industry",
    "language": "ui.language",
    "level": "ui.level",
    "name": "ui.name",
    "owner": "ui_closeout.owner",
    "reason": "ui.reason",
    "started_on": "ui_project.started",
    "title": "ui.title",
    "username": "ui.username",
    "version": "ui.version",
}
"""What a page calls a field; programs read its own name."""


def sentence_of(error: ArchiveError) -> str:
    """What happened, is it safe, what now; a field is called as the page calls it."""
    detail = problem_of(error).detail
    label = _LABELS.get(str(error.values.get("field")).removeprefix("fields."))
    if isinstance(error, InvalidInput) and label:
        detail = Message(detail.key, {**detail.values, "field": say(language(), label)})
    return say(language(), detail)
