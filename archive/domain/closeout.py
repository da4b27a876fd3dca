"""Closing a project: its duties, where each stands, and how complete that makes it.

Where a duty stands is worked out from what its reader sees (docs/decisions/0019-closeout.md), so the
same duty may be met for one reader and missing for another; no count is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from archive.domain.access import ProjectRole

ANCHORS = ("start", "end")
"""What a relative due date counts from: the project's first or last day."""
LONGEST_SHIFT = 3650
"""Days; ten years either way."""


class RowState(StrEnum):
    """What people say about a duty; a class of documents is done by filing, not by saying so."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


SET_ASIDE = (RowState.WAIVED, RowState.NOT_APPLICABLE)


class Standing(StrEnum):
    """Where a duty stands for one reader. SET_ASIDE ones do not count towards completeness."""

    FILED = "filed"
    TO_CONFIRM = "to_confirm"
    MISSING = "missing"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Due:
    """A day, or so many days after the project's first or last one."""

    on: date | None = None
    anchor: str | None = None
    days: int = 0

    def day(self, started: date | None, ended: date | None) -> date | None:
        """The day it means; None while the project has no such day."""
        if self.on is not None or self.anchor is None:
            return self.on
        base = started if self.anchor == "start" else ended
        return base + timedelta(days=self.days) if base else None


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing the close needs: documents of `classes` (any of them), or an act when there are none.

    `own`: written for this project by its people; its words are in the note.
    """

    key: str
    classes: tuple[str, ...] = ()
    needed: int = 1
    owner: ProjectRole = ProjectRole.MANAGER
    due: Due = field(default_factory=Due)
    own: bool = False


@dataclass(frozen=True, slots=True)
class RowNote:
    """What people wrote on a duty; None leaves what the template says."""

    key: str
    title: str | None = None
    class_key: str | None = None
    standard: str | None = None
    owner: str | None = None
    due: Due | None = None
    state: RowState | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document linked to a duty, as its reader sees it."""

    document: str
    name: str
    class_key: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """What of a project one reader sees: live documents counted by class, issued ones and drafts."""

    issued: Mapping[str, int] = field(default_factory=dict)
    drafts: Mapping[str, int] = field(default_factory=dict)
    linked: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    review_drafted: bool = False


def issued_for(duty: Duty, filed: Filed) -> int:
    """How many issued documents meet a duty: those of its classes, and others linked to it."""
    linked = filed.linked.get(duty.key, ())
    own = sum(filed.issued.get(key, 0) for key in duty.classes)
    return own + sum(1 for e in linked if not e.is_draft and e.class_key not in duty.classes)


def standing_of(duty: Duty, note: RowNote | None, filed: Filed) -> Standing:
    """Where a duty stands, from what people said of it and what the reader sees filed."""
    said = (note.state if note else None) or RowState.OPEN
    if said in SET_ASIDE:
        return Standing.SET_ASIDE
    met = issued_for(duty, filed) >= duty.needed if duty.classes else said is RowState.DONE
    if met:
        return Standing.FILED
    begun = said is RowState.IN_PROGRESS or _begun(duty, filed)
    return Standing.TO_CONFIRM if begun else Standing.MISSING


def _begun(duty: Duty, filed: Filed) -> bool:
    """Something is there, though not enough of it: too few documents, a draft, a linked one."""
    if filed.linked.get(duty.key) or ("review" in duty.classes and filed.review_drafted):
        return True
    return any(filed.issued.get(key) or filed.drafts.get(key) for key in duty.classes)


def shown_state(duty: Duty, note: RowNote | None, standing: Standing) -> RowState:
    """The state of a duty in the words people use."""
    said = (note.state if note else None) or RowState.OPEN
    if said in SET_ASIDE or not duty.classes:
        return said
    if standing is Standing.FILED:
        return RowState.DONE
    return RowState.IN_PROGRESS if standing is Standing.TO_CONFIRM else RowState.OPEN


@dataclass(frozen=True, slots=True)
class Gauge:
    """How complete a project is for one reader. `overdue` are duties not met whose day has passed."""

    filed: int = 0
    to_confirm: int = 0
    missing: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        """The duties that count."""
        return self.filed + self.to_confirm + self.missing

    @property
    def percent(self) -> int:
        """Whole per cent met, rounded down: 100 means that nothing is left."""
        return 100 * self.filed // self.total if self.total else 100

    @property
    def segments(self) -> tuple[Standing, ...]:
        """One segment a duty: the met ones first, then those begun, then those missing."""
        return (
            (Standing.FILED,) * self.filed
            + (Standing.TO_CONFIRM,) * self.to_confirm
            + (Standing.MISSING,) * self.missing
        )


def gauge_of(standings: Iterable[tuple[Standing, date | None]], today: date) -> Gauge:
    """The gauge of duties, each with where it stands and the day it is due."""
    counts = dict.fromkeys(Standing, 0)
    overdue = 0
    for standing, due in standings:
        counts[standing] += 1
        overdue += is_overdue(standing, due, today)
    return Gauge(
        counts[Standing.FILED], counts[Standing.TO_CONFIRM], counts[Standing.MISSING], overdue
    )


def is_overdue(standing: Standing, due: date | None, today: date) -> bool:
    """The day has passed and the duty is not met."""
    return standing in (Standing.MISSING, Standing.TO_CONFIRM) and due is not None and due < today


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands in the way of the close, said to the person who closes.

    `title` in every language; `kind` names the condition that asks (duty, files, money ...). Shown in
    the closing record only to readers who see every document of `sources` and the classes of `classes`.
    """

    id: str
    kind: str
    title: Mapping[str, str]
    owner: str | None = None
    owner_name: str = ""
    due: date | None = None
    classes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """A missing thing the project is closed without, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """One close. `record` is what stood then, whole; `package` the digest of the stored ZIP."""

    id: str
    project: str
    number: int
    closed_by: str
    closed_by_name: str
    closed_at: datetime
    record: Mapping[str, Any]
    package: str | None = None
    package_size: int | None = None
    reopened_by_name: str | None = None
    reopened_at: datetime | None = None
    reopen_reason: str | None = None
