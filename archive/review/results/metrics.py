"""Results against targets, from tables and sentences of final papers.

Every figure is copied. When several papers give one metric, the counted data win over the told
report, and the paper that is cited is one that says exactly the figures shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.measures import comparable
from archive.review.reading.names import core, features, likeness, same_thing
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.results.derived_metrics import derived_in
from archive.review.results.figure_cards import cards_of
from archive.review.results.prose_metrics import pair_in, prose_metrics
from archive.review.results.totals import Counted, counted_as, counted_in
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.tables import Row, Table, is_total

_RANK = {
    Role.DATA: 0,
    Role.REPORT: 1,
    Role.RETRO: 2,
    Role.MONEY: 3,
    Role.CLIENT: 4,
    Role.PROOF: 5,
    Role.OTHER: 6,
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric as one paper gives it, or as the review shows it."""

    name: str
    target: Quantity | None
    actual: Quantity | None
    unit: str
    verdict: str
    paper: Paper
    evidence: tuple[Evidence, ...]
    prose: bool = False
    computed: str = ""
    """The side that no paper writes and that was computed from cited figures: target or actual."""

    @property
    def lower_is_better(self) -> bool:
        """Fewer is the aim: the target is a ceiling, or the name says so (退貨率, cost per lead)."""
        if self.target and self.target.bound:
            return self.target.bound == "max"
        return words.LOWER_IS_BETTER.within(self.name)

    @property
    def met(self) -> bool | None:
        """As the paper says; else by comparing, when both figures are there and count the same kind."""
        if words.NOT_MET.within(self.verdict):
            return False
        if words.MET.within(self.verdict):
            return True
        if self.target is None or self.actual is None or not comparable(self.target, self.actual):
            return None
        if self.lower_is_better:
            return self.actual.value <= self.target.value
        return self.actual.value >= self.target.value


def metrics_of(papers: Papers) -> list[Metric]:
    """The project's metrics: one for each thing measured, in the order they are first told."""
    told = [metric for paper in _believed(papers) for metric in _from_paper(paper)]
    counted = counted_in(papers.current(Role.DATA))
    return [_as_counted(_settled(group), group, counted) for group in _grouped(told)]


def without_whole_cost(
    metrics: Sequence[Metric], budget: Decimal | None, spent: Decimal | None
) -> list[Metric]:
    """The metrics without what the whole may and did cost, which is told with the money."""
    return [
        metric
        for metric in metrics
        if budget is None
        or _value(metric.target) != budget
        or not (_value(metric.actual) == spent or words.SPENT.within(metric.name))
    ]


def told_metrics(paper: Paper) -> list[Metric]:
    """Every metric one paper gives in its tables; for comparing papers."""
    return [
        m
        for table in paper.tables
        for m in (
            *_from_table(paper, table),
            *_from_derived(paper, table),
            *_from_cells(paper, table),
        )
    ]


def everything_told(paper: Paper) -> list[Metric]:
    """Every metric one paper gives, in tables, on cards and in sentences."""
    return list(_from_paper(paper))


def _believed(papers: Papers) -> list[Paper]:
    return papers.current(
        Role.REPORT, Role.DATA, Role.RETRO, Role.MONEY, Role.PROOF, Role.CLIENT, Role.OTHER
    )


def _from_paper(paper: Paper) -> Iterator[Metric]:
    yield from told_metrics(paper)
    if paper.role in (Role.REPORT, Role.RETRO, Role.DATA):
        for card in cards_of(paper.source):
            yield Metric(
                card.name, card.target, card.actual, _unit(card.target, card.actual), "", paper,
                (card.evidence,), prose=True,
            )  # fmt: skip
        for found in prose_metrics(paper):
            yield Metric(
                found.name, found.target, found.actual, _unit(found.target, found.actual), "", paper,
                (found.evidence,), prose=True,
            )  # fmt: skip


def _from_table(paper: Paper, table: Table) -> Iterator[Metric]:
    if kind_of(paper, table) is not TableKind.METRICS or table.planned_and_actual is None:
        return
    planned, actual = table.planned_and_actual
    status = table.column(
        words.STATUS, where=lambda n: n not in (planned, actual) and not table.is_numeric(n)
    )
    unit = table.column(words.UNIT, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        metric = _from_row(paper, table, row, (planned, actual, status, unit))
        if metric:
            yield metric


def _from_derived(paper: Paper, table: Table) -> Iterator[Metric]:
    """Rows that give one side and the difference; only of papers that tell results."""
    if paper.role not in (Role.REPORT, Role.RETRO, Role.DATA):
        return
    for found in derived_in(table):
        name = found.row.cell(table.name_column)
        if name and len(name) <= 60 and not _is_spend(name):
            yield Metric(
                _plain_name(name), found.target, found.actual, _unit(found.target, found.actual), "",
                paper, (table.evidence(found.row),), computed=found.computed,
            )  # fmt: skip


def _from_cells(paper: Paper, table: Table) -> Iterator[Metric]:
    """Rows whose one cell tells both sides in words."""
    told = paper.role in (Role.REPORT, Role.RETRO, Role.DATA)
    if not told or table.planned_and_actual is not None:
        return
    for row in table.rows:
        name = row.cell(table.name_column)
        pairs = [p for cell in row.cells if cell.strip() != name and (p := pair_in(cell))]
        if name and len(name) <= 60 and len(pairs) == 1:
            target, actual = pairs[0]
            yield Metric(
                name.rstrip("?？:： "), target, actual, _unit(target, actual), "", paper,
                (table.evidence(row),),
            )  # fmt: skip


def _from_row(
    paper: Paper, table: Table, row: Row, columns: tuple[int, int, int | None, int | None]
) -> Metric | None:
    planned, actual, status, unit = columns
    name = row.cell(_name_column(table, planned, actual))
    if not name or len(name) > 60 or is_total(row, table.name_column) or _is_spend(name):
        return None
    own = row.cell(unit)
    heads = [f"({own})" if own else "", name]
    target = read_cell(row.cell(planned), column_unit(*heads, table.header[planned], table.caption))
    reached = read_cell(row.cell(actual), column_unit(*heads, table.header[actual], table.caption))
    if target is None or reached is None:
        return None
    target, reached = _in_one_scale(target, reached)
    return Metric(
        _plain_name(name), target, reached, own or _unit(target, reached), row.cell(status), paper,
        (table.evidence(row),),
    )  # fmt: skip


def _name_column(table: Table, planned: int, actual: int) -> int:
    """The column that is headed KPI or 指標, though one with their groups stands before it."""
    named = [
        n for n, heading in enumerate(table.header[: min(planned, actual)])
        if words.METRIC_NAME.within(heading) and not table.is_numeric(n)
    ]  # fmt: skip
    return named[-1] if named and table.values(named[-1]) else table.name_column


def _in_one_scale(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity]:
    """1.5 beside 2.1 under a rate are per cent both, though 1.5 alone might be a share of one."""

    def as_written(figure: Quantity) -> Quantity:
        plain = find_quantities(figure.written)
        shrunk = figure.is_rate and len(plain) == 1 and plain[0].value * 100 == figure.value
        return replace(figure, value=plain[0].value) if shrunk else figure

    plain = as_written(target), as_written(actual)
    if (plain[0] is target) == (plain[1] is actual):
        return target, actual
    return plain


def _is_spend(name: str) -> bool:
    """花費, Spend: what the whole cost is told with the money."""
    return words.SPENT.within(name) and not re.search(r"\w", words.SPENT.without(name))


def _plain_name(name: str) -> str:
    """The name without a unit in brackets; other brackets say something and stay."""
    inner = re.search(r"\s*[(（]([^)）]{1,8})[)）]\s*$", name)
    if inner and _is_unit(inner[1]):
        return name[: inner.start()].strip()
    return name.strip()


def _is_unit(text: str) -> bool:
    column = column_unit(f"({text})")
    return bool(column.unit or column.currency or column.scale != 1)


def _unit(target: Quantity | None, actual: Quantity | None) -> str:
    return (actual.unit if actual else "") or (target.unit if target else "")


def _grouped(told: Sequence[Metric]) -> list[list[Metric]]:
    groups: list[list[Metric]] = []
    for metric in told:
        home = next((g for g in groups if _belongs(metric, g)), None)
        if home is None:
            groups.append([metric])
        else:
            home.append(metric)
    return groups


def _belongs(metric: Metric, group: Sequence[Metric]) -> bool:
    return any(_same_metric(metric, other) for other in group)


def _same_metric(first: Metric, second: Metric) -> bool:
    """Different words for one thing are believed only where figures agree as well."""
    if core(first.name) == core(second.name):
        return True
    told_twice = first.prose or second.prose
    agreeing = sum(
        a is not None and b is not None and a.value == b.value
        for a, b in ((first.target, second.target), (first.actual, second.actual))
    )
    if agreeing == 2:
        return told_twice or likeness(first.name, second.name) >= 0.99
    if told_twice and _told_differently(first, second):
        return True
    return agreeing == 1 and same_thing(first.name, second.name)


_LARGE = 1000
_NEAR = Decimal("0.2")


def _told_differently(first: Metric, second: Metric) -> bool:
    """A sentence gives the same large target and nearly the same result, under a name that shares a word."""
    if not (first.target and second.target and first.actual and second.actual):
        return False
    one, other = first.actual.value, second.actual.value
    near = abs(one - other) <= _NEAR * max(abs(one), abs(other))
    same_target = first.target.value == second.target.value >= _LARGE
    return same_target and near and bool(features(first.name) & features(second.name))


def _settled(group: Sequence[Metric]) -> Metric:
    """The figures of the best paper, as the first paper tells them that has exactly these.

    Name, unit and citation come from that one paper: a reader who sees it may see all of it.
    """
    best = min(group, key=lambda m: (m.prose, m.target is None, _RANK.get(m.paper.role, 9)))
    figures = (_value(best.target), _value(best.actual))
    return next(
        m for m in (*(m for m in group if not m.prose), *group)
        if (_value(m.target), _value(m.actual)) == figures
    )  # fmt: skip


def _as_counted(metric: Metric, group: Sequence[Metric], counted: Sequence[Counted]) -> Metric:
    """Where only a report tells the actual figure and the data have another total, the data's.

    A total far from the told figure is of something else (a part, another unit) and left alone.
    """
    told = metric.actual
    if told is None or any(m.paper.role is Role.DATA for m in group):
        return metric
    for found in counted_as(metric.name, counted):
        value = found.quantity.value
        if value != told.value and told.value and Decimal("0.5") < value / told.value < 2:
            evidence = (*metric.evidence, found.evidence)
            return replace(metric, actual=found.quantity, verdict="", evidence=evidence)
    return metric


def _value(quantity: Quantity | None) -> Decimal | None:
    return quantity.value if quantity else None
