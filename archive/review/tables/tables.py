"""A table as the review reads it: a header, rows under it, and where each row stands.

Columns are known by the words of their headings and by what is in them: the one that names a row,
the one of what was planned, the one of what came. Each row knows its spans, so that it can be cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from archive.domain.dates import find_dates
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.sources import Source
from archive.review.reading.words import Words, folded
from archive.review.tables.headings import (
    EARLIER,
    PERIOD,
    best_column,
    least_beside_stretch,
    of_one_thing,
    says_before,
    side_of,
    taxed_alike,
    year_in,
)

_ANY_DAY = date(2024, 6, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells and the spans they were read from."""

    cells: tuple[str, ...]
    spans: tuple[Span, ...]

    def cell(self, column: int | None) -> str:
        """The cell of a column, empty where the row is shorter or there is no such column."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """A header and its rows. `titles` are the rows above the header, `about` where the table stands."""

    source: Source
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    titles: tuple[Row, ...] = ()
    header_spans: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    segment: int = 0
    pair: tuple[int, int] | None = None
    """The columns of planned and actual where figures, not words, told them (see `column_pairs`)."""
    summed: tuple[int, ...] = ()
    """Columns that no document has: sums of others of the same row (see `summed_columns`)."""

    @property
    def caption(self) -> str:
        """Everything that names the table: sheet, headings, title rows."""
        return " ".join((*self.about, *(" ".join(filter(None, row.cells)) for row in self.titles)))

    @property
    def every_row(self) -> tuple[Row, ...]:
        """Titles, header and rows: a list of labels and values may have been read as any of them."""
        header = (Row(self.header, self.header_spans),) if self.header_spans else ()
        return (*self.titles, *header, *self.rows)

    def evidence(self, *rows: Row) -> Evidence:
        """What to cite for these rows."""
        return Evidence(self.source, tuple(span for row in rows for span in row.spans))

    def column(
        self,
        wanted: Words,
        *,
        avoid: Words | None = None,
        where: Callable[[int], bool] | None = None,
    ) -> int | None:
        """The first column whose heading has one of these words."""
        for number, heading in enumerate(self.header):
            named = wanted.within(heading) and not (avoid and avoid.within(heading))
            if named and (where is None or where(number)):
                return number
        return None

    def values(self, column: int) -> list[str]:
        """The column's cells that are not empty."""
        return [cell for cell in (row.cell(column) for row in self.rows) if cell]

    def share(self, column: int, test: Callable[[str], bool]) -> float:
        """How many of the column's filled cells pass a test, 0 to 1."""
        values = self.values(column)
        return sum(map(test, values)) / len(values) if values else 0.0

    def is_numeric(self, column: int) -> bool:
        """Most filled cells hold a digit and are no dates."""
        return self.share(column, begins_with_figure) >= 0.5

    def is_dated(self, column: int) -> bool:
        """Most filled cells hold a date. 6.12 is one only where the table is about days."""
        if self.share(column, holds_date) < 0.5:
            return False
        if self.share(column, _may_be_decimal) < 0.5:
            return True
        about = f"{self.header[column]} {self.header[self.name_column]} {self.caption}"
        return words.DAYS.within(about)

    @cached_property
    def name_column(self) -> int:
        """The column that names a row: the first of words that is no number of the row."""
        worded = [
            number
            for number in range(len(self.header))
            if self.values(number)
            and self.share(number, _is_index) < 0.6
            and not (self.is_numeric(number) or self.is_dated(number))
        ]
        if len(worded) >= 2 and self._groups(*worded[:2]):
            return worded[1]
        return worded[0] if worded else 0

    def _groups(self, first: int, second: int) -> bool:
        """A merged column of groups: most rows below a group are empty there and named in the next column."""
        rows = [row for row in self.rows if row.cell(first) or row.cell(second)]
        inside = sum(bool(row.cell(second)) and not row.cell(first) for row in rows)
        named = sum(bool(row.cell(second)) for row in rows)
        return second == first + 1 and inside * 3 >= len(rows) and named >= 0.75 * len(rows)

    @cached_property
    def planned_and_actual(self) -> tuple[int, int] | None:
        """The columns of what was planned and of what came, when the table has both."""
        if self.pair is not None:
            return self.pair
        planned = [
            n for n, h in enumerate(self.header) if side_of(h) == "planned" and self._figures(n)
        ] or [n for n in least_beside_stretch(self.header) if self._figures(n)]
        actual = [
            n for n, h in enumerate(self.header) if side_of(h) == "actual" and self._figures(n)
        ] or [*self._undone(planned), *self._summed_up(planned)]
        planned, actual = self._of_this_time(planned, actual)
        if not planned or not actual:
            return None
        aimed = [n for n in planned if self.is_dated(n) or not says_before(self.header[n])]
        first = best_column(self.header, aimed or planned)
        actual = of_one_thing(self.header, first, actual)
        return first, best_column(self.header, taxed_alike(self.header, first, actual))

    def _of_this_time(self, planned: list[int], actual: list[int]) -> tuple[list[int], list[int]]:
        """Without the columns of last year: 去年實績 | 今年目標 | 今年實績, 2025 actual | 2026 target | 2026 actual."""
        now = [
            [n for n in side if not EARLIER.search(folded(self.header[n]))]
            for side in (planned, actual)
        ]
        years = [int(y) for side in now for n in side if (y := year_in(self.header[n]))]
        latest = str(max(years, default=0))
        planned, actual = (
            [n for n in side if (year_in(self.header[n]) or latest) == latest] for side in now
        )
        return planned, actual

    def _undone(self, planned: Sequence[int]) -> list[int]:
        """Where days were planned, a column of what came may hold only words (未辦理)."""
        if not any(map(self.is_dated, planned)):
            return []
        sides = [
            n for n, h in enumerate(self.header) if side_of(h) == "actual" and n != self.name_column
        ]
        return [n for n in sides if self.share(n, lambda cell: len(cell) <= 12) >= 0.99]

    def _summed_up(self, planned: Sequence[int]) -> list[int]:
        """What came may stand behind its months or weeks, under a word for the whole (累計, to date)."""
        periods = [n for n, h in enumerate(self.header) if PERIOD.fullmatch(h.strip())]
        if not planned or len(periods) < 2:
            return []
        behind = range(periods[-1] + 1, len(self.header))
        return [n for n in behind if words.TOTAL.within(self.header[n]) and self._figures(n)][:1]

    def _figures(self, column: int) -> bool:
        return column != self.name_column and (self.is_numeric(column) or self.is_dated(column))


def _is_index(cell: str) -> bool:
    return _INDEX.fullmatch(cell) is not None


_HAN_INDEX = "一二三四五六七八九十壹貳贰參叁肆伍陸陆柒捌玖拾甲乙丙丁戊己庚辛壬癸"
_INDEX = re.compile(
    r"[(（\[【]?(?:(?:item|row|ref|no)[.\s]{0,2}\d{1,3}|[A-Za-z]{0,3}[-.#№]?\d{1,3}|\d{1,2}[-.]\d{1,2}|[A-Za-z]|[ivx]{1,5}"
    rf"|第?\s*(?:\d{{1,2}}|[{_HAN_INDEX}]{{1,3}})\s*[項项條条款號号]?"
    "|[\u2160-\u217b\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
    r")[)）\]】.．、,，]?",
    re.IGNORECASE,
)
"""The number of a row in any dress: 3, A-3, 1-2, (c), IV, ⑤, ㈢, 【叁】, 丁, 第4項, No. 7."""


_WITH_UNIT = re.compile(
    r"\s*[^\d\s]{0,4}\d+(?:\.\d+)?\s*(?:[kKmMbBxX](?![A-Za-z])|[%％倍×万萬億亿千])[^\d]{0,6}"
)


@lru_cache(maxsize=1 << 14)
def holds_date(cell: str) -> bool:
    """A day or a month stands in the cell, the year written or not."""
    if len(cell) > 40 or _WITH_UNIT.fullmatch(cell):
        return False
    return bool(find_dates(cell, loose=True, near=_ANY_DAY))


def _may_be_decimal(cell: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,2}\.\d{1,2}\s*", cell))


_FIGURE_FIRST = re.compile(
    r"(?i:(?:at (?:least|most)|(?:no|not) (?:more|less|fewer|lower|higher) than|(?:up to|under|below|over|above|about"
    r"|around|within|approx\.?|circa|ca?\.|max(?:imum)?\.?|min(?:imum)?\.?|less than|more than|fewer than))\b[\s.:]*)?"
    r"[\s≤≥<>＜＞~～約约逾近不高於于低超過过少至最多(（+\-−△▲]*(?:[A-Z]{0,3}[$¥￥£€]|RM|RMB|NTD|TWD|HKD|USD|CNY|GBP|EUR)?\s*[\d０-９]"
)


def begins_with_figure(cell: str) -> bool:
    """A figure stands first in the cell, whatever comes behind it; a day is none."""
    if _may_be_decimal(cell):
        return True
    return bool(_FIGURE_FIRST.match(cell)) and not holds_date(cell) and len(cell) <= 40


def total_row(table: Table, *, column: int | None = None) -> Row | None:
    """The row of the whole: 合計, Total. Of several, the last."""
    found = [
        row for row in table.rows if is_total(row, table.name_column if column is None else column)
    ]
    return found[-1] if found else None


def is_total(row: Row, name_column: int) -> bool:
    """The row's name says it is a sum over others (a part's sum included)."""
    first = next((cell for cell in row.cells if cell.strip()), "")
    return any(_says_total(name) for name in {row.cell(name_column), first.strip()})


def _says_total(name: str) -> bool:
    if 0 < len(name) <= 30 and words.SUBTOTAL.pattern.match(folded(name)):
        return True  # Sub-total media: the sum of a part, whatever the part is called
    if _NET_OR_GROSS.fullmatch(folded(name).strip()) or _OF_A_PAPER.match(folded(name)):
        return True
    if not name or len(name) > 30 or not (words.TOTAL.within(name) or words.SUBTOTAL.within(name)):
        return False
    rest = words.SUBTOTAL.without(words.TOTAL.without(name))
    return (
        len(
            re.sub(r"[\W\d_]|[未不]?含税|未税|税|(?:in|ex)cl|vat|gst|tax|gross|net|of|元", "", rest)
        )
        <= 4
    )


_NET_OR_GROSS = re.compile(
    r"(?:net|gross)(?: amount| sum)?|(?:未|不含|含)税(?:金额|价|额)?|(?:excl?|incl?)\.?(?:uding)? (?:vat|gst|tax)"
)


_OF_A_PAPER = re.compile(
    r"\s*(?:purchase )?(?:order|contract|quotation|quote|estimate|invoice|project|job) (?:value|total)\b"
)


def is_part(name: str) -> bool:
    """其中 Facebook, of which stage: a part of the row above, which holds it."""
    return bool(_PART.match(name))


_PART = re.compile(r"[\s\-–—└├·>]*(?:其中|(?:of which|thereof)\b)", re.IGNORECASE)


def is_subtotal(row: Row, name_column: int) -> bool:
    """A sum over a part only."""
    name = row.cell(name_column)
    return words.SUBTOTAL.within(name) and not words.TOTAL.within(name)
