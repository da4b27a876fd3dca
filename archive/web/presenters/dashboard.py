"""The dashboard: tiles whose numbers lead to their lists, and the projects as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from archive.services.projects.dashboard import Dashboard, ProjectRow
from archive.web.presenters.batches import SegmentBar
from archive.web.presenters.gauges import gauge_bar
from archive.web.presenters.learned import outcome_marks
from archive.web.presenters.marks import Mark, html_lang
from archive.wording import say


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with what it counts; it leads to its list."""

    key: str
    number: str
    label: str
    url: str
    tone: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A project on the dashboard."""

    code: str
    name: str
    lang: str | None
    client: str
    closed: bool
    ended: str
    late: bool
    gauge: SegmentBar | None
    percent: str
    overdue: int
    outcome: tuple[Mark, ...]
    actions: int


def tiles(
    found: Dashboard, show: str, language: str, address: Callable[..., str]
) -> tuple[tuple[str, tuple[Tile, ...]], ...]:
    """Groups of tiles: how the projects stand, how they came out, what is still to be done."""

    def tile(key: str, number: str | None = None, tone: str = "") -> Tile:
        count = found.counts[key]
        return Tile(
            key,
            number if number is not None else str(count),
            say(language, f"ui_dashboard.{key}"),
            address("dashboard.show", show=key),
            tone if count else "",
            show == key,
        )

    def action(key: str, count: int, tone: str, **query: object) -> Tile:
        url = address("learned.actions", **query)
        label = say(language, f"ui_dashboard.{key}")
        return Tile(key, str(count), label, url, tone if count else "", current=False)

    standing = (
        tile("open"),
        tile("closing"),
        tile("overdue", tone="bad"),
        tile("incomplete", _percent(found.complete)),
        tile("closed"),
    )
    came_out = (
        tile("met", _share(found.counts["met"], found.counts["met"] + found.counts["short"])),
        tile("short", tone="warn"),
        tile("within", _share(found.counts["within"], found.costed)),
        tile("over", tone="warn"),
        tile("satisfied", _share(found.counts["satisfied"], found.rated)),
    )
    to_do = (
        action("actions", found.actions, "", state="open"),
        action("actions_overdue", found.actions_overdue, "bad", overdue=1),
    )
    groups = (("standing", standing), ("came_out", came_out), ("to_do", to_do))
    return tuple((say(language, f"ui_dashboard.{key}"), group) for key, group in groups)


def notes(found: Dashboard, language: str) -> tuple[str, ...]:
    """What the numbers come to, in sentences."""
    said = []
    if found.targets:
        said.append(say(language, "ui_dashboard.all_targets", n=found.met, m=found.targets))
    if found.satisfaction is not None:
        share = (found.satisfaction * 5).quantize(Decimal("0.1"))
        said.append(say(language, "ui_dashboard.all_satisfied", n=share, m=found.rated))
    return tuple(said)


def line(row: ProjectRow, language: str) -> Line:
    """A project as a row."""
    project = row.project
    return Line(
        code=project.code,
        name=project.name,
        lang=html_lang(project.language),
        client=project.client or "",
        closed=project.state != "open",
        ended=project.ended_on.isoformat() if project.ended_on else "",
        late=row.closing,
        gauge=gauge_bar(row.gauge, language) if row.gauge else None,
        percent=_percent(row.gauge.percent if row.gauge else None),
        overdue=row.overdue,
        outcome=outcome_marks(row.outcome, language),
        actions=row.actions,
    )


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value}%"


def _share(part: int, whole: int) -> str:
    return f"{part} / {whole}" if whole else "–"
