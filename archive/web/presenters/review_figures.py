"""Figures of a review as they are printed: thousands, units, signs, days between."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from archive.web.presenters.marks import money_words


def number_of(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def figure_words(value: object, unit: str) -> str:
    """A figure with its unit, as the document says it; what is no number stays as written."""
    if value is None:
        return ""
    number = number_of(value)
    text = str(value) if number is None else _plain(number)
    if not unit:
        return text
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"


def _plain(number: Decimal) -> str:
    """Thousands separated, no zeros that say nothing after the point."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed_words(value: Decimal) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{money_words(abs(value))}"
