"""Checksums of identity, bank card and company numbers: what tells them from any run of digits.

Each takes the number without separators. Sources: GB 11643-1999 (mainland identity number, ISO 7064
mod 11-2), GB 32100-2015 (unified social credit code), ISO/IEC 7812-1 (Luhn), and the published
check digit rules of Taiwan's identity and business numbers, the Hong Kong identity card and the
Singapore NRIC.
"""

from __future__ import annotations

from datetime import date
from typing import Final

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_CN_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)}
    | {71, 81, 82, 83}
)


def is_mainland_identity(number: str) -> bool:
    """18 characters: province, a birth date that existed, order, check digit (X is 10)."""
    if len(number) != 18 or not number[:17].isdigit() or int(number[:2]) not in _CN_PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not 1900 <= born.year <= 2100:
        return False
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def is_taiwan_identity(number: str) -> bool:
    """A letter and nine digits: a national (second digit 1, 2) or a resident (8, 9)."""
    if len(number) != 10 or not number[1:].isdigit() or number[1] not in "1289":
        return False
    letter = _TW_LETTERS.find(number[0].upper()) + 10
    if letter < 10:
        return False
    weights = (8, 7, 6, 5, 4, 3, 2, 1, 1)
    total = letter // 10 + letter % 10 * 9
    total += sum(int(digit) * weight for digit, weight in zip(number[1:], weights, strict=True))
    return total % 10 == 0


def is_hong_kong_identity(number: str) -> bool:
    """One or two letters, six digits and a check character (0-9, A), brackets taken off."""
    number = number.upper().rjust(9)
    if len(number) != 9 or not number[2:8].isdigit() or number[8] not in "0123456789A":
        return False
    values = [36 if character == " " else int(character, 36) for character in number]
    total = sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True))
    return total % 11 == 0


def is_singapore_identity(number: str) -> bool:
    """A letter, seven digits and a check letter (NRIC, FIN)."""
    number = number.upper()
    if len(number) != 9 or not number[1:8].isdigit():
        return False
    letters = {
        "S": (0, "JZIHGFEDCBA"), "T": (4, "JZIHGFEDCBA"),
        "F": (0, "XWUTRQPNMLK"), "G": (4, "XWUTRQPNMLK"), "M": (3, "XWUTRQPNJLK"),
    }  # fmt: skip
    offset, checks = letters.get(number[0], (0, " " * 11))
    weights = (2, 7, 6, 5, 4, 3, 2)
    total = sum(int(d) * w for d, w in zip(number[1:8], weights, strict=True)) + offset
    return checks[total % 11] == number[8]


_MY_NO_PLACE = frozenset({0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97})


def is_malaysian_identity(number: str) -> bool:
    """Twelve digits: a birth date (YYMMDD) that exists, a place of birth in use, a serial; no check digit."""
    if len(number) != 12 or not number.isdigit() or int(number[6:8]) in _MY_NO_PLACE:
        return False
    try:
        date(2000 + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return number[2:6] == "0229"
    return True


_OLDER_MAINLAND: Final = ("9558", "95599", "436742", "456351")
"""Debit cards of mainland banks from before UnionPay's own prefix, many of them still in use: ICBC, ABC, CCB, BOC."""


def is_bank_card(number: str) -> bool:
    """The Luhn check, a known issuer's prefix, and the length that issuer uses."""
    return _issued(number) and has_card_checksum(number)


def _issued(number: str) -> bool:
    length = len(number)
    if number.startswith(("62", "81")):
        return 16 <= length <= 19  # UnionPay
    if number.startswith(_OLDER_MAINLAND):
        return length == 19
    if number[:1] == "4" or number[:2] in {"51", "52", "53", "54", "55", "35", "65"}:
        return length == 16
    if number[:4].isdigit() and 2221 <= int(number[:4]) <= 2720:
        return length == 16
    if number[:2] in {"34", "37"}:
        return length == 15
    return number[:4] == "6011" and length == 16


def has_card_checksum(number: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1) alone: whoever issued the card, where a word says that it is one."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    total = sum(int(digit) for digit in number[-1::-2]) + sum(
        d - 9 if d > 9 else d for d in doubled
    )
    return total % 10 == 0 and len(set(number)) > 1


def is_credit_code(number: str) -> bool:
    """The 18 characters of a mainland unified social credit code, mod 31."""
    values = [_USCC.find(character) for character in number.upper()]
    if len(values) != 18 or min(values) < 0:
        return False
    total = sum(value * pow(3, at, 31) for at, value in enumerate(values[:17]))
    return (31 - total % 31) % 31 == values[17]


def is_taiwan_business_number(number: str) -> bool:
    """Eight digits; since 2023 the weighted digit sum need only be divisible by five."""
    if len(number) != 8 or not number.isdigit():
        return False
    products = (int(d) * w for d, w in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)
