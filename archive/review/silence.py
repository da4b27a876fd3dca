"""Where a review is silent: its empty sections, and which kinds of papers would fill them.

Told from a review that is already limited to its reader: what is hidden is as silent as what is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "background": ("brief", "plan", "proposal", "final_report"),
    "milestones": ("schedule", "plan", "final_report"),
    "metrics": ("final_report", "data_report"),
    "cost": ("settlement", "quotation", "invoice"),
    "contracts": ("contract",),
    "satisfaction": ("survey", "feedback"),
    "decisions": ("minutes",),
    "successes": ("retrospective", "final_report"),
    "shortcomings": ("retrospective", "final_report"),
    "lessons": ("retrospective", "final_report"),
    "actions": ("retrospective", "actions", "minutes"),
}
"""Section -> the classes of papers that tell of it, the likeliest first; in the order of the review."""

_FIGURES = {
    "cost": ("lines", "outstanding", "budget_total", "actual_total"),
    "satisfaction": ("mean", "responses", "quotes"),
}
_OF_CONTRACTS = ("amount", "parties", "signed_on", "payment_terms", "obligations")


def silent_sections(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every empty section with the classes that would tell of it, and which of those are filed."""
    filed = {str(source.get("class")) for source in content.get("sources") or ()}
    return [
        {
            "section": section,
            "classes": list(classes),
            "filed": [key for key in classes if key in filed],
        }
        for section, classes in TOLD_BY.items()
        if _is_empty(section, content.get(section))
    ]


def _is_empty(section: str, part: object) -> bool:
    if section in _FIGURES and isinstance(part, Mapping):
        return all(part.get(name) in (None, [], ()) for name in _FIGURES[section])
    if section == "contracts" and isinstance(part, list | tuple):
        return not any(contract.get(name) for contract in part for name in _OF_CONTRACTS)
    return not part


def statements_in(content: Mapping[str, Any]) -> int:
    """How many things a review says with a source; the audit says them once more."""
    return sum(_cited(part) for key, part in content.items() if key != "audit")


def _cited(node: object) -> int:
    if isinstance(node, Mapping):
        inner = sum(_cited(part) for key, part in node.items() if key != "citations")
        return inner + bool(node.get("citations"))
    return sum(map(_cited, node)) if isinstance(node, list | tuple) else 0
