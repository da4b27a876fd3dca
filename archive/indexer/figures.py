"""Codes, amounts and days as terms, so that every way of writing one finds every other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from archive.domain.dates import find_dates, find_days
from archive.domain.money import find_amounts
from archive.indexer.letters import HAN

LONGEST_TOKEN: Final = 60
_CODE = re.compile(rf"[^\W_{HAN}]+(?:[-/.+&][^\W_{HAN}]+)+")


def codes_of(text: str) -> Iterator[str]:
    """Codes and hyphenated words closed up: yx-mkt-2025-0908 is yxmkt20250908."""
    for match in _CODE.finditer(text):
        closed = re.sub(r"\W", "", match[0])
        if len(closed) <= LONGEST_TOKEN and not match[0].replace(".", "", 1).isdecimal():
            yield closed


def amounts_of(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where amounts with a scale or in formal numerals stand, and their value as a term."""
    for amount in find_amounts(text):
        term = f"{amount.value.normalize():f}"
        written = text[amount.start : amount.end]
        if not amount.is_rate and plain_number(re.sub(r"[^\d.]", "", written)) != term:
            yield (amount.start, amount.end), term


def days_of(text: str, near: date | None = None) -> Iterator[str]:
    """A term for every day, for its month and for the day without its year."""
    for mention in find_dates(text, near=near):
        for value in mention.choices or (mention.value,):
            yield from day_terms(value)
    if near is None:
        for day in find_days(text):
            yield f"d:--{day.month:02}-{day.day:02}"


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
