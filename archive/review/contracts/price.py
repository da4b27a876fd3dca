"""A contract's price, and what makes a figure money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import Quantity

OF_EACH_MONTH = re.compile(
    r"(?:每[个個]?[月季周週年期]|月费|月費|按月"
    r"|\b(?:monthly|weekly|quarterly|annual|yearly|per (?:month|week|quarter|year)|instal+ments of))"
    r"[^，,。；;\d]{0,18}$",
    re.IGNORECASE,
)
"""Just before an amount: what is paid each month or each time."""


@dataclass(frozen=True, slots=True)
class Price:
    """The contract's price."""

    value: Decimal
    currency: str | None
    evidence: Evidence


def is_money(figure: Quantity) -> bool:
    """An amount of money by its currency, or by its size alone."""
    told = bool(figure.currency) or figure.unit == "元" or figure.value >= 10000
    return told and not figure.is_rate


def has_sign(figure: Quantity) -> bool:
    """A currency is written, be it a sign of several countries ($)."""
    return bool(figure.currency) or figure.unit == "元" or figure.written[:1] in "$£€¥￥"
