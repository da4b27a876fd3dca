"""Where in a review's content the parts of a section stand: most at the top, some rows deeper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from archive.review.figures import decimal_of
from archive.review.parts import Part, parts_in
from archive.review.reading.quantities import money_text

ROWS: Mapping[str, tuple[str, str]] = {
    "cost_lines": ("cost", "lines"),
    "outstanding": ("cost", "outstanding"),
    "quotes": ("satisfaction", "quotes"),
    "obligations": ("contracts", "obligations"),
}
"""Sections that are rows of another one: where that one is, and its name there."""
_TOTALS = {"budget_total": "budget", "actual_total": "actual"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of parts. `mark` tells the lists of one section apart: a contract's document."""

    owner: dict[str, Any]
    name: str
    mark: str = ""

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts that stand there, copied."""
        return [dict(part) for part in parts_in(self.owner.get(self.name))]

    def put(self, parts: list[dict[str, Any]]) -> None:
        """Put other parts in their place."""
        if parts or self.name in self.owner:
            self.owner[self.name] = parts


def opened(content: Part) -> dict[str, Any]:
    """A copy of the content in which every list of `shelves` can be replaced."""
    copy = dict(content)
    for place in {place for place, _ in ROWS.values()}:
        node = copy.get(place)
        if isinstance(node, Mapping):
            copy[place] = dict(node)
        elif isinstance(node, list):
            copy[place] = [dict(n) if isinstance(n, Mapping) else n for n in node]
    return copy


def shelves(content: dict[str, Any], section: str) -> Iterator[Shelf]:
    """The lists that hold the parts of a section, of content that was `opened`."""
    if section not in ROWS:
        content.setdefault(section, [])
        yield Shelf(content, section)
        return
    place, name = ROWS[section]
    node = content.get(place)
    for owner in node if isinstance(node, list) else [node]:
        if isinstance(owner, dict):
            yield Shelf(owner, name, str(owner.get("document") or ""))


def parts_of(content: Part, section: str) -> list[dict[str, Any]]:
    """Every part of a section, wherever it stands."""
    return [part for shelf in shelves(opened(content), section) for part in shelf.parts]


def without_cost_lines(cost: dict[str, Any], gone: list[Part]) -> None:
    """Sum again what was summed here, when lines were rejected, corrected or added.

    A total that a document states stays. A line a person added counts where it has the figure.
    """
    lines = Shelf(cost, "lines").parts
    kept = {_place(c) for line in lines for c in line.get("citations") or ()}
    left = {_place(c) for line in gone for c in line.get("citations") or ()} - kept
    for total in [t for t in cost.get("computed") or () if t in _TOTALS]:
        counted = [ln for ln in lines if not ln.get("added") or ln.get(_TOTALS[total]) is not None]
        figures = [decimal_of(line.get(_TOTALS[total])) for line in counted]
        known = [figure for figure in figures if figure is not None]
        cost[total] = money_text(sum(known, Decimal(0))) if len(known) == len(counted) > 1 else None
    if cost.get("computed"):
        told = [c for c in cost.get("citations") or () if _place(c) not in left]
        added = [c for ln in lines if ln.get("added") for c in ln.get("citations") or ()]
        cost["citations"] = [*told, *(c for c in added if _place(c) not in set(map(_place, told)))]
        cost["computed"] = [t for t in cost["computed"] if cost.get(t) is not None]


def _place(citation: Part) -> tuple[str, ...]:
    return tuple(str(citation.get(k)) for k in ("document", "segment", "start", "end"))
