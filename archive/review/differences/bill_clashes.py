"""What bills ask for against what the contract agreed: instalments, prices of one piece, numbers of pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.contracts.contract import Contract
from archive.review.contracts.contract_terms import Term
from archive.review.contracts.contracts import with_the_client
from archive.review.differences.bill_lines import (
    Asked,
    is_bill,
    is_taxed,
    lines_asked,
    lines_of,
)
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.supplier_bills import supplier_clashes
from archive.review.money.cost import Cost
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import core
from archive.review.reading.quantities import number_text
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Table, is_total

_NEAR = Decimal("0.25")
_UNIT_PRICE = word_list("bills.unit_price")
_ORDINALS = (
    re.compile(
        r"第一[期笔筆次]|首[期款笔筆]|[订訂定]金|[头頭][期款]|[预預]付款?|\b(?:first|1st|deposit|advance|upfront)\b"
    ),
    re.compile(r"第二[期笔筆次]|二期|\b(?:second|2nd)\b"),
    re.compile(r"第三[期笔筆次]|三期|\b(?:third|3rd)\b"),
    re.compile(r"第四[期笔筆次]|四期|\b(?:fourth|4th)\b"),
)
_LAST = re.compile(r"尾[款期数數]|末期|[余餘]款|最[后後]一[期笔筆]|\b(?:final|last|balance)\b")


def bill_clashes(papers: Papers, contracts: Sequence[Contract], cost: Cost) -> Iterator[Clash]:
    """One clash for each instalment or price that a bill has otherwise than the one contract, or the settlement."""
    bills = [p for p in papers.current(Role.MONEY) if is_bill(p) and p is not cost.paper]
    yield from supplier_clashes([*bills, *_mailed(papers)], cost)
    ours = [c for c in contracts if with_the_client(c, papers.project.client)] or contracts
    if len(ours) == 1:
        yield from _told_bills(ours[0], papers)
    if len(contracts) != 1:
        return
    yield from _instalments(contracts[0], bills)
    yield from _prices(contracts[0].paper, bills)


def _mailed(papers: Papers) -> list[Paper]:
    """Mails that bring a supplier's bill; who writes "your company" sounds like the client."""
    return [p for p in papers.current(Role.OTHER, Role.CLIENT) if is_bill(p)]


# ------------------------------------------------------------------ instalments
def _instalments(contract: Contract, bills: Sequence[Paper]) -> Iterator[Clash]:
    terms = [t for t in contract.terms if _amount(t, contract) is not None]
    for number, term in enumerate(terms):
        agreed = _amount(term, contract)
        if agreed is None or len(terms) < len(("first", "last")):
            continue
        last = number == len(terms) - 1
        for asked in (a for bill in bills for a in lines_of(bill)):
            if _is_of(asked.text, number, last=last) and _otherwise(asked, agreed):
                own = Claim(
                    agreed, f"{Decimal(number_text(agreed)):,f}", contract.paper, term.evidence
                )
                yield Clash("invoice", _label(asked.text), (own, asked.claim))
                break


_A_BILL = re.compile(
    r"发票|發票|[请請]款|[账賬帳][单單]|[开開]票|\b(?:invoices?|bill(?:ed)?)\b", re.IGNORECASE
)


def _told_bills(contract: Contract, papers: Papers) -> Iterator[Clash]:
    """A mail of the client names the bill of an instalment with a slip of the pen: your final invoice for 46,500."""
    terms = [t for t in contract.terms if _amount(t, contract) is not None]
    for paper in papers.current(Role.CLIENT, Role.OTHER):
        for sentence in paper.sentences if len(terms) > 1 else ():
            if not _A_BILL.search(sentence.text):
                continue
            for asked in lines_asked(sentence.text, paper, sentence.evidence, changed=True):
                yield from _slipped(contract, terms, asked)


def _slipped(contract: Contract, terms: Sequence[Term], asked: Asked) -> Iterator[Clash]:
    for number, term in enumerate(terms):
        agreed = _amount(term, contract)
        if agreed is None or not _is_of(asked.text, number, last=number == len(terms) - 1):
            continue
        if any(is_taxed(value, agreed) for value in asked.values):
            return
        if is_slip(asked.values[0], agreed) or _is_miswritten(asked.values[0], agreed):
            written = f"{Decimal(number_text(agreed)):,f}"
            own = Claim(agreed, written, contract.paper, term.evidence)
            yield Clash("invoice", _label(asked.text), (own, asked.claim))
            return


def _is_miswritten(told: Decimal, agreed: Decimal) -> bool:
    """One digit wrong, or two neighbours exchanged, noughts among them: 276,000 for 270,000, 902,000 for 920,000."""
    one, other = (f"{value:f}".split(".")[0] for value in (told, agreed))
    wrong = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(one) < _FIVE_DIGITS:
        return False
    return len(wrong) == 1 or (sorted(one) == sorted(other) and len(wrong) == len("ab"))


_FIVE_DIGITS = 5


def _amount(term: Term, contract: Contract) -> Decimal | None:
    if term.amount is not None:
        return term.amount
    if term.percent is None or contract.price is None:
        return None
    return contract.price.value * term.percent / 100


def _is_of(text: str, number: int, *, last: bool) -> bool:
    """The words name this instalment, and no other."""
    plain = folded(text)
    named = {n for n, ordinal in enumerate(_ORDINALS) if ordinal.search(plain)}
    if _LAST.search(plain):
        return last and not named - {number}
    return named == {number}


def _otherwise(asked: Asked, agreed: Decimal) -> bool:
    """No figure is the sum agreed, net or with tax, and the first is near it."""
    if any(is_taxed(value, agreed) for value in asked.values):
        return False
    return abs(asked.values[0] - agreed) <= agreed * _NEAR


def _label(text: str) -> str:
    for pattern in (_LAST, *_ORDINALS):
        if found := pattern.search(folded(text)):
            at = found.start()
            return text[at : at + len(found.group())]
    return text[:16]


# ------------------------------------------------------------------ prices of one piece
def _prices(contract: Paper, bills: Sequence[Paper]) -> Iterator[Clash]:
    agreed = {core(name): claim for name, claim in _priced(contract)}
    for bill in bills:
        for name, claim in _priced(bill):
            own = agreed.get(core(name))
            if own is None or not isinstance(own.value, Decimal):
                continue
            if (
                isinstance(claim.value, Decimal)
                and 0 < abs(claim.value - own.value) <= own.value * _NEAR
            ):
                yield Clash("invoice", name, (own, claim))


def _priced(paper: Paper) -> Iterator[tuple[str, Claim]]:
    for table in paper.tables:
        column = table.column(_UNIT_PRICE, where=table.is_numeric) if table.header else None
        if column is not None and column != table.name_column:
            yield from _rows(paper, table, column)


def _rows(paper: Paper, table: Table, column: int) -> Iterator[tuple[str, Claim]]:
    for row in table.rows:
        cell, name = row.cell(column), row.cell(table.name_column).strip()
        if not is_figure(cell) or is_total(row, table.name_column) or words.SUBTOTAL.within(name):
            continue
        figure = read_cell(cell, column_unit(table.header[column]))
        if figure and name and not is_figure(name):
            yield name, Claim(figure.value, figure.written, paper, table.evidence(row))
