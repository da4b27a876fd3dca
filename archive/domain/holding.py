"""The holding area: files on their way in that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.domain.intake import Item


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits, with what the list shows beside it."""

    item: Item
    project_code: str
    received_by_name: str
    batch_opened_by: str


@dataclass(frozen=True, slots=True)
class WaitingBatch:
    """A batch of an open project in which something waits: how many files, and the first since when."""

    batch: str
    project: str
    project_code: str
    opened_by: str
    since: datetime
    files: int


def days_waiting(received_at: datetime, now: datetime) -> int:
    """Whole days since a file came in."""
    return max(0, (now - received_at).days)


def reminders_due(days: int, remind_after_days: Sequence[int]) -> int:
    """How many of the reminders of the rules are due after so many days."""
    return sum(days >= after for after in remind_after_days)
