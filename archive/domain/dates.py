"""Dates in text, in every form a project's papers and file names write them. Pure: no clock.

`find_dates` reads running text and keeps to forms that are dates beyond doubt. With `loose` it also
takes what people write in file names (0925, 9.26, 7jan, 250912), where an amount or a section number
is unlikely. A month and a day without a year are a `DayMention`, which a caller with a date nearby
(the project's, the document's) completes.

One pass from left to right: an anchor (a run of digits, a month's name, an era) chooses the few forms
that can begin there, so the work grows with the text and not with the number of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from archive.domain.date_forms import chinese, english, numeric
from archive.domain.date_forms.found import Form, Found
from archive.domain.numerals import fold_width

Calendar = Literal["western", "roc"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `text[start:end]`.

    `value` is YYYY-MM-DD, or YYYY-MM when `month_only`. `choices` holds every reading when there is
    more than one (03/04/2026), the likelier first and equal to `value`; else it is empty.
    """

    start: int
    end: int
    value: str
    choices: tuple[str, ...] = ()
    calendar: Calendar = "western"
    month_only: bool = False

    @property
    def first_day(self) -> date:
        """The day, or the first of the month."""
        return date.fromisoformat(f"{self.value}-01" if self.month_only else self.value)


@dataclass(frozen=True, slots=True)
class DayMention:
    """A month and a day at `text[start:end]`, the year left to the reader."""

    start: int
    end: int
    month: int
    day: int

    def near(self, day: date) -> DateMention:
        """The date with the year that brings it nearest to that day."""
        years = (y for y in range(day.year - 4, day.year + 5) if _exists(y, self.month, self.day))
        nearest = min(
            (date(y, self.month, self.day) for y in years), key=lambda d: abs((d - day).days)
        )
        return DateMention(self.start, self.end, nearest.isoformat())


_BY_LENGTH: dict[int, tuple[Form, ...]] = {
    1: (numeric.YEAR_LAST, chinese.WITH_YEAR, chinese.MONTH_DAY, english.DAY_FIRST, numeric.MONTH_DAY),
    3: (numeric.ROC_YEAR_FIRST, chinese.WITH_YEAR),
    4: (numeric.YEAR_FIRST, chinese.WITH_YEAR, numeric.YEAR_MONTH, english.YEAR_FIRST),
    7: (numeric.ROC_COMPACT,),
    8: (numeric.COMPACT,),
}  # fmt: skip
_LOOSE_BY_LENGTH: dict[int, tuple[Form, ...]] = {
    1: (numeric.SHORT_YEAR, english.LOOSE_DAY_FIRST, numeric.LOOSE_RANGE,
        numeric.LOOSE_MONTH_DAY, numeric.LOOSE_DAY_MONTH),
    4: (numeric.LOOSE_YEAR_MONTH, numeric.FOUR_DIGITS),
    6: (numeric.SIX_DIGITS,),
    7: (numeric.LOOSE_ROC_COMPACT,),
    8: (numeric.LOOSE_COMPACT, numeric.YEAR_LAST_COMPACT),
    14: (numeric.LOOSE_COMPACT,),
}  # fmt: skip
for _forms in (_BY_LENGTH, _LOOSE_BY_LENGTH):
    _forms[2] = _forms[1]
_LOOSE_BY_LENGTH[12] = _LOOSE_BY_LENGTH[14]
_HAN = (chinese.WITH_YEAR, chinese.MONTH_DAY)
_ERA = (chinese.WITH_YEAR, chinese.ERA_SEPARATED)
_MONTH = (english.MONTH_FIRST, english.MONTH_YEAR)
_LOOSE_MONTH = (english.LOOSE_MONTH_FIRST,)

_NUMERAL = "〇零○一二三四五六七八九十百"
ANCHOR = re.compile(
    rf"[0-9{_NUMERAL}廿卅正中民{english.INITIALS}](?:"
    r"(?<=[0-9])(?P<digits>[0-9]*)"
    rf"|(?<=[{_NUMERAL}廿卅正])(?<![{_NUMERAL}].)(?P<han>[{_NUMERAL}廿卅正]{{0,7}}(?=\s{{0,3}}[年月]))"
    r"|(?P<era>(?:(?<=中)\s{0,3}[華华]\s{0,3}民|(?<=民))\s{0,3}[國国])"
    rf"|(?<=[{english.INITIALS}])(?P<month>(?i:{english.REST})))",
    re.DOTALL,
)
"""Begins with one class of characters, all of them, so that what lies between two anchors is skipped at once."""

_KEPT_LENGTH = 4_000
"""Characters up to which a text is remembered: the readers of a paper ask for the same few lines again."""


def find_dates(text: str, *, loose: bool = False, near: date | None = None) -> list[DateMention]:
    """Every date of the text, in order, none inside another.

    Args:
        text: any text; full-width digits count as digits.
        loose: also the forms of file names (see the module's text).
        near: completes days without a year; without it they are left out.
    """
    found = map(_mention, _found(text, loose=loose))
    completed = (m.near(near) if near and isinstance(m, DayMention) else m for m in found)
    return [mention for mention in completed if isinstance(mention, DateMention)]


def find_days(text: str, *, loose: bool = False) -> list[DayMention]:
    """The month-and-day mentions whose year is not written, in order."""
    mentions = map(_mention, _found(text, loose=loose))
    return [mention for mention in mentions if isinstance(mention, DayMention)]


def find_dates_and_days(text: str) -> list[DateMention | DayMention]:
    """Both, in order, the text read once."""
    return list(map(_mention, _found(text, loose=False)))


def parse_date(text: str, *, near: date | None = None) -> DateMention | None:
    """The date that is the whole of the text (one component of a name, one cell), if it is one."""
    stripped = text.strip()
    mentions = find_dates(stripped, loose=True, near=near)
    whole = len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(stripped))
    return mentions[0] if whole else None


def _found(text: str, *, loose: bool) -> tuple[Found, ...]:
    return _kept(text, loose) if len(text) <= _KEPT_LENGTH else tuple(_scan(text, loose=loose))


@lru_cache(maxsize=256)
def _kept(text: str, loose: bool) -> tuple[Found, ...]:
    return tuple(_scan(text, loose=loose))


def _scan(text: str, *, loose: bool) -> Iterator[Found]:
    text = fold_width(text)
    at = 0
    while anchor := ANCHOR.search(text, at):
        found = _first_form(text, anchor, loose=loose)
        yield from found
        at = max(f.end for f in found) if found else anchor.end()


def _first_form(text: str, anchor: re.Match[str], *, loose: bool) -> list[Found]:
    for form in _forms_at(anchor, loose=loose):
        if found := form.match(text, anchor.start()):
            return list(found)
    return []


def _forms_at(anchor: re.Match[str], *, loose: bool) -> tuple[Form, ...]:
    if anchor.lastgroup == "digits":
        length = anchor.end() - anchor.start()
        forms = _BY_LENGTH.get(length, ())
        return forms + _LOOSE_BY_LENGTH.get(length, ()) if loose else forms
    if anchor.lastgroup == "han":
        return _HAN
    if anchor.lastgroup == "era":
        return _ERA
    return _LOOSE_MONTH + _MONTH if loose else _MONTH


def _mention(found: Found) -> DateMention | DayMention:
    if found.year is None:
        return DayMention(found.start, found.end, found.month, found.day or 1)
    choices = ((found.year, found.month, found.day), *found.others) if found.others else ()
    return DateMention(
        found.start,
        found.end,
        _iso(found.year, found.month, found.day),
        tuple(_iso(*choice) for choice in choices),
        "roc" if found.roc else "western",
        found.day is None,
    )


def _iso(year: int, month: int, day: int | None) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _exists(year: int, month: int, day: int) -> bool:
    return Found(0, 0, year, month, day).possible
