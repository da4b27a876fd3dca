"""What a contract promises and what a paper says was delivered of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence
from archive.review.reading.words import folded


@dataclass(frozen=True, slots=True)
class Promised:
    """A thing and its quantity, as a contract has it."""

    name: str
    quantity: Decimal
    unit: str
    counted_by: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one paper says was delivered. A lower rank is believed first; `name` is that paper's own."""

    value: Decimal
    written: str
    rank: int
    paper: Paper
    evidence: Evidence
    name: str = ""
    computed: bool = False
    """Promised less what a paper says was called off: no paper writes the figure itself."""


def unit_fits(thing: Promised, unit: str) -> bool:
    """Both have a counter, and the same one."""
    return bool(unit and thing.unit) and folded(unit) == folded(thing.unit)


def is_other_unit(thing: Promised, unit: str) -> bool:
    """Both have counters, and of kinds that no two people use for one thing."""
    if not (unit and thing.unit) or unit_fits(thing, unit):
        return False
    one, other = folded(unit), folded(thing.unit)
    return not any(one in alike and other in alike for alike in _SAME_UNITS)


_SAME_UNITS = tuple(
    frozenset(map(folded, units.split()))
    for units in (
        "場 场次 场 站 次 梯 梯次 檔 档 回 堂 班",
        "條 条 支 部 則 则 篇 件",
        "份 期 本 冊 册",
        "位 名 人",
        "款 組 组 套 個 个 件",
    )
)
"""Counters that people use for one thing: 12场 of a contract are 11站 in the data."""
