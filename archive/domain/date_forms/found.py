"""What a form makes of the text at one place, before a year is completed or a reading chosen."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.domain.numerals import read_int

ROC_EPOCH = 1911
"""Year 1 of the Republic of China calendar is 1912."""

FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `start:end`. `year` None: only month and day are written; `day` None: only a month.

    `others` holds further readings as (year, month, day); this one is the likelier.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None = None
    roc: bool = False
    others: tuple[tuple[int, int, int], ...] = ()

    @property
    def possible(self) -> bool:
        """True when the calendar has such a day (29 February is possible while the year is open)."""
        if not 1 <= self.month <= 12:
            return False
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or 2024, self.month)[1]


Reader = Callable[["re.Match[str]"], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: where the pattern matches, `read` says which dates are meant."""

    pattern: re.Pattern[str]
    read: Reader

    def match(self, text: str, at: int) -> Sequence[Found]:
        """The dates of this form that begin at that place; none unless every one is possible."""
        match = self.pattern.match(text, at)
        found = self.read(match) if match else ()
        return found if all(date.possible for date in found) else ()


def number(text: str | None) -> int | None:
    """A day, month or year in Arabic or Chinese digits; None when the group did not take part."""
    if not text:
        return None
    return 1 if text == "正" else read_int(text.removeprefix("初"))


def later(start: Found, span: tuple[int, int], month: int | None, day: int | None) -> Found:
    """The second end of a range, completed from the first; it may fall into the next year."""
    end = replace(start, start=span[0], end=span[1], month=month or start.month, day=day, others=())
    if end.year is not None and (end.month, end.day or 0) < (start.month, start.day or 0):
        return replace(end, year=end.year + 1)
    return end


def earlier(end: Found, span: tuple[int, int], month: int | None, day: int | None) -> Found:
    """The first end of a range, completed from the second; it may fall into the year before."""
    start = replace(end, start=span[0], end=span[1], month=month or end.month, day=day, others=())
    if start.year is not None and (start.month, start.day or 0) > (end.month, end.day or 0):
        return replace(start, year=start.year - 1)
    return start


def readings(span: tuple[int, int], *candidates: tuple[int, int, int]) -> tuple[Found, ...]:
    """One date from several readings (year, month, day); those the calendar lacks drop out."""
    possible = []
    for year, month, day in candidates:
        found = Found(*span, year, month, day)
        if found.possible and (year, month, day) not in possible:
            possible.append((year, month, day))
    if not possible:
        return ()
    (year, month, day), *others = possible
    return (Found(*span, year, month, day, others=tuple(others)),)
