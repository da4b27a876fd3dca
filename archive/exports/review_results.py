"""The tables of a review's Word file: milestones, metrics and cost, with their charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.exports.review_charts import achieved_chart, cost_chart, draw
from archive.exports.review_writer import Writer
from archive.review.figures import achieved, days_late, grouped, variance
from archive.review.parts import Part, part_in, parts_in


def write_milestones(w: Writer, review: Mapping[str, Any]) -> None:
    """Each with its days and the delay, or what the paper says instead."""
    w.heading("milestones")
    rows = []
    for part in parts_in(review.get("milestones")):
        planned, actual = part.get("planned"), part.get("actual")
        rows.append(
            [
                str(part.get("name", "")),
                w.words.day(planned),
                w.words.day(actual),
                _outcome(w, part),
                w.marks(part),
            ]
        )
    head = w.head("milestone", "planned", "actual", "difference", "source")
    w.table(head, rows, (5.2, 3, 3, 3.4, 2))


def _outcome(w: Writer, part: Part) -> str:
    """The delay, and beside a late or missing day what the paper says of it."""
    note = str(part.get("note") or "")
    if part.get("actual") is None and note:
        return note
    return f"{_delay(w, part)}\n{note}" if note and part.get("late") is True else _delay(w, part)


def _delay(w: Writer, part: Part) -> str:
    days = days_late(part.get("planned"), part.get("actual"))
    if days is None:
        return w.words("late") if part.get("late") is True else w.words("not_known")
    if days == 0:
        return w.words("on_time")
    return w.words("late_days", days=days) if days > 0 else w.words("early_days", days=-days)


def write_metrics(w: Writer, review: Mapping[str, Any]) -> None:
    """Each with its target, and the chart of what was achieved."""
    w.heading("metrics")
    rows = []
    for part in parts_in(review.get("metrics")):
        share = achieved(part)
        rows.append(
            [
                _named(w, part, "name"),
                w.words.figure(part, "target"),
                w.words.figure(part, "actual"),
                f"{share.value}%" if share else "–",
                w.words.verdict(part.get("met")),
                w.marks(part),
            ]
        )
    head = w.head("metric", "target", "actual", "achieved", "result", "source")
    w.table(head, rows, (4.2, 2.6, 2.6, 2.9, 2.3, 2), right=(1, 2, 3))
    draw(w.pages, achieved_chart(w.words, parts_in(review.get("metrics"))))


def write_cost(w: Writer, review: Mapping[str, Any]) -> None:
    """The lines and their sum, the chart, and what is still to be paid."""
    w.heading("cost")
    cost = part_in(review.get("cost"))
    rows = [
        [
            _named(w, line, "item"),
            w.words.money(line.get("budget"), line.get("budget_currency") or line.get("currency")),
            w.words.money(line.get("actual"), line.get("currency")),
            "–"
            if line.get("budget_currency")
            else _difference(line.get("budget"), line.get("actual")),
            w.marks(line),
        ]
        for line in parts_in(cost.get("lines"))
    ]
    totals = cost.get("budget_total"), cost.get("actual_total")
    if any(totals):
        label = w.words("total_computed" if cost.get("computed") else "total")
        apart = cost.get("budget_currency")
        rows.append(
            [
                label,
                w.words.money(totals[0], apart),
                w.words.money(totals[1], cost.get("currency") if apart else None),
                "–" if apart else _difference(*totals),
                w.marks(cost),
            ]
        )
    if cost.get("currency"):
        w.pages.note(w.words("cost_currency", currency=str(cost["currency"])))
    head = w.head("item", "budget", "actual", "difference", "source")
    w.table(head, rows, (5.2, 3.1, 3.1, 3.2, 2), right=(1, 2, 3), bold_last=any(totals))
    draw(w.pages, cost_chart(w.words, parts_in(cost.get("lines"))))
    _outstanding(w, cost)


def _named(w: Writer, row: Part, key: str) -> str:
    """The name of a row, and who corrected or added its figures."""
    name = str(row.get(key, ""))
    if not row.get("edited_by"):
        return name
    return f"{name}\n{w.words('figures_by', name=row['edited_by'])}"


def _difference(budget: object, actual: object) -> str:
    found = variance(budget, actual)
    return "–" if found is None else f"{'+' if found.value > 0 else ''}{grouped(str(found.value))}"


def _outstanding(w: Writer, cost: Part) -> None:
    found = parts_in(cost.get("outstanding"))
    if not found:
        return
    w.pages.heading(w.words("heading_outstanding"), 2)
    rows = [
        [
            str(part.get("party") or w.words("not_found")),
            w.words("receivable" if part.get("direction") == "receivable" else "payable"),
            w.words.money(part.get("amount"), part.get("currency")),
            w.marks(part),
        ]
        for part in found
    ]
    w.table(w.head("party", "direction", "amount", "source"), rows, (7, 3.6, 4, 2), right=(2,))
