"""Contracts: parties, amount, day of signing, terms of payment, and the quantities promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from archive.review import vocabulary as words
from archive.review.citations import Evidence
from archive.review.counts import Count, counts_in
from archive.review.days import days_in
from archive.review.names import core
from archive.review.papers import Paper, Papers
from archive.review.parties import Party, parties_of
from archive.review.passages import Passage, sentences_of
from archive.review.quantities import Quantity, column_unit, find_quantities, read_cell
from archive.review.tables import Table, is_total, total_row
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
class Term:
    """One instalment, or one condition of payment, in the contract's own words."""

    text: str
    percent: Decimal | None
    amount: Decimal | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Obligation:
    """A thing promised in a quantity."""

    name: str
    quantity: Decimal
    unit: str
    due: str
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
        tuple(_terms(paper)),
        tuple(_obligations(paper)),
    )


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
    return _price_in_table(paper, currency)


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


def _price_in_table(paper: Paper, currency: str | None) -> Price | None:
    for table in paper.tables:
        column = table.column(words.MONEY_COLUMN, where=table.is_numeric)
        total = total_row(table)
        if column is None or total is None:
            continue
        amount = read_cell(total.cell(column), column_unit(table.header[column], table.caption))
        if amount:
            return Price(amount.value, amount.currency or currency, table.evidence(total))
    return None


# ------------------------------------------------------------------ signing
_SIGNING = word_list("contracts.signing")


def _signed(paper: Paper, papers: Papers) -> Signed | None:
    near = paper.day or papers.middle
    for passage in paper.paragraphs:
        for sentence in sentences_of(passage):
            word = _SIGNING.search(sentence.text)
            if word is None:
                continue
            for mention in days_in(sentence.text, near):
                close = 0 <= mention.start - word.start() <= 30
                if (
                    close
                    and not mention.month_only
                    and not words.DEADLINE.within(sentence.text[mention.end : mention.end + 4])
                ):
                    return Signed(mention.value, sentence.evidence)
    return _signature_block(paper, papers)


def _signature_block(paper: Paper, papers: Papers) -> Signed | None:
    """A line that is hardly more than a date: under the signatures, else under the title."""
    near = paper.day or papers.middle
    dated = [
        (p, mentions[0])
        for p in paper.paragraphs
        if len(p.text) <= 40
        and (mentions := [m for m in days_in(p.text, near) if not m.month_only])
    ]
    lines = [
        (p, m) for p, m in dated
        if len(p.text) - (m.end - m.start) <= 14 or re.search(r"日\s*期|date", p.text, re.IGNORECASE)
    ]  # fmt: skip
    if not lines:
        return None
    passage, mention = lines[-1]
    return Signed(mention.value, passage.evidence)


# ------------------------------------------------------------------ payment
_PAY = word_list("contracts.pay")
_NOT_INSTALMENT = word_list("contracts.not_instalment")
_MARK = re.compile(
    r"(?:^|(?<=[:：;；,，]\s)|(?<=[:：;；,，。]))\s*[(（][a-z一二三四五六七八九十\d]{1,2}[)）]"
)


def _terms(paper: Paper) -> Iterator[Term]:
    seen: set[str] = set()
    for table in paper.tables:
        yield from _terms_in_table(table)
    announced = False  # a clause such as "payment schedule:" says what its items are
    for passage in paper.paragraphs:
        pieces = _term_pieces(passage)
        about_pay = _PAY.within(passage.text) or _PAY.within(
            passage.trail[-1] if passage.trail else ""
        )
        for piece in pieces:
            term = _term(piece, announced=announced or (len(pieces) > 1 and about_pay))
            if term and core(term.text) not in seen:
                seen.add(core(term.text))
                yield term
        announced = about_pay and (passage.text.endswith((":", "：")) or announced)


def _terms_in_table(table: Table) -> Iterator[Term]:
    """A schedule of instalments: each row with its share or its amount."""
    if not table.header or not _PAY.within(" ".join((*table.header, table.caption))):
        return
    for row in table.rows:
        text = " ".join(cell for cell in row.cells if cell.strip())
        percent, amount = _share_and_amount(text)
        if (percent is not None or amount is not None) and not is_total(row, table.name_column):
            yield Term(text, percent, amount, table.evidence(row))


def _term_pieces(passage: Passage) -> list[Passage]:
    """The parts of a clause that each hold one instalment: by (a), (b) or by semicolons."""
    marks = [m.start() for m in _MARK.finditer(passage.text)]
    marks = marks if len(marks) >= 2 else _shares_in_a_row(passage.text)
    edges = marks if len(marks) >= 2 else [m.end() for m in re.finditer(r"[；;。]", passage.text)]
    bounds = sorted({0, *edges, len(passage.text)})
    pairs = pairwise(bounds)
    return [passage.cut(a, b) for a, b in pairs if passage.text[a:b].strip()]


def _shares_in_a_row(text: str) -> list[int]:
    """Where each share begins in "50% on signature, 30% on launch and 20% on acceptance"."""
    shares = [q.start for q in find_quantities(text) if q.is_rate]
    between = [text[a:b] for a, b in pairwise(shares)]
    close = all(len(part) <= 90 and not re.search(r"[；;。]", part) for part in between)
    return shares if len(shares) >= 2 and close else []


def _term(piece: Passage, *, announced: bool) -> Term | None:
    text = piece.text
    unwanted = _NOT_PRICE.within(text) or _NOT_INSTALMENT.within(text)
    if not (announced or _PAY.within(text)) or unwanted or len(text) > 220:
        return None
    percent, amount = _share_and_amount(text)
    if percent is None and not (amount is not None and words.INSTALMENT.within(text)):
        return None
    if percent is not None and not 1 <= percent <= 100:
        return None
    return Term(text.strip(" ；;。.,，"), percent, amount, piece.evidence)


def _share_and_amount(text: str) -> tuple[Decimal | None, Decimal | None]:
    figures = find_quantities(text)
    percent = next((q.value for q in figures if q.is_rate), None)
    amount = next(
        (
            q.value
            for q in figures
            if not q.is_rate and (q.currency or q.unit == "元" or q.value >= 10000)
        ),
        None,
    )
    return percent, amount


# ------------------------------------------------------------------ obligations
def _obligations(paper: Paper) -> Iterator[Obligation]:
    """The rows of deliverables tables; where there is none, the counts of the clauses on services."""
    found = [o for table in paper.tables for o in _obligations_in_table(table)]
    found = found or list(_obligations_in_text(paper.paragraphs))
    seen: set[str] = set()
    for obligation in found:
        if core(obligation.name) not in seen:
            seen.add(core(obligation.name))
            yield obligation


def _obligations_in_table(table: Table) -> Iterator[Obligation]:
    column = table.column(
        words.QUANTITY, where=lambda n: n != table.name_column and table.is_numeric(n)
    )
    if column is None or words.MONEY_COLUMN.within(table.header[column].replace("数量", "")):
        return
    due = table.column(words.DUE, where=lambda n: n != column)
    counter = table.column(words.UNIT, where=lambda n: n not in (column, table.name_column))
    for row in table.rows:
        name = row.cell(table.name_column)
        quantity = read_cell(row.cell(column), column_unit(table.header[column]))
        if name and quantity and not _is_price(quantity) and not is_total(row, table.name_column):
            unit = row.cell(counter) or ("" if quantity.unit.isascii() else quantity.unit)
            yield Obligation(name, quantity.value, unit, row.cell(due), table.evidence(row))


def _is_price(quantity: Quantity) -> bool:
    return quantity.is_rate or bool(quantity.currency) or quantity.unit == "元"


_SHALL = word_list("contracts.shall")
_LEAD = word_list("contracts.lead")


def _obligations_in_text(paragraphs: Sequence[Passage]) -> Iterator[Obligation]:
    """Counts in clauses that say what is to be done, and in the items below such a clause."""
    announced = False
    for passage in paragraphs:
        below = bool(passage.trail) and _LEAD.within(passage.trail[-1])
        counted = False
        for sentence in sentences_of(passage):
            if not (announced or below or _SHALL.within(sentence.text)) or _NOT_PRICE.within(
                sentence.text
            ):
                continue
            for obligation in _counted(sentence):
                counted = True
                yield obligation
        says_what = _SHALL.within(passage.text) or _LEAD.within(passage.text)
        announced = (says_what and passage.text.endswith((":", "："))) or (announced and counted)


def _counted(sentence: Passage) -> Iterator[Obligation]:
    for count in counts_in(sentence.text, promised=True):
        name = _noun(count)
        if len(name) >= 2 and count.value < 100000:
            yield Obligation(name, count.value, count.unit, "", sentence.evidence)


_VERBS = re.compile(
    "^.*(?:交付|提供|完成|制作|製作|执行|執行|负责|負責|包括|包含|以及|办理|辦理|举办|舉辦|拍摄|拍攝|设计|設計|招募|规划|規劃"
    "|发布|發布|撰写|撰寫|产出|產出|及|和|与|與|并|並|应|應|共)"
)


def _noun(count: Count) -> str:
    """What is counted: the words behind the figure, else those before it."""
    several = re.match(r"(?:[A-Za-z\-]+\s+){0,3}?[A-Za-z\-]+s\b", count.after)
    single = (
        re.match(r"[A-Za-z\-]+(?:\s+[A-Za-z\-]+){0,2}", count.after) if count.value == 1 else None
    )
    english = several or single
    if english:
        return english.group().strip()
    behind = re.match(r"[^\s，,。；;、（(：:\d]{2,12}", count.after)
    if behind and not behind.group().isascii():
        return behind.group()
    ahead = re.search(r"[^\s，,。；;、）)：:\d]{2,14}$", count.before)
    name = ahead.group() if ahead and not ahead.group().isascii() else ""
    return _VERBS.sub("", name)
