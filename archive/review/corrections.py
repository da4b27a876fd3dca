"""Figures that a person corrects or adds: what the row becomes, and what it was when it was built.

A corrected row keeps the citations of the figures it corrects, an added one has those the person gave;
whether a target is met, and totals that are summed here, follow from the figures as they now stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.review.figures import decimal_of, grouped
from archive.review.parts import Part

FIGURES: Mapping[str, tuple[str, str]] = {
    "metrics": ("target", "actual"),
    "cost_lines": ("budget", "actual"),
}
"""Sections of figures -> the two figures of a row that a person may write."""
NAMES: Mapping[str, str] = {"metrics": "name", "cost_lines": "item"}
"""What such a row is called by."""
TASK = ("owner", "due")
"""What a person may write of an action beside its words."""


def as_shown(part: Part, side: str) -> str:
    """A figure of a row as its form shows it: as the document writes it, else with its thousands apart.

    Bare digits are grouped, as on the page: no document means that its cells show no thousands.
    """
    value, written = part.get(side), " ".join(str(part.get(f"{side}_written") or "").split())
    with_unit = "".join(f"{value}{part.get('unit') or ''}".split())
    if written and written.replace(" ", "") not in (str(value), with_unit):
        return written
    return grouped(value) if value is not None else ""


def corrected(section: str, part: Part, figures: Part) -> dict[str, Any]:
    """The row with a person's figures in place of its own; those not given, and the same ones, stay as written."""
    row = dict(part)
    for side in FIGURES[section]:
        if side in figures and not _same(figures[side], row.get(side)):
            row[side] = figures[side]
            if section == "metrics":
                row[f"{side}_written"] = None
                row["computed"] = [name for name in row.get("computed") or () if name != side]
    if section == "metrics":
        row["met"] = _met(row)
    return row


def changed_figures(section: str, built: Part, figures: Part) -> dict[str, str]:
    """Of the figures those that a person changed: what is the same as it was built stays the paper's.

    A form sends both figures of a row. One that was left alone follows the papers in every later build.

    Args:
        section: one of FIGURES.
        built: the row as it was built when the figures were saved.
        figures: decimals as the person gave them, by side.
    """
    return {
        side: str(figures[side])
        for side in FIGURES[section]
        if side in figures and not _same(figures[side], built.get(side))
    }


def task_of(part: Part) -> dict[str, str]:
    """Who does an action and by when, empty where no paper says; what a correction of its words leaves as it is."""
    return {name: " ".join(str(part.get(name) or "").split()) for name in TASK}


def _same(figure: object, other: object) -> bool:
    value = decimal_of(figure)
    return figure == other if value is None else value == decimal_of(other)


def _met(row: Part) -> bool | None:
    target, actual = decimal_of(row.get("target")), decimal_of(row.get("actual"))
    if target is None or actual is None:
        return None
    return actual <= target if row.get("direction") == "lower" else actual >= target


def as_built(section: str, part: Part) -> dict[str, Any]:
    """The figures of a row as they were built: what taking a correction back returns to."""
    names = [*FIGURES[section]]
    if section == "metrics":
        names += [*(f"{side}_written" for side in FIGURES[section]), "computed", "met"]
    return {name: part.get(name) for name in names}


def in_words(section: str, built: Part) -> str:
    """The two figures as they were, for a person to read: 5,000 / 5,312."""
    told = (built.get(f"{side}_written") or built.get(side) or "–" for side in FIGURES[section])
    return " / ".join(map(str, told))
