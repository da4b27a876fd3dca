"""What a table of planned and actual figures is about: results, money, dates or deliveries."""

from __future__ import annotations

import re
from enum import StrEnum

from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.tables.answer_sheets import holds_answers
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Table, is_total


class TableKind(StrEnum):
    """The aspect that a table of planned and actual belongs to."""

    METRICS = "metrics"
    COST = "cost"
    MILESTONES = "milestones"
    DELIVERIES = "deliveries"
    BREAKDOWN = "breakdown"  # one thing, split by city, month or theme, with its sum


def kind_of(paper: Paper, table: Table) -> TableKind | None:
    """The aspect, or None for a table that does not compare planned with actual."""
    columns = table.planned_and_actual
    if columns is None or holds_answers(table):
        return None
    planned, actual = columns
    if table.is_dated(planned) or (table.is_dated(actual) and not table.is_numeric(planned)):
        return TableKind.MILESTONES
    if _is_cost(paper, table, planned, actual):
        return None if _lists_debts(table, planned) else TableKind.COST
    if _is_delivery(table, planned):
        return TableKind.DELIVERIES
    by_part = words.DIMENSION.within(table.header[table.name_column])
    if by_part or _splits_one_thing(table):
        return TableKind.BREAKDOWN
    return TableKind.METRICS


def is_named_sum(table: Table, name: str) -> bool:
    """合計曝光 in a list of indicators: an indicator of its own, where 合計 adds up one thing by its parts."""
    rest = words.SUBTOTAL.without(words.TOTAL.without(name))
    listed = words.METRIC_NAME.within(table.header[table.name_column]) or any(
        map(words.METRIC_NAME.within, table.about[-1:])
    )
    return listed and len(re.findall(r"[^\W\d_]", rest)) >= _SHORTEST_NAME


_SHORTEST_NAME = 2


def _splits_one_thing(table: Table) -> bool:
    """A row adds up the others, and is no indicator with a name of its own."""
    names = [row.cell(table.name_column) for row in table.rows if is_total(row, table.name_column)]
    return any(not is_named_sum(table, name) for name in names)


def _is_cost(paper: Paper, table: Table, planned: int, actual: int) -> bool:
    heads = table.header[planned], table.header[actual]
    if words.METRIC_NAME.within(table.header[table.name_column]) or words.RECEIVED.within(heads[1]):
        return False
    innermost = table.about[-1] if table.about else ""
    if words.COST_HEADING.within(innermost) and _has_sum(table):
        return True
    signs = [
        words.BUDGET.within(heads[0]),
        words.SPENT.within(heads[1]),
        words.COST_NAME.within(table.header[table.name_column]),
        words.COST_HEADING.within(table.caption),
    ]
    if signs[0] or sum(signs) >= 2:
        return True
    return paper.role is Role.MONEY and (any(signs) or not _counts_by_parts(table, *heads))


def _counts_by_parts(table: Table, *heads: str) -> bool:
    """City | Seats | Visitors among the accounts: two things counted by the same parts, and no money."""
    by_part = words.DIMENSION.within(table.header[table.name_column])
    return by_part and not any(map(side_of, heads))


def _lists_debts(table: Table, planned: int) -> bool:
    """Instalments, and what is owed or was credited: a list of debts even where both columns are of money."""
    if words.BUDGET.within(table.header[planned]):
        return False
    innermost = table.about[-1] if table.about else ""
    if any(w.within(innermost) for w in _OF_DEBTS) and not words.COST_HEADING.within(innermost):
        return True
    names = [r.cell(table.name_column) for r in table.rows if not is_total(r, table.name_column)]
    parts = sum(words.INSTALMENT.within(n) or bool(_SHARE_FIRST.match(n)) for n in names)
    return parts > len(names) / 2


_OF_DEBTS = (words.RECEIPTS, words.PAYABLES, words.CREDITS)
_SHARE_FIRST = re.compile(r"\s*\d{1,3}\s*[%％]")


def _has_sum(table: Table) -> bool:
    return any(is_total(row, table.name_column) for row in table.rows)


def _is_delivery(table: Table, planned: int) -> bool:
    head = table.header[planned]
    innermost = table.about[-1] if table.about else ""
    if words.CONTRACT_SIDE.within(head):
        results = words.GOALS.within(innermost) and not words.DELIVERY_HEADING.within(innermost)
        return not (results or words.METRIC_NAME.within(table.header[table.name_column]))
    return words.DELIVERY_HEADING.within(innermost) and not words.METRIC_NAME.within(
        f"{table.header[table.name_column]} {innermost}"
    )
