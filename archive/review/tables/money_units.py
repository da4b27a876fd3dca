"""In what unit a column of money is written, where its own heading may leave that to the workbook.

Finance names the unit once, beside the title of the first sheet or in a line at the foot (单位：万元,
HK$'000), and means every sheet. The unit is carried over only to a column that names none itself and
whose figures are no larger than those of the table that names it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from archive.domain.segments import SegmentKind
from archive.review.reading.quantities import find_quantities
from archive.review.reading.sources import Source
from archive.review.tables.cells import ColumnUnit, column_unit, is_figure
from archive.review.tables.tables import Table

_ROWS_READ = 80
_LONGEST_NOTE = 60
_NOTES = (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM, SegmentKind.HEADER, SegmentKind.FOOTER)
_NAMES_UNIT = re.compile(r"(?:单位|單位|\bunits?)\s*[:：]", re.IGNORECASE)


_BARE_MONEY = re.compile(r"\s*[(（]?(?:[A-Z]{0,3}[$£€¥￥]|[A-Z]{3}|元|RM)[)）]?\s*")
_NO_CODE = frozenset(
    ("QTY", "REF", "KPI", "VAT", "GST", "TAX", "SKU", "URL", "DUE", "PIC", "ETA", "KOL")
)


def bare_money_column(table: Table) -> int | None:
    """The column whose heading is a currency and nothing else: £, HKD, 元."""
    for number, heading in enumerate(table.header):
        bare = _BARE_MONEY.fullmatch(heading) and heading.strip() not in _NO_CODE
        if bare and number != table.name_column and table.is_numeric(number):
            return number
    return None


def money_unit(table: Table, column: int | None) -> ColumnUnit:
    """The unit of a column of money: its heading's, its table's, else the workbook's."""
    heading = table.header[column] if column is not None and column < len(table.header) else ""
    own = column_unit(heading, table.caption)
    if own.scale != 1 or own.currency or own.unit or column is None:
        return own
    if (above := _named_above(table)) is not None:
        return above
    named = _named_in(table.source, table.segment)
    if named is None:
        return own
    unit, largest = named
    figures = [abs(q.value) for cell in table.values(column) for q in find_quantities(cell)[:1]]
    return unit if figures and max(figures) <= largest else own


_IN_TITLE = re.compile(
    r"[(（](?:(?:单位|單位|units?)\s*[:：]?\s*)?(?:人民[币幣]|新?[臺台][币幣]|港[币幣]|RMB|CNY|TWD|NTD|HKD)?\s*"
    r"(?:[十百千]?[万萬]|[億亿]|[千仟])[元圓圆]?(?:[，,、;；][^()（）]{0,10})?[)）]"
    r"|[(（](?:[A-Z]{0,3}[$£€¥]\s?(?:k|K|m|M|'000|000s?)|in thousands|thousands)(?:[,;][^()（）]{0,14})?[)）]"
)
"""A title that ends in its unit: 結算（萬元，含稅）, Reconciliation (£k, ex VAT)."""


def _named_above(table: Table) -> ColumnUnit | None:
    """The unit in brackets of the titles right above a table, on its own sheet."""
    segments = table.source.segments
    sheet = segments[table.segment].place.sheet
    for ordinal in range(table.segment - 1, max(-1, table.segment - 4), -1):
        above = segments[ordinal]
        if above.kind is SegmentKind.TABLE or above.place.sheet != sheet:
            return None
        if named := _IN_TITLE.search(above.text[:120]):
            return column_unit(named.group())
    return None


def _named_in(source: Source, but: int) -> tuple[ColumnUnit, Decimal] | None:
    """The one unit of thousands or more that the source names, and its largest figure there."""
    found = []
    for ordinal, segment in enumerate(source.segments):
        if segment.kind is SegmentKind.TABLE:
            unit = _unit_of_lines(segment.text.split("\n"))
        elif segment.kind in _NOTES and len(segment.text) <= _LONGEST_NOTE:
            unit = column_unit(segment.text) if _NAMES_UNIT.search(segment.text) else ColumnUnit()
        else:
            continue
        if unit.scale != 1:
            found.append((unit, _largest(source, ordinal if ordinal != but else None)))
    scales = {unit.scale for unit, _ in found}
    return (found[0][0], max(size for _, size in found)) if len(scales) == 1 else None


def _unit_of_lines(lines: list[str]) -> ColumnUnit:
    """What the title rows, the header or a note at the foot of a table say of its unit."""
    for line in (*lines[:4], *lines[-2:]):
        cells = [cell for cell in line.split("\t") if cell.strip()]
        figures = sum(map(is_figure, cells))
        if cells and figures * 2 <= len(cells):
            for cell in cells:
                if len(cell) <= _LONGEST_NOTE and (unit := column_unit(cell)).scale != 1:
                    return unit
    return ColumnUnit()


def _largest(source: Source, ordinal: int | None) -> Decimal:
    """The largest figure of a table; of a note, that of all tables."""
    chosen = (
        [source.segments[ordinal]]
        if ordinal is not None and source.segments[ordinal].kind is SegmentKind.TABLE
        else [s for s in source.segments if s.kind is SegmentKind.TABLE]
    )
    figures = [
        abs(quantity.value)
        for segment in chosen
        for line in segment.text.split("\n")[:_ROWS_READ]
        for cell in line.split("\t")
        if len(cell) <= 20
        for quantity in find_quantities(cell)[:1]
    ]
    return max(figures, default=Decimal(0))
