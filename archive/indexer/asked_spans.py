"""Spans of time in a query: by which terms their documents are found, and what they were read as."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from archive.domain.spans import MONTHS, Span
from archive.indexer.figures import DAY, span_term
from archive.indexer.plan import Alternative, Term
from archive.indexer.schema import GRAMS, WORDS

COUNTED: Final = 0.8
IN_IT: Final = 0.7
IN_IT_ANY_YEAR: Final = 0.4
"""How much counts: what last month was read as, a month of any year, a year; a month of the quarter that was
typed; the same where no year was. The first two say the same thing: what is common must not weigh like a rare
word because few documents name the quarter."""
_YEAR: Final = 12


def ways_of(span: Span, *, han: bool) -> tuple[Alternative, ...]:
    """The span as documents say it, then its months; what was counted from today is told as what it is."""
    shown = named(span, han=han) if span.relative else ""
    terms = _of_days(span) if span.days else _of_months(span)
    return tuple(Alternative((term,), weight, shown=shown) for term, weight in terms)


def _of_days(span: Span) -> Iterator[tuple[Term, float]]:
    for day in span.days:
        yield Term(WORDS, f"{DAY}{day.isoformat()}"), COUNTED


def _of_months(span: Span) -> Iterator[tuple[Term, float]]:
    certain = span.year is not None and not span.relative and bool(span.key)
    one = len(span.months) == 1
    field = WORDS if one and span.year is not None else GRAMS
    yield Term(field, span_term(span.year, span.key)), 1.0 if certain else COUNTED
    if len(span.months) == _YEAR:
        yield Term(WORDS, f"{span.year}"), IN_IT
        return
    for month in () if one else span.months:
        key = f"-{month:02}"
        if span.year is not None:
            yield Term(WORDS, span_term(span.year, key)), IN_IT
        else:
            yield Term(GRAMS, span_term(None, key)), IN_IT_ANY_YEAR


def marked_of(span: Span) -> tuple[str, ...]:
    """The days of a week and the months of less than a year, written so that any form of them is marked."""
    if span.days:
        return tuple(f"{day.year}年{day.month}月{day.day}日" for day in span.days)
    months = span.months if len(span.months) < _YEAR else ()
    return tuple(f"{span.year}年{month}月" for month in months)


def told_of(span: Span, *, han: bool) -> str:
    """What a span was read as, where it was counted from today or is a quarter of any year; else nothing.

    A month that is typed without a year says by itself that it has none.
    """
    if span.relative:
        return named(span, han=han)
    if span.year is not None or span.first == span.last:
        return ""
    if han:
        return f"各年{span.first}月至{span.last}月"
    return f"{_month(span.first)} to {_month(span.last)} of any year"


def named(span: Span, *, han: bool) -> str:
    """How a span of a year is told, in the language it was typed in: 2026年10月, 2026年第三季, Q3 2026."""
    return _in_chinese(span) if han else _in_english(span)


def day_named(value: str, *, han: bool) -> str:
    """The same of a date, YYYY-MM-DD or YYYY-MM."""
    year, month, *days = map(int, value.split("-"))
    of_days = tuple(date(year, month, day) for day in days)
    return named(Span(0, 0, year, month, month, days=of_days), han=han)


def _in_chinese(span: Span) -> str:
    if span.days:
        ends = dict.fromkeys((span.days[0], span.days[-1]))
        return "至".join(f"{day.year}年{day.month}月{day.day}日" for day in ends)
    kind, number = span.key[:1], span.key[1:]
    if kind == "q":
        return f"{span.year}年第{'一二三四'[int(number) - 1]}季"
    if kind == "h":
        return f"{span.year}年{'上下'[int(number) - 1]}半年"
    if kind and span.first != span.last:
        return f"{span.year}年{span.first}月至{span.last}月"
    return f"{span.year}年{span.first}月" if kind else f"{span.year}年"


def _in_english(span: Span) -> str:
    if span.days:
        ends = dict.fromkeys((span.days[0], span.days[-1]))
        return " to ".join(f"{day.day} {_month(day.month)} {day.year}" for day in ends)
    if span.key[:1] in ("q", "h"):
        return f"{span.key.upper()} {span.year}"
    if not span.key:
        return f"{span.year}"
    months = dict.fromkeys((span.first, span.last))
    return f"{' to '.join(map(_month, months))} {span.year}"


def _month(number: int) -> str:
    return MONTHS[number - 1].capitalize()
