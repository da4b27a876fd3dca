"""Values of fields as a person or a program gives them: read in many forms, kept in one, refused with what fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from archive.domain.currencies import AFTER, BEFORE
from archive.domain.dates import parse_date
from archive.domain.messages import LANGUAGES
from archive.domain.money import parse_amount
from archive.errors import InvalidInput

LONGEST_TEXT = 500
MOST = Decimal(10) ** 15
"""No amount of a project reaches this; larger ones are slips, and nothing could add them up."""
_LANGUAGES = (*LANGUAGES, "bi")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_VERSION = re.compile(r"[Vv]?([0-9]{1,2}(?:\.[0-9]{1,2})?)")


def checked_value(field: str, value: str) -> str | None:
    """The value as it is kept; None for an empty one of any field but the title.

    Raises:
        InvalidInput: it is none of that field: no day, no amount, no currency, no version, no language.
    """
    if len(value) > LONGEST_TEXT:
        raise InvalidInput(field=f"fields.{field}", why=f"0-{LONGEST_TEXT}")
    if field == "title" or not value:
        return value if field == "title" else None
    if field not in _FORMS:
        return value
    read, expected = _FORMS[field]
    if (kept := read(value)) is None:
        raise InvalidInput(field=f"fields.{field}", why=expected)
    return kept


def _day(value: str) -> str | None:
    mention = parse_date(value)
    return mention.value if mention and len(mention.value) >= 7 else None


def _amount(value: str) -> str | None:
    """A decimal as it was written; NT$1,680,000 and 一百六十八萬 as one."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        amount = parse_amount(value)
        if amount is None or amount.is_rate:
            return None
        number = amount.value
    if not number.is_finite() or abs(number) >= MOST:
        return None
    return value if _PLAIN.fullmatch(value) else format(number, "f")


def _currency(value: str) -> str | None:
    """An ISO 4217 code; the names it has in the three languages are known."""
    if re.fullmatch(r"[A-Za-z]{3}", value):
        return BEFORE.get(value.upper()) or value.upper()
    return BEFORE.get(value.upper()) or AFTER.get(value) or None


def _version(value: str) -> str | None:
    found = _VERSION.fullmatch(value)
    return found[1] if found else None


def _language(value: str) -> str | None:
    return value if value in _LANGUAGES else None


_FORMS: Mapping[str, tuple[Callable[[str], str | None], str]] = {
    "date": (_day, "day_or_month"),
    "client_confirmed_on": (_day, "day_or_month"),
    "amount": (_amount, "sum"),
    "currency": (_currency, "currency"),
    "version": (_version, "version"),
    "language": (_language, ", ".join(_LANGUAGES)),
}
