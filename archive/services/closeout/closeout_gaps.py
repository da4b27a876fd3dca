"""What should have been filed along the way: minutes within a day, a weekly report each Friday.

Gaps are shown beside the plan and kept in the closing record; they never stand in the way of a close,
because what was late stays late. They are worked out from what their reader sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Document
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.naming.rules import Rules
from archive.services.closeout.closeout_plan import sees_class
from archive.team_time import day_of

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


@dataclass(frozen=True, slots=True)
class Paper:
    """What gaps are worked out from: an issued document's class, its date and the team's day it was filed on."""

    id: str
    class_key: str
    dated: str | None
    filed_on: date


def gaps_of(
    documents: Sequence[Document],
    principal: Principal,
    project: Project,
    rules: Rules,
    today: date,
) -> tuple[Gap, ...]:
    """The gaps of a project from the documents the caller sees, in the order of their days."""
    scope = scope_of(principal)
    papers = [
        Paper(d.id, d.class_key, d.date, day_of(d.filed_at)) for d in documents if not d.is_draft
    ]
    runs = (project.started_on, project.ended_on)
    return gaps_in(
        papers,
        runs,
        today,
        lambda key: sees_class(rules, scope, project, key),
        day_of(project.created_at),
    )


def gaps_in(
    papers: Sequence[Paper],
    runs: tuple[date | None, date | None],
    today: date,
    shown: Callable[[str], bool],
    since: date | None = None,
) -> tuple[Gap, ...]:
    """The gaps of a project that ran from one day to another, of the classes that are shown.

    `since` is the day it came into the archive: what was written before could not be filed before.
    """
    found: list[Gap] = []
    if shown(MINUTES):
        found += minutes_late(papers, since)
        if shown(AGENDA):
            found += minutes_missing(papers, today)
    if shown(WEEKLY):
        found += weeks_missing(papers, runs, today)
    return tuple(sorted(found, key=lambda gap: (gap.day, gap.kind, gap.document or "")))


def minutes_late(papers: Sequence[Paper], since: date | None = None) -> Iterator[Gap]:
    """Minutes filed later than the day after their meeting, or than the project could take them."""
    for paper in papers:
        held = _day(paper) if paper.class_key == MINUTES else None
        if held is None:
            continue
        days = (paper.filed_on - held).days
        if paper.filed_on - max(held, since or held) > GRACE:
            message = Message("closeout.gap_minutes_late", {"day": held.isoformat(), "n": days})
            yield Gap("minutes_late", MINUTES, message, held, paper.id)


def minutes_missing(papers: Sequence[Paper], today: date) -> Iterator[Gap]:
    """Days with an agenda and no minutes, once the time for them is over."""
    met = {_day(p) for p in papers if p.class_key == MINUTES}
    planned = {_day(p): p.id for p in reversed(papers) if p.class_key == AGENDA}
    for day, agenda in planned.items():
        if day is not None and day not in met and today > day + GRACE:
            message = Message("closeout.gap_minutes_missing", {"day": day.isoformat()})
            yield Gap("minutes_missing", MINUTES, message, day, agenda)


def weeks_missing(
    papers: Sequence[Paper], runs: tuple[date | None, date | None], today: date
) -> Iterator[Gap]:
    """Fridays of the running time that have passed without a weekly report for their week."""
    first, last = runs
    if first is None:
        return
    last = min(last or today, today - timedelta(days=1))
    reported = {_week(day) for p in papers if p.class_key == WEEKLY and (day := _day(p))}
    for friday in fridays(first, last)[:MOST_WEEKS]:
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


def _day(paper: Paper) -> date | None:
    """A document's date where it names a day."""
    if paper.dated is None or len(paper.dated) != len("2026-01-01"):
        return None
    return date.fromisoformat(paper.dated)
