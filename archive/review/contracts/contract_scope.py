"""What a contract promises in quantities, from its tables, clauses and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.contracts.promised_counts import (
    PromisedCount,
    promised_counts,
    promised_reports,
)
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.counts import counts_in
from archive.review.reading.names import core
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.tables import Table, is_total


@dataclass(frozen=True, slots=True)
class Obligation:
    """A thing promised in a quantity."""

    name: str
    quantity: Decimal
    unit: str
    due: str
    evidence: Evidence
    counted_by: str = ""
    """What stands for one of them, where that is another thing: a school for each talk."""


def obligations_of(paper: Paper, language: str = "") -> Iterator[Obligation]:
    """The rows of deliverables tables and the reports beside them; without a table the counts of the clauses.

    `language` is the project's: of a table that names each thing in two tongues its names are taken.
    """
    found = [o for table in paper.tables for o in _obligations_in_table(table, language)]
    in_clauses = promised_reports(paper.paragraphs) if found else promised_counts(paper.paragraphs)
    found += [_told(promised) for promised in in_clauses]
    seen: set[str] = set()
    for obligation in found:
        if core(obligation.name) not in seen:
            seen.add(core(obligation.name))
            yield obligation


def _told(promised: PromisedCount) -> Obligation:
    return Obligation(
        promised.name,
        promised.quantity,
        promised.unit,
        "",
        promised.evidence,
        promised.counted_by,
    )


def _obligations_in_table(table: Table, language: str) -> Iterator[Obligation]:
    table = _without_head(table)
    named = name_column_in(table, language)
    column = table.column(
        words.QUANTITY, where=lambda n: n != table.name_column and table.is_numeric(n)
    )
    if column is None:
        column = _counted_column(table)
    if column is None or words.MONEY_COLUMN.within(table.header[column].replace("数量", "")):
        return
    due = table.column(words.DUE, where=lambda n: n != column)
    counter = table.column(
        words.UNIT,
        where=lambda n: n not in (column, table.name_column) and not table.is_numeric(n),
    )
    for row in table.rows:
        name = row.cell(named)
        quantity = read_cell(row.cell(column), column_unit(table.header[column]))
        counted = (
            quantity is not None and not _is_price(quantity) and not _is_lump(row.cell(column))
        )
        passed_on = quantity is not None and quantity.value == 1 and _PASSED_ON.within(name)
        if name and quantity and counted and not (passed_on or is_total(row, table.name_column)):
            unit = row.cell(counter) or ("" if quantity.unit.isascii() else quantity.unit)
            yield Obligation(name, quantity.value, unit, row.cell(due), table.evidence(row))


def name_column_in(table: Table, language: str) -> int:
    """The column that names the rows; of two with the same names in two tongues the one in `language`."""
    first, second = table.name_column, table.name_column + 1
    if not language or second >= len(table.header):
        return first
    if not all(map(_NAMES_A_THING.search, table.header[first : second + 1])):
        return first
    pairs = [(row.cell(first), row.cell(second)) for row in table.rows if row.cell(first)]
    wanted = (language == "en", language != "en")
    other = bool(pairs) and all(b and (_is_han(a), _is_han(b)) == wanted for a, b in pairs)
    return second if other else first


_NAMES_A_THING = re.compile(
    r"[项項]目|[事品]项|[事品]項|名[称稱]|工作|服[务務]|交付|成果|中文|英文"
    r"|\b(?:items?|deliverables?|services?|names?|descriptions?|works?|outputs?|english|chinese)\b",
    re.IGNORECASE,
)
"""Item beside 項目: a table in two tongues, not a thing and what is said of it."""


def _is_han(cell: str) -> bool:
    return re.search("[一-鿿]", cell) is not None


_ITEM_NUMBER = re.compile(
    r"[(（]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十甲乙丙丁戊己庚]{1,3})[)）.、]?"
)


def _without_head(table: Table) -> Table:
    """A schedule without a head: its first row counts things like the others, and is one of them."""
    if not table.header_spans or not any(map(_is_counted, table.header)):
        return table
    counted = [n for n, cell in enumerate(table.header) if _is_counted(cell)]
    alike = [n for n in counted if table.rows and table.share(n, _is_counted) >= _MOSTLY]
    if not alike:
        return table
    numbered = _ITEM_NUMBER.fullmatch(table.header[0].strip())
    rows = table.every_row[len(table.titles) :]
    header = tuple("" for _ in table.header)
    if numbered and len(table.header) > 2:  # (a), (b) name no row
        rows = tuple(replace(row, cells=("", *row.cells[1:])) for row in rows)
    return replace(table, header=header, header_spans=(), rows=rows)


_MOSTLY = 0.7


def _is_counted(cell: str) -> bool:
    """8 堂, 6 episodes: a number of things and nothing before it."""
    figure = next(iter(find_quantities(cell)), None)
    return figure is not None and figure.start <= 1 and bool(counts_in(cell, promised=True))


def _counted_column(table: Table) -> int | None:
    """The column whose cells begin with a number of things: 10条，每条不少于30秒; 2 days, 14 posts."""
    for number, heading in enumerate(table.header):
        money = words.MONEY_COLUMN.within(heading) or words.RATE.within(heading)
        if number == table.name_column or money or table.is_dated(number):
            continue
        if number < table.name_column and _numbers_rows(table, number):
            continue
        if len(table.values(number)) >= 2 and table.share(number, _is_counted) >= 0.6:
            return number
    return None


def _numbers_rows(table: Table, column: int) -> bool:
    """1, 2, 3 or 10, 20, 30 in front of the names."""
    values = [int(v) for v in table.values(column) if v.strip().isdigit()]
    first = values[0] if values else 0
    return bool(first) and values == [first * n for n in range(1, len(values) + 1)]


_PASSED_ON = word_list("contracts.passed_on")
_LUMP = re.compile(r"\s*(?:1|一)?\s*(?:式|批|季|年|lots?|lump sum|ls)\s*", re.IGNORECASE)


def _is_lump(cell: str) -> bool:
    """1式, 1 lot: the work as a whole, no number of things."""
    return _LUMP.fullmatch(cell) is not None


def _is_price(quantity: Quantity) -> bool:
    return quantity.is_rate or bool(quantity.currency) or quantity.unit == "元"
