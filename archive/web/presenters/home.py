"""Home: waiting work as sentences, closings as bars, lessons that may help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from archive.services.intake.waiting_work import Home, Waiting
from archive.web.presenters.batches import SegmentBar
from archive.web.presenters.gauges import gauge_bar
from archive.web.presenters.lessons import LessonRow, lesson_row
from archive.web.presenters.marks import counted
from archive.web.presenters.own_language import name_language
from archive.wording import say

_ICONS = {
    "holding": "pause",
    "review": "scale",
    "duties": "folder",
    "closing": "folder",
    "actions": "flag",
    "lessons": "doc",
    "notices": "info",
}


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One thing that waits: a sentence, what follows from it, when, and one button."""

    icon: str
    says: str
    detail: str
    when: str
    overdue: bool
    act: str
    url: str


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A project on its way to its close."""

    code: str
    name: str
    lang: str | None
    bar: SegmentBar
    done: str
    left: str
    when: str
    late: bool


def wait_rows(home: Home, language: str, address: Callable[..., str]) -> tuple[WaitRow, ...]:
    """What waits, in the order of its days."""
    return tuple(_wait_row(one, home.today, language, address) for one in home.waiting)


def closing_rows(home: Home, language: str) -> tuple[ClosingRow, ...]:
    """The reader's open projects, the soonest to end first."""
    rows = []
    for project, gauge in home.closings:
        left = say(language, "ui_home.closing_left", n=gauge.missing, m=gauge.to_confirm)
        rows.append(
            ClosingRow(
                code=project.code,
                name=project.name,
                lang=name_language(project.name, project.language),
                bar=gauge_bar(gauge, language),
                done=say(language, "ui_home.closing_done", n=gauge.filed, m=gauge.total),
                left=left if gauge.missing or gauge.to_confirm else "",
                when=_when(project.ended_on, home.today, language),
                late=project.ended_on is not None and project.ended_on < home.today,
            )
        )
    return tuple(rows)


def lesson_rows(home: Home, language: str) -> tuple[LessonRow, ...]:
    """Lessons handed to the reader's projects that nobody has marked."""
    return tuple(lesson_row(view, language) for view in home.lessons)


def _wait_row(one: Waiting, today: date, language: str, address: Callable[..., str]) -> WaitRow:
    values = {"code": one.project or "", "name": one.name}
    detail = say(
        language,
        f"ui_home.{one.kind}_detail",
        days=one.days,
        missing=one.missing,
        confirm=one.to_confirm,
        **values,
    )
    return WaitRow(
        icon=_ICONS[one.kind],
        says=counted(language, f"ui_home.{one.kind}_says", one.n, **values),
        detail=detail,
        when=_when(one.due, today, language),
        overdue=one.overdue,
        act=say(language, f"ui_home.{one.kind}_act"),
        url=_address(one, address),
    )


def _address(one: Waiting, address: Callable[..., str]) -> str:
    if one.kind == "review":
        return address("reviews.show", code=one.project)
    if one.kind in ("duties", "closing"):
        return address("closeout.show", code=one.project)
    if one.kind == "actions":
        return address("learned.actions", mine=1, overdue=1 if one.overdue else None)
    if one.kind == "lessons":
        return address("lessons.browse", state="proposed")
    return address("holding.show" if one.kind == "holding" else "notices.show")


def _when(due: date | None, today: date, language: str) -> str:
    """A day, and how far off it is."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return counted(language, "ui_home.overdue_days", -days, day=due.isoformat())
    return counted(language, "ui_home.days_left", days, day=due.isoformat())
