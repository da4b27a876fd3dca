"""Figures of sentences that are not written in digits alone: 三百二十人, 八成五, 4.6 of 5.

Only sentences that tell results read them: elsewhere 一個, 四場 and 三成 are ways of speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.domain.numerals import read_int
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.ranges import with_ranges

_DIGITS = "一二三四五六七八九"
_TENTHS = re.compile(
    rf"(?<![完達达合組组構构促養养變变第])(?P<tens>[{_DIGITS}]|(?<!\d)\d)\s?成(?P<ones>[{_DIGITS}半])?"
    r"(?![為为本果效立功就交員员品都人長长年份分績绩熟色天套語语了多])"
)
"""八成五 is 85%, 七成半 75%; 完成 and 三成員 are none; 漲了一成 and 目標的八成 compare."""
_LONG_NUMERAL = re.compile(
    r"[一二三四五六七八九兩两]?[十百千][一二三四五六七八九兩两十百千〇零]|[萬万億亿]|[百千]"
)
_OF_SCALE = re.compile(
    r"(?P<given>\d{1,2}(?:\.\d{1,2})?)\s?分?(?P<scale>\s?[/／]\s?(?:5|7|10|100)(?![\d%]|[.,]\d)(?:\.0)?(?:\s?分)?"
    r"|\s(?:out )?of (?:a possible )?(?:5|10|100|five|ten)\b"
    r"|\s?[（(][^（()）\d]{0,4}滿分[^（()）\d]{0,3}\d{1,3}\s?分?[)）]"
    r"|\s?[（(][^（()）\d]{0,4}满分[^（()）\d]{0,3}\d{1,3}\s?分?[)）])",
    re.IGNORECASE,
)
_OF_MARKS = re.compile(
    r"[评評][分价價]|[满滿]意|得分|均分|\b(?:score|rating|rated|satisfaction|marks?|stars?)\b",
    re.IGNORECASE,
)


def told_figures(text: str) -> list[Quantity]:
    """The figures of a clause in order; the two ends of a span are one."""
    plain = _without_scale(text)
    figures = [q for q in find_quantities(plain) if _is_told(q)]
    shares = [
        s for s in _tenths(plain) if all(s.end <= q.start or s.start >= q.end for q in figures)
    ]
    return with_ranges(plain, sorted([*figures, *shares], key=lambda q: q.start))


def _is_told(figure: Quantity) -> bool:
    """Digits, or a numeral of several characters; 一個 counts nothing."""
    if any(map(str.isdigit, figure.written)):
        return True
    return figure.value >= _LEAST and bool(_LONG_NUMERAL.search(figure.written))


_LEAST = 10


def _tenths(text: str) -> Iterator[Quantity]:
    for found in _TENTHS.finditer(text):
        tens = read_int(found["tens"]) or 0
        ones = 5 if found["ones"] == "半" else read_int(found["ones"] or "〇") or 0
        value = Decimal(tens * 10 + ones)
        yield Quantity(value, "%", found.group(), found.start(), found.end())


def _without_scale(text: str) -> str:
    """The text with what marks are out of left blank: 4.6/5, 4.6 out of 5, 4.6 分（滿分 5 分）; as long as before."""

    def blank(found: re.Match[str]) -> str:
        decimal = "." in found["given"]
        if not (decimal or _OF_MARKS.search(text)):
            return found.group()
        return text[found.start() : found.start("scale")] + " " * len(found["scale"])

    return _OF_SCALE.sub(blank, text)
