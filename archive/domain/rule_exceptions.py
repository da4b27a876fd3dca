"""Exceptions from naming rules that hold a file: asked for with a reason, approved, and ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ExceptionScope(StrEnum):
    """What an exception is for."""

    FILE = "file"
    BATCH = "batch"
    CLASS = "class"


class ExceptionState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


OF_THE_NAME = frozenset({"N03", "N04", "N05", "N06", "N07", "N08", "N10"})
OF_ONE_FILE = frozenset({"N13"})
"""An unreadable file is filed by its name alone: said of that one file, never of files to come."""


def may_be_excepted(rule: str, scope: ExceptionScope) -> bool:
    """Whether an exception can answer that rule at all.

    Never N02 (a name that cannot be stored), nor N11 (the same bytes: link them or keep both).
    """
    return rule in OF_THE_NAME or (scope is ExceptionScope.FILE and rule in OF_ONE_FILE)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What became of the requests of a month, in one project. `filed` counts documents."""

    project: str
    project_code: str
    asked: int
    approved: int
    refused: int
    filed: int


@dataclass(frozen=True, slots=True)
class RuleException:
    """One request and what became of it. `until` is the last day it holds; `name` the file's name."""

    id: str
    project: str
    project_code: str
    scope: ExceptionScope
    item: str
    batch: str
    class_key: str | None
    name: str
    rules: tuple[str, ...]
    reason: str
    state: ExceptionState
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    until: date
    decided_by_name: str = ""
    decided_at: datetime | None = None
    decision_reason: str | None = None
    uses: int = 0
