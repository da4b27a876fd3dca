"""What one piece of something costs, in sentences and in columns of unit prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import (
    Fact,
    called,
    cells_of,
    clause_around,
    fact_clashes,
    in_order,
    is_aside,
    thing_before,
    things_of,
)
from archive.review.differences.things_told import latin_word
from archive.review.papers.papers import Paper, Papers
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell

_PRICE = word_list("facts.piece_price")
_COLUMN = word_list("bills.unit_price")
_EACH = re.compile(
    r"\s*(?:each\b|apiece\b|a piece\b|per (?:piece|unit|item)\b|[/／一每][个個件份支本只條条張张瓶盒套](?![月日年]))",
    re.IGNORECASE,
)
_FAR = Decimal(3)
"""Prices so far apart are of a piece and of a pack."""
_TAXES = tuple(map(Decimal, ("1.05", "1.06", "1.08", "1.09", "1.1", "1.13", "1.15", "1.2")))
_EXACT = Decimal("0.005")
_OF_TAX = re.compile(r"[税稅]|\b(?:vat|gst|tax|net|gross)\b", re.IGNORECASE)

_SOLD = re.compile(
    r"卖|售|门票|入场券|票价|会员价|早鸟|展位|摊位|房"
    r"|\b(?:sold|sell\w*|resold|sale|paid|tickets?|seats?|booths?|stalls?|rooms?|members?|entry|admission"
    r"|early[- ]bird)\b"
)
"""For how much a thing was sold on, and what is sold at many prices: not what one was bought for."""


def price_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each thing of which one costs more in one paper than in another."""
    found = [fact for paper in in_order(papers) for fact in _prices(paper)]
    yield from fact_clashes("invoice", found, agrees=_agree)


def _agree(first: Fact, second: Fact) -> bool:
    """The same price, with tax or without, or too far apart to be of the same piece."""
    one, other = first.claim.value, second.claim.value
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)) or one <= 0 or other <= 0:
        return True
    if len(_currencies(first) | _currencies(second)) > 1:
        return True
    low, high = sorted((one, other))
    of_tax = _OF_TAX.search(f"{first.note} {second.note}")
    taxed = of_tax and any(abs(high - low * tax) <= high * _EXACT for tax in _TAXES)
    return low == high or bool(taxed) or high / low > _FAR


def _currencies(fact: Fact) -> set[str]:
    """The currency a price is told in; none where it bears no sign of one."""
    return {q.currency for q in find_quantities(fact.claim.written) if q.currency}


def _prices(paper: Paper) -> Iterator[Fact]:
    for passage, _, figures in paper.figures:
        for number, figure in enumerate(figures):
            ahead = figures[number - 1] if number else None
            begin = ahead.end - len(latin_word(ahead)) if ahead else 0
            if fact := _in_sentence(passage, figure, begin, paper):
                yield fact
    for cell in cells_of(paper):
        if not is_figure(cell.text) or not _COLUMN.within(cell.heading):
            continue
        price = read_cell(cell.text, column_unit(cell.heading))
        if price and not price.is_rate:
            claim = Claim(price.value, price.written, paper, cell.evidence)
            for thing in things_of(cell.name):
                yield Fact(thing, cell.name, claim, note=cell.heading, in_table=True)


def _in_sentence(passage: Passage, figure: Quantity, begin: int, paper: Paper) -> Fact | None:
    """A figure behind a word for the price of one, or money with "each" behind it."""
    text = passage.text
    before, _ = clause_around(text, figure.start, figure.end)
    before = before[-(figure.start - begin) :] if figure.start > begin else ""
    money = figure.currency or figure.unit == "元" or figure.written[:1] in "$€£¥￥"
    by_name = _PRICE.within(before) and not figure.is_rate
    if not (by_name or (money and _EACH.match(text, figure.end))):
        return None
    thing = thing_before(_PRICE.without(before))
    claim = Claim(figure.value, figure.written, paper, passage.evidence)
    aside = is_aside(text, figure.start) or bool(_SOLD.search(folded(before)))
    if not thing:
        return None
    return Fact(thing, called(text, figure.start, thing), claim, aside, note=text)
