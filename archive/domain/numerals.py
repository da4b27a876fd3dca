"""Numbers as Chinese documents write them: 二〇二六, 二百八十六, 壹佰贰拾萬, 12.5万, full-width digits.

`read_number` answers None for anything that is not one whole numeral, so a caller can try it on any
word. Big units follow mainland and Taiwan usage alike: 万/萬 10^4, 亿/億 10^8, 兆 10^12.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS: dict[str, int] = {
    char: value
    for value, chars in enumerate(
        (
            "〇零○",
            "一壹",
            "二贰貳两兩",
            "三叁參叄",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for char in chars
}
_TENS = str.maketrans({"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"})
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

_FOLD = {0xFF10 + n: str(n) for n in range(10)} | {
    ord("．"): ".", ord("／"): "/", ord("－"): "-", ord("％"): "%",
    ord("～"): "~", ord("\u3000"): " ", ord("\u00a0"): " ",
}  # fmt: skip

NUMERAL_CHARS = "".join((*_DIGITS, "廿卄卅卌", *_SMALL_UNITS, *_BIG_UNITS))
"""Every character a Chinese numeral is made of, for use inside a regular expression's brackets."""

_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
"""To look for one takes a thirtieth of the time of going through a text; a normal form has none."""

_MIXED = re.compile(
    r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*([百佰千仟]?[万萬亿億兆]*)"
)
_POINT = re.compile(r"[點点]")


def digit_chars(digit: int) -> str:
    """Every Chinese numeral that says this digit, those of its tens (廿 is two of them) included."""
    tens = (char for char, said in _TENS.items() if _DIGITS[said[0]] == digit)
    return "".join((*(char for char, value in _DIGITS.items() if value == digit), *map(chr, tens)))


def fold_width(text: str) -> str:
    """Full-width digits, spaces and number punctuation as ASCII; every offset stays where it was."""
    return text.translate(_FOLD) if _WIDE.search(text) else text


def read_number(text: str) -> Decimal | None:
    """The value of a numeral in Arabic, Chinese or mixed writing ("286", "二百八十六", "28.6万", "三點五")."""
    text = fold_width(text).replace("，", ",").strip()
    if mixed := _MIXED.fullmatch(text):
        return Decimal(mixed[1].replace(",", "")) * _scale(mixed[2])
    whole, *rest = _POINT.split(text)
    if len(rest) > 1:
        return None
    value = _read_chinese(whole)
    if value is None or not rest:
        return None if value is None else Decimal(value)
    fraction = _read_positional(rest[0])
    return None if fraction is None else Decimal(f"{value}.{fraction}")


def read_int(text: str) -> int | None:
    """As `read_number`, for whole numbers only."""
    value = read_number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _scale(units: str) -> int:
    scale = 1
    for unit in units:
        scale *= _SMALL_UNITS.get(unit) or _BIG_UNITS[unit]
    return scale


def _read_positional(text: str) -> str | None:
    digits = "".join(str(_DIGITS[char]) for char in text if char in _DIGITS)
    return digits if text and len(digits) == len(text) else None


def _read_chinese(text: str, below: int = 0) -> int | None:
    """Split at the biggest unit; `below` is the unit that stood before this part, if any."""
    if not below and (digits := _read_positional(text)) is not None:
        return int(digits)
    biggest = max(
        (char for char in text if char in _BIG_UNITS), key=_BIG_UNITS.__getitem__, default=""
    )
    if not biggest:
        return _read_section(text, below) if text else None
    unit = _BIG_UNITS[biggest]
    before, _, after = text.rpartition(biggest)
    head = _read_chinese(before)
    tail = _read_chinese(after, below=unit) if after else 0
    return None if head is None or tail is None or tail >= unit else head * unit + tail


def _read_section(text: str, below: int = 0) -> int | None:
    """A number below ten thousand. `below` is the unit before it: in 三万五 the 五 counts thousands."""
    total, digit, last_unit, after_zero = 0, 0, below, False
    for char in text.translate(_TENS):
        if char in _DIGITS and not digit:
            digit, after_zero = _DIGITS[char], after_zero or _DIGITS[char] == 0
            continue
        unit = _SMALL_UNITS.get(char)
        if unit is None or (last_unit and unit >= last_unit):
            return None
        total, last_unit, digit = total + (digit or 1) * unit, unit, 0
    shorthand = last_unit >= 100 and not after_zero
    return total + digit * (last_unit // 10 if shorthand else 1)
