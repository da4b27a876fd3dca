"""Amounts that were rounded: 353萬 is what people say of 3,531,950, and `3.5 million` too.

An amount is indexed with what it comes to in two, three and four figures, cut off and rounded, as terms of
their own (`~353e4`); a query looks for the term of as many figures as were typed. So one look-up finds every
amount that comes to the same, however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Final, NamedTuple

from archive.domain.currencies import SCALES
from archive.domain.money import AmountMention, find_amounts
from archive.domain.numerals import read_number

LEAST: Final = 10_000
"""Smaller amounts are said as they are."""
FEWEST: Final = 2
MOST: Final = 4
"""How many figures a rounded amount has."""
READ: Final = 2_000
"""Amounts of one text that are also indexed as they are rounded."""
_LONGEST_BARE: Final = 9
"""Figures of a number without a sign, a unit or groups: longer ones are telephone numbers and codes."""

_ABOUT_WORDS: Final = (
    r"(?:大约|约莫|约|大概|将近|接近|近|逾|(?<![a-z])(?:about|around|roughly|approximately|approx\.?|circa|"
    r"ca\.|nearly|almost)|~|≈)"
)
_ABOUT = re.compile(rf"{_ABOUT_WORDS}\s{{0,3}}$")
_OR_SO = re.compile(r"\s{0,3}(?:[多余]?[元块]?左右|上下|[多余][元块]?|or so\b)")
_ROUGH = re.compile(rf"{_ABOUT_WORDS}|{_OR_SO.pattern}")
_LEADING = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ABOUT_LENGTH: Final = 16
_AND_MORE = re.compile(
    r"(?<![\d.,点一二三四五六七八九十百千])(?P<figure>\d+(?:\.\d+)?|[一二三四五六七八九两十百千零]+)"
    r"[多余几来](?P<scale>[十百千]?[万亿])元?"
)
_LATIN = re.compile(
    r"(?<![\w.,/-])(?P<figure>\d+(?:\.\d+)?) ?(?P<scale>thousand|million|billion|mn|mil|bn|m|b|k)(?![a-z0-9/²³-])"
)
_MAY_BE_OTHERWISE: Final = frozenset({"m", "b", "k"})


class Asked(NamedTuple):
    """An amount that was asked for in few figures, at `start` to `end` of the text.

    `figures` is how many were typed, 0 where the amount is written out. `is_sure` is False where it may be
    something else, as 3.5 m may be a length.
    """

    start: int
    end: int
    value: Decimal
    figures: int
    is_sure: bool = True

    def terms(self) -> tuple[str, ...]:
        """What it comes to in as many figures as were typed, then in those that are no zeros."""
        told = min(max(_figures(self.value), FEWEST), MOST)
        wanted = (max(self.figures, FEWEST), told) if self.figures else ()
        return tuple(dict.fromkeys(_term(self.value, n) for n in wanted if n <= MOST))


def amounts_written(text: str) -> Iterator[AmountMention]:
    """The amounts of a text, numbers without a unit among them unless they may be days or codes."""
    for amount in find_amounts(text, bare=True):
        if amount.is_rate:
            continue
        written = text[amount.start : amount.end]
        bare = not (amount.unit or amount.currency) and written.isdecimal()
        if not bare or (
            written[0] != "0" and len(written) <= _LONGEST_BARE and not _is_day(written)
        ):
            yield amount


def _is_day(written: str) -> bool:
    return len(written) == len("20260131") and written[:2] in ("19", "20")


def rounded_terms(value: Decimal) -> Iterator[str]:
    """What an amount comes to in fewer figures than it has, each once; nothing for a small or a round one."""
    if value < LEAST:
        return
    for figures in range(FEWEST, min(_figures(value), MOST + 1)):
        yield from {_term(value, figures, way) for way in (ROUND_DOWN, ROUND_HALF_UP)}


def rounded_values(value: Decimal) -> tuple[str, ...]:
    """The amounts that may be said for one that is written out, as terms of words: 3530000 for 3531950."""
    if value < LEAST:
        return ()
    figures = range(min(_figures(value) - 1, MOST), FEWEST, -1)
    ways = (ROUND_HALF_UP, ROUND_DOWN)
    return tuple(dict.fromkeys(_rounded(value, n, way) for n in figures for way in ways))


def _rounded(value: Decimal, figures: int, way: str) -> str:
    exponent = value.adjusted() - figures + 1
    return f"{value.scaleb(-exponent).to_integral_value(way).scaleb(exponent).normalize():f}"


def _term(value: Decimal, figures: int, way: str = ROUND_DOWN) -> str:
    exponent = value.adjusted() - figures + 1
    digits = int(value.scaleb(-exponent).to_integral_value(way))
    if digits == 10**figures:  # 9,996 in three figures is 100 times 100
        digits, exponent = digits // 10, exponent + 1
    return f"~{digits}e{exponent}"


def _figures(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def asked_roughly(text: str, amounts: list[tuple[tuple[int, int], str]]) -> Iterator[Asked]:
    """The amounts of a query: those that are read anyway, and 三百多萬, `3 million`, 3.5m.

    Words that say it is no exact amount belong to it.

    Args:
        text: the query in its normal form.
        amounts: where amounts stand in it, and their values.
    """
    known = list[Asked]()
    read = (
        Asked(start, end, Decimal(term), _figures_typed(text[start:end], Decimal(term)))
        for (start, end), term in amounts
    )
    for asked in chain(_and_more(text), read, _with_latin_scale(text), _written_out(text)):
        if not any(one.start < asked.end and asked.start < one.end for one in known):
            known.append(asked)
            yield _about(text, asked)


def _and_more(text: str) -> Iterator[Asked]:
    for match in _AND_MORE.finditer(text):
        value, scale = read_number(match["figure"]), read_number(f"1{match['scale']}")
        if value and scale:
            yield Asked(*match.span(), value * scale, _typed(match["figure"], value))


def _with_latin_scale(text: str) -> Iterator[Asked]:
    for match in _LATIN.finditer(text):
        value, unit = Decimal(match["figure"]), match["scale"]
        worth = SCALES[unit.upper() if unit == "b" else unit]
        figures, sure = _typed(match["figure"], value), unit not in _MAY_BE_OTHERWISE
        yield Asked(*match.span(), value * worth, figures, sure)


def _written_out(text: str) -> Iterator[Asked]:
    """Amounts without any unit, where the words beside them say that they are none to the last figure."""
    for amount in amounts_written(text) if _ROUGH.search(text) else ():
        asked = Asked(amount.start, amount.end, amount.value, 0)
        if (rough := _about(text, asked)).figures:
            yield rough


def _figures_typed(written: str, value: Decimal) -> int:
    """How many figures stand before the unit; 0 for an amount that is written out."""
    leading = _LEADING.search(written)
    if not leading or _LEADING.search(written, leading.end()):  # in numerals, or 1億2,500萬
        return max(FEWEST, _figures(value))
    first = Decimal(leading[0].replace(",", ""))
    return 0 if first == abs(value) else _typed(leading[0], value)


def _typed(figure: str, value: Decimal) -> int:
    digits = re.sub(r"\D", "", figure).lstrip("0")
    return len(digits) if figure[:1].isdecimal() else max(FEWEST, _figures(value))


def _about(text: str, asked: Asked) -> Asked:
    """The amount with the words beside it that say it is none to the last figure."""
    before = _ABOUT.search(text[max(0, asked.start - _ABOUT_LENGTH) : asked.start])
    behind = _OR_SO.match(text, asked.end)
    if not (before or behind):
        return asked
    start = asked.start - len(before[0]) if before else asked.start
    figures = asked.figures or min(MOST, max(FEWEST, _figures(asked.value)))
    return asked._replace(
        start=start, end=behind.end() if behind else asked.end, figures=figures, is_sure=True
    )
