"""A file in the holding area as a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from archive.domain.documents import Decision, ItemState
from archive.domain.intake import Item
from archive.domain.rule_exceptions import ExceptionState, RuleException
from archive.services.intake.holding import HeldFile
from archive.web.presenters.exceptions import state_mark
from archive.web.presenters.items import group_of, mark_of, reason_of
from archive.web.presenters.marks import Mark, counted
from archive.web.presenters.names import NamePart, Run, name_parts, original_runs
from archive.wording import say

_LATE = 2
"""Reminders after which a file has waited too long."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One file: its sign, its name, why it waits, since when, and whether it can be opened.

    `request` says what became of the last request for an exception, `answer` with which words; `asks` is
    False while that request is undecided, or what it was granted for is all that held the file.
    """

    item: str
    batch: str
    mark: Mark
    name: tuple[Run, ...]
    plain: str
    proposed: tuple[NamePart, ...]
    project: str
    reasons: tuple[str, ...]
    who: str
    age: str
    reminder: Mark | None
    request: Mark | None
    answer: str
    asks: bool


def held_rows(
    found: Iterable[HeldFile], requests: Mapping[str, RuleException], language: str, today: date
) -> tuple[HeldRow, ...]:
    """The rows of the page; `requests` are the latest ones for an exception, by item."""
    return tuple(_row(held, requests.get(held.item), language, today) for held in found)


def _row(held: HeldFile, request: RuleException | None, language: str, today: date) -> HeldRow:
    return HeldRow(
        item=held.item,
        batch=held.batch or "",
        mark=_item_mark(held.whole, language) if held.whole else _mark(held, language),
        name=original_runs(held.name, held.findings),
        plain=held.name,
        proposed=name_parts(held.proposed_name, held.name) if held.proposed_name else (),
        project=held.project,
        reasons=_item_reasons(held.whole, language) if held.whole else _reasons(held, language),
        who=held.received_by,
        age=say(language, "ui_holding.today")
        if not held.days
        else counted(language, "ui_holding.days", held.days),
        reminder=_reminder(held, language),
        request=state_mark(request, language, today) if request else None,
        answer=(request.decision_reason or "") if request else "",
        asks=_may_ask(held, request, today),
    )


def _may_ask(held: HeldFile, request: RuleException | None, today: date) -> bool:
    """What was granted holds the file no more: a finding that is left is another one."""
    if request is None or request.state is ExceptionState.REFUSED or request.until < today:
        return True
    left = any(finding.severity == "hold" for finding in held.findings)
    return left and request.state is ExceptionState.APPROVED


def _item_reasons(item: Item, language: str) -> tuple[str, ...]:
    """What its batch says of it; of a file put aside what it would say otherwise, and why it was."""
    if item.decision is not Decision.HOLD:
        return (reason_of(item, language),)
    before = _before_hold(item)
    asks = group_of(before) == "look"
    said = reason_of(before, language) if asks else say(language, "ui_holding.why_put_aside")
    return (said, item.reason) if item.reason else (said,)


def _before_hold(item: Item) -> Item:
    return replace(item, state=ItemState.PROPOSED, decision=None, reason=None)


def _item_mark(item: Item, language: str) -> Mark:
    return mark_of(item, group_of(item), language)


def _reasons(held: HeldFile, language: str) -> tuple[str, ...]:
    """The findings on the name: all that those may know who may not open the batch."""
    asked = [f for f in held.findings if f.severity != "warn"] or list(held.findings)
    said = tuple(say(language, finding.message) for finding in asked)
    return said or (say(language, f"ui_holding.why_{_why(held)}"),)


def _why(held: HeldFile) -> str:
    """What is said of a file without findings: it could not be read, a person put it aside, or one is to look at it."""
    if held.state == ItemState.FAILED.value:
        return "failed"
    return "put_aside" if held.state == ItemState.HELD.value else "look"


def _mark(held: HeldFile, language: str) -> Mark:
    refused = held.verdict == "refused" or held.state == ItemState.FAILED.value
    key = "refused" if refused else "held"
    return Mark(
        key,
        say(language, f"ui_holding.mark_{key}"),
        "bad" if refused else "warn",
        "cross" if refused else "look",
    )


def _reminder(held: HeldFile, language: str) -> Mark | None:
    if not held.reminders:
        return None
    late = held.reminders >= _LATE
    key = "late" if late else "soon"
    return Mark(key, say(language, f"ui_holding.remind_{key}"), "bad" if late else "warn", "clock")
