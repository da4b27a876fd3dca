"""Improvement actions: what a project wants done differently, by whom and until when, and its proof."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from archive.domain.documents import Level

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


class ImprovementState(StrEnum):
    """OPEN until it is done, or dropped with a reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Improvement:
    """One improvement action of a project.

    `owner` is an account, where it is one; `owner_name` what the paper or a person wrote. `source`
    names the statement of a review it was taken from, `<project id>:<key>`. `proof` is the document
    that shows it done. `level` is that of what it was taken from: it is read by who reads that level.
    """

    id: str
    project: str
    project_code: str
    project_name: str
    language: str
    text: str
    owner: str | None
    owner_name: str
    due: date | None
    state: ImprovementState
    level: Level
    source: str | None
    proof: str | None
    note: str
    created_by: str
    created_at: datetime
    closed_at: datetime | None = None
    revision: int = 1

    def overdue(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.state is ImprovementState.OPEN and self.due is not None and self.due < today


def day_of(written: object) -> date | None:
    """The day of a due date as a paper writes it; None where it is no day of the calendar."""
    if isinstance(written, date):
        return written
    found = _DAY.search(str(written or ""))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
