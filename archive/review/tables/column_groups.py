"""Tables whose headings repeat the two sides: once for each month, phase, platform or indicator.

7月 | 8月 | 季度合計 over 目標 | 實際 each: the group that is the whole counts, known by its word or by being the
sum of the others. 第一波 | 第二波, Leeds | York without a whole: each row is told once for each of them.
觸及目標 | 觸及實際 | 報名目標 | 報名實際 over platforms: each group is an indicator of its own,
and its figures stand in the row of the total.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded, word_list
from archive.review.tables.figure_columns import figure_at
from archive.review.tables.headings import PERIOD, side_of
from archive.review.tables.tables import Row, Table, is_total, total_row

_WHOLE = word_list("column_groups.whole")
_PHASE = word_list("column_groups.phase")
_KPI = re.compile(r"\s*KPIs?\s*", re.IGNORECASE)
_LEAST_GROUPS = 2


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    planned: int
    actual: int


def names_groups(first: Row, second: Row) -> bool:
    """The first row has merged words above a second one that repeats both sides below them."""
    sides = [side_word(cell) for cell in second.cells]
    above = [cell for cell in first.cells if cell.strip()]
    below = [cell for cell in second.cells if cell.strip()]
    if sides.count("planned") < _LEAST_GROUPS or sides.count("actual") < _LEAST_GROUPS:
        return False
    merged = len(above) < len(first.cells) or len(set(above)) < len(above)
    return len(set(above)) >= _LEAST_GROUPS and merged and len(set(below)) < len(below)


def side_word(cell: str) -> str:
    """The side a heading says; KPI by itself, above figures, is what was to be reached."""
    return side_of(cell) or ("planned" if _KPI.fullmatch(cell) else "")


def by_groups(table: Table, upper: Sequence[str] = ()) -> Table:
    """The table with the pair of the whole, or turned to a row for each indicator; else as it is.

    `upper` are the merged words above the columns, where the header has two lines.
    """
    groups = _groups(table, upper)
    if len(groups) < _LEAST_GROUPS:
        return _summed_beside_target(table)
    whole = _by_word(groups) or _by_sum(table, groups)
    if whole is not None:
        return replace(table, pair=(whole.planned, whole.actual))
    if all(PERIOD.fullmatch(group.name.strip()) for group in groups):
        return _without_sides(table, groups)
    if all(_PHASE.within(group.name) for group in groups):
        return _of_each(table, groups)
    if any(words.BUDGET.within(table.header[group.planned]) for group in groups):
        return table  # money in several currencies, or before and after tax: one thing
    total = total_row(table)
    return _of_indicators(table, groups, total) if total else _of_places(table, groups)


def _groups(table: Table, upper: Sequence[str]) -> list[_Group]:
    found: dict[str, dict[str, int]] = {}
    for number, heading in enumerate(table.header):
        above = upper[number].strip() if number < len(upper) else ""
        own = heading[: -len(above)].strip() if above and heading.endswith(above) else heading
        side = side_word(own)
        name = above if above and above != heading else _without_side(heading, side)
        told = table.is_numeric(number) or (_PHASE.within(above) and table.is_dated(number))
        if side and name and number and told:
            found.setdefault(name, {}).setdefault(side, number)
    return [
        _Group(name, sides["planned"], sides["actual"])
        for name, sides in found.items()
        if len(sides) == _LEAST_GROUPS
    ]


def _without_side(heading: str, side: str) -> str:
    """觸及目標 -> 觸及; the words of the heading as they are written."""
    said = (words.PLANNED if side == "planned" else words.ACTUAL).search(heading) if side else None
    if said is None or len(folded(heading)) != len(heading):
        return ""
    rest = f"{heading[: said.start()]} {heading[said.end() :]}"
    return re.sub(r"[\s\-–—_:：/／|｜.]+$|^[\s\-–—_:：/／|｜.]+|[(（]\s*[)）]", "", rest).strip()


def _by_word(groups: Sequence[_Group]) -> _Group | None:
    said = [g for g in groups if _WHOLE.within(g.name) or words.TOTAL.within(g.name)]
    return said[-1] if said else None


def _by_sum(table: Table, groups: Sequence[_Group]) -> _Group | None:
    """The group whose figures are the sums of the others', in one row at least."""
    if len(groups) <= _LEAST_GROUPS:
        return None
    for group in reversed(groups):
        others = [g for g in groups if g is not group]
        if any(_adds_up(row, group, others) for row in table.rows):
            return group
    return None


def _adds_up(row: Row, group: _Group, others: Sequence[_Group]) -> bool:
    for column in ("planned", "actual"):
        parts = [figure_at(row, getattr(other, column)) for other in others]
        told = [part for part in parts if part]
        if len(told) < _LEAST_GROUPS or sum(told) != figure_at(row, getattr(group, column)):
            return False
    return True


def _summed_beside_target(table: Table) -> Table:
    """Platforms or places side by side, their sum and one target: what came is the sum."""
    if table.planned_and_actual is not None:
        return table
    numeric = [n for n in range(1, len(table.header)) if table.is_numeric(n)]
    planned = [n for n in numeric if side_word(table.header[n]) == "planned"]
    sums = [n for n in numeric if n not in planned and words.TOTAL.within(table.header[n])]
    if len(planned) != 1 or len(sums) != 1 or words.BUDGET.within(table.header[planned[0]]):
        return table
    parts = [n for n in numeric if n not in (*planned, *sums)]
    told = [(_sum_of(row, parts), figure_at(row, sums[0])) for row in table.rows]
    added = any(total and total == whole for total, whole in told)
    return replace(table, pair=(planned[0], sums[0])) if len(parts) >= 2 and added else table


def _sum_of(row: Row, columns: Sequence[int]) -> Decimal:
    return sum((figure_at(row, n) or Decimal(0) for n in columns), Decimal(0))


def _without_sides(table: Table, groups: Sequence[_Group]) -> Table:
    """Months without their whole: no month is the result, so their columns are of no side."""
    names: Mapping[int, str] = {
        n: g.name for g in groups for n in (g.planned, g.actual)
    }  # fmt: skip
    return replace(table, header=tuple(names.get(n, h) for n, h in enumerate(table.header)))


def _of_indicators(table: Table, groups: Sequence[_Group], total: Row) -> Table:
    spans = (*table.header_spans, *total.spans)
    rows = tuple(Row((g.name, total.cell(g.planned), total.cell(g.actual)), spans) for g in groups)
    return replace(table, header=("KPI", "Target", "Actual"), rows=rows)


def _of_places(table: Table, groups: Sequence[_Group]) -> Table:
    """Indicators above, platforms or cities below: each of them is measured by itself."""
    each = _of_each(table, groups)
    return replace(each, header=("KPI", *each.header[1:]))


def _of_each(table: Table, groups: Sequence[_Group]) -> Table:
    """Waves, cities or channels without their whole: a row for each of them, under its name and the row's."""
    unit = table.column(words.UNIT, where=lambda n: not table.is_numeric(n))
    rows = tuple(
        Row(
            (f"{group.name} {name}", row.cell(unit), row.cell(group.planned), row.cell(group.actual)),
            (*table.header_spans, *row.spans),
        )
        for row in table.rows
        if (name := row.cell(table.name_column)) and not is_total(row, table.name_column)
        for group in groups
    )  # fmt: skip
    first = groups[0]
    names = (table.header[n].replace(first.name, "").strip() for n in (first.planned, first.actual))
    unit_head = table.header[unit] if unit is not None else ""
    header = (table.header[table.name_column] or "KPI", unit_head, *names)
    return replace(table, header=header, rows=rows, pair=(2, 3))


# ------------------------------------------------------------------ a row for each side, below days or places
def at_the_foot(table: Table) -> Table | None:
    """Indicators side by side, days or places below them, then their sum and the targets (合計, 目標).

    The table of the indicators; None where the rows do not end so.
    """
    if not table.header or table.planned_and_actual is not None or len(table.rows) <= _MOST_SIDES:
        return None
    planned = [row for row in table.rows if _is_side(table, row, "planned")]
    actual = [row for row in table.rows if _is_side(table, row, "actual")]
    reached = actual[0] if len(actual) == 1 else total_row(table)
    if len(planned) != 1 or reached is None or len(actual) > 1 or _is_of_money(table):
        return None
    aim = planned[0]
    spans = (*table.header_spans, *reached.spans, *aim.spans)
    rows = tuple(
        Row((heading, aim.cell(n), reached.cell(n)), spans)
        for n, heading in enumerate(table.header)
        if n != table.name_column and heading and aim.cell(n) and reached.cell(n)
    )
    return replace(table, header=("KPI", "Target", "Actual"), rows=rows) if rows else None


_MOST_SIDES = 2


def _is_side(table: Table, row: Row, side: str) -> bool:
    """The row's name is a word for the side and nothing else; a sum is the row of the whole."""
    name = row.cell(table.name_column) or next((c.strip() for c in row.cells if c.strip()), "")
    if len(name) > _LONGEST_SIDE or is_total(row, table.name_column) or words.BUDGET.within(name):
        return False
    return side_word(name) == side and not _without_side(name, side)


_LONGEST_SIDE = 16


def _is_of_money(table: Table) -> bool:
    return words.COST_HEADING.within(table.about[-1] if table.about else "")
