"""Figures told as a span: 5–6萬, 50 to 60%, NT$1.2M–1.5M. What is aimed at is its nearer end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.reading.quantities import Quantity

_JOIN = r"(?:[-–—]|\s?[~～〜]\s?|\s?[至到]\s?|\s+to\s+)"
_JOINED = re.compile(rf"{_JOIN}\s?(?:[A-Z]{{0,3}}[$£€¥])?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|\s*[和與与]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\bbetween|介[于於])\s*$", re.IGNORECASE)
_CAME_FROM = re.compile(r"(?:\bfrom\b|[由從从自])[^;；。，]{0,24}$", re.IGNORECASE)
"""From 40 to 52: how it grew, and no span."""
_LOW = re.compile(rf"(?<![\d.,/\-–:])(?P<low>\d[\d,]*(?:\.\d+)?){_JOIN}$", re.IGNORECASE)
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_REACH = 20
_WIDEST = 20


def with_ranges(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures, the two ends of a span made one: its lower end, which knows the upper one."""
    return list(_joined(text, figures))


def _joined(text: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    low: Quantity | None = None
    for figure in figures:
        if low is not None and (span := _span(text, low, figure)):
            yield span
            low = None
            continue
        if low is not None:
            yield low
        low = _with_low_end(text, figure)
        if low.upper is not None:
            yield low
            low = None
    if low is not None:
        yield low


def _span(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """40 and 50% of "40–50%", "between 40 and 50%"."""
    between, before = text[low.end : high.start], text[: low.start]
    if _CAME_FROM.search(before):
        return None
    told = _JOINED.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(before))
    plain = _PLAIN.fullmatch(low.written)
    value = low.value * (_scale_of(high) if plain else 1)
    return (
        _as_span(text, low.start, value, replace(high, currency=high.currency or low.currency))
        if told
        else None
    )


def _with_low_end(text: str, high: Quantity) -> Quantity:
    """6萬 of 5-6萬, whose 5 is glued to its dash and was read as no figure."""
    before = _LOW.search(text[: high.start], max(0, high.start - _REACH))
    if before is None or _CAME_FROM.search(text[: before.start()]):
        return high
    value = Decimal(before["low"].replace(",", "")) * _scale_of(high)
    return _as_span(text, before.start(), value, high) or high


def _as_span(text: str, start: int, low: Decimal, high: Quantity) -> Quantity | None:
    if not low < high.value <= low * _WIDEST:
        return None
    written = text[start : high.end]
    return replace(high, value=low, upper=high.value, start=start, written=written)


def _scale_of(figure: Quantity) -> Decimal:
    plain = _PLAIN.search(figure.written)
    number = Decimal(plain[0].replace(",", "")) if plain else Decimal(0)
    return figure.value / number if number else Decimal(1)
