"""The dashboard: tiles whose numbers lead to their lists, the projects, the figures behind outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from archive.review.outcome import Outcome
from archive.services.projects.dashboard import Dashboard, ProjectRow
from archive.services.projects.dashboard_figures import FigureRow
from archive.web.presenters.batches import SegmentBar
from archive.web.presenters.citations import Address, Citer
from archive.web.presenters.gauges import gauge_bar
from archive.web.presenters.learned import outcome_marks
from archive.web.presenters.marks import Mark
from archive.web.presenters.own_language import name_language
from archive.web.presenters.review_figures import figure_words
from archive.web.presenters.review_lines import cost_line, metric_line
from archive.web.presenters.review_parts import Line as FigureLine
from archive.web.presenters.review_teller import Teller
from archive.wording import say


@dataclass(frozen=True, slots=True)
class Number:
    """A number, the list it counts, and what is counted."""

    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with what it counts; "3 / 5" is two numbers, each with a list of its own."""

    key: str
    label: str
    numbers: tuple[Number, ...]
    tone: str
    current: bool


@dataclass(frozen=True, slots=True)
class OutcomeLink:
    """An outcome of a project and the list of the figures it was told from."""

    mark: Mark
    url: str


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
    outcome: tuple[OutcomeLink, ...]
    actions: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure behind a number, in the project it is of."""

    code: str
    name: str
    lang: str | None
    line: FigureLine


def tiles(
    found: Dashboard, show: str, language: str, address: Address
) -> tuple[tuple[str, tuple[Tile, ...]], ...]:
    """Groups of tiles: how the projects stand, how they came out, what is still to be done."""

    def said(key: str) -> str:
        return say(language, f"ui_dashboard.{key}")

    def listed(key: str, text: str | None = None) -> Number:
        shown = str(found.counts[key]) if text is None else text
        return Number(shown, address("dashboard.show", show=key, _anchor="list"), said(key))

    def tile(key: str, whole: str = "", tone: str = "") -> Tile:
        numbers = (listed(key), listed(whole)) if whole and found.counts[whole] else (listed(key),)
        return Tile(key, said(key), numbers, tone if found.counts[key] else "", show == key)

    def mean(key: str, over: str, text: str) -> Tile:
        number = Number(text, listed(over).url, said(over))
        return Tile(key, said(key), (number,) if found.counts[over] else (), "", show == over)

    def other(key: str, counts: Iterable[tuple[int, str, str]], tone: str = "") -> Tile:
        numbers = tuple(Number(str(n), url, said(name)) for n, name, url in counts)
        return Tile(key, said(key), numbers, tone, current=False)

    figures = "dashboard.figures"
    reached, asked = address(figures, of="targets", met=1), address(figures, of="targets")
    late = address("learned.actions", overdue=1)
    standing = (
        tile("open"),
        tile("closing"),
        tile("overdue", tone="bad"),
        tile("incomplete"),
        mean("complete", "gauged", _percent(found.complete)),
        tile("closed"),
    )
    came_out = (
        tile("met", "judged"),
        tile("short", tone="warn"),
        other(
            "targets", ((found.met, "targets", reached), (found.targets, "targets_asked", asked))
        ),
        tile("within", "costed"),
        tile("over", tone="warn"),
        tile("satisfied", "rated"),
        mean("satisfaction", "rated", _of_five(found.satisfaction)),
    )
    to_do = (
        other("actions", ((found.actions, "actions", address("learned.actions", state="open")),)),
        other(
            "actions_overdue",
            ((found.actions_overdue, "actions_overdue", late),),
            "bad" if found.actions_overdue else "",
        ),
    )
    groups = (("standing", standing), ("came_out", came_out), ("to_do", to_do))
    return tuple((said(key), group) for key, group in groups)


def line(row: ProjectRow, language: str, address: Address) -> Line:
    """A project as a row."""
    project = row.project
    return Line(
        code=project.code,
        name=project.name,
        lang=name_language(project.name, project.language),
        client=project.client or "",
        closed=project.state != "open",
        ended=project.ended_on.isoformat() if project.ended_on else "",
        late=row.closing,
        gauge=gauge_bar(row.gauge, language) if row.gauge else None,
        percent=_percent(row.gauge.percent if row.gauge else None),
        overdue=row.overdue,
        outcome=_outcome(row.outcome, project.code, language, address),
        actions=row.actions,
    )


_BEHIND = {"met": "targets", "cost": "costs", "satisfied": "satisfaction"}


def _outcome(
    outcome: Outcome | None, code: str, language: str, address: Address
) -> tuple[OutcomeLink, ...]:
    return tuple(
        OutcomeLink(mark, address("dashboard.figures", of=_BEHIND[mark.key], project=code))
        for mark in outcome_marks(outcome, language)
    )


def figures(
    rows: Iterable[FigureRow], kind: str, labels: Mapping[str, str], language: str, address: Address
) -> tuple[Figure, ...]:
    """The rows of the list behind a number, their sources numbered through the page."""
    shown = tuple(rows)
    names = {key: name for row in shown for key, name in row.documents.items()}
    teller = Teller(labels, language, address, Citer(names, language, address))
    return tuple(
        Figure(
            row.project.code,
            row.project.name,
            name_language(row.project.name, row.project.language),
            _figure(teller, row, kind),
        )
        for row in shown
    )


def _figure(teller: Teller, row: FigureRow, kind: str) -> FigureLine:
    if kind == "targets":
        return metric_line(teller, row.part)
    if kind == "costs":
        total = {"item": say(teller.language, "ui_review.total")} if row.whole else {}
        return cost_line(teller, {**row.part, **total})
    planned, actual = figure_words(row.planned, ""), figure_words(row.actual, "")
    chips = teller.citer.chips(row.part.get("citations"))
    return FigureLine("", planned, actual, None, "", "", "", chips)


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value}%"


def _of_five(share: Decimal | None) -> str:
    return "–" if share is None else f"{(share * 5).quantize(Decimal('0.1'))}"
