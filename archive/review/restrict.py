"""A review as one reader may see it: never wider than the documents that reader sees.

A part of the review stays only when every document it cites is visible, a total only when every
input of it is. What the reader may not see leaves no trace: no name, no quote, no count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archive.review.parts import part_in, parts_in
from archive.review.reading.citations import documents_of

Visible = Callable[[str], bool]

_LISTS = (
    "background", "milestones", "metrics", "decisions", "successes", "shortcomings", "lessons", "actions",
)  # fmt: skip


def restrict(
    review: Mapping[str, Any], visible: Visible, known: Visible | None = None
) -> dict[str, Any]:
    """The same review with only what this reader may see.

    Args:
        review: what `build` answered.
        visible: whether the reader sees the document with that id.
        known: the same, and of one that was withdrawn whether the reader could; what was set aside may have
            rested on those.
    """
    content: dict[str, Any] = {
        key: [dict(s) for s in parts_in(review.get(key)) if visible(str(s.get("document")))]
        for key in ("sources", "unread")
    }
    for key in _LISTS:
        content[key] = _seen(review.get(key), visible)
    content["cost"] = _cost(part_in(review.get("cost")), visible)
    content["contracts"] = [
        _contract(c, visible)
        for c in parts_in(review.get("contracts"))
        if visible(str(c.get("document")))
    ]
    content["satisfaction"] = _satisfaction(part_in(review.get("satisfaction")), visible)
    content["inconsistencies"] = [
        dict(clash)
        for clash in parts_in(review.get("inconsistencies"))
        if all(_is_seen(value, visible) for value in parts_in(clash.get("values")))
    ]
    content["missing"] = _missing(review, content["sources"], visible)
    content["set_aside"] = [
        dict(part)
        for part in parts_in(review.get("set_aside"))
        if part.get("documents") and all(map(known or visible, part["documents"]))
    ]
    return {key: content[key] for key in review if key in content}


def _missing(
    review: Mapping[str, Any], sources: list[dict[str, Any]], visible: Visible
) -> list[dict[str, Any]]:
    """Gaps that visible papers tell of, and classes of which this reader sees no document.

    Hidden and absent are one answer: a required class whose documents are all hidden is missing to
    this reader, or the list would tell by its silence that one is there.
    """
    told = [
        dict(gap) for gap in parts_in(review.get("missing")) if _is_seen(gap, visible, bare=True)
    ]
    if "required" not in review:
        return told
    told = [gap for gap in told if gap.get("citations")]
    seen, listed = {s.get("class") for s in sources}, {gap.get("class") for gap in told}
    for required in parts_in(review.get("required")):
        key = required.get("class")
        if key not in listed and seen.isdisjoint(required.get("any_of", ())):
            said = {name: required[name] for name in ("why", "severity") if name in required}
            told.append({"class": key, "name": "", **said, "citations": []})
    return told


def _is_seen(part: Mapping[str, Any], visible: Visible, *, bare: bool = False) -> bool:
    """Every citation leads to a visible document; a part without any is seen only if `bare`."""
    citations = parts_in(part.get("citations"))
    if not citations:
        return bare
    return all(map(visible, documents_of(citations)))


def _seen(parts: object, visible: Visible) -> list[dict[str, Any]]:
    return [dict(part) for part in parts_in(parts) if _is_seen(part, visible)]


def _cost(cost: Mapping[str, Any], visible: Visible) -> dict[str, Any]:
    """Totals rest on their own citations and on every line; they go together or not at all."""
    lines, outstanding = parts_in(cost.get("lines")), parts_in(cost.get("outstanding"))
    shown = dict(cost)
    shown["lines"] = _seen(lines, visible)
    shown["outstanding"] = _seen(outstanding, visible)
    whole = _is_seen(cost, visible) and len(shown["lines"]) == len(lines)
    if not whole:
        shown |= {"budget_total": None, "actual_total": None, "computed": [], "citations": []}
        shown.pop("budget_currency", None)
    if not (whole or shown["lines"] or shown["outstanding"]):
        shown["currency"] = None
    return shown


def _contract(contract: Mapping[str, Any], visible: Visible) -> dict[str, Any]:
    shown = dict(contract)
    shown["payment_terms"] = _seen(contract.get("payment_terms"), visible)
    shown["obligations"] = _seen(contract.get("obligations"), visible)
    return shown


def _satisfaction(satisfaction: Mapping[str, Any], visible: Visible) -> dict[str, Any]:
    shown = dict(satisfaction)
    shown["quotes"] = _seen(satisfaction.get("quotes"), visible)
    if not _is_seen(satisfaction, visible):
        shown |= {"scale": None, "mean": None, "responses": None, "citations": []}
    return shown
