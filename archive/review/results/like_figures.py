"""Whether two figures may be the target and the result of one measure: of one kind and of like size."""

from __future__ import annotations

from decimal import Decimal

from archive.review.reading.quantities import Quantity

_LEAST_SHARE, _MOST_SHARE = Decimal("0.1"), Decimal(10)


def of_one_measure(target: Quantity, figure: Quantity) -> bool:
    """Both rates, both money or both counts, where their units tell; counts and money within ten times each other.

    Nothing at all was reached of something, or something where nothing was to be: 0 complaints of at most 10.
    """
    if target.is_rate != figure.is_rate and _is_no_rate(target, figure):
        return False
    if bool(target.currency) != bool(figure.currency) and target.currency and figure.unit:
        return False
    if not target.value or not figure.value:
        return target.value != figure.value
    return target.is_rate or _LEAST_SHARE <= abs(figure.value / target.value) <= _MOST_SHARE


def _is_no_rate(first: Quantity, second: Quantity) -> bool:
    """Of a rate and another figure: that one has a unit of its own, or is too large to be per cent."""
    other = second if first.is_rate else first
    return bool(first.unit and second.unit) or other.value > _LARGEST_RATE


_LARGEST_RATE = 1000
