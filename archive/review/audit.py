"""The audit of a project in three parts: finance, compliance, efficiency.

Nothing is read anew: every point is composed of what the review holds already, as its reader sees it,
and carries the citations of the parts it rests on. A point that nothing can be said of says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from archive.domain.messages import Message
from archive.review.figures import days_late, decimal_of, grouped, variance
from archive.review.parts import Part, part_in, parts_in
from archive.wording import say

OK, ATTENTION, UNKNOWN = "ok", "attention", "unknown"
VERDICTS = (OK, ATTENTION, UNKNOWN)
PARTS = ("finance", "compliance", "efficiency")
_MONEY_CLASHES = frozenset({"cost", "contract_amount", "invoice", "sum"})
_MOST_NAMES = 5

Point = tuple[str, Message, Sequence[Part], bool]
"""Verdict, what it says, the parts it rests on, and whether a figure in it was computed here."""


def audit_of(content: Part, language: str) -> dict[str, list[dict[str, Any]]]:
    """The three parts, each a list of points in the project's language.

    Args:
        content: a review that is limited to its reader already.
        language: of the sentences.
    """
    parts = (_finance, _compliance, _efficiency)
    return {
        name: [_told(point, language) for point in points(content)]
        for name, points in zip(PARTS, parts, strict=True)
    }


def _told(point: Point, language: str) -> dict[str, Any]:
    verdict, message, rests_on, computed = point
    return {
        "text": say(language, message),
        "verdict": verdict,
        "computed": computed,
        "citations": _citations(rests_on),
    }


def _citations(parts: Iterable[Part]) -> list[Part]:
    """The citations of all the parts, each place once."""
    found: dict[tuple[str, ...], Part] = {}
    for part in parts:
        for citation in parts_in(part.get("citations")):
            place = tuple(str(citation.get(k)) for k in ("document", "segment", "start", "end"))
            found.setdefault((*place, str(citation.get("quote"))), citation)
    return list(found.values())


def _names(parts: Iterable[Part], key: str) -> tuple[str, ...]:
    """What they are called; many are cut short with an ellipsis."""
    names = [str(part.get(key) or "") for part in parts]
    known = [name for name in dict.fromkeys(names) if name]
    return (*known[:_MOST_NAMES], *(("…",) if len(known) > _MOST_NAMES else ()))


# ------------------------------------------------------------------ finance
def _finance(content: Part) -> Iterator[Point]:
    cost = part_in(content.get("cost"))
    yield _budget(cost)
    yield from _lines(cost)
    yield from _outstanding(cost)
    clashes = [
        c for c in parts_in(content.get("inconsistencies")) if c.get("kind") in _MONEY_CLASHES
    ]
    open_ones = [clash for clash in clashes if "decided" not in clash]
    if open_ones:
        values = [value for clash in open_ones for value in parts_in(clash.get("values"))]
        what = {"n": len(open_ones), "names": _names(open_ones, "subject")}
        yield ATTENTION, Message("audit.money_clashes", what), values, False


def _budget(cost: Part) -> Point:
    """Cost against budget; what was summed and the difference are computed from cited figures."""
    budget, actual = cost.get("budget_total"), cost.get("actual_total")
    currency = f"{cost['currency']} " if cost.get("currency") else ""
    told = {"budget": f"{currency}{grouped(budget)}", "actual": f"{currency}{grouped(actual)}"}
    gap = variance(budget, actual)
    if gap is None:
        known = "budget" if budget is not None else "actual" if actual is not None else "no"
        return UNKNOWN, Message(f"audit.cost_{known}_only", told), [cost], False
    told["gap"] = f"{currency}{grouped(abs(gap.value))}"
    key = "over" if gap.value > 0 else "under" if gap.value < 0 else "even"
    return ATTENTION if gap.value > 0 else OK, Message(f"audit.cost_{key}", told), [cost], True


def _lines(cost: Part) -> Iterator[Point]:
    compared = []
    for line in parts_in(cost.get("lines")):
        gap = variance(line.get("budget"), line.get("actual"))
        if gap is not None and not line.get("budget_currency"):
            compared.append((line, gap.value))
    over = [line for line, gap in compared if gap > 0]
    if over:
        what = {"n": len(over), "all": len(compared), "names": _names(over, "item")}
        yield ATTENTION, Message("audit.lines_over", what), over, True
    elif compared:
        lines = [line for line, _ in compared]
        yield OK, Message("audit.lines_within", {"all": len(lines)}), lines, True


def _outstanding(cost: Part) -> Iterator[Point]:
    owed = parts_in(cost.get("outstanding"))
    for direction in ("receivable", "payable"):
        some = [
            o for o in owed if (o.get("direction") == "receivable") == (direction == "receivable")
        ]
        sums: dict[str, Decimal] = {}
        for one in some:
            currency = str(one.get("currency") or cost.get("currency") or "")
            amount = decimal_of(one.get("amount")) or Decimal(0)
            sums[currency] = sums.get(currency, Decimal(0)) + amount
        if some:
            amounts = tuple(f"{key} {grouped(str(value))}".strip() for key, value in sums.items())
            what = {"amounts": amounts, "n": len(some), "names": _names(some, "party")}
            yield ATTENTION, Message(f"audit.open_{direction}", what), some, len(some) > 1
    if not owed:
        yield UNKNOWN, Message("audit.open_none"), (), False


# ------------------------------------------------------------------ compliance
def _compliance(content: Part) -> Iterator[Point]:
    contracts = parts_in(content.get("contracts"))
    yield from _obligations(contracts)
    unsigned = [c for c in contracts if not c.get("signed_on")]
    if unsigned:
        names = {str(s.get("document")): s.get("name") for s in parts_in(content.get("sources"))}
        called = [{"name": names.get(str(c.get("document")))} for c in unsigned]
        what = {"names": _names(called, "name")}
        yield UNKNOWN, Message("audit.no_signing_day", what), unsigned, False
    yield from _papers(parts_in(content.get("missing")))
    yield _personal(parts_in(content.get("sensitive")))


def _obligations(contracts: Sequence[Part]) -> Iterator[Point]:
    owed = [o for contract in contracts for o in parts_in(contract.get("obligations"))]
    for met, verdict in ((False, ATTENTION), (None, UNKNOWN), (True, OK)):
        some = [o for o in owed if o.get("met") is met]
        if some:
            key = {False: "short", None: "unproved", True: "met"}[met]
            what = {"n": len(some), "all": len(owed), "names": _names(some, "text")}
            yield verdict, Message(f"audit.obligations_{key}", what), some, False
    if not owed:
        yield UNKNOWN, Message("audit.obligations_none"), contracts, False


def _papers(missing: Sequence[Part]) -> Iterator[Point]:
    """Papers of the close that are not filed, and papers that others ask for."""
    waived = [gap for gap in missing if gap.get("waived")]
    lacking = [gap for gap in missing if not gap.get("waived")]
    required = [gap for gap in lacking if not gap.get("citations")]
    asked = [gap for gap in lacking if gap.get("citations")]
    if required:
        labels = tuple(Message(f"review.class_{gap.get('class')}") for gap in required)
        what = {"n": len(required), "names": labels}
        yield ATTENTION, Message("audit.papers_required", what), (), False
    if asked:
        named = [gap.get("name") or Message(f"review.class_{gap.get('class')}") for gap in asked]
        once = tuple(name for place, name in enumerate(named) if name not in named[:place])
        what = {"n": len(asked), "names": once}
        yield ATTENTION, Message("audit.papers_asked", what), asked, False
    if waived:
        labels = tuple(Message(f"review.class_{gap.get('class')}") for gap in waived)
        yield OK, Message("audit.papers_waived", {"n": len(waived), "names": labels}), (), False
    if not missing:
        yield OK, Message("audit.papers_complete"), (), False


def _personal(sensitive: Sequence[Part]) -> Point:
    """Which documents hold personal data, by number: the page lists them one by one."""
    documents = {str(found.get("document")) for found in sensitive}
    if not documents:
        return UNKNOWN, Message("audit.personal_none"), (), False
    kinds = sorted({str(found.get("kind")) for found in sensitive})
    labels = tuple(Message(f"ui.sensitive_{kind}") for kind in kinds)
    what = {"n": len(documents), "kinds": labels}
    return ATTENTION, Message("audit.personal_found", what), (), True


# ------------------------------------------------------------------ efficiency
def _efficiency(content: Part) -> Iterator[Point]:
    yield _milestones(parts_in(content.get("milestones")))
    judged = [m for m in parts_in(content.get("metrics")) if isinstance(m.get("met"), bool)]
    missed = [m for m in judged if m["met"] is False]
    if judged:
        what = {"n": len(judged) - len(missed), "all": len(judged), "names": _names(missed, "name")}
        key = "targets_missed" if missed else "targets_met"
        yield ATTENTION if missed else OK, Message(f"audit.{key}", what), missed or judged, True
    yield _actions(parts_in(content.get("actions")))


def _milestones(milestones: Sequence[Part]) -> Point:
    known = [(m, days_late(m.get("planned"), m.get("actual"))) for m in milestones]
    both = [(m, days) for m, days in known if days is not None]
    if not both:
        return UNKNOWN, Message("audit.milestones_none"), milestones, False
    late = [(m, days) for m, days in both if days > 0]
    if not late:
        on_time = [m for m, _ in both]
        return OK, Message("audit.milestones_on_time", {"all": len(both)}), on_time, True
    latest, most = max(late, key=lambda pair: pair[1])
    what = {"n": len(late), "all": len(both), "days": most, "name": str(latest.get("name") or "")}
    return ATTENTION, Message("audit.milestones_late", what), [m for m, _ in late], True


def _actions(actions: Sequence[Part]) -> Point:
    if not actions:
        return UNKNOWN, Message("audit.actions_none"), (), False
    loose = [a for a in actions if not (a.get("owner") and a.get("due"))]
    what = {"n": len(loose), "all": len(actions), "names": _names(loose, "text")}
    if loose:
        return ATTENTION, Message("audit.actions_loose", what), loose, True
    return OK, Message("audit.actions_owned", what), actions, True
