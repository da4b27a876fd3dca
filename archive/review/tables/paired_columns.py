"""Tables that put what was meant and what came into one cell, or below each other.

"Result (goal)" over 2,310 (2,000), 實際／目標 over 12,480／12,000; or, for each indicator, a line with its
name, one with the target and one with the result. Both become the table that the rest reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.cells import is_figure
from archive.review.tables.headings import PERIOD, side_of
from archive.review.tables.tables import Row, Table, holds_date

_IN_BRACKETS = re.compile(r"\s*([^()（）]*\d[^()（）]*?)\s*[(（]([^()（）]*\d[^()（）]*)[)）]\s*")
_WITH_STROKE = re.compile(
    r"\s*([^/／]*\d[^/／]*?)\s*(?:[/／]|\bvs\.?|\bof\b|\bagainst\b)\s*([^/／]*\d[^/／]*?)\s*"
)
_WITH_ARROW = re.compile(
    r"\s*([^→⇒➔➜>＞]*\d[^→⇒➔➜>＞]*?)\s*(?:→|⇒|➔|➜|-+>|=>|＞|>)\s*([^→⇒➔➜>＞]*\d[^→⇒➔➜>＞]*?)\s*"
)
_MOSTLY = 0.6
_TARGET = word_list("prose_metrics.target")


def parted(table: Table) -> Table | None:
    """The table with its column of pairs as two columns; None where there is none."""
    if not table.header or table.planned_and_actual is not None:
        return None
    for number, heading in enumerate(table.header):
        order = _order(heading)
        pairs = [_pair(row.cell(number)) for row in table.rows]
        if order is None or not pairs or sum(map(bool, pairs)) < _MOSTLY * len(pairs):
            continue
        rows = tuple(
            replace(row, cells=_with_pair(row.cells, number, pair))
            for row, pair in zip(table.rows, pairs, strict=True)
        )
        header = (*table.header[:number], *order, *table.header[number + 1 :])
        return replace(table, header=header, rows=rows)
    return None


def _order(heading: str) -> tuple[str, str] | None:
    """The two words of a heading that names both sides, in its order."""
    planned, actual = words.PLANNED.search(heading), words.ACTUAL.search(heading)
    if planned is None or actual is None or planned.span() == actual.span():
        return None
    first, second = sorted((planned, actual), key=lambda m: m.start())
    return first.group(), second.group()


def _pair(cell: str) -> tuple[str, str] | None:
    if arrow := _WITH_ARROW.fullmatch(cell):
        return arrow[1], arrow[2]
    for form in (_IN_BRACKETS, _WITH_STROKE):
        if (match := form.fullmatch(cell)) and not holds_date(cell):
            return match[1], match[2]
    return None


def _with_pair(
    cells: tuple[str, ...], number: int, pair: tuple[str, str] | None
) -> tuple[str, ...]:
    own = pair or (cells[number] if number < len(cells) else "", "")
    return (*cells[:number], *own, *cells[number + 1 :])


# ------------------------------------------------------------------ a row for each side
def gathered(table: Table) -> Table | None:
    """Rows of item, side and value (名單數 | 目標 | 3,500) as one row for each item; None for other tables.

    The side may stand in the name as well (名單數-目標), and months before the value of the whole.
    """
    if not table.header or table.planned_and_actual is not None:
        return None
    for number in range(1, len(table.header) - 1):
        sides = [_side_of_row(row.cell(number)) for row in table.rows]
        if not {"planned", "actual"} <= set(sides) or sides.count("") > len(sides) * (1 - _MOSTLY):
            continue
        return _of_sides(table, [row.cells[0].strip() for row in table.rows], sides, number)
    named = [_name_with_side(row.cell(0)) for row in table.rows]
    sides = [side for _, side in named]
    if {"planned", "actual"} <= set(sides) and sides.count("") <= len(sides) * (1 - _MOSTLY):
        return _of_sides(table, [name for name, _ in named], sides, 0)
    return None


def _side_of_row(cell: str) -> str:
    """Ceiling, 上限: a limit is what was aimed at as well."""
    return side_of(cell) or ("planned" if _TARGET.within(cell) else "")


def _name_with_side(cell: str) -> tuple[str, str]:
    """(名單數, planned) of 名單數-目標 or Leads (target); no side where the cell has no such end."""
    for form in (_SIDE_IN_BRACKETS, _SIDE_BEHIND, _SIDE_BEFORE, _SIDE_GLUED, _GLUED_BEHIND):
        match = form.fullmatch(cell.strip())
        if match and (side := _side_of_row(match["side"])):
            return match["name"].strip(), side
    return "", ""


_SIDE_IN_BRACKETS = re.compile(r"(?P<name>.{2,40}?)\s*[(（\[【](?P<side>[^()（）]{2,12})[)）\]】]")
_SIDE_BEHIND = re.compile(r"(?P<name>.{2,40}?)\s*(?:[-–—_:：/／|｜]|\s)\s*(?P<side>\S{2,10})")
_SIDE_BEFORE = re.compile(r"(?P<side>\S{2,10}?)\s*(?:[-–—_:：/／|｜]|\s)\s*(?P<name>.{2,40})")


_GLUED = "目[标標]|[实實][际際]|[预預]期|[计計][划畫]|[达達]成|完成"
_SIDE_GLUED = re.compile(rf"(?P<side>{_GLUED})(?P<name>[^\d率度]{{2,20}})")
_GLUED_BEHIND = re.compile(rf"(?P<name>[^\d]{{2,20}})(?P<side>{_GLUED})")


def _of_sides(
    table: Table, names: Sequence[str], sides: Sequence[str], number: int
) -> Table | None:
    groups: dict[str, dict[str, Row]] = {}
    for row, name, side in zip(table.rows, names, sides, strict=True):
        own = name or next(reversed(groups), "")
        if own and side:
            groups.setdefault(own, {}).setdefault(side, row)
    whole = {name: rows for name, rows in groups.items() if len(rows) == 2}
    value = _value_column(table, number, [r for rows in whole.values() for r in rows.values()])
    if len(whole) < 2 or value is None:
        return None
    rows = tuple(
        Row(
            (name, pair["planned"].cell(value), pair["actual"].cell(value)),
            (*pair["planned"].spans, *pair["actual"].spans),
        )
        for name, pair in whole.items()
    )
    return replace(table, header=(table.header[0], *_HEADS), rows=rows)


_HEADS = ("Target", "Actual")


def _value_column(table: Table, number: int, rows: Sequence[Row]) -> int | None:
    """The column of the value: the only one, else that of the whole; None where months have no whole."""
    filled = [n for n in range(number + 1, len(table.header)) if any(r.cell(n) for r in rows)]
    whole = [n for n in filled if words.TOTAL.within(table.header[n])]
    periods = [n for n in filled if PERIOD.fullmatch(table.header[n].strip())]
    if whole:
        return whole[-1]
    if len(periods) < 2:
        return filled[0] if filled else None
    behind = [n for n in filled if n > periods[-1] and all(is_figure(r.cell(n)) for r in rows)]
    return behind[0] if behind else None


# ------------------------------------------------------------------ below each other
def piled(rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[Row, ...]] | None:
    """Header and rows of a list that gives each indicator its own lines; None for any other list."""
    groups: list[tuple[str, list[Row]]] = []
    for row in rows:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) > 3:
            return None
        if filled and (name := _name_of(filled)):
            groups.append((name, [row]))
        elif filled and groups:
            groups[-1][1].append(row)
    found = [(name, lines) for name, lines in groups if _has_both(lines[1:])]
    if len(found) < 2 and not (found and _is_labelled(found[0][1][0])):
        return None
    return _table_of(found)


def _name_of(filled: Sequence[str]) -> str:
    """The indicator that a line opens: 指標一｜攤位數, or its name alone."""
    if side_of(filled[0]) or words.RATE.within(filled[0]):
        return ""
    if any(is_figure(cell) or holds_date(cell) for cell in filled):
        return ""
    if len(filled) == 1:
        return filled[0] if len(filled[0]) <= 24 else ""
    return filled[1] if words.METRIC_NAME.within(filled[0]) and len(filled[0]) <= 12 else ""


def _is_labelled(row: Row) -> bool:
    """KPI | Bookings: a block of its own for one indicator, known by the label before its name."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return len(filled) == 2 and words.METRIC_NAME.within(filled[0])


def _has_both(lines: Sequence[Row]) -> bool:
    return {"planned", "actual"} <= {_side(row) for row in lines}


def _side(row: Row) -> str:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) < 2 or len(filled[0]) > 12 or not any(map(str.isdigit, filled[1])):
        return ""
    return side_of(filled[0])


def _table_of(
    groups: Sequence[tuple[str, list[Row]]],
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    header: dict[str, str] = {}
    made = []
    for name, lines in groups:
        cells, spans = {"": name}, [*lines[0].spans]
        for row in lines[1:]:
            filled = [cell.strip() for cell in row.cells if cell.strip()]
            if (side := _side(row)) and side not in cells:
                cells[side] = filled[1]
                header.setdefault(side, filled[0])
                spans += row.spans
        made.append(Row((name, cells["planned"], cells["actual"]), tuple(spans)))
    return ("KPI", header["planned"], header["actual"]), tuple(made)
