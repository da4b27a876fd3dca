"""A file in the holding area as a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.documents import ItemState
from archive.services.intake.holding import HeldFile
from archive.web.presenters.marks import Mark, counted
from archive.web.presenters.names import NamePart, Run, name_parts, original_runs
from archive.wording import say

_LATE = 2
"""Reminders after which a file has waited too long."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One file: its sign, its name, why it waits, since when, and whether it can be opened."""

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


def held_rows(found: Iterable[HeldFile], language: str) -> tuple[HeldRow, ...]:
    """The rows of the page."""
    return tuple(_row(held, language) for held in found)


def _row(held: HeldFile, language: str) -> HeldRow:
    asked = [f for f in held.findings if f.severity != "warn"] or list(held.findings)
    reasons = tuple(say(language, finding.message) for finding in asked)
    return HeldRow(
        item=held.item,
        batch=held.batch or "",
        mark=_mark(held, language),
        name=original_runs(held.name, held.findings),
        plain=held.name,
        proposed=name_parts(held.proposed_name, held.name) if held.proposed_name else (),
        project=held.project,
        reasons=reasons or (say(language, f"ui_holding.why_{_why(held)}"),),
        who=held.received_by,
        age=say(language, "ui_holding.today")
        if not held.days
        else counted(language, "ui_holding.days", held.days),
        reminder=_reminder(held, language),
    )


def _why(held: HeldFile) -> str:
    """What is said of a file without findings: it could not be read, or a person put it aside."""
    return "failed" if held.state == ItemState.FAILED.value else "put_aside"


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
