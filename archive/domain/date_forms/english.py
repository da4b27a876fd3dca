"""Dates with the month in English: 31 May 2026, May 31st, 2026, 1–3 May 2026, 10, 17/24 May, 7jan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.domain.date_forms.found import Form, Found, earlier, later

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENDINGS = {
    "J": "an(?:uary)?|une?|uly?",
    "F": "eb(?:ruary)?",
    "M": "ar(?:ch)?|ay",
    "A": "pr(?:il)?|ug(?:ust)?",
    "S": "ept?(?:ember)?",
    "O": "ct(?:ober)?",
    "N": "ov(?:ember)?",
    "D": "ec(?:ember)?",
}


def _names(initial: str) -> str:
    """A pattern for the months, `initial` saying with {} how the first letter is asked for."""
    months = "|".join(f"{initial.format(one)}(?:{rest})" for one, rest in _ENDINGS.items())
    return f"(?:{months})(?![A-Za-z])"


NAME = _names("{}")
INITIALS = "JFMASONDjfmasondſ"
"""What a month's name begins with where case does not count, the long s included;"""
REST = _names("(?<={})")
"""and what must follow it."""
_MODAL = re.compile(r"may|mar|march|dec|sept?")
"""Lower case these are words or fragments; without a year they are no month in running text."""
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s{0,3}(?:-|–|—|~|to|until|and|&)\s{0,3}"
_BESIDE = r"\s{0,3}(?:-|–|—|~|to|until|and|&|(?P<stroke>/))\s{0,3}"
"""17/24 March is two days, as 17 & 24 March is."""
_YEAR = r"(?:(?:19|20)[0-9]{2}|['’][0-9]{2}|(?<=-)[0-9]{2})(?![0-9])"
_START = r"(?<![0-9A-Za-z.])"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.ASCII)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = written.lstrip("'’")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day_first(match: re.Match[str]) -> Sequence[Found]:
    end = Found(
        match.start("last"), match.end(), _year(match["y"]), _month(match["mon"]), int(match["d"])
    )
    if not match["d0"]:
        return (end,)
    month, day = _month(match["mon0"]) if match["mon0"] else None, int(match["d0"])
    if (
        match["stroke"] and month is None and day >= (end.day or 0)
    ):  # a part of a number: 24/3 March
        return (end,)
    first = earlier(end, match.span("first"), month, day)
    if not match["more"] or month is not None:
        return (first, end)
    before = [
        earlier(
            end, (m.start() + match.start("more"), m.end() + match.start("more")), None, int(m["d"])
        )
        for m in _ONE_OF_MORE.finditer(match["more"])
    ]
    days = [found.day or 0 for found in (*before, first, end)]
    return (*before, first, end) if days == sorted(set(days)) else (first, end)


def _month_first(match: re.Match[str]) -> Sequence[Found]:
    """May 31, 2026 and May 30 – June 2, 2026: the year stands after the second end."""
    year, month, day = _year(match["y"]), _month(match["mon"]), int(match["d"])
    if not match["d2"]:
        return (Found(*match.span(), year, month, day),)
    first = Found(*match.span("first"), None, month, day)
    second_month = _month(match["mon2"]) if match["mon2"] else month
    second = Found(match.start("second"), match.end(), year, second_month, int(match["d2"]))
    if year is None:
        return (first, later(first, match.span("second"), second_month, int(match["d2"])))
    return (earlier(second, match.span("first"), month, day), second)


def _in_text(match: re.Match[str]) -> bool:
    return bool(match["y"]) or not _MODAL.fullmatch(match["mon"])


def _month_year(match: re.Match[str]) -> Sequence[Found]:
    end = Found(match.start("last"), match.end(), _year(match["y"]), _month(match["mon"]))
    if not match["mon0"]:
        return (end,)
    return (earlier(end, match.span("first"), _month(match["mon0"]), None), end)


def _year_first(match: re.Match[str]) -> Sequence[Found]:
    return (Found(*match.span(), _year(match["y"]), _month(match["mon"]), int(match["d"])),)


_DAY_FIRST = _pattern(
    rf"{_START}(?:(?P<more>(?:{_DAY}{_TH}\s{{0,2}}[,/]\s{{0,2}}){{1,6}}(?={_DAY}{_TH}\s{{0,3}}(?:to|until|and|&|-|–|/)))?"
    rf"(?P<first>(?P<d0>{_DAY}){_TH}(?:\s{{0,3}}(?P<mon0>{NAME})\.?)?){_BESIDE})?"
    rf"(?P<last>(?P<d>{_DAY}){_TH}(?:\s{{1,3}}of)?[\s-]{{0,3}}(?P<mon>{NAME})(?:\.?(?:,?\s{{0,3}}|-)(?P<y>{_YEAR}))?)"
)
_ONE_OF_MORE = re.compile(rf"(?P<d>{_DAY}){_TH}", re.IGNORECASE | re.ASCII)
_MONTH_FIRST = _pattern(
    rf"(?<![A-Za-z])(?P<first>(?P<mon>{NAME})\.?[\s-]{{0,3}}(?P<d>{_DAY}){_TH}(?![0-9]|[./:][0-9]|\s{{0,3}}%))"
    rf"(?:{_TO}(?P<second>(?:(?P<mon2>{NAME})\.?\s{{0,3}})?(?P<d2>{_DAY}){_TH}(?![0-9]|[.:][0-9]|\s{{0,3}}%)))?"
    rf"(?:,?\s{{0,3}}(?P<y>{_YEAR}))?"
)
DAY_FIRST = Form(_DAY_FIRST, lambda m: _day_first(m) if _in_text(m) else ())
MONTH_FIRST = Form(_MONTH_FIRST, lambda m: _month_first(m) if _in_text(m) else ())
LOOSE_DAY_FIRST = Form(_pattern(_DAY_FIRST.pattern.replace(_START, "(?<![0-9.])", 1)), _day_first)
LOOSE_MONTH_FIRST = Form(_MONTH_FIRST, _month_first)
MONTH_YEAR = Form(
    _pattern(
        rf"(?<![A-Za-z])(?:(?P<first>(?P<mon0>{NAME}))\.?{_TO})?"
        rf"(?P<last>(?P<mon>{NAME})\.?(?:,?\s{{0,3}}|-)(?P<y>(?:19|20)[0-9]{{2}}|['’][0-9]{{2}})(?![0-9]))"
    ),
    _month_year,
)
YEAR_FIRST = Form(
    _pattern(
        rf"(?<![0-9])(?P<y>(?:19|20)[0-9]{{2}})[\s-]{{1,3}}(?P<mon>{NAME})\.?[\s-]{{1,3}}(?P<d>{_DAY}){_TH}(?![0-9])"
    ),
    _year_first,
)
