"""A contract's whole price: told in a clause, under a heading, in its table, or by its instalments.

No penalty, no price of a piece, no single instalment; a price that only its instalments tell is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from archive.domain.numerals import read_int
from archive.review.contracts.contract_terms import Term, terms_of
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.passages import Passage, sentences_of
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, folded, word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.money_units import bare_money_column
from archive.review.tables.tables import Row, Table, is_total, total_row

_STRONG = word_list("contracts.strong")
_MIDDLE = word_list("contracts.middle")
_WEAK = word_list("contracts.weak")
_NOT_PRICE = word_list("contracts.not_price")
_TAX = word_list("cost.tax")
_EACH_MONTH = re.compile(
    r"(?:每[个個]?[月季周週年]|月费|月費|按月"
    r"|\b(?:monthly|weekly|quarterly|annual|yearly|per (?:month|week|quarter|year)))"
    r"[^，,。；;\d]{0,18}$",
    re.IGNORECASE,
)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Price:
    """The contract's price."""

    value: Decimal
    currency: str | None
    evidence: Evidence


def price_of(paper: Paper, currency: str | None) -> Price | None:
    """The whole price in base units; `currency` is the project's, for a contract that writes none."""
    for strength in (_STRONG, _MIDDLE, _WEAK):
        above = ""
        for passage in paper.paragraphs:
            heads = above, passage.trail[-1] if passage.trail else ""
            found = _amount_after(passage, strength) or _amount_under(passage, strength, heads)
            above = passage.text
            if found:
                amount, evidence = found
                return Price(amount.value, amount.currency or currency, evidence)
    return (
        _price_in_table(paper, currency)
        or _price_by_instalments(paper, currency)
        or _price_of_shares(paper, currency)
        or _price_of_months(paper, currency)
    )


def is_money(figure: Quantity) -> bool:
    """An amount of money by its currency, or by its size alone."""
    told = bool(figure.currency) or figure.unit == "元" or figure.value >= 10000
    return told and not figure.is_rate


def _amount_after(passage: Passage, wanted: Words) -> tuple[Quantity, Evidence] | None:
    """The first amount of money behind such a word, in a sentence that is not about a penalty."""
    for sentence in sentences_of(passage):
        text = sentence.text
        found = wanted.search(text)
        if not found or _NOT_PRICE.within(_lead(text, found)):
            continue
        told = [q for q in find_quantities(text) if is_money(q)]
        money = [
            q for q in told if q.start >= found.start() and not _EACH_MONTH.search(text[: q.start])
        ]
        if money and not words.PER_UNIT.within(text[money[0].end : money[0].end + 6]):
            whole = _whole_of(text, told, money[0])
            named = next((q for q in money if q.value == whole.value and q.currency), whole)
            return named, sentence.evidence
    return None


_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SUMMED_UP = re.compile(r"[，,]\s*(?:即|亦即|也就是|合计|共计|总计|总共|i\.e\.,?)\s*$")


def _lead(text: str, found: re.Match[str]) -> str:
    """What leads to such a word and follows it closely; without asides, and from a word that sums up."""
    before = folded(text)[: found.start()]
    if _SUMMED_UP.search(before):
        before = ""
    return _IN_BRACKETS.sub("", before) + folded(text)[found.start() : found.end() + 12]


def _whole_of(text: str, told: Sequence[Quantity], part: Quantity) -> Quantity:
    """The amount, or the one told in the same sentence that it and the ones beside it add up to.

    固定服务费18万元，代垫上限60万元，即总额78万元. A price and its tax stay apart.
    """
    at = told.index(part)
    for count in range(2, len(told) - at):
        parts, rest = told[at : at + count], told[at + count :]
        whole = next((q for q in rest if q.value == sum(p.value for p in parts)), None)
        taxed = _TAX.within(text[parts[0].end : parts[-1].end + 4])
        if whole is not None and not taxed:
            return whole
    return part


_LONGEST_HEADING, _LONGEST_LEAD = 16, 12


def _amount_under(
    passage: Passage, wanted: Words, heads: Sequence[str]
) -> tuple[Quantity, Evidence] | None:
    """The amount that a clause begins with, under a heading or a line that says it is the price: 契約總價."""
    if not any(_says_price(head, wanted) for head in heads):
        return None
    for sentence in sentences_of(passage)[:1]:
        figures = find_quantities(sentence.text)
        money = [q for q in figures if is_money(q) and (q.currency or q.unit == "元")]
        if money and _EACH_MONTH.search(sentence.text[: money[0].start]):
            continue
        if money and money[0].start <= _LONGEST_LEAD and not _is_part(sentence.text, money[0]):
            return money[0], sentence.evidence
    return None


def _says_price(heading: str, wanted: Words) -> bool:
    plain = re.sub(r"^\W*(?:第[^條条\s]{1,4}[條条]|\d{1,2}[.、)）]?)\s*", "", heading)
    longest = _LONGEST_HEADING * (2 if plain.isascii() else 1)
    return wanted.within(plain) and len(plain) <= longest and not _NOT_PRICE.within(plain)


def _is_part(text: str, figure: Quantity) -> bool:
    per_piece = words.PER_UNIT.within(text[figure.end : figure.end + 6])
    return per_piece or words.INSTALMENT.within(text) or _NOT_PRICE.within(text[: figure.start])


_PER_PIECE = word_list("column_pairs.no_side")


def _price_in_table(paper: Paper, currency: str | None) -> Price | None:
    for table in paper.tables:
        if price := _confirmed_total(paper, table, currency):
            return price
        column = table.column(words.MONEY_COLUMN, avoid=_PER_PIECE, where=table.is_numeric)
        if column is None:
            column = table.column(words.TOTAL, where=table.is_numeric) or bare_money_column(table)
        total = total_row(table)
        if column is None and total is not None:
            column = _only_figure(table, total)
        if column is None or total is None:
            if told := _told_in_cell(table):
                whole, row = told
                return Price(whole.value, whole.currency or currency, table.evidence(row))
            continue
        amount = read_cell(total.cell(column), column_unit(table.header[column], table.caption))
        if amount:
            return Price(amount.value, amount.currency or currency, table.evidence(total))
    return None


def _only_figure(table: Table, total: Row) -> int | None:
    """The column of the one figure in the row of the total, where its own heading names no money."""
    filled = [n for n, cell in enumerate(total.cells) if is_figure(cell)]
    found = find_quantities(total.cell(filled[0])) if len(filled) == 1 else []
    told = len(found) == 1 and found[0].value >= _LEAST and filled[0] < len(table.header)
    return filled[0] if told else None


_LEAST = 1000


def _confirmed_total(paper: Paper, table: Table, currency: str | None) -> Price | None:
    """Of a table's totals before and after tax the one that the shares of the payments are reckoned from."""
    totals = [row for row in table.rows if is_total(row, table.name_column)]
    if len(totals) < 2:
        return None
    for row in totals:
        figures = [q for cell in row.cells if is_figure(cell) for q in find_quantities(cell)[:1]]
        money = [q for q in figures if not q.is_rate]
        if money and any(_shares(passage.text, money[-1].value) for passage in paper.paragraphs):
            return Price(money[-1].value, money[-1].currency or currency, table.evidence(row))
    return None


def _shares(text: str, whole: Decimal) -> bool:
    """Every share with an amount behind it is that part of the whole, and they make it up."""
    pairs = [
        (share.value, amount.value)
        for share, amount in pairwise(find_quantities(text))
        if share.is_rate and not amount.is_rate and amount.start - share.end <= _LONGEST_LEAD
    ]
    exact = all(abs(amount - whole * share / _WHOLE) <= 1 for share, amount in pairs)
    return len(pairs) >= 2 and exact and sum(share for share, _ in pairs) == _WHOLE


_LABEL_AND_FIGURE = re.compile(
    r"\s*(?P<label>[^\d:：$£€¥]{2,24}?)\s*[:：]?\s*(?P<figure>\S*\d[\d,.]*\S{0,3})\s*"
)


def _told_in_cell(table: Table) -> tuple[Quantity, Row] | None:
    """The last cell that holds a word of the whole and its amount: 總計 525,000."""
    for row in reversed(table.rows):
        for cell in row.cells:
            told = _LABEL_AND_FIGURE.fullmatch(cell)
            if told and words.TOTAL.within(told["label"]):
                found = [q for q in find_quantities(cell) if is_money(q)]
                if len(found) == 1:
                    return found[0], row
    return None


# ------------------------------------------------------------------ told by its parts
_COUNTED = re.compile(
    r"分\s*(?P<han>[二两兩三四五六])\s*[期次]|\b(?P<latin>two|three|four|five|six)\s+(?:equal\s+)?(?:instal+ments|payments|parts|stages)",
    re.IGNORECASE,
)
_NUMBERS = {"二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _price_by_instalments(paper: Paper, currency: str | None) -> Price | None:
    """What the instalments add up to: told before them, or the sum of as many as are announced."""
    for passage in paper.paragraphs:
        money = [q for q in find_quantities(passage.text) if _has_sign(q) and not q.is_rate]
        for number, figure in enumerate(money):
            parts = money[number + 1 :]
            if len(parts) >= 2 and sum(part.value for part in parts) == figure.value:
                return Price(figure.value, figure.currency or currency, passage.evidence)
        said = _COUNTED.search(passage.text)
        if said and len(money) == _NUMBERS[(said["han"] or said["latin"]).lower()]:
            whole = sum((part.value for part in money), Decimal(0))
            return Price(whole, money[0].currency or currency, passage.evidence)
    return None


def _has_sign(figure: Quantity) -> bool:
    """A currency is written, be it a sign of several countries ($)."""
    return bool(figure.currency) or figure.unit == "元" or figure.written[:1] in "$£€¥￥"


def _price_of_shares(paper: Paper, currency: str | None) -> Price | None:
    """Instalments with a share and an amount each, which make up the whole: 30% 即…元, 40% 即…元, 30% 即…元."""
    terms = [term for term in terms_of(paper) if term.percent and term.amount]
    whole = sum((term.amount for term in terms if term.amount), Decimal(0))
    if len(terms) < 2 or sum((t.percent for t in terms if t.percent), Decimal(0)) != _WHOLE:
        return None
    if not all(_is_share(term, whole) for term in terms):
        return None
    spans = tuple(span for term in terms for span in term.evidence.spans)
    return Price(whole, _currency_of(terms) or currency, Evidence(paper.source, spans))


def _is_share(term: Term, whole: Decimal) -> bool:
    return abs((term.amount or 0) - whole * (term.percent or 0) / _WHOLE) <= 1


def _currency_of(terms: Sequence[Term]) -> str | None:
    named = (q.currency for term in terms for q in find_quantities(term.text))
    return next(filter(None, named), None)


_MONTHS = re.compile(
    r"(?:共|为期|為期|期限)?\s*(?P<han>\d{1,2}|[一二两兩三四五六七八九十]{1,3})\s*[个個]月"
    r"|\bfor (?:a (?:term|period) of )?(?P<latin>\d{1,2}|three|four|five|six|eight|nine|ten|twelve|eighteen)"
    r"\s*(?:\(\d+\)\s*)?(?:calendar |consecutive )?months",
    re.IGNORECASE,
)


def _price_of_months(paper: Paper, currency: str | None) -> Price | None:
    """A fee for each month and for how many months: what both come to."""
    for sentence in paper.sentences:
        months = _MONTHS.search(sentence.text)
        rates = [
            q
            for q in find_quantities(sentence.text)
            if is_money(q) and _EACH_MONTH.search(sentence.text[: q.start])
        ]
        if months is None or len(rates) != 1 or _NOT_PRICE.within(sentence.text):
            continue
        counted = find_quantities((months["han"] or months["latin"]) + " months")
        number = counted[0].value if counted else read_int(months["han"] or "")
        if number:
            return Price(rates[0].value * number, rates[0].currency or currency, sentence.evidence)
    return None
