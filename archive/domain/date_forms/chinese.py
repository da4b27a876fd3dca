"""Dates with 年, 月 and 日 in any digits, and years of the Republic of China: 民國一一五年五月三十一日, 3月17、24日."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.domain.date_forms.found import ROC_EPOCH, Form, Found, later, number

ERA = r"(?:中\s{0,3}華\s{0,3})?民\s{0,3}國|(?:中华)?民国"
_HAN = "〇零○一二三四五六七八九十"
_YEAR = rf"(?P<y>[0-9]{{1,4}}|[{_HAN}百]{{1,7}})"
_SHORT = rf"(?:[0-9]{{1,2}}|初?[正{_HAN}廿卅]{{1,3}})"
_TO = r"\s{0,3}(?:[(（][^()（）]{1,5}[)）])?\s{0,3}(?:起?至|起?到|迄|-|–|—|~|、|及|和|與|与)\s{0,3}"
_DAY = (
    rf"(?P<d>{_SHORT})(?P<more>(?:\s{{0,3}}[日號号]?\s{{0,3}}[、/]\s{{0,3}}{_SHORT}){{1,6}})?"
    rf"(?:\s{{0,3}}[日號号]?{_TO}(?P<d2>{_SHORT}))?\s{{0,3}}(?:[兩两](?=[日號号]))?[日號号]"
)
_ONE_OF_MORE = re.compile(_SHORT)
_MONTH = rf"(?P<m>{_SHORT})\s{{0,3}}月(?:份)?"
_SECOND = rf"(?:{_TO}(?P<second>(?P<m3>{_SHORT})\s{{0,3}}月(?:份)?(?:\s{{0,3}}(?P<d3>{_SHORT})\s{{0,3}}[日號号])?))?"

_SHORT_ROC_YEARS = range(80, 100)
"""Two written digits that in Chinese mean the Republic's year (99年 is 2010) rather than 20xx."""


def _year(written: str, era: str | None) -> tuple[int | None, bool]:
    """The western year and whether the Republic's calendar was meant."""
    value = number(written)
    if value is None:
        return None, False
    if era or 100 <= value <= 139 or (value in _SHORT_ROC_YEARS and len(written) == 2):
        return value + ROC_EPOCH, True
    return (2000 + value if value < 80 and len(written) == 2 else value), False


def _with_year(match: re.Match[str]) -> Sequence[Found]:
    year, roc = _year(match["y"], match["era"])
    return () if year is None else _dates(match, year, roc=roc)


def _dates(match: re.Match[str], year: int | None, *, roc: bool) -> Sequence[Found]:
    """The first date, the other days of 1、8日 and 1日至3日, and the second end of 5月1日至6月3日."""
    month, day = number(match["m"]), number(match["d"])
    if month is None:
        return ()
    others = _other_days(match)
    end = match.end("d") if others else match.end("first")
    first = Found(match.start(), end, year, month, day, roc)
    dates = [first]
    for span, other in others:
        if other and other > (dates[-1].day or 0):
            dates.append(later(first, span, None, other))
    if match["second"] and (match["d3"] is None) == (day is None):
        dates.append(later(first, match.span("second"), number(match["m3"]), number(match["d3"])))
    return dates


def _other_days(match: re.Match[str]) -> list[tuple[tuple[int, int], int | None]]:
    """The days named after the first, each with its place."""
    if not match["d"]:
        return []
    at = match.start("more")
    named = [
        ((at + m.start(), at + m.end()), number(m.group()))
        for m in _ONE_OF_MORE.finditer(match["more"] or "")
    ]
    return [*named, *([(match.span("d2"), number(match["d2"]))] if match["d2"] else [])]


def _roc_separated(match: re.Match[str]) -> Sequence[Found]:
    y, m, d = (number(match[name]) for name in ("y", "m", "d"))
    return (Found(*match.span(), (y or 0) + ROC_EPOCH, m or 0, d, roc=True),)


WITH_YEAR = Form(
    re.compile(
        rf"(?:(?P<era>{ERA})\s{{0,3}})?(?<![0-9{_HAN}])(?<![0-9][.,]){_YEAR}\s{{0,3}}年\s{{0,3}}(?P<first>{_MONTH}(?:\s{{0,3}}{_DAY})?){_SECOND}"
    ),
    _with_year,
)
MONTH_DAY = Form(
    re.compile(rf"(?<![0-9{_HAN}])(?<![0-9][.,])(?P<first>{_MONTH}\s{{0,3}}{_DAY}){_SECOND}"),
    lambda match: _dates(match, None, roc=False),
)
ERA_SEPARATED = Form(
    re.compile(
        rf"(?:{ERA})\s{{0,3}}(?P<y>[0-9]{{2,3}})(?P<s>\s?[./-]\s?|)(?P<m>(?<=[./ -])[0-9]{{1,2}}|0[1-9]|1[0-2])"
        rf"(?P=s)(?P<d>(?<=[./ -])[0-9]{{1,2}}|[0-3][0-9])(?![0-9])"
    ),
    _roc_separated,
)
