"""A contract's whole price: told in a clause, under a heading, in its table, or by its instalments.

No penalty, no price of a piece, no single instalment; a price that only its instalments tell is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from archive.review.contracts.forms import form_fields
from archive.review.contracts.price import OF_EACH_MONTH, Price, has_sign, is_money
from archive.review.contracts.price_by_parts import (
    announces_parts,
    price_by_instalments,
    price_of_months,
    price_of_shares,
)
from archive.review.contracts.price_in_tables import price_in_table
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.passages import Passage, sentences_of
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, folded, word_list

_STRONG = word_list("contracts.strong")
_MIDDLE = word_list("contracts.middle")
_WEAK = word_list("contracts.weak")
_NOT_PRICE = word_list("contracts.not_price")
_TAX = word_list("cost.tax")


def price_of(paper: Paper, currency: str | None) -> Price | None:
    """The whole price in base units; `currency` is the project's, for a contract that writes none."""
    for strength in (_STRONG, _MIDDLE, _WEAK):
        if strength is not _WEAK and (told := _price_in_form(paper, strength, currency)):
            return told
        above = ""
        for passage in paper.paragraphs:
            heads = above, passage.trail[-1] if passage.trail else ""
            found = _amount_after(passage, strength) or _amount_under(passage, strength, heads)
            above = passage.text
            if found:
                amount, evidence = found
                return Price(amount.value, amount.currency or currency, evidence)
    return (
        price_in_table(paper, currency)
        or price_by_instalments(paper, currency)
        or price_of_shares(paper, currency)
        or price_of_months(paper, currency)
    )


def _amount_after(passage: Passage, wanted: Words) -> tuple[Quantity, Evidence] | None:
    """The first amount of money behind such a word, in a sentence that is not about a penalty."""
    for sentence in sentences_of(passage):
        text = sentence.text
        found = wanted.search(text)
        if not found or _NOT_PRICE.within(_lead(text, found)):
            continue
        told = [q for q in find_quantities(text) if is_money(q)]
        money = [
            q
            for q in told
            if q.start >= found.start() and not OF_EACH_MONTH.search(text[: q.start])
        ]
        if money and announces_parts(text, found.end(), told):
            continue
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

    固定服务费18万元，代垫上限60万元，即总额78万元. A price and its tax stay apart unless both are summed up.
    """
    at = told.index(part)
    for count in range(2, len(told) - at):
        parts, rest = told[at : at + count], told[at + count :]
        whole = next((q for q in rest if q.value == sum(p.value for p in parts)), None)
        if whole is None or _NOT_PRICE.within(text[parts[-1].end : whole.start]):
            continue
        taxed = _TAX.within(text[parts[0].end : parts[-1].end + 4])
        if not taxed or _WITH_TAX.search(folded(text[parts[-1].end : whole.start])):
            return whole
    return part


_WITH_TAX = re.compile(r"价税合计|[总合共]计|总[额价]")
"""不含税总价 1,500,000 元，增值税 90,000 元，含税总价 1,590,000 元: the price is what it says with the tax."""


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
        if money and OF_EACH_MONTH.search(sentence.text[: money[0].start]):
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


def _price_in_form(paper: Paper, wanted: Words, currency: str | None) -> Price | None:
    """The amount in the field of a form that says it is the whole; a table of several amounts is none."""
    for _, fields in groupby(form_fields(paper), key=lambda field: field[1].ordinal):
        money = [
            (label, amounts[0], value)
            for label, value in fields
            if (amounts := [q for q in find_quantities(value.text) if has_sign(q)])
            and amounts[0].start <= _LONGEST_LEAD
        ]
        named = [entry for entry in money if _says_price(entry[0], wanted)]
        if len(named) == 1 and len(money) == 1:
            _, amount, value = named[0]
            return Price(amount.value, amount.currency or currency, value.evidence)
    return None
