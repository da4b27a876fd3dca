"""Whether a figure is meant exactly: about 5,000, over 900, 57.2万."""

from __future__ import annotations

import re
from decimal import Decimal

_SIGN = r"\s*(?:[A-Z]{0,3}[$¥￥£€]|人民[币幣]|新?[台臺][币幣]|港[币幣]|RMB|NTD|USD|HKD)?\s*$"
_ABOUT = re.compile(
    rf"(?:(?<![合契节節制预預特条條])[約约]|大[約约]|[近逼]|接近|[将將]近|\b(?:about|around|roughly|nearly|some|approx\.?|approximately|almost|circa)){_SIGN}",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"^\s*(?:左右|上下|余|餘|多(?!少)|出头|or so|give or take)", re.IGNORECASE
)
_OVER = re.compile(
    rf"(?:[逾]|超[过過]|突破|破|不止|\b(?:over|more than|above|in excess of|upwards of)){_SIGN}",
    re.IGNORECASE,
)
_OVER_AFTER = re.compile(r"^\s*(?:以上|之多|\+)")


def is_about(before: str, after: str = "") -> bool:
    """The words around a figure say that it is roughly so."""
    return bool(_ABOUT.search(before) or _ABOUT_AFTER.match(after))


def is_over(before: str, after: str = "") -> bool:
    """The words around a figure say that there are at least as many."""
    return bool(_OVER.search(before) or _OVER_AFTER.match(after))


def rounds_to(written: str, told: Decimal, value: Decimal) -> bool:
    """`value` becomes `told` when rounded to the figures that `written` has: 57.2万 for 571,800."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", written)
    plain = Decimal(digits[0].replace(",", "").rstrip(".")) if digits else Decimal(0)
    if digits is None or plain == 0:
        return False
    scale = abs(told / plain)
    if scale < 1000:
        return False
    return abs(told - value) <= scale / (Decimal(10) ** len(digits[1] or "")) / 2


def same_within_words(told: Decimal, written: str, around: tuple[str, str], value: Decimal) -> bool:
    """A told figure and an exact one do not contradict each other, as the words around allow."""
    before, after = around
    if told == value or rounds_to(written, told, value):
        return True
    if is_over(before, after) and told <= value <= told * Decimal("1.2"):
        return True
    return is_about(before, after) and abs(told - value) <= abs(value) * Decimal("0.015")


def is_slip(told: Decimal, value: Decimal) -> bool:
    """The same digits in another order, or all but one the same: 3,281 for 3,218, 1.82 for 1.62."""
    one, other = significant_digits(told), significant_digits(value)
    if len(one) != len(other) or len(one) < _LEAST_DIGITS or one == other:
        return False
    differ = sum(a != b for a, b in zip(one, other, strict=True))
    return differ == 1 or (differ == _SWAPPED and sorted(one) == sorted(other))


_LEAST_DIGITS, _SWAPPED = 3, 2


def is_other_unit(told: Decimal, value: Decimal) -> bool:
    """The same digits, ten or ten thousand times as much: a unit that was left out or written twice."""
    digits = significant_digits(told)
    return len(digits) >= _LEAST_DIGITS and told != value and digits == significant_digits(value)


def significant_digits(value: Decimal) -> str:
    """The significant digits: 218000000 and 2.18 both 218."""
    return format(abs(value), "f").replace(".", "").strip("0")
