"""Dates in Arabic digits with separators or without any: 2026-05-31, 115.5.31, 31/05/2026, 20260531."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.domain.date_forms.found import ROC_EPOCH, Form, Found, later, readings

_UNITS = "元圓圆円塊块人次份件個个家台臺張张場场篇則则檔支名位分粉字頁页萬万億亿千百倍折版號%‰"
_NOT_A_PART = r"(?<![0-9])(?<![0-9][.,:/-])"  # of an amount, a telephone number, a section number
_NOT_A_VERSION = r"(?<![vVrR])(?<![Vv]er)(?<![Vv]er\.)(?<!第)"
_NO_UNIT = rf"(?!\s{{0,3}}[{_UNITS}])(?!\s?(?:px|[kKMGT][bB]?\b|x[0-9]))"
_TO = r"\s{0,3}(?:-|–|—|~|至|到|to)\s{0,3}"
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})"
_ROC_YEAR = r"(?P<y>1[0-3][0-9])"
_END = r"(?![0-9])"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _parts(match: re.Match[str], *names: str) -> list[int]:
    return [int(match[name]) for name in names]


def _year_first(epoch: int) -> Form:
    """Year, month, day with one separator; a range may give only month and day, or the day, again."""
    year = _ROC_YEAR if epoch else _YEAR
    ymd = rf"{year}(?P<s>[./-]) ?(?P<m>[0-9]{{1,2}})(?P=s) ?(?P<d>[0-9]{{1,2}}){_END}(?![./][0-9])"
    second = rf"{_TO}(?P<second>(?:(?P<m2>[0-9]{{1,2}})(?P=s))?(?P<d2>[0-9]{{1,2}})){_END}(?![./-][0-9]|\s{{0,3}}年)"

    def read(match: re.Match[str]) -> Sequence[Found]:
        y, m, d = _parts(match, "y", "m", "d")
        first = Found(match.start(), match.end("d"), y + epoch, m, d, roc=bool(epoch))
        if not match["second"]:
            return (first,)
        month = int(match["m2"]) if match["m2"] else None
        second_end = later(first, match.span("second"), month, int(match["d2"]))
        plausible = second_end.possible and (month or second_end.day > d)  # type: ignore[operator]
        return (first, second_end) if plausible else (first,)

    return Form(_form(rf"(?<![0-9])(?<![0-9][.,:/]){_NOT_A_VERSION}{ymd}(?:{second})?"), read)


def _day_or_month_first(match: re.Match[str]) -> Sequence[Found]:
    """31/05/2026 has one reading; 03/04/2026 has two, day first being the likelier outside the US."""
    a, b, y = _parts(match, "a", "b", "y")
    return readings(match.span(), (y, b, a), (y, a, b))


def _short_year(match: re.Match[str]) -> Sequence[Found]:
    """25.8.28 is a year first; 28/8/25 a year last; what fits both ways is left open."""
    a, b, c = _parts(match, "a", "b", "c")
    return readings(match.span(), (2000 + a, b, c), (2000 + c, b, a), (2000 + c, a, b))


def _year_month(match: re.Match[str]) -> Sequence[Found]:
    y, m = _parts(match, "y", "m")
    return (Found(*match.span(), y, m),)


def _compact(epoch: int) -> Form:
    """20260531 and 1150531, with an optional second end: 20260531-0603."""
    year = _ROC_YEAR if epoch else _YEAR
    ymd = rf"{year}(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01])"
    second = rf"(?:{_TO}(?P<second>(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-2][0-9]|3[01])){_END})?"

    def read(match: re.Match[str]) -> Sequence[Found]:
        y, m, d = _parts(match, "y", "m", "d")
        first = Found(match.start(), match.end("d"), y + epoch, m, d, roc=bool(epoch))
        if not match["second"]:
            return (first,)
        second_end = later(first, match.span("second"), int(match["m2"]), int(match["d2"]))
        return (first, second_end) if second_end.possible else (first,)

    guard = (
        r"(?<![0-9A-Za-z$¥-])(?<![0-9][.,])(?<!\$ )"
        if epoch
        else r"(?<![0-9A-Za-z])(?<![0-9][.,])(?:(?<=[0-9]{8}-)|(?<![0-9]-))"
    )
    return Form(_form(rf"{guard}{ymd}{_END}(?![.,][0-9]){_NO_UNIT}{second}"), read)


def _loose_compact(epoch: int) -> Form:
    """In a file name letters may stand before (IMG20260531) and a time after (20260531153011)."""
    year = _ROC_YEAR if epoch else _YEAR
    clock = "" if epoch else r"(?=(?:[0-2][0-9][0-5][0-9](?:[0-5][0-9])?)?(?![0-9]))"
    pattern = rf"(?<![0-9]){year}(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01]){clock or _END}"

    def read(match: re.Match[str]) -> Sequence[Found]:
        y, m, d = _parts(match, "y", "m", "d")
        return (Found(*match.span(), y + epoch, m, d, roc=bool(epoch)),)

    return Form(_form(pattern), read)


def _six_digits(match: re.Match[str]) -> Sequence[Found]:
    """202605 is a month, 260531 a day."""
    a, b, c = int(match[1][:2]), int(match[1][2:4]), int(match[1][4:])
    if a in (19, 20) and 1 <= c <= 12:
        return (Found(*match.span(), a * 100 + b, c),)
    return readings(match.span(), (2000 + a, b, c))


def _year_last_compact(match: re.Match[str]) -> Sequence[Found]:
    a, b, y = int(match[1]), int(match[2]), int(match[3])
    return readings(match.span(), (y, b, a), (y, a, b))


def _month_day(match: re.Match[str]) -> Sequence[Found]:
    return (Found(match.start(), match.end("d"), None, int(match["m"]), int(match["d"])),)


def _month_days(match: re.Match[str]) -> Sequence[Found]:
    """A month and a day, and the second end if a range is written."""
    if not match["second"]:
        return _month_day(match)
    second = Found(*match.span("second"), None, int(match["m2"]), int(match["d2"]))
    return (*_month_day(match), second)


def _day_month(match: re.Match[str]) -> Sequence[Found]:
    return (Found(*match.span(), None, int(match[2]), int(match[1])),)


_WEEKDAY = r"(?=\s{0,3}[(（](?:週|周|星期)?[一二三四五六日天][)）])"
_DEADLINE = r"(?=\s{0,3}(?:日?[前後后起止]|當天|当天|截止|截稿))"
_RANGE_END = rf"(?:{_TO}(?P<second>(?P<m2>[0-9]{{1,2}})(?P=s)(?P<d2>[0-9]{{1,2}})){_END})"

YEAR_FIRST = _year_first(0)
ROC_YEAR_FIRST = _year_first(ROC_EPOCH)
YEAR_LAST = Form(
    _form(
        rf"{_NOT_A_PART}(?P<a>[0-9]{{1,2}})(?P<s>[./-])(?P<b>[0-9]{{1,2}})(?P=s){_YEAR}{_END}(?!(?P=s)[0-9])"
    ),
    _day_or_month_first,
)
YEAR_MONTH = Form(
    _form(
        rf"{_NOT_A_PART}(?<![A-Z]-){_YEAR}(?P<s>[./-])(?P<m>0[1-9]|1[0-2]){_END}(?!(?P=s)[0-9]){_NO_UNIT}"
    ),
    _year_month,
)
COMPACT, ROC_COMPACT = _compact(0), _compact(ROC_EPOCH)
MONTH_DAY = Form(
    _form(
        rf"{_NOT_A_PART}(?P<m>[0-9]{{1,2}})(?P<s>/)(?P<d>[0-9]{{1,2}}){_END}(?:{_RANGE_END}|{_WEEKDAY}|{_DEADLINE})"
    ),
    _month_days,
)

LOOSE_COMPACT, LOOSE_ROC_COMPACT = _loose_compact(0), _loose_compact(ROC_EPOCH)
SIX_DIGITS = Form(_form(rf"(?<![0-9])([0-9]{{6}}){_END}{_NO_UNIT}"), _six_digits)
YEAR_LAST_COMPACT = Form(
    _form(rf"(?<![0-9])([0-9]{{2}})([0-9]{{2}})((?:19|20)[0-9]{{2}}){_END}"), _year_last_compact
)
SHORT_YEAR = Form(
    _form(
        rf"{_NOT_A_PART}{_NOT_A_VERSION}(?P<a>[0-9]{{2}}|[0-9])(?P<s>[./-])(?P<b>[0-9]{{1,2}})(?P=s)(?P<c>[0-9]{{2}}){_END}(?!(?P=s)[0-9])"
    ),
    _short_year,
)
LOOSE_YEAR_MONTH = Form(
    _form(rf"(?<![0-9]){_YEAR}(?P<s>[./-])(?P<m>1[0-2]|0?[1-9]){_END}(?!(?P=s)[0-9]){_NO_UNIT}"),
    _year_month,
)
LOOSE_RANGE = Form(
    _form(
        rf"{_NOT_A_PART}{_NOT_A_VERSION}(?P<m>[0-9]{{1,2}})(?P<s>[./])(?P<d>[0-9]{{1,2}}){_RANGE_END}"
    ),
    _month_days,
)
LOOSE_MONTH_DAY = Form(
    _form(
        rf"(?<![A-Za-z]){_NOT_A_PART}{_NOT_A_VERSION}(?P<m>0?[1-9]|1[0-2])(?P<s>[./-])(?P<d>[0-9]{{2}}|(?<=/)[0-9])"
        rf"{_END}(?![./-][0-9]){_NO_UNIT}"
    ),
    _month_day,
)
LOOSE_DAY_MONTH = Form(
    _form(
        rf"(?<![A-Za-z]){_NOT_A_PART}{_NOT_A_VERSION}(1[3-9]|2[0-9]|3[01])[./-](0?[1-9]|1[0-2]){_END}(?![./-][0-9]){_NO_UNIT}"
    ),
    _day_month,
)
FOUR_DIGITS = Form(
    _form(
        rf"(?<![0-9A-Za-z])(?<![0-9]-)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01]){_END}(?![.,][0-9]){_NO_UNIT}"
        rf"(?:{_TO}(?P<second>(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-2][0-9]|3[01])){_END})?"
    ),
    _month_days,
)
