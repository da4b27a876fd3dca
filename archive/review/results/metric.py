"""One metric as a paper gives it, or as the review shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.measures import comparable, is_time
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.results.direction import fewer_is_better
from archive.review.tables.cells import column_unit


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric as one paper gives it, or as the review shows it."""

    name: str
    target: Quantity | None
    actual: Quantity | None
    unit: str
    verdict: str
    paper: Paper
    evidence: tuple[Evidence, ...]
    prose: bool = False
    computed: str = ""
    """The side that no paper writes and that was computed from cited figures: target or actual."""

    @property
    def lower_is_better(self) -> bool:
        """Fewer is the aim: the target is a ceiling or none at all, or the name says so (退貨率, cost per lead)."""
        if self.target and self.target.bound:
            return self.target.bound == "max"
        if self.target and not self.target.value:
            return True
        return fewer_is_better(self.name) or (
            self._takes_time and words.TURNAROUND.within(self.name)
        )

    @property
    def _takes_time(self) -> bool:
        """Its figures are hours or days: 腳本審核 3 個工作天 is slow where 影片審核 3 支 is few."""
        return any(figure is not None and is_time(figure) for figure in (self.target, self.actual))

    @property
    def met(self) -> bool | None:
        """As the paper says; else by comparing, when both figures are there and count the same kind."""
        if words.NOT_MET.within(self.verdict):
            return False
        if words.MET.within(self.verdict):
            return True
        if self.target is None or self.actual is None or not comparable(self.target, self.actual):
            return None
        if self.lower_is_better:
            return self.actual.value <= self.target.value
        return self.actual.value >= self.target.value


def value_of(quantity: Quantity | None) -> Decimal | None:
    return quantity.value if quantity else None


def unit_of(target: Quantity | None, actual: Quantity | None) -> str:
    return (actual.unit if actual else "") or (target.unit if target else "")


def in_one_scale(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity]:
    """1.5 beside 2.1 under a rate are per cent both, though 1.5 alone might be a share of one."""

    def as_written(figure: Quantity) -> Quantity:
        plain = find_quantities(figure.written)
        shrunk = figure.is_rate and len(plain) == 1 and plain[0].value * 100 == figure.value
        return replace(figure, value=plain[0].value) if shrunk else figure

    plain = as_written(target), as_written(actual)
    if (plain[0] is target) == (plain[1] is actual):
        return target, actual
    return plain


def nearer_end(target: Quantity, name: str) -> Quantity:
    """The end of a span that decides: its upper one where fewer is the aim, else its lower one."""
    if target.upper is None or not (target.bound == "max" or fewer_is_better(name)):
        return target
    return replace(target, value=target.upper)


_RANGE = re.compile(
    r"(?P<low>[^\d]{0,4}\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s\-–—~～至到]{0,4})\s*(?:[-–—~～至到]|\bto\b)\s*"
    r"(?P<high>[^\d\s]{0,4}\d[\d,]*(?:\.\d+)?)\s*(?P<own>[^\d]{0,8})",
    re.IGNORECASE,
)


def aim_of_range(cell: str, name: str) -> str:
    """The end of 60–70% that decides, the upper one where fewer is the aim; other cells as they are."""
    found = _RANGE.fullmatch(cell.strip())
    if found is None:
        return cell
    low, high = (Decimal(re.sub(r"[^\d.]", "", found[end])) for end in ("low", "high"))
    if low >= high:
        return cell
    if fewer_is_better(name):
        return found["high"] + found["own"]
    return found["low"] + (found["unit"] or found["own"])


def plain_name(name: str) -> str:
    """The name without a unit in brackets; other brackets say something and stay."""
    inner = re.search(r"\s*[(（]([^)）]{1,8})[)）]\s*$", name)
    if inner and _is_unit(inner[1]):
        return name[: inner.start()].strip()
    return name.strip()


def _is_unit(text: str) -> bool:
    column = column_unit(f"({text})")
    return bool(column.unit or column.currency or column.scale != 1)
