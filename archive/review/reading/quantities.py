"""Figures with their units, from cells and from running text.

Values are exact decimals in base units (3,846万 is 38460000); rates are in per cent. `written` is the
figure as the document has it, completed by the unit its column's heading gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.domain.dates import find_dates
from archive.domain.money import AmountMention, find_amounts
from archive.domain.numerals import read_int
from archive.review.reading.vocabulary import AT_LEAST, AT_MOST

COUNTERS = (
    "個工作日|个工作日|個工作天|个工作天|工作日|工作天|"
    "人次|人數|人数|人份|場次|场次|梯次|桌次|班次|檔次|人|次|場|场|篇|則|则|條|条|支|部|份|個|个|位|名|期|封|張|张|站|家|組|组"
    "|件|集|款|套|梯|間|间|瓶|杯|隊|队|檔|档|頁|页|本|台|臺|輛|辆|枚|筆|笔|戶|户|項|项|堂|節|节|輪|轮|校|店|字|秒|分鐘|分钟"
    "|公噸|公吨|噸|吨|公斤|公里|小時|小时|倍|分|點|点|幅|隻|粒|盒|包|桌|班|處|处|例|單|单|宗|版|卷|攤|摊|册|冊|箱|袋|碗|顆|颗|架|艘|所|團|团|席|首|式"
    "|回|串|株|座|通|棟|栋|區|区|天|日|週|周|月|年"
)
_FUNCTION = r"(?:of|out|the|and|or|in|on|at|for|to|per|from|by|with|was|were|is|are|against|than|as|but|which|that)"
_UNIT_AFTER = re.compile(
    rf"\s?(?P<han>{COUNTERS})|\s(?!{_FUNCTION}\b)(?P<latin>[A-Za-z][A-Za-z\-]{{1,20}})(?![A-Za-z])"
)
_HAN_COUNT = re.compile(
    rf"(?P<number>[一二三四五六七八九十兩两][一二三四五六七八九十百千萬万零〇兩两]{{0,15}})(?P<unit>{COUNTERS})"
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
_WORD_NUMBERS = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        range(1, 21),
        strict=True,
    )
) | {
    **_TENS,
    **{f"{ten}-{one}": tens + n for ten, tens in _TENS.items() for n, one in enumerate(_ONES, 1)},
    "dozen": 12,
    "a dozen": 12,
    "hundred": 100,
}
_WORD_COUNT = re.compile(
    rf"(?<![A-Za-z])(?P<number>{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))})"
    rf"(?:\s+(?!{_FUNCTION}\b)(?P<unit>[A-Za-z][A-Za-z\-]{{1,20}}))?(?![A-Za-z])",
    re.IGNORECASE,
)
_ANY_DAY = date(2024, 6, 30)
_MISREAD_DOLLAR = re.compile(r"(?<![A-Za-z])(NT|HK|US|TW|SG|AU|CA)[S5](?=\s?\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `start:end` of the text it was read from.

    `unit` is a counter (人次, videos), %, a currency's sign or code, or empty. `bound` is "max" or
    "min" where the text says at most or at least. `upper` is the other end of a span (5–6萬), whose
    lower end `value` is.
    """

    value: Decimal
    unit: str
    written: str
    start: int
    end: int
    currency: str | None = None
    bound: str = ""
    upper: Decimal | None = None

    @property
    def is_rate(self) -> bool:
        """The value is in per cent."""
        return self.unit == "%"


def number_text(value: Decimal) -> str:
    """The shortest exact decimal: 10864000.0 -> 10864000, 39.10 -> 39.1."""
    if value == value.to_integral_value():
        return str(value.to_integral_value().quantize(Decimal(1)))
    return format(value.normalize(), "f")


def money_text(value: Decimal) -> str:
    """As `number_text`, but cents keep both places: 19500.5 -> 19500.50."""
    text = number_text(value)
    return text + "0" if len(text.partition(".")[2]) == 1 else text


def repaired(text: str) -> str:
    """The text with the dollar signs that text recognition reads as S put right; same length."""
    return _MISREAD_DOLLAR.sub(r"\1$", text)


def find_quantities(text: str) -> list[Quantity]:
    """Every figure of a running text with the counter behind it, in order; none of a date."""
    text = repaired(text)
    days = [(d.start, d.end) for d in find_dates(text, near=_ANY_DAY)]
    told = [
        _from_mention(text, mention)
        for mention in find_amounts(text, bare=True)
        if not _is_told_of(text, mention)
    ]
    found = [q for q in told if all(q.end <= start or q.start >= end for start, end in days)]
    taken = [*days, *((q.start, q.end) for q in found)]
    found += [
        counted
        for counted in (*_han_counts(text), *_word_counts(text), *_millions(text))
        if all(counted.end <= start or counted.start >= end for start, end in taken)
    ]
    return sorted(found, key=lambda q: q.start)


def _from_mention(text: str, mention: AmountMention) -> Quantity:
    end, unit = mention.end, _unit_of(mention)
    if not unit or mention.currency is None:
        after = _UNIT_AFTER.match(text, mention.end)
        if after and not unit:
            unit = after["han"] or after["latin"]
            end = after.end()
    return Quantity(
        value=mention.value,
        unit=unit,
        written=text[mention.start : end],
        start=mention.start,
        end=end,
        currency=mention.currency,
        bound=_bound(text, mention.start, end),
    )


_TOLD_OF = re.compile(r"(?:\bper|每|(?P<stroke>[/／]))\s?$", re.IGNORECASE)
_LEAST_OF_STROKE = 1000


def _is_told_of(text: str, mention: AmountMention) -> bool:
    """The 1,000 of "4.2 per 1,000 visits" and of 每10,000人次: what a rate is told of, no figure."""
    if mention.currency or mention.is_rate or not re.fullmatch("10{2,6}", str(mention.value)):
        return False
    before = _TOLD_OF.search(text[: mention.start])
    return bool(before and not (before["stroke"] and mention.value < _LEAST_OF_STROKE))


def _unit_of(mention: AmountMention) -> str:
    if mention.is_rate:
        return "%"
    if mention.currency:
        return mention.currency
    return "元" if mention.unit and re.search("[元圓圆]", mention.unit) else ""


def _bound(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 8) : start], text[end : end + 3]
    if start >= 12 and text[start - 1] == " ":  # English phrases are longer
        before = text[max(0, start - 16) : start]
    around = f"{before} {after}"
    if AT_MOST.within(around):
        return "max"
    return "min" if AT_LEAST.within(around) else ""


_MILLIONS = re.compile(r"(?<![\w.,$£€¥])(?P<number>\d{1,4}(?:\.\d+)?)\s?(?:m|mn)(?![\w²³/])")
_OF_AUDIENCE = re.compile(
    r"\b(?:impressions?|reach(?:ed)?|views?|viewers?|plays?|streams?|circulation|audiences?|exposures?|clicks?|followers?"
    r"|downloads?|installs?|users?|visits?|eyeballs|opportunities to see|OTS|interactions?|engagements?)\b",
    re.IGNORECASE,
)
_FAR, _BEHIND = 90, 24


def _millions(text: str) -> Iterator[Quantity]:
    """46.2m beside a word for an audience; a stage of 12m is as long as that."""
    for found in _MILLIONS.finditer(text):
        around = text[max(0, found.start() - _FAR) : found.end() + _BEHIND]
        if _OF_AUDIENCE.search(around):
            value = Decimal(found["number"]) * 1_000_000
            written, end = found.group(), found.end()
            yield Quantity(
                value, "", written, found.start(), end, bound=_bound(text, found.start(), end)
            )


_SHARE_BEHIND = re.compile(
    r"之|[ -](?:thirds?|fifths?|tenths?|quarters?(?= of\b))\b", re.IGNORECASE
)


def _is_share(text: str, number: re.Match[str]) -> bool:
    """三分之一, two-thirds: how large a part it is, no number of things."""
    after = number.end() if number["unit"] == "分" else number.end("number")
    return bool(_SHARE_BEHIND.match(text, after)) or text[: number.start()].endswith("分之")


def _han_counts(text: str) -> Iterator[Quantity]:
    for match in _HAN_COUNT.finditer(text):
        value = read_int(match["number"])
        if value is not None and not _is_share(text, match):
            yield Quantity(Decimal(value), match["unit"], match.group(), *match.span())


def _word_counts(text: str) -> Iterator[Quantity]:
    for match in _WORD_COUNT.finditer(text):
        if _is_share(text, match):
            continue
        value = Decimal(_WORD_NUMBERS[" ".join(match["number"].lower().split())])
        yield Quantity(value, match["unit"] or "", match.group(), *match.span())
