"""Days in cells and sentences, with the year completed and one reading for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.dates import DateMention, DayMention, find_dates


@dataclass(frozen=True, slots=True)
class Day:
    """A day (YYYY-MM-DD), or a month (YYYY-MM) where no day is written."""

    value: str
    written: str

    @property
    def is_exact(self) -> bool:
        """A day, not only a month."""
        return len(self.value) == 10

    @property
    def first(self) -> date:
        """The day, or the first of the month."""
        return date.fromisoformat(self.value if self.is_exact else f"{self.value}-01")


def read_day(
    cell: str, near: date, *, month_first: bool = False, day_first: bool = False
) -> Day | None:
    """The first day of a cell; None where there is none.

    `month_first` is how the column writes 10/04/2026, `day_first` how it writes 11/07 without a year.
    """
    found = short_days_in(cell, near, day_first=day_first)
    return _day(cell, found[0], near, month_first=month_first) if found else None


def likeliest(mention: DateMention, near: date) -> str:
    """The reading to take: of several years (15/10/26) the one nearest to the project's time."""
    if len({choice[:4] for choice in mention.choices}) < 2:
        return mention.value
    return min(mention.choices, key=lambda c: abs((date.fromisoformat(c) - near).days))


def _day(cell: str, mention: DateMention, near: date, *, month_first: bool) -> Day:
    value = likeliest(mention, near)
    if len(mention.choices) == 2 and month_first:
        value = max(mention.choices, key=lambda choice: _reads_month_first(cell, mention, choice))
    return Day(value, cell[mention.start : mention.end])


def _reads_month_first(cell: str, mention: DateMention, choice: str) -> bool:
    digits = "".join(c if c.isdigit() else " " for c in cell[mention.start : mention.end]).split()
    return bool(digits) and int(digits[0]) == int(choice[5:7])


def writes_month_first(cells: Sequence[str], near: date) -> bool:
    """True when a column has a date that can only be month/day/year, such as 10/28/2025."""
    for cell in cells:
        for mention in find_dates(cell, loose=True, near=near):
            if mention.choices:
                continue
            numbers = "".join(c if c.isdigit() else " " for c in cell[mention.start : mention.end])
            parts = numbers.split()
            if len(parts) == 3 and len(parts[2]) == 4 and int(parts[1]) > 12:
                return True
    return False


def days_in(text: str, near: date) -> list[DateMention]:
    """The dates of running text, days without a year completed, ranges as their first day."""
    return find_dates(text, near=near)


_SHORT = re.compile(r"(?<![\d/.\-])(\d{1,2})[/.](\d{1,2})(?![\d/.\-])")
_DAY_FIRST_SAID = re.compile(r"\bdd?\s?[/.\-]\s?mm?\b|日\s?[/／]\s?月", re.IGNORECASE)


def writes_day_first(texts: Iterable[str]) -> bool:
    """True when days without a year are written day/month: it is said (dd/mm), or one is beyond 12."""
    day_first = False
    for text in texts:
        if _DAY_FIRST_SAID.search(text):
            return True
        for first, second in _SHORT.findall(text):
            if int(second) > 12:
                return False
            day_first = day_first or 12 < int(first) <= 31
    return day_first


def short_days_in(text: str, near: date, *, day_first: bool = False) -> list[DateMention]:
    """The dates of a text, short ones (8/4) too; `day_first` tells which number is the month."""
    return [_in_order(text, m, near, day_first) for m in find_dates(text, loose=True, near=near)]


def _in_order(text: str, mention: DateMention, near: date, day_first: bool) -> DateMention:
    short = _SHORT.fullmatch(text[mention.start : mention.end]) if day_first else None
    if short is None or not (1 <= int(short[1]) <= 12 and 1 <= int(short[2]) <= 12):
        return mention
    return DayMention(mention.start, mention.end, int(short[2]), int(short[1])).near(near)
