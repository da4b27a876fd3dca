"""Metrics of two figures parted by a stroke: what came / what was aimed at, or as a label orders them."""

from __future__ import annotations

import re

from archive.review.reading import vocabulary as words
from archive.review.reading.figure_roles import FigureRole, Told
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.results.figure_pairs import are_comparable
from archive.review.results.prose_metric import ProseMetric

_STROKE = re.compile(
    r"^(?P<name>[^\d]{2,40}?)\s*(?:[:：–—]|"
    r"\s-)\s*(?P<actual>[^\d/／]{0,4}\d[^/／]{0,14}?)\s*[/／]\s*(?P<target>[^\d/／]{0,4}\d[^/／]{0,14})$"
)


def metric_with_stroke(clause: Passage) -> ProseMetric | None:
    """Vouchers redeemed – 2,905 / 3,500: under a heading of results, and only with a round target."""
    match = None if order_said(clause) else _STROKE.match(clause.text)
    if match is None or not any(words.GOALS.within(heading) for heading in clause.trail[-1:]):
        return None
    figures = find_quantities(clause.text)
    if len(figures) != 2 or figures[0].is_rate != figures[1].is_rate:
        return None
    actual, target = figures
    told = Told(actual, FigureRole.OPEN)
    if not are_comparable(target, told) or _roundness(target) <= _roundness(actual):
        return None
    return ProseMetric(match["name"].strip(), target, actual, clause.evidence)


_BOTH_SIDES = re.compile(r"^[^\d:：]{4,40}[:：]")
_TWO = re.compile(
    r"^(?P<name>[^\d]{2,40}?)[\s:：]+(?P<one>[^\d/／]{0,4}\d[^/／;；]{0,14}?)\s*[/／|→]\s*(?P<two>[^\d/／]{0,4}\d[^/／;；]{0,14})$"
)


def order_said(clause: Passage) -> tuple[str, str] | None:
    """The two sides in the order a label or the heading above gives: Target vs actual: …, KPI（目標／實際）."""
    whole = "".join(clause.source.segments[clause.ordinal].text.split("\n")[:1])
    label = _BOTH_SIDES.match(whole)
    for text in (label.group() if label else "", clause.trail[-1] if clause.trail else ""):
        planned, actual = words.PLANNED.search(text), words.ACTUAL.search(text)
        if planned and actual and planned.span() != actual.span():
            return (
                ("target", "actual") if planned.start() < actual.start() else ("actual", "target")
            )
    return None


def metric_in_order(clause: Passage, order: tuple[str, str]) -> ProseMetric | None:
    """Downloads 40k / 43.5k, where it was said which of the two comes first."""
    label = _BOTH_SIDES.match(clause.text)
    text = clause.text[label.end() :].strip() if label else clause.text
    match = _TWO.match(text.rstrip(". "))
    figures = [q for side in ("one", "two") for q in find_quantities(match[side])] if match else []
    if match is None or len(figures) != 2 or figures[0].is_rate != figures[1].is_rate:
        return None
    sides = dict(zip(order, figures, strict=True))
    return ProseMetric(
        match["name"].strip(" :："), sides["target"], sides["actual"], clause.evidence
    )


def _roundness(figure: Quantity) -> int:
    plain = re.sub(r"\D", "", figure.written)
    return len(plain) - len(plain.rstrip("0"))
