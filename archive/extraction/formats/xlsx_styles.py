"""Cell formats of an .xlsx, as far as they change how a number reads: dates, times, percentages, thousands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import Enum

from archive.extraction.markup import Element

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_BUILT_IN_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47}
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_GROUPED = {3, 4, *range(5, 9), *range(37, 45)}
_GROUPS = re.compile(r"[#0?],[#0?]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]|_.|\*.')
_LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_DAY_THAT_WAS_NOT = 60


class Meaning(Enum):
    """What a cell's format makes of its number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PERCENT = "percent"
    GROUPED = "grouped"
    """A number with its thousands parted: 218,000."""


def meanings(root: Element | None) -> list[Meaning]:
    """The meaning of each cell format, by its index in styles.xml."""
    if root is None:
        return []
    own = {
        f.get("numFmtId", ""): f.get("formatCode", "")
        for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return [
        _meaning(entry.get("numFmtId", "0"), own) for entry in root.iterfind("{*}cellXfs/{*}xf")
    ]


def _meaning(identifier: str, own: dict[str, str]) -> Meaning:
    if identifier in own:
        return _of_code(own[identifier])
    number = int(identifier) if identifier.isdigit() else 0
    if number in _BUILT_IN_DATES:
        return Meaning.DATE
    if number in _BUILT_IN_TIMES:
        return Meaning.TIME
    if number in _BUILT_IN_GROUPED:
        return Meaning.GROUPED
    return Meaning.PERCENT if number in _BUILT_IN_PERCENT else Meaning.NUMBER


def _of_code(code: str) -> Meaning:
    """Judge a format code by its first section, quoted words and colours left out."""
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    if "general" in bare or "@" in bare:
        return Meaning.NUMBER
    if re.search(r"[yde]|mmm", bare) and not re.search(r"[0#]e[+-]", bare):
        return Meaning.DATE
    if re.search(r"[hs]", bare):
        return Meaning.TIME
    if "m" in bare:
        return Meaning.DATE
    if "%" in bare:
        return Meaning.PERCENT
    return Meaning.GROUPED if _GROUPS.search(bare) else Meaning.NUMBER


def shown_number(text: str, meaning: Meaning, *, from_1904: bool) -> str:
    """A stored number as a reader would write it; text that is no number is given back."""
    try:
        value = float(text)
    except ValueError:
        return text
    if meaning is Meaning.PERCENT:
        return f"{plain(value * 100)}%"
    if meaning is Meaning.GROUPED:
        return _grouped(plain(value))
    if meaning is Meaning.NUMBER or not 0 <= value <= _LAST_DAY:
        return plain(value)
    return _moment(value, meaning, from_1904=from_1904)


def plain(value: float) -> str:
    """Without a fraction that is none, and without the noise of binary fractions."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if 1e-6 < abs(value) < 1e15:
        return f"{value:.12f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.12g}"
    return repr(value)


def _grouped(shown: str) -> str:
    """With commas between thousands, as the sheet shows it; the fraction stays whole."""
    whole, point, fraction = shown.partition(".")
    return (
        f"{int(whole):,}{point}{fraction}"
        if whole.lstrip("-").isdigit() and whole != "-0"
        else shown
    )


def _moment(value: float, meaning: Meaning, *, from_1904: bool) -> str:
    days, seconds = int(value), round((value % 1) * 86_400)
    if meaning is Meaning.TIME and days == 0:
        return _clock(seconds)
    # the format counts a 29 February 1900 that was not
    first = (
        dt.date(1904, 1, 1)
        if from_1904
        else dt.date(1899, 12, 30 + (days < _LEAP_DAY_THAT_WAS_NOT))
    )
    start = dt.datetime.combine(first, dt.time())
    moment = start + dt.timedelta(days=days, seconds=seconds)
    return moment.date().isoformat() if not seconds else moment.isoformat(" ", "minutes")


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def meaning_of(index: str | None, known: Sequence[Meaning]) -> Meaning:
    """The meaning of the cell format with that index."""
    return (
        known[int(index)]
        if index and index.isdigit() and int(index) < len(known)
        else Meaning.NUMBER
    )
