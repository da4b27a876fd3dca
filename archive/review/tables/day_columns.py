"""Two columns of days beside the names of milestones, whatever their headings: 一開始講的 | 後來, Plan | In the end.

Words decide first (`tables.side_of`). What they leave open the place says: the day that was meant stands before
the day that came, and the two lie close together in nearly every row. Where
no word says which is which, some row has to have come as it was meant: doors and load-out never fall so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archive.review.reading import vocabulary as words
from archive.review.reading.days import read_day
from archive.review.reading.words import word_list
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Table

_OTHER_DAYS = word_list("day_columns.other_days")
_OF_MILESTONES = re.compile(
    r"\b(?:dates?|timeline|timetable|schedule|programme dates)\b|日程|[时時][间間]表|[时時]程|期程|排期|[进進]程|大事",
    re.IGNORECASE,
)
_FEWEST_ROWS = 3
_CLOSE = 62
_NEAR = date(2026, 6, 30)


def with_days(table: Table) -> Table:
    """The table with its pair of days, where words do not name both and it lists milestones."""
    if not table.header or table.planned_and_actual is not None:
        return table
    name = table.name_column
    dated = [n for n in range(len(table.header)) if n != name and table.is_dated(n)]
    if len(dated) != _PAIR or table.column(words.OWNER) is not None or not _of_milestones(table):
        return table
    pair = _in_order(table, dated)
    known = any(side_of(table.header[n].strip()) for n in dated)
    meant = pair and _lie_close(table, pair) and (known or _some_kept(table, pair))
    return replace(table, pair=pair) if meant else table


def _some_kept(table: Table, pair: tuple[int, int]) -> bool:
    """Some row came on its day or before it; where every second day is the later one, the two may be steps."""
    read = ([read_day(row.cell(n), _NEAR) for n in pair] for row in table.rows)
    return any(meant and came and came.first <= meant.first for meant, came in read)


_PAIR = 2


def _of_milestones(table: Table) -> bool:
    """The heading over the names, or the one over the table, speaks of milestones or of their days."""
    told = (table.header[table.name_column], *table.about[-1:])
    return any(words.MILESTONE_NAME.within(t) or _OF_MILESTONES.search(t) for t in told)


def _in_order(table: Table, dated: Sequence[int]) -> tuple[int, int] | None:
    """(planned, actual): by the one word there is, else as they stand; None for days of another kind."""
    first, second = dated
    heads = [table.header[n].strip() for n in dated]
    if not all(heads) or any(_OTHER_DAYS.within(h) or _END.fullmatch(h) for h in heads):
        return None
    sides = [side_of(head) for head in heads]
    if sides[0] == sides[1] != "":
        return None
    turned = sides[0] == "actual" or sides[1] == "planned"
    return (second, first) if turned else (first, second)


_END = re.compile(r"\W*(?:ends?|ended|to)\W*", re.IGNORECASE)
"""End alone is that of a phase; "In the end" is how it came out."""


def _lie_close(table: Table, pair: tuple[int, int]) -> bool:
    """In all rows but one the second day lies within two months of the first."""
    read = [[read_day(row.cell(n), _NEAR) for n in pair] for row in table.rows]
    both = [(a.first, b.first) for a, b in read if a and b]
    far = sum(abs((second - first).days) > _CLOSE for first, second in both)
    return len(both) >= _FEWEST_ROWS and far <= 1
