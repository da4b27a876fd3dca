"""Round figures in words, as newspapers have them: 七千名, 三成半, nearly seven thousand people, a third."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.reading.quantities import Quantity

_DIGITS = {d: n for n, d in enumerate("一二三四五六七八九", start=1)} | {"兩": 2, "两": 2, "十": 10}
_SCALES = {"百": 100, "千": 1000, "萬": 10_000, "万": 10_000}
_MANY = re.compile(
    r"(?<![\d一二三四五六七八九十百千萬万第])(?P<digit>[一二兩两三四五六七八九十])(?P<scale>[百千萬万])[余餘多]?\s*(?P<unit>人次|[名人位戶户家組组份])"
)
_TENTHS = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<digit>[一二兩两三四五六七八九])成(?P<half>半?)(?![為为功立就員员長长])"
)
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_THOUSANDS = re.compile(
    rf"\b(?P<digit>{'|'.join(_WORDS)})\s+(?P<scale>thousand|hundred)\s+(?P<unit>[a-z]+)",
    re.IGNORECASE,
)
_FRACTIONS = {"half": 50, "a third": 33, "two thirds": 67, "two-thirds": 67, "a quarter": 25}
_FRACTION = re.compile(rf"\b(?P<share>{'|'.join(_FRACTIONS)})(?=\s+of\b)", re.IGNORECASE)


def round_figures(text: str) -> Iterator[Quantity]:
    """Numbers of things and shares that stand in words and are round."""
    for found in _MANY.finditer(text):
        value = Decimal(_DIGITS[found["digit"]] * _SCALES[found["scale"]])
        yield Quantity(value, found["unit"], found.group(), *found.span())
    for found in _TENTHS.finditer(text):
        value = Decimal(_DIGITS[found["digit"]] * 10 + (5 if found["half"] else 0))
        yield Quantity(value, "%", found.group(), *found.span())
    for found in _THOUSANDS.finditer(text):
        scale = 1000 if found["scale"].lower() == "thousand" else 100
        value = Decimal(_WORDS[found["digit"].lower()] * scale)
        yield Quantity(value, found["unit"], found.group(), *found.span())
    for found in _FRACTION.finditer(text):
        value = Decimal(_FRACTIONS[found["share"].lower()])
        yield Quantity(value, "%", found.group(), *found.span())
