"""Results against targets, from tables and sentences of final papers.

Every figure is copied. When several papers give one metric, the counted data win over the told
report, and the paper that is cited is one that says exactly the figures shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.papers.kinds import TableKind, is_named_sum, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.names import core, features, likeness, same_thing
from archive.review.results.derived_metrics import derived_in
from archive.review.results.figure_cards import cards_of
from archive.review.results.goal_metrics import Deliverable, metrics_of_goals, only_delivered
from archive.review.results.goal_results import results_in
from archive.review.results.goals import goals_of, is_spend
from archive.review.results.metric import (
    Metric,
    aim_of_range,
    in_one_scale,
    plain_name,
    unit_of,
    value_of,
)
from archive.review.results.own_forecasts import of_own_forecast
from archive.review.results.prose_metrics import pair_in, prose_metrics
from archive.review.results.totals import Counted, counted_as, counted_in, nearly_counted
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.headings import says_before, side_of, thing_of
from archive.review.tables.tables import Row, Table, is_part, is_total
from archive.review.tables.turned_tables import unit_behind

_RANK = {
    Role.DATA: 0,
    Role.REPORT: 1,
    Role.RETRO: 2,
    Role.MONEY: 3,
    Role.CLIENT: 4,
    Role.PROOF: 5,
    Role.OTHER: 6,
}


def metrics_of(papers: Papers, promised: Sequence[Deliverable] = ()) -> list[Metric]:
    """The project's metrics: one for each thing measured, in the order they are first told.

    Of the deliverables `promised` those that nobody aims at are told with the contract.
    """
    told = [metric for paper in _believed(papers) for metric in _from_paper(paper)]
    data = papers.current(Role.DATA, Role.PROOF)
    counted = [*counted_in(data), *(r for paper in data for r in results_in(paper))]
    goals = goals_of(papers)
    settled = [
        _as_counted(_settled(group), group, counted)
        for group in _grouped(told)
        if not only_delivered(group, goals, promised)
    ]
    of_goals = metrics_of_goals(papers, settled, goals, promised)
    return [*settled, *(metric for metric in of_goals if not of_own_forecast(metric.name))]


def without_whole_cost(
    metrics: Sequence[Metric], budget: Decimal | None, spent: Decimal | None
) -> list[Metric]:
    """The metrics without what the whole may and did cost, which is told with the money."""
    return [
        metric
        for metric in metrics
        if budget is None
        or value_of(metric.target) != budget
        or not (value_of(metric.actual) == spent or words.SPENT.within(metric.name))
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
                card.name, card.target, card.actual, unit_of(card.target, card.actual), "", paper,
                (card.evidence,), prose=True,
            )  # fmt: skip
        for found in prose_metrics(paper):
            yield Metric(
                found.name, found.target, found.actual, unit_of(found.target, found.actual), "", paper,
                (found.evidence,), prose=True,
            )  # fmt: skip


def _from_table(paper: Paper, table: Table) -> Iterator[Metric]:
    if kind_of(paper, table) is not TableKind.METRICS or table.planned_and_actual is None:
        return
    planned, actual = table.planned_and_actual
    if says_before(table.header[planned]):
        return  # Baseline | Actual: nothing was aimed at
    if _counts_many_things(table, planned, actual):
        return  # a line for each branch or week: its name is not what was aimed at
    status = table.column(
        words.STATUS, where=lambda n: n not in (planned, actual) and not table.is_numeric(n)
    )
    unit = table.column(words.UNIT, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        metric = _from_row(paper, table, row, (planned, actual, status, unit))
        if metric:
            yield metric


def _counts_many_things(table: Table, planned: int, actual: int) -> bool:
    """Planned and actual of one thing (Tours planned, Tours held) are two of many columns that count."""
    thing = thing_of(table.header[planned])
    others = [
        n
        for n, heading in enumerate(table.header)
        if n not in (planned, actual, table.name_column)
        and table.is_numeric(n)
        and not (side_of(heading) or words.RATE.within(heading) or words.VARIANCE.within(heading))
    ]
    return bool(thing) and thing == thing_of(table.header[actual]) and len(others) >= 2


def _from_derived(paper: Paper, table: Table) -> Iterator[Metric]:
    """Rows that give one side and the difference; only of papers that tell results."""
    if paper.role not in (Role.REPORT, Role.RETRO, Role.DATA):
        return
    for found in derived_in(table):
        name = found.row.cell(table.name_column)
        if name and len(name) <= 60 and not is_spend(name):
            yield Metric(
                plain_name(name), found.target, found.actual, unit_of(found.target, found.actual), "",
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
                name.rstrip("?？:： "), target, actual, unit_of(target, actual), "", paper,
                (table.evidence(row),),
            )  # fmt: skip


def _from_row(
    paper: Paper, table: Table, row: Row, columns: tuple[int, int, int | None, int | None]
) -> Metric | None:
    planned, actual, status, unit = columns
    named = _name_column(table, planned, actual)
    name = row.cell(named)
    if not re.search(r"[^\W_]", name) or len(name) > 60:
        return None
    own_sum = is_named_sum(table, name) and not words.SUBTOTAL.within(name)
    if (is_total(row, table.name_column) and not own_sum) or is_spend(name) or is_part(name):
        return None
    own = row.cell(unit)
    heads = [f"({own})" if own else "", name, unit_behind(table.header[named])]
    aim = aim_of_range(row.cell(planned), name)
    target = read_cell(aim, column_unit(*heads, table.header[planned], table.caption))
    reached = read_cell(row.cell(actual), column_unit(*heads, table.header[actual], table.caption))
    if target is None or reached is None:
        return None
    target, reached = in_one_scale(target, reached)
    return Metric(
        plain_name(name), target, reached, own or unit_of(target, reached), row.cell(status), paper,
        (table.evidence(row),),
    )  # fmt: skip


def _name_column(table: Table, planned: int, actual: int) -> int:
    """The column that is headed KPI or 指標, though one with their groups stands before it."""
    named = [
        n for n, heading in enumerate(table.header[: min(planned, actual)])
        if words.METRIC_NAME.within(heading) and not table.is_numeric(n)
    ]  # fmt: skip
    return named[-1] if named and table.values(named[-1]) else table.name_column


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
        return not _counts_other(first, second)
    told_twice = first.prose or second.prose
    agreeing = sum(
        a is not None and b is not None and a.value == b.value
        for a, b in ((first.target, second.target), (first.actual, second.actual))
    )
    if agreeing == 2:
        alike = likeness(first.name, second.name)
        return told_twice or alike >= 0.99 or (_is_telling(first) and alike > 0)
    if told_twice and _told_differently(first, second):
        return True
    return agreeing == 1 and same_thing(first.name, second.name)


def _counts_other(first: Metric, second: Metric) -> bool:
    """Tickets sold, and Tickets sold (%): one tells both sides in per cent, the other neither."""
    sides = [
        {bool(q.is_rate) for q in (m.target, m.actual) if q is not None} for m in (first, second)
    ]
    return sides[0] != sides[1] and all(len(side) == 1 for side in sides)


def _is_telling(metric: Metric) -> bool:
    """Target and result differ: another metric hardly has the very same two figures."""
    return value_of(metric.target) != value_of(metric.actual)


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
    best = min(
        group,
        key=lambda m: (
            _is_mixed(m) and not m.prose,
            m.prose,
            m.target is None,
            _RANK.get(m.paper.role, 9),
        ),
    )
    figures = (value_of(best.target), value_of(best.actual))
    return next(
        m for m in (*(m for m in group if not m.prose), *group)
        if (value_of(m.target), value_of(m.actual)) == figures
    )  # fmt: skip


def _is_mixed(metric: Metric) -> bool:
    """27 people beside a limit of 15%: a count that no rate can be held against."""
    told = metric.target, metric.actual
    return None not in told and len({bool(q and q.is_rate) for q in told}) > 1


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
    near = nearly_counted(metric.name, told, counted)
    if near is None:
        return metric
    evidence = (*metric.evidence, near.evidence)
    return replace(metric, actual=near.quantity, verdict="", evidence=evidence)
