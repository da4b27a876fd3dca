"""Spans of time as people name them: 2025Q4, 114年上半年, 三月, March, 去年10月, last quarter. Pure: today is given.

A month with its year and a day are dates (`domain.dates`); here are the wider ones, and those that are
counted from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date, timedelta
from typing import Final, NamedTuple

from archive.domain.date_forms.found import ROC_EPOCH
from archive.domain.numerals import read_int

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_QUARTER, _HALF, _YEAR = 3, 6, 12


class Span(NamedTuple):
    """Months `first` to `last` of a year at `text[start:end]`; of any year where it is None.

    `relative` is True for what was counted from today. `days` are those of a week, or the one day; nothing
    for whole months.
    """

    start: int
    end: int
    year: int | None
    first: int
    last: int
    relative: bool = False
    days: tuple[date, ...] = ()

    @property
    def months(self) -> tuple[int, ...]:
        """Every month of it."""
        return tuple(range(self.first, self.last + 1))

    @property
    def key(self) -> str:
        """A short name of its months: -03, q4, h2, nothing for a whole year; -07-09 for others."""
        length = self.last - self.first + 1
        if length == _YEAR:
            return ""
        if length == 1:
            return f"-{self.first:02}"
        if length in (_QUARTER, _HALF) and self.last % length == 0:
            return f"{'q' if length == _QUARTER else 'h'}{self.last // length}"
        return f"-{self.first:02}-{self.last:02}"


_ENGLISH = {name: number for number, name in enumerate(MONTHS, 1)}
_ENGLISH |= {name[:3]: number for name, number in _ENGLISH.items()} | {"sept": 9}
_ALSO_WORDS = ("may", "march", "mar", "dec", "sep", "jan", "jun", "apr")
"""Months that are words, names or parts of codes as well: in running text only behind certain words."""
_LEADING = r"(?<![a-z])(?:in|by|of|since|until|till|early|mid|late|during|through)[ -]"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}  # fmt: skip
_NUMERAL = "〇零○一二三四五六七八九十"
_ERA = r"(?:中[华華])?民[国國]"
_AGO = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_STEPS = {
    "上": -1, "本": 0, "这": 0, "這": 0, "下": 1,
    "last": -1, "previous": -1, "this": 0, "current": 0, "next": 1,
}  # fmt: skip
_DAYS = {
    "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_WRITTEN_YEAR = (
    rf"(?<![\d{_NUMERAL}])(?<![\d.,/-][./,-])(?:(?P<era>{_ERA})\s{{0,2}})?"
    rf"(?P<y>(?:19|20)\d\d|1[0-3]\d|\d\d|[{_NUMERAL}]{{3,4}})"
)
_YEAR_BEFORE = (
    rf"(?:(?:(?P<ago>{'|'.join(_AGO)})度?|{_WRITTEN_YEAR}(?:\s{{0,2}}年度?)?)的?[\s/-]{{0,2}})"
)
_YEAR_BEHIND = (
    r"(?:[\s,'’-]{0,2}(?:of )?(?P<y2>20\d\d|(?<=['’])\d\d|(?<=[1-4][qh])\d\d)(?![\d年])"
    r"|,? (?:of )?(?P<ago2>last|this|next) year(?![a-z]))"
)
_PERIODS = _pattern(
    rf"{_YEAR_BEFORE}?(?:第?(?P<ji>[一二三四1-4])\s?季度|第\s?(?P<ji2>[一二三四1-4])\s?季"
    r"|(?<![a-z])q(?P<q>[1-4])(?![\da-z])|(?<![a-z\d])(?P<q0>[1-4])q(?![a-z])"
    r"|(?P<ban>[上下])半年|(?<![a-z])h(?P<h>[12])(?![\da-z])|(?<![a-z\d])(?P<h0>[12])h(?![a-z])"
    rf"|(?<![a-z])(?P<nth>{'|'.join(_ORDINALS)})[ -](?P<unit>quarter|half)(?![a-z])){_YEAR_BEHIND}?"
)
_SHORT_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTHS_HAN = _pattern(
    rf"(?:(?P<ago>{'|'.join(_AGO)})度?的?|(?<![\d{_NUMERAL}百第年])(?<!年\s)(?<!\d[.,/-]))"
    rf"(?:(?P<m0>{_SHORT_MONTH})\s?月?\s?[-~–—至到]\s?)?(?P<m>{_SHORT_MONTH})\s?月(?:份)?"
    rf"(?!\s?[\d{_NUMERAL}廿卅]{{1,3}}\s?[日号號])"
)
_CERTAIN_MONTHS = "|".join(name for name in _ENGLISH if name not in _ALSO_WORDS)
_MONTHS_ENGLISH = _pattern(
    rf"(?<![a-z\d])(?:(?P<m>{_CERTAIN_MONTHS})|(?P<w>{'|'.join(_ALSO_WORDS)}))(?![a-z\d])"
    rf"(?:,? (?:of )?(?P<ago2>last|this|next) year(?![a-z]))?"
)
_BEHIND_A_WORD = _pattern(f"{_LEADING}$")
_YEARS = _pattern(
    rf"{_WRITTEN_YEAR}\s?年(?:度|全年)?(?!\s?(?:的?[历歷经經品老来來间間前后後]|[\d{_NUMERAL}]{{1,2}}\s?月))"
)
_RELATIVE = _pattern(
    rf"(?P<ago>{'|'.join(_AGO)})度?"
    r"|(?P<step>[上本这這下])(?:(?P<month>[个個]?月份?)|(?:[一]|[个個])?(?P<quarter>季度?)|(?:[个個]?(?P<week>[周週]|星期|礼拜|禮拜)))"
    r"|(?<![a-z])(?P<word>last|previous|this|current|next) (?:(?P<wmonth>month)|(?P<wquarter>quarter)"
    r"|(?P<wweek>week)|(?P<wyear>year))(?![a-z])"
    rf"|(?P<day>{'|'.join(word for word in _DAYS if not word.isascii())})"
    rf"|(?<![a-z])(?P<wday>{'|'.join(word for word in _DAYS if word.isascii())})(?![a-z])"
)
_LATIN = _pattern(
    r"[qh][1-4]|[1-4][qh]|quarter|half|week|year|month|day|tomorrow|jan|feb|ma[ry]|apr|jun|jul|aug|sep|oct|nov|dec"
)
_HAN_SIGNS: Final = frozenset("季月年周週天日期禮礼")
"""What a line without a span has none of: most lines are looked through for these alone."""


def find_spans(text: str, *, loose: bool = False, today: date | None = None) -> list[Span]:
    """Every span of time in the text, in order, none overlapping another; the longer first where they begin alike.

    Args:
        text: any text, in either script.
        loose: also months that are words as well (may, mar), wherever they stand, as a query means them.
        today: what last month and 去年 are counted from; without it they are left out.
    """
    kept: list[Span] = []
    at = 0
    for line in text.split("\n"):
        signs, latin = _HAN_SIGNS.intersection(line), _LATIN.search(line)
        if signs or latin:
            found = _in_line(line, signs, today, latin=bool(latin), loose=loose)
            end = 0
            for span in sorted(found, key=lambda span: (span.start, -span.end)):
                if span.start >= end:
                    end = span.end
                    kept.append(span._replace(start=at + span.start, end=at + span.end))
        at += len(line) + 1
    return kept


def _in_line(
    line: str, signs: Set[str], today: date | None, *, latin: bool, loose: bool
) -> Iterator[Span]:
    """What may be spans in a line, given which signs of such it has."""
    if latin or "季" in signs or "半年" in line:
        yield from _periods(line, today)
    if "月" in signs:
        yield from _months(line, today)
    if latin:
        yield from _english_months(line, today, loose=loose)
    if "年" in signs:
        yield from _years(line)
    if today:
        yield from _relative(line, today)


def _periods(text: str, today: date | None) -> Iterator[Span]:
    for match in _PERIODS.finditer(text):
        year, relative = _year_of(match, today)
        quarter = match["ji"] or match["ji2"] or match["q"] or match["q0"]
        half = match["h"] or match["h0"]
        nth = _ORDINALS.get((match["nth"] or "").lower(), 0)
        length = _QUARTER if quarter or (match["unit"] or "").lower() == "quarter" else _HALF
        number = nth or (1 if match["ban"] == "上" else 2)
        if quarter or half:
            number = read_int(quarter or half) or 0
        # H1, 1Q and "the first half" are other things where no year stands beside them
        needs_year = half or match["q0"] or (length == _HALF and match["nth"])
        if length * number > _YEAR or (needs_year and year is None):
            continue
        if match["ban"] and year is None and today:
            year, relative = today.year, True
        yield Span(*match.span(), year, length * (number - 1) + 1, length * number, relative)


def _months(text: str, today: date | None) -> Iterator[Span]:
    for match in _MONTHS_HAN.finditer(text):
        year, relative = _year_of(match, today)
        last = read_int(match["m"]) or 0
        first = read_int(match["m0"]) if match["m0"] else last
        if match["ago"] and year is None:
            continue
        if first and first <= last:
            yield Span(*match.span(), year, first, last, relative)


def _english_months(text: str, today: date | None, *, loose: bool) -> Iterator[Span]:
    for match in _MONTHS_ENGLISH.finditer(text):
        if match["w"] and not (
            loose or _BEHIND_A_WORD.search(text, max(0, match.start() - 9), match.start())
        ):
            continue
        year, relative = _year_of(match, today)
        month = _ENGLISH[(match["m"] or match["w"]).lower()]
        yield Span(*match.span(), year, month, month, relative)


def _years(text: str) -> Iterator[Span]:
    for match in _YEARS.finditer(text):
        year, _ = _year_of(match, None)
        if year and (match["era"] or len(match["y"]) > len("99")):  # 25年 is how long it took
            yield Span(*match.span(), year, 1, _YEAR)


def _year_of(match: re.Match[str], today: date | None) -> tuple[int | None, bool]:
    """The year that stands beside a span, and whether it is counted from today."""
    groups = match.groupdict()
    ago = _AGO.get(groups.get("ago") or "", _STEPS.get((groups.get("ago2") or "").lower()))
    if ago is not None:
        return (today.year + ago, True) if today else (None, False)
    written = groups.get("y") or groups.get("y2")
    value = read_int(written) if written else None
    if not value:
        return None, False
    if groups.get("era") or 80 <= value < 140:
        return value + ROC_EPOCH, False
    return (value + 2000 if value < 100 else value), False


def _relative(text: str, today: date) -> Iterator[Span]:
    for match in _RELATIVE.finditer(text):
        start, end = match.span()
        step = _STEPS.get((match["step"] or match["word"] or "").lower(), 0)
        if match["day"] or match["wday"]:
            step = _DAYS[(match["day"] or match["wday"]).lower()]
            yield _of_days(start, end, today + timedelta(step), 1)
        elif match["week"] or match["wweek"]:
            monday = today - timedelta(today.weekday())
            yield _of_days(start, end, monday + timedelta(7 * step), 7)
        elif match["ago"] or match["wyear"]:
            year = today.year + (_AGO[match["ago"]] if match["ago"] else step)
            yield Span(start, end, year, 1, _YEAR, relative=True)
        else:
            length = 1 if match["month"] or match["wmonth"] else _QUARTER
            months = today.year * _YEAR + today.month - 1
            number = months // length + step
            year, first = divmod(number * length, _YEAR)
            yield Span(start, end, year, first + 1, first + length, relative=True)


def _of_days(start: int, end: int, first: date, count: int) -> Span:
    days = tuple(first + timedelta(number) for number in range(count))
    return Span(start, end, first.year, first.month, first.month, relative=True, days=days)
