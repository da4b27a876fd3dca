"""Bills to the client and proofs of payment, of which the accounts tell more than are filed.

Asked only where a folder keeps such papers at all: a series that was begun has gaps, while a folder without
any leaves them to the accountants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.messages import Message
from archive.review.money.unpaid_bills import accounts_told
from archive.review.papers.missing import Gap, whole_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import mentioned
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.tables import Row, Table, is_total

_ALIKE = 0.6
_FEWEST = 2
"""One payment and one paper make no series."""
_SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")
_OPENING = 2


def vouchers_missing(papers: Papers) -> Iterator[Gap]:
    """Fewer bills than the client paid; no proof of payment where the bills are kept."""
    paid = max((_paid_in(p, papers) for p in papers.current(Role.MONEY)), key=len, default=())
    if len(paid) < _FEWEST:
        yield from _unproved_bills(papers)
        return
    bills = [p for p in papers.of_class("invoice") if _names_client(p, papers)]
    proofs = papers.of_class("payment_proof")
    if (bills or proofs) and len(bills) < len(paid):
        key = "review.missing_bills" if bills else "review.missing_every_bill"
        yield _gap("invoice", key, paid, bills)
    if bills and not proofs:
        yield _gap("payment_proof", "review.missing_proofs_of_payment", paid, [])


def _unproved_bills(papers: Papers) -> Iterator[Gap]:
    """Invoices are filed, no proof of any payment, and no list of accounts says what was paid."""
    bills = papers.of_class("invoice")
    if len(bills) >= _FEWEST and not papers.of_class("payment_proof") and not accounts_told(papers):
        message = Message("review.no_proof_of_payment", {"filed": len(bills)})
        yield Gap("payment_proof", "", message, tuple(whole_of(p.source) for p in bills))


def _gap(class_key: str, key: str, paid: tuple[Evidence, ...], filed: list[Paper]) -> Gap:
    values = {"document": paid[0].source.document, "paid": len(paid), "filed": len(filed)}
    evidence = (*paid, *(whole_of(paper.source) for paper in filed))
    return Gap(class_key, "", Message(key, values), evidence)


def _paid_in(paper: Paper, papers: Papers) -> tuple[Evidence, ...]:
    """The rows of the table that tells most payments of the client."""
    told = (tuple(_paid_rows(table, papers.project.client or "")) for table in paper.tables)
    return max(told, key=len, default=())


def _paid_rows(table: Table, client: str) -> Iterator[Evidence]:
    column = table.column(words.SETTLED, where=table.is_numeric)
    column = column if column is not None else table.column(words.RECEIVED, where=table.is_numeric)
    if column is None or column == table.name_column:
        return
    about = " ".join((table.caption, *table.about))
    receipts = words.RECEIPTS.within(about) and not words.PAYABLES.within(about)
    for row in table.rows:
        came = read_cell(row.cell(column), column_unit(table.header[column]))
        theirs = receipts or _is_client(row, client)
        if came and came.value > 0 and theirs and not is_total(row, table.name_column):
            yield table.evidence(row)


def _is_client(row: Row, client: str) -> bool:
    """A cell of the row names the client, in full or by letters of its name in their order."""
    return bool(client) and any(
        mentioned(client, cell) >= _ALIKE or _is_short_for(cell, client) for cell in row.cells[:3]
    )


def _is_short_for(cell: str, client: str) -> bool:
    """臨海文旅局 of 臨海市文化旅遊局: each letter comes after the one before; Marlow Ferry of Marlow Ferry Trust."""
    if client.isascii():
        opening = _WORD.findall(client.casefold())[:_OPENING]
        return len(opening) == _OPENING and _WORD.findall(cell.casefold())[:_OPENING] == opening
    name = next(iter(cell.split()), "")  # 海桐啤酒 二期: what is paid stands behind a space
    if len(name) < _SHORTEST or name.isascii():
        return False
    letters = iter(client)
    return all(letter in letters for letter in name)


def _names_client(paper: Paper, papers: Papers) -> bool:
    """The bill is one to the client; a supplier's names the agency alone."""
    text = " ".join(segment.text for segment in paper.source.segments)
    return bool(papers.project.client) and mentioned(papers.project.client or "", text) >= _ALIKE
