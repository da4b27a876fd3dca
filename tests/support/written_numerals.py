"""Chinese numerals as people write them: the other way round from archive/domain/numerals.py."""

from __future__ import annotations


def write_digits(number: int) -> str:
    """Digit by digit, as years are written: 2026 -> 二〇二六."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def write_number(number: int) -> str:
    """In words, from 0 below 10^12: 286 -> 二百八十六, 10050 -> 一万零五十 (Simplified characters)."""
    if not 0 <= number < 10**12:
        raise ValueError(number)
    if number == 0:
        return "零"
    words, pending_zero = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, unit)
        if part:
            words += (
                ("零" if words and (pending_zero or part < 1000) else "")
                + _below_myriad(part)
                + name
            )
        pending_zero = bool(words) and part == 0
    return words.removeprefix("一") if words.startswith("一十") else words


def _below_myriad(number: int) -> str:
    words, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if pending_zero else "") + "零一二三四五六七八九"[digit] + name
        pending_zero = bool(words) and digit == 0
    return words
