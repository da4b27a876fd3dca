"""Contracts: parties, amount, day of signing; with the terms of payment and the quantities promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.domain.segments import SegmentKind
from archive.review import vocabulary as words
from archive.review.cells import column_unit, read_cell
from archive.review.citations import Evidence
from archive.review.contract_scope import Obligation, obligations_of
from archive.review.contract_terms import Term, terms_of
from archive.review.days import days_in
from archive.review.papers import Paper, Papers, Role
from archive.review.parties import Party, parties_of
from archive.review.passages import Part, Passage, sentences_of
from archive.review.quantities import Quantity, find_quantities
from archive.review.sources import Source
from archive.review.tables import total_row
from archive.review.words import Words, word_list


@dataclass(frozen=True, slots=True)
class Price:
    """The contract's price."""

    value: Decimal
    currency: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Signed:
    """The day of signing."""

    day: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contract:
    """What one contract says."""

    paper: Paper
    parties: tuple[Party, ...]
    price: Price | None
    signed: Signed | None
    terms: tuple[Term, ...]
    obligations: tuple[Obligation, ...]


def contracts_of(papers: Papers) -> list[Contract]:
    """Every current contract, the earliest first."""
    found = papers.of_class("contract")
    ordered = sorted(found, key=lambda p: (p.source.date, p.source.name))
    return [read_contract(paper, papers) for paper in ordered]


def read_contract(paper: Paper, papers: Papers) -> Contract:
    """The facts of one contract."""
    return Contract(
        paper,
        tuple(parties_of(paper)),
        _price(paper, papers.project.currency),
        _signed(paper, papers),
        tuple(terms_of(paper)),
        tuple(obligations_of(paper)),
    )


def agreed_price(source: Source, currency: str | None) -> Price | None:
    """The whole price of a contract that stands alone: no penalty, no instalment, in base units.

    `currency` is the project's, for a contract that writes none.
    """
    return _price(Paper(source, Role.CONTRACT, old=False, day=None), currency)


# ------------------------------------------------------------------ price
_STRONG = word_list("contracts.strong")
_MIDDLE = word_list("contracts.middle")
_WEAK = word_list("contracts.weak")
_NOT_PRICE = word_list("contracts.not_price")


def _price(paper: Paper, currency: str | None) -> Price | None:
    for strength in (_STRONG, _MIDDLE, _WEAK):
        for passage in paper.paragraphs:
            found = _amount_after(passage, strength)
            if found:
                amount, evidence = found
                return Price(amount.value, amount.currency or currency, evidence)
    return _price_in_table(paper, currency) or _price_by_instalments(paper, currency)


def _price_by_instalments(paper: Paper, currency: str | None) -> Price | None:
    """The amount that the instalments add up to, told before or beside them."""
    for passage in paper.paragraphs:
        money = [q for q in find_quantities(passage.text) if q.currency and not q.is_rate]
        for number, figure in enumerate(money):
            parts = money[number + 1 :]
            if len(parts) >= 2 and sum(part.value for part in parts) == figure.value:
                return Price(figure.value, figure.currency or currency, passage.evidence)
    return None


def _amount_after(passage: Passage, wanted: Words) -> tuple[Quantity, Evidence] | None:
    """The first amount of money behind such a word, in a sentence that is not about a penalty."""
    for sentence in sentences_of(passage):
        found = wanted.search(sentence.text)
        if not found or _NOT_PRICE.within(sentence.text[: found.end() + 12]):
            continue
        money = [
            q
            for q in find_quantities(sentence.text)
            if q.start >= found.start()
            and not q.is_rate
            and (q.currency or q.unit == "元" or q.value >= 10000)
        ]
        if money and not words.PER_UNIT.within(sentence.text[money[0].end : money[0].end + 6]):
            named = next((q for q in money if q.value == money[0].value and q.currency), money[0])
            return named, sentence.evidence
    return None


_PER_PIECE = word_list("column_pairs.no_side")


def _price_in_table(paper: Paper, currency: str | None) -> Price | None:
    for table in paper.tables:
        column = table.column(words.MONEY_COLUMN, where=table.is_numeric)
        if column is None or _PER_PIECE.within(table.header[column]):
            column = table.column(words.TOTAL, where=table.is_numeric) or column
        total = total_row(table)
        if column is None or total is None:
            continue
        amount = read_cell(total.cell(column), column_unit(table.header[column], table.caption))
        if amount:
            return Price(amount.value, amount.currency or currency, table.evidence(total))
    return None


# ------------------------------------------------------------------ signing
_SIGNING = word_list("contracts.signing")


_DATE_WORD = re.compile(r"(?:日\s*期|\bdate[d]?)\s*[:：]?\s*$", re.IGNORECASE)
_REACH, _LONGEST_DATE_LINE = 30, 40


def _signed(paper: Paper, papers: Papers) -> Signed | None:
    """The day behind a word of signing; of signatures with a day each, the last day."""
    near = paper.day or papers.middle
    found: list[tuple[str, Passage]] = []
    for line in _lines(paper):
        whole = len(line.text) <= 3 * _LONGEST_DATE_LINE and _SIGNATURE.match(line.text)
        found += [
            (day, sentence)
            for sentence in ([line] if whole else sentences_of(line))
            if (day := _day_of_signing(sentence.text, near))
        ]
    if not found:
        return _signature_block(paper, papers)
    dated = [f for f in found if _SIGNATURE.match(f[1].text)]
    day, sentence = max(dated, key=lambda f: f[0]) if len(dated) >= 2 else found[0]
    return Signed(day, sentence.evidence)


_SIGNATURE = re.compile(r"\s*(?:signed (?:for|by|on behalf)|for and on behalf)\b", re.IGNORECASE)


def _day_of_signing(text: str, near: date) -> str | None:
    word = _SIGNING.search(text)
    for mention in days_in(text, near) if word else ():
        distance = mention.start - word.start() if word else 0
        close = 0 <= distance <= _REACH or (
            distance > 0 and _DATE_WORD.search(text[: mention.start]) is not None
        )
        due = words.DEADLINE.within(text[mention.end : mention.end + 4])
        if close and not mention.month_only and not due:
            return mention.value
    return None


def _lines(paper: Paper) -> Iterator[Passage]:
    """Every line of the contract, those that a scan made headings or cells of a table too."""
    yield from paper.paragraphs
    for ordinal, segment in enumerate(paper.source.segments):
        if segment.kind in (SegmentKind.HEADING, SegmentKind.TABLE, SegmentKind.FOOTER):
            for cell in re.finditer(r"[^\t\n]+", segment.text):
                if len(cell.group()) <= 2 * _LONGEST_DATE_LINE:
                    part = Part(0, len(cell.group()), ordinal, cell.start())
                    yield Passage(paper.source, cell.group(), (part,))


def _signature_block(paper: Paper, papers: Papers) -> Signed | None:
    """A line that is hardly more than a date: under the signatures, else under the title."""
    near = paper.day or papers.middle
    dated = [
        (p, mentions[0])
        for p in _lines(paper)
        if len(p.text) <= _LONGEST_DATE_LINE
        and (mentions := [m for m in days_in(p.text, near) if not m.month_only])
    ]
    lines = [
        (p, m) for p, m in dated
        if len(p.text) - (m.end - m.start) <= 14 or re.search(r"日\s*期|date", p.text, re.IGNORECASE)
    ]  # fmt: skip
    if not lines:
        return None
    passage, mention = max(lines, key=lambda line: line[0].ordinal)
    return Signed(mention.value, passage.evidence)
