"""What should have been filed along the way: minutes within a day, a weekly report each Friday.

Gaps are shown beside the plan and kept in the closing record; they never stand in the way of a close,
because what was late stays late. They are worked out from what their reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Document
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.services.closeout_plan import sees_class

MINUTES, AGENDA, WEEKLY = "minutes", "agenda", "weekly_report"
FRIDAY = 4
GRACE = timedelta(days=1)
"""Minutes are filed within 24 hours; meetings have a day and no hour, so the day after still counts."""
MOST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that should have been filed and was not, or not in time."""

    kind: str
    class_key: str
    message: Message
    day: date
    document: str | None = None


def gaps_of(
    work: Work, principal: Principal, project: Project, rules: Rules, today: date
) -> tuple[Gap, ...]:
    """The gaps of a project as the caller sees them, in the order of their days."""
    scope = scope_of(principal)
    documents = [d for d in work.documents.of_project(scope, project.id) if not d.is_draft]
    found: list[Gap] = []
    if sees_class(rules, scope, project, MINUTES):
        found += minutes_late(documents)
        if sees_class(rules, scope, project, AGENDA):
            found += minutes_missing(documents, today)
    if sees_class(rules, scope, project, WEEKLY):
        found += weeks_missing(documents, project, today)
    return tuple(sorted(found, key=lambda gap: (gap.day, gap.kind, gap.document or "")))


def minutes_late(documents: Sequence[Document]) -> Iterator[Gap]:
    """Minutes filed later than the day after their meeting."""
    for document in documents:
        held = _day(document) if document.class_key == MINUTES else None
        if held is None:
            continue
        days = (document.filed_at.date() - held).days
        if timedelta(days=days) > GRACE:
            message = Message("closeout.gap_minutes_late", {"day": held.isoformat(), "n": days})
            yield Gap("minutes_late", MINUTES, message, held, document.id)


def minutes_missing(documents: Sequence[Document], today: date) -> Iterator[Gap]:
    """Days with an agenda and no minutes, once the time for them is over."""
    met = {_day(d) for d in documents if d.class_key == MINUTES}
    planned = {_day(d): d.id for d in reversed(documents) if d.class_key == AGENDA}
    for day, agenda in planned.items():
        if day is not None and day not in met and today > day + GRACE:
            message = Message("closeout.gap_minutes_missing", {"day": day.isoformat()})
            yield Gap("minutes_missing", MINUTES, message, day, agenda)


def weeks_missing(documents: Sequence[Document], project: Project, today: date) -> Iterator[Gap]:
    """Fridays of the project's running time that have passed without a weekly report for their week."""
    if project.started_on is None:
        return
    last = min(project.ended_on or today, today - timedelta(days=1))
    reported = {_week(day) for d in documents if d.class_key == WEEKLY and (day := _day(d))}
    for friday in fridays(project.started_on, last)[:MOST_WEEKS]:
        if _week(friday) not in reported:
            message = Message("closeout.gap_weekly_missing", {"day": friday.isoformat()})
            yield Gap("weekly_missing", WEEKLY, message, friday)


def fridays(first: date, last: date) -> tuple[date, ...]:
    """Every Friday from one day to another, both counted."""
    start = first + timedelta(days=(FRIDAY - first.weekday()) % 7)
    weeks = (last - start).days // 7 + 1
    return tuple(start + timedelta(weeks=n) for n in range(max(weeks, 0)))


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _day(document: Document) -> date | None:
    """A document's date where it names a day."""
    if document.date is None or len(document.date) != len("2026-01-01"):
        return None
    return date.fromisoformat(document.date)
