"""The amounts of money in a sentence: not a rate, a year, the number of an invoice or the tax on an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.review.reading.quantities import Quantity, find_quantities

_SIGN = re.compile(r"[$€£¥￥]")
"""$380.20 postage is money, though the sign alone names no currency."""
_NO_UNIT = frozenset(
    {"", "plus", "net", "gross", "ex", "excl", "incl", "inc", "due", "not", "never", "still", "unpaid", "outstanding",
     "is", "was", "has", "for", "from", "to", "on", "in", "final", "open", "disputed", "queried", "overdue", "pending",
     "awaiting", "withheld", "held", "owed", "owing", "remains", "remaining", "unsettled", "paid", "received"}
)  # fmt: skip
"""A word behind a bare amount that is no unit of it: 43,500 plus VAT."""
_BEGINS_A_WORD = re.compile(
    r"本[来來月周次期应應]|支[付出取]|部[分份]|月[底初末中结結]|次[日月年]|周[一二三四五六日末内內]|单[独獨据據]|項目|项目|回[款来來]|首[期付]|期[末满滿]"
)
"""A counter that begins a word is no unit: 余24,000支付, 300,000月底付."""
_BY_NUMBER = re.compile(r"\d{8,}|(?:19|20)\d\d")
_NUMBERED = re.compile(
    r"(?:\b(?:invoices?|inv|no|po|ref|number|order|job)[.:]?|发票号?|發票號?|[编編单單]号|[編單]號)\s*#?$",
    re.IGNORECASE,
)
_OF_TAX = re.compile(
    r"(?:\bplus|\+|&|\band|另加|外加|加|另計|另计|及)\s*(?:the\s+)?"
    r"(?:vat|gst|sales tax|tax|[營营]業?业?稅|[營营]业税|增值[稅税]|[稅税][金額额]?)"
    r"(?:\s+(?:of|at))?\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""Plus VAT 8,700: the tax on an amount is no debt of its own."""
_CONVERTED = re.compile(
    r"\s*[，,]?\s*[（(]?\s*(?:[折約约]合?|合|即|相[當当][於于]|≈|=|equivalent to|i\.e\.|or|about|approx\.?)?"
    r"\s*(?:人民[幣币]|港[幣币元]|新?[臺台][幣币])?\s*",
    re.IGNORECASE,
)
"""Between an amount and the same in the money of the house: USD 4,000（28,600元）."""
_SMALLEST = 100


def amounts_of(text: str) -> list[Quantity]:
    """The amounts of money; of one written in two currencies the second, which the house reckons in."""
    figures = (_without_word(q, text) for q in find_quantities(text))
    found = [q for q in figures if not q.is_rate and _is_money(q, text)]
    return [q for n, q in enumerate(found) if not _is_converted(text, found, n)]


def end_of_figure(figure: Quantity) -> int:
    """Where the figure ends, a word behind it that is no unit of it left to the sentence."""
    return figure.end - (len(figure.unit) if figure.unit.lower() in _NO_UNIT else 0)


def _without_word(figure: Quantity, text: str) -> Quantity:
    start = figure.end - len(figure.unit)
    if len(figure.unit) != 1 or not _BEGINS_A_WORD.match(text, start):
        return figure
    return replace(figure, unit="", written=text[figure.start : start], end=start)


def _is_converted(text: str, found: Sequence[Quantity], number: int) -> bool:
    if number + 1 >= len(found):
        return False
    this, following = found[number], found[number + 1]
    other = (this.currency or "") != (following.currency or "")
    between = text[this.end : following.start]
    return other and bool(this.currency) and _CONVERTED.fullmatch(between) is not None


def _is_money(figure: Quantity, text: str) -> bool:
    money = figure.currency or figure.unit == "元" or _SIGN.search(figure.written)
    bare = figure.unit.lower() in _NO_UNIT
    before = text[: figure.start]
    if figure.value < _SMALLEST or not (money or bare) or _OF_TAX.search(before):
        return False
    number = bool(re.search(r"[\w#]-?$", before)) and before.isascii()
    called = _NUMBERED.search(before) and "," not in figure.written  # final invoice 9,870
    numbered = number or called or _BY_NUMBER.fullmatch(figure.written)
    return bool(money) or not numbered
