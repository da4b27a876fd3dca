"""The signs of a date or an amount: what a text shows wherever one that is looked for is written in it.

To read every figure of a text costs a hundred times what looking for a few characters does, and hardly a
line holds the figure of a query. A sign leaves out no way of writing a value (numbers of one script, of 28
figures at most); what it finds too much is read and does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from decimal import Decimal
from functools import cache
from typing import Final

from archive.domain.numerals import NUMERAL_CHARS, digit_chars
from archive.domain.spans import MONTHS
from archive.indexer.figures import DAY
from archive.indexer.normal_text import NormalText

Ways = tuple[tuple[re.Pattern[str], ...], ...]
"""Ways of writing: a text in which all signs of one of them stand is to be read."""

ANYWHERE: Final[Ways] = ((),)
_DAY: Final = re.compile(rf"{DAY}(?:\d{{4}})?-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_PERIOD: Final = re.compile(rf"{DAY}(?:(?:\d{{4}}|-)[qh]\d|(?:\d{{4}})?-\d\d~\d\d)")
_AMOUNT: Final = re.compile(r"-?\d+(?:\.\d+)?")
_ROUNDED: Final = re.compile(r"~([1-9]\d*)e-?\d+")
"""Nothing below ten thousand is rounded, and so no term of another kind is come to."""
_OF_PERIODS: Final = re.compile(
    r"季|半年|quarter|half|q[1-4]|h[12]|[1-4]q|[12]h|[-~–—至到]\s?[0-9一二三四五六七八九十]{1,2}\s?月"
)
_OF_A_MONTH: Final = (
    r"(?=\s{0,3}[月./~–—至到-])",  # 3月, 3/14, 3至5月
    r"(?<=[0-9]{2})(?=[0-3][0-9])",  # 20260314
    *(
        rf"(?<=[./-]{white}[0-9]{digits})" for white in ("", r"\s") for digits in ("", "[0-9]")
    ),  # 2026-03
)
"""What stands beside the number of a month, or it is the number of something else."""
_MINUS: Final = re.compile("[-−－]")
_IN_PIECES: Final = re.compile(r"[百千仟万萬亿億兆](?:零?\d|\s\d,\d)")
"""1亿2,500万: its figures are those of a sum."""
_NOT_FIRST: Final = "".join(map(digit_chars, range(1, 10))) + "十拾"
"""What a numeral that says the first figure does not follow."""
_ONE_NUMERAL: Final = 11
"""What a single Chinese numeral (and cents) may say is less."""


def those_with_signs(texts: NormalText, ways: Ways) -> Set[int]:
    """Which of the texts are to be read."""
    found = set[int]()
    for signs in ways:
        where = [set(texts.those_matching(sign)) for sign in signs]
        found |= set.intersection(*where) if where else set(range(len(texts.starts)))
    return found


def signs_of_days(values: Iterable[str]) -> Ways:
    """Of the days, months and quarters among values: d:2026-03-14, d:-03-14, d:2026-03, d:-03, d:2026q1, d:-03~05."""
    ways = dict[tuple[re.Pattern[str], ...], None]()
    for value in values:
        if match := _DAY.fullmatch(value):
            month, day = _month_sign(int(match["month"])), match["day"]
            ways[(month, _number_sign(int(day))) if day else (month,)] = None
        elif _PERIOD.fullmatch(value):
            ways[(_OF_PERIODS,)] = None
        elif not _AMOUNT.fullmatch(value):
            return ANYWHERE
    return tuple(ways)


def ask_for_days(values: Iterable[str]) -> bool:
    """True where a day or a month is among the values: what is written as one is never a quarter or a half."""
    return any(value.startswith(DAY) and not _PERIOD.fullmatch(value) for value in values)


def signs_of_amounts(values: Iterable[str]) -> Ways:
    """Of the amounts among values: 286000, 3.5, -12."""
    amounts = [Decimal(value) for value in values if _AMOUNT.fullmatch(value)]
    if Decimal(0) in amounts:
        return ANYWHERE
    positive = [amount for amount in amounts if amount > 0]
    negative = [-amount for amount in amounts if amount < 0]
    ways: list[tuple[re.Pattern[str], ...]] = []
    ways += [way for amount in positive for way in _in_numerals(_digits(amount)[0], amount)]
    if positive:
        ways += (_in_digits(map(_digits, positive)), (_IN_PIECES,))
    if negative:  # never in Chinese numerals
        ways += ((*_in_digits(map(_digits, negative)), _MINUS), (_IN_PIECES, _MINUS))
    return tuple(dict.fromkeys(ways))


def signs_of_rounded(terms: Iterable[str]) -> Ways:
    """Of the amounts that come to one of the terms (`rounding.rounded_terms`): ~353e4."""
    begun = dict[str, None]()
    for term in terms:
        if match := _ROUNDED.fullmatch(term):
            begun |= dict.fromkeys(_rounded_from(match[1]))
    if not begun:
        return ()
    numerals = (way for digits in begun for way in _in_numerals(digits[0]))
    return tuple(dict.fromkeys((*numerals, _in_digits(begun), (_IN_PIECES,))))


def _rounded_from(digits: str) -> Iterator[str]:
    """What the figures of an amount begin with that comes to these, cut off or rounded: 353, 3525 to 3529."""
    yield digits
    below = int(digits) - 1
    if len(str(below)) < len(digits):  # 9,996 comes to 100 times 100
        below = 10 ** len(digits) - 1
    yield from (f"{below}{next_one}" for next_one in range(5, 10))


def _digits(amount: Decimal) -> str:
    return "".join(map(str, amount.normalize().as_tuple().digits))


def _in_digits(written: Iterable[str]) -> tuple[re.Pattern[str]]:
    """Figures in Arabic digits, grouped or not."""
    return (re.compile("|".join(r"\W?".join(digits) for digits in written)),)


def _in_numerals(first: str, amount: Decimal | None = None) -> Iterator[tuple[re.Pattern[str]]]:
    """An amount in Chinese numerals, of which the first is known."""
    alone = amount is not None and amount < _ONE_NUMERAL
    yield (_numeral_sign(int(first), alone=alone),)


@cache
def _numeral_sign(first: int, *, alone: bool) -> re.Pattern[str]:
    """The first numeral that is no zero. 十 says one of its tens by itself, 百 only behind a zero."""
    begins = f"[{digit_chars(first)}](?<![{_NOT_FIRST}].)"
    beside = "" if alone else f"(?:(?=[{NUMERAL_CHARS}])|(?<=[{NUMERAL_CHARS}].))"
    tens = f"|[十拾]{beside}|[{digit_chars(0)}](?=[百佰千仟])" if first == 1 else ""
    return re.compile(f"{begins}{beside}{tens}")


@cache
def _month_sign(month: int) -> re.Pattern[str]:
    beside = f"(?:{'|'.join(_OF_A_MONTH)})"
    ways = [f"{written}{beside}" for written in _number(month)]
    named = MONTHS[month - 1 : month] if month else ()
    return re.compile("|".join((*ways, *(name[:3] for name in named))))


@cache
def _number_sign(number: int) -> re.Pattern[str]:
    return re.compile("|".join(_number(number)))


def _number(number: int) -> Iterator[str]:
    """A number of a calendar. Every way begins with a character of its own: that is what is looked for quickly."""
    tens, ones = divmod(number, 10)
    if not ones:  # 十, 二十, 廿, 二〇
        yield from (str(number), *"十廿卅〇零○")
        return
    han = digit_chars(ones) + ("正" if number == 1 else "")
    if tens:
        yield from (str(number), *(f"{one}(?<=[一二三十廿卅].)" for one in han))
        return
    alone = rf"{number}(?<![0-9].)(?![0-9])"
    yield from (f"0{number}", alone, *(f"{one}(?<![十廿卅].)" for one in han))
