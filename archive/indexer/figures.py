"""Codes, amounts and days as terms, so that every way of writing one finds every other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from archive.domain.dates import find_dates, find_days
from archive.domain.money import AmountMention, find_amounts
from archive.domain.numerals import NUMERAL_CHARS, read_number
from archive.domain.spans import find_spans
from archive.indexer.letters import HAN

LONGEST_TOKEN: Final = 60
DAY: Final = "d:"
"""What the terms of dates begin with."""
_DIGIT = "一二三四五六七八九两"
_SAID = re.compile(
    rf"(?<![\d.,点{NUMERAL_CHARS}])"
    rf"(?:(?P<whole>[{_DIGIT}十][{_DIGIT}十百千零]*(?:点[{_DIGIT}零]+)?|\d+(?:\.\d+)?)(?P<big>[万亿])"
    rf"(?P<rest>[{_DIGIT}十百千零]*|\d)"
    rf"|(?P<small>[{_DIGIT}][百千][{_DIGIT}][{_DIGIT}十百]+))(?![\d.点{NUMERAL_CHARS}]|,\d)"
)
"""Numerals as they are said, in normal form."""
_MONTH_TERM = re.compile(r"d:\d{4}-\d\d")
_BARE = re.compile(r"-?\d+(?:\.\d+)?")
_CODE = re.compile(rf"(?<![^\W_{HAN}])[^\W_{HAN}]++(?:[-/.+&][^\W_{HAN}]++)+")
"""Never begun inside a word and never given back: a line of a hundred thousand letters is read in one pass."""


def codes_of(text: str) -> Iterator[str]:
    """Codes and hyphenated words closed up: yx-mkt-2025-0908 is yxmkt20250908."""
    for match in _CODE.finditer(text):
        closed = re.sub(r"\W", "", match[0])
        if len(closed) <= LONGEST_TOKEN and not match[0].replace(".", "", 1).isdecimal():
            yield closed


def amounts_of(text: str, amounts: Iterable[AmountMention]) -> Iterator[str]:
    """The values, as terms, of the amounts of a text with a scale or in formal numerals."""
    for amount in amounts:
        term = f"{amount.value.normalize():f}"
        written = text[amount.start : amount.end]
        bare = not (amount.unit or amount.currency) and _BARE.fullmatch(written)
        if not bare and plain_number(re.sub(r"[^\d.]", "", written)) != term:
            yield term


def asked_amounts(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The amounts of a query: also as they are said, without a currency (十四万八千, 14万8, 三点五万, 三千五百).

    In a document a numeral without a unit may be anything; whoever types one means the figure. The currency
    belongs to it: by itself it stands beside every other amount as well.
    """
    said = said_amounts(text)
    for amount in find_amounts(text):
        span, term = (amount.start, amount.end), f"{amount.value.normalize():f}"
        inside = [one for one in said if one[0][0] < span[1] and span[0] < one[0][1]]
        if [value for _, value in inside] == [term]:
            said.remove(inside[0])
        elif inside or amount.is_rate or not (amount.is_money or amount.unit):
            continue
        yield span, term
    yield from said


def said_amounts(text: str) -> list[tuple[tuple[int, int], str]]:
    """Those that are said so, where they stand and what they are."""
    values = ((match.span(), _said_value(match)) for match in _SAID.finditer(text))
    return [(span, f"{value.normalize():f}") for span, value in values if value]


def _said_value(match: re.Match[str]) -> Decimal | None:
    if match["small"]:
        return read_number(match["small"])
    whole, scale = read_number(match["whole"]), read_number(f"1{match['big']}")
    rest = match["rest"].lstrip("零")
    more = read_number(rest) if rest else Decimal(0)
    if whole is None or scale is None or more is None:
        return None
    if len(match["rest"]) == 1:  # 一万二 is 12,000, 14万8 is 148,000
        more *= scale / 10
    return whole * scale + more


def days_of(text: str, near: date | None = None) -> Iterator[str]:
    """A term for every day, for its month and for the day without its year."""
    for mention in find_dates(text, near=near):
        for value in mention.choices or (mention.value,):
            yield from day_terms(value)
    if near is None:
        for day in find_days(text):
            yield f"d:--{day.month:02}-{day.day:02}"


def span_terms(text: str, days: Iterable[str]) -> Iterator[str]:
    """Wider than a month: the year of every date, its month of any year, and the quarters that are named.

    Args:
        text: a normal form.
        days: the terms of its days and months (`days_of`).
    """
    for term in days:
        if _MONTH_TERM.fullmatch(term):
            yield from (term[:6], f"d:{term[6:]}")
        elif term.startswith("d:--"):
            yield term[:3] + term[4:6]
    for span in find_spans(text):
        yield span_term(span.year, span.key)
        if span.year and span.key:
            yield span_term(span.year, "")


def span_term(year: int | None, key: str) -> str:
    """d:2025q4, d:2025; of any year d:-q4, d:-03."""
    return f"d:{year}{key}" if year else f"d:-{key.removeprefix('-')}"


def months_of(text: str) -> Iterator[str]:
    """The months of the days and quarters in a query, written so that they are marked like any month."""
    for mention in find_dates(text, loose=True):
        for value in mention.choices or (mention.value,):
            yield f"{value[:4]}年{int(value[5:7])}月"
    for span in find_spans(text, loose=True):
        if span.year is None:
            yield from (f"{month}月" for month in span.months)


def figures_in(text: str) -> list[tuple[int, int]]:
    """Where the dates and amounts of a query stand."""
    dates = ((date.start, date.end) for date in find_dates(text, loose=True))
    days = ((day.start, day.end) for day in find_days(text))
    spans = ((span.start, span.end) for span in find_spans(text, loose=True))
    return [*dates, *days, *spans, *(span for span, _ in asked_amounts(text))]


def day_terms(value: str) -> Iterator[str]:
    """The terms of one date: YYYY-MM-DD or YYYY-MM."""
    yield f"d:{value}"
    if len(value) > len("2026-01"):
        yield f"d:{value[:7]}"
        yield f"d:-{value[4:]}"


def plain_number(written: str) -> str:
    """2,860,000.00 and 2860000 are one number."""
    digits = written.replace(",", "")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
