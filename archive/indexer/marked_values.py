"""The dates and amounts of a text and of a word that is to be marked, however they are written.

A time is written as its term is (d:2026-03-14, d:-12 for any December, d:2026q1), but for several months
(d:-03~05); an amount as its value: -12 is never a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from archive.domain.dates import DayMention, find_dates_and_days
from archive.domain.money import find_amounts
from archive.domain.numerals import NUMERAL_CHARS
from archive.domain.spans import Span, find_spans
from archive.indexer.figures import DAY, asked_amounts, said_amounts, span_term
from archive.indexer.rounding import asked_roughly, rounded_values
from archive.indexer.value_signs import ANYWHERE, Ways

_FIGURE: Final = re.compile("[0-9〇零一二三四五六七八九十百千万两廿正元]")
_ASKED_FIGURE: Final = re.compile(rf"[\d{NUMERAL_CHARS}○正元]")
"""What every day and amount of a query has one of. Most words have none, and a query has six to twelve."""
_DAY_LENGTH: Final = len("2026-03-14")
_DAY: Final = re.compile(rf"({DAY}\d{{4}}-\d\d)-\d\d")
_DATE: Final = re.compile(rf"{DAY}(?:\d{{4}})?(-\d\d)(?:-\d\d)?")
_HALF_A_YEAR: Final = 6


def values_asked(normal: str) -> tuple[list[str], list[str]]:
    """The dates and amounts of a word, and what the amounts come to in as few figures as it has.

    What is said for an amount that is written out is among the first as well.
    """
    if not _ASKED_FIGURE.search(normal):
        return _spans_asked(normal), []
    amounts = list(asked_roughly(normal, list(asked_amounts(normal))))
    said = [value for _, value in said_amounts(normal)]
    values = said or [value for _, _, value in values_in(normal)]
    values += _spans_asked(normal)
    for asked in amounts:
        values.append(f"{asked.value.normalize():f}")
        values += () if asked.figures else rounded_values(asked.value)
    values += rounded_values(Decimal(normal)) if normal.isdecimal() else ()
    return values, [term for asked in amounts for term in asked.terms()]


def _spans_asked(normal: str) -> list[str]:
    """The quarters, the months and other spans of a word, with the months of less than a year."""
    values: list[str] = []
    for span in find_spans(normal, loose=True):
        if span.key:
            values.append(_value_of(span))
        if span.year and len(span.months) <= _HALF_A_YEAR:
            values += [f"{DAY}{span.year}-{month:02}" for month in span.months]
    return values


def _value_of(span: Span) -> str:
    """The term of a span; 3至5月 is d:-03~05, for d:-03-05 is the fifth of March of any year."""
    term = span_term(span.year, span.key)
    several = span.key.startswith("-") and span.first != span.last
    return f"{term[:-3]}~{span.last:02}" if several else term


def month_of(value: str) -> str:
    """The month of a day, d:2026-03 of d:2026-03-14: who asks for the month is shown its days."""
    match = _DAY.fullmatch(value)
    return match[1] if match else value


def month_of_any_year(value: str) -> str:
    """d:-03 of d:2026-03-14, of d:2026-03 and of d:-03-14."""
    match = _DATE.fullmatch(value)
    return f"{DAY}{match[1]}" if match else value


def values_in(
    text: str, times: Ways = ANYWHERE, *, days: bool = True, amounts: bool = True
) -> Iterator[tuple[int, int, str]]:
    """The days, months, quarters and amounts that are written in a text, where they stand and what they are.

    Args:
        text: a normal form.
        times: the signs of the times that are looked for (`signs_of_days`), none for no times.
        days: whether days and months are looked for, or quarters alone.
        amounts: whether amounts are.
    """
    for at, line in _lines_with(text, times):
        for span in find_spans(line):
            if span.key:
                yield at + span.start, at + span.end, _value_of(span)
    if not _FIGURE.search(text):
        return
    if days and times:
        yield from _days(text)
    for amount in find_amounts(text) if amounts else ():
        if not amount.is_rate:
            yield amount.start, amount.end, f"{amount.value.normalize():f}"


def _lines_with(text: str, times: Ways) -> Iterator[tuple[int, str]]:
    """The lines in which all signs of a way stand, as a span does: it never goes on in the next line."""
    at = 0
    for line in text.split("\n") if times else ():
        if any(all(sign.search(line) for sign in way) for way in times):
            yield at, line
        at += len(line) + 1


def _days(text: str) -> Iterator[tuple[int, int, str]]:
    for mention in find_dates_and_days(text):
        end = _to_the_end_of_the_day(text, mention.end)
        if isinstance(mention, DayMention):
            yield mention.start, end, f"{DAY}-{mention.month:02}-{mention.day:02}"
            continue
        for value in mention.choices or (mention.value,):
            yield mention.start, end, DAY + value
            if (
                len(value) == _DAY_LENGTH
            ):  # the same day of another year; a month is that of its year
                yield mention.start, end, DAY + value[4:]


def _to_the_end_of_the_day(text: str, end: int) -> int:
    """The end of a day with the sign of the day: days that stand for a span (8日到9日) are read without."""
    return end + 1 if text[end - 1].isdigit() and text[end : end + 1] in ("日", "号") else end
