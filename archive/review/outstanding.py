"""What is still to be paid, on either side: instalments of the client, suppliers, advances, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.cells import column_unit, read_cell
from archive.review.citations import Evidence
from archive.review.days import read_day
from archive.review.kinds import kind_of
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage
from archive.review.quantities import find_quantities
from archive.review.tables import Row, Table, is_total
from archive.review.words import word_list

_ANY_DAY = date(2024, 6, 30)
_NOT_ISSUED = word_list("outstanding.not_issued")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An amount somebody still owes. `direction` is receivable or payable."""

    party: str
    amount: Decimal
    direction: str
    reason: str
    evidence: tuple[Evidence, ...]


def outstanding_of(papers: Papers, client: str) -> list[Outstanding]:
    """Open amounts of the finance papers; of report sentences only where no table has any."""
    found: list[Outstanding] = []
    for paper in papers.current(Role.MONEY, Role.OTHER):
        for table in paper.tables:
            if kind_of(paper, table) is None or table.column(words.RECEIVED) is not None:
                found += _from_table(table, client)
    if not found:
        found = [
            o for p in papers.current(Role.MONEY, Role.REPORT, Role.RETRO) for o in _told(p, client)
        ]
    return _once(found)


def _once(found: list[Outstanding]) -> list[Outstanding]:
    seen: dict[tuple[str, Decimal], Outstanding] = {}
    for item in found:
        seen.setdefault((item.party, item.amount), item)
    return list(seen.values())


def _from_table(table: Table, client: str) -> Iterator[Outstanding]:
    """A table of payables, of receipts or of credits, told by its columns and where it stands."""
    where = f"{table.caption} {table.source.title if not table.about else ''}"
    open_column = table.column(words.OPEN_AMOUNT, where=table.is_numeric)
    if open_column is not None:
        receivable = words.RECEIPTS.within(where) and not words.PAYABLES.within(where)
        yield from _open_column(table, open_column, client if receivable else "")
    elif words.CREDITS.within(where):
        yield from _difference(table, "", "receivable")
    elif _is_receipts(table, where):
        yield from _instalments(table, client)
    elif words.PAYABLES.within(where):
        amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
        if amount is not None:
            yield from _open_column(table, amount, "")


def _open_column(table: Table, column: int, client: str) -> Iterator[Outstanding]:
    unit = column_unit(table.header[column], table.caption)
    for row in table.rows:
        amount = read_cell(row.cell(column), unit)
        if amount is None or amount.value <= 0 or _is_sum(table, row) or amount.is_rate:
            continue
        party = client or _party(table, row)
        direction = "receivable" if client else "payable"
        yield Outstanding(
            party, amount.value, direction, _reason(table, row, column), (table.evidence(row),)
        )


def _is_sum(table: Table, row: Row) -> bool:
    return is_total(row, table.name_column)


def _party(table: Table, row: Row) -> str:
    column = table.column(words.PARTY, where=lambda n: not table.is_numeric(n))
    return row.cell(column) or row.cell(table.name_column)


def _reason(table: Table, row: Row, column: int) -> str:
    others = [
        c
        for n, c in enumerate(row.cells)
        if n != column and c.strip() and c.strip() != _party(table, row)
    ]
    return "，".join(c.strip() for c in others if not re.fullmatch(r"[\d.,\s]+", c))[:80]


# ------------------------------------------------------------------ instalments
def _is_receipts(table: Table, where: str) -> bool:
    received = table.column(words.RECEIVED) is not None
    invoiced = table.column(words.INVOICE) is not None and not words.PAYABLES.within(where)
    return words.RECEIPTS.within(where) or invoiced or (received and words.INVOICE.within(where))


def _instalments(table: Table, client: str) -> Iterator[Outstanding]:
    received = table.column(words.RECEIVED, where=table.is_numeric)
    due = table.column(words.RECEIVABLE, where=lambda n: n != received and table.is_numeric(n))
    if received is not None and due is not None:
        yield from _difference(table, client, "receivable")
        return
    amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
    amount = due if amount is None else amount
    if amount is None:
        return
    unit = column_unit(table.header[amount], table.caption)
    for row in table.rows:
        figure = read_cell(row.cell(amount), unit)
        if (
            figure is None
            or figure.value <= 0
            or _is_sum(table, row)
            or not _is_open(table, row, amount)
        ):
            continue
        yield Outstanding(
            client, figure.value, "receivable", _reason(table, row, amount), (table.evidence(row),)
        )


def _is_open(table: Table, row: Row, amount: int) -> bool:
    """No day of receipt in the row's last date column, or words that say it has not come."""
    others = [n for n in range(len(table.header)) if n not in (amount, table.name_column)]
    paid_on = [n for n in others if words.RECEIVED.within(table.header[n])]
    if any(_NOT_ISSUED.within(row.cell(n)) for n in others):
        return True
    if not paid_on:
        return False
    return all(
        read_day(row.cell(n), _ANY_DAY) is None and not words.SETTLED.within(row.cell(n))
        for n in paid_on
    )


def _difference(table: Table, client: str, direction: str) -> Iterator[Outstanding]:
    """Expected and received beside each other: what is missing of each row."""
    received = table.column(words.RECEIVED, where=table.is_numeric)
    due = table.column(words.EXPECTED, where=lambda n: n != received and table.is_numeric(n))
    if received is None or due is None:
        return
    unit = column_unit(table.header[due], table.caption)
    for row in table.rows:
        expected, come = read_cell(row.cell(due), unit), read_cell(row.cell(received), unit)
        if expected is None or _is_sum(table, row):
            continue
        missing = expected.value - (come.value if come else Decimal(0))
        if missing > 0 and (come is None or come.value == 0 or missing >= 1):
            party = client or _party(table, row)
            yield Outstanding(
                party, missing, direction, _reason(table, row, due), (table.evidence(row),)
            )


# ------------------------------------------------------------------ sentences
_OWED = word_list("outstanding.owed")


def _told(paper: Paper, client: str) -> Iterator[Outstanding]:
    for sentence in paper.sentences:
        for clause in _clauses(sentence):
            if not _OWED.within(clause.text):
                continue
            money = [q for q in find_quantities(clause.text) if not q.is_rate and q.value >= 100]
            if money:
                yield Outstanding(
                    client if words.FINAL_INSTALMENT.within(clause.text) else "",
                    money[0].value,
                    "receivable" if words.FINAL_INSTALMENT.within(clause.text) else "payable",
                    clause.text,
                    (clause.evidence,),
                )


def _clauses(sentence: Passage) -> Iterator[Passage]:
    yield sentence
