"""The parts of a review as JSON: the shapes of docs/interface.md, money and figures as decimal strings.

Personal numbers (cards, identity, telephone) are never carried into a review: a quote is cut around
them, a text has an ellipsis in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from archive.review.client.satisfaction import Satisfaction
from archive.review.contracts.contract import Contract
from archive.review.contracts.contract_scope import Obligation
from archive.review.contracts.contract_terms import Term
from archive.review.contracts.delivery import Delivery
from archive.review.figures import days_late
from archive.review.lessons.action_tables import Action
from archive.review.lessons.advice import Advice
from archive.review.lessons.decisions import Decision
from archive.review.money.cost import Cost, Total
from archive.review.money.cost_rows import CostLine
from archive.review.money.currencies import differ
from archive.review.money.open_rows import Outstanding
from archive.review.reading.citations import Evidence, Json, cite
from archive.review.reading.names import core
from archive.review.reading.quantities import Quantity, money_text, number_text
from archive.review.results.metric import Metric
from archive.review.results.milestones import Milestone
from archive.understanding.sensitive import find_sensitive

Deliveries = dict[str, list[Delivery]]


def discreet(text: str) -> str:
    """The text with an ellipsis for every personal number in it."""
    for sighting in reversed(find_sensitive(text)):
        text = f"{text[: sighting.start]}…{text[sighting.end :]}"
    return text


def statement(text: str, *evidence: Evidence) -> Json:
    """A sentence with what it rests on."""
    return {"text": discreet(text), "citations": cite(*evidence)}


def milestone_part(milestone: Milestone) -> Json:
    """One milestone; `late` is None when either day is not known, `days_late` is computed."""
    planned = milestone.planned.value if milestone.planned else None
    actual = milestone.actual.value if milestone.actual else None
    return {
        "name": milestone.name,
        "planned": planned,
        "actual": actual,
        "late": milestone.late,
        "days_late": days_late(planned, actual),
        "note": discreet(milestone.note),
        "citations": cite(*milestone.evidence),
    }


def metric_part(metric: Metric) -> Json:
    """One metric, its figures in base units and as the document writes them."""
    return {
        "name": metric.name,
        "target": _figure(metric.target),
        "actual": _figure(metric.actual),
        "target_written": metric.target.written if metric.target else None,
        "actual_written": metric.actual.written if metric.actual else None,
        "unit": metric.unit,
        "direction": "lower" if metric.lower_is_better else "higher",
        "met": metric.met,
        "computed": [metric.computed] if metric.computed else [],
        "citations": cite(*metric.evidence),
    }


def short_delivery_part(obligation: Obligation, best: Delivery) -> Json:
    """A promised quantity that was not reached, as a metric."""
    return {
        "name": _name(obligation, [best]),
        "target": number_text(obligation.quantity),
        "actual": number_text(best.value),
        "target_written": f"{number_text(obligation.quantity)}{obligation.unit}",
        "actual_written": best.written,
        "unit": obligation.unit,
        "direction": "higher",
        "met": False,
        "computed": ["actual"] if best.computed else [],
        "citations": cite(obligation.evidence, best.evidence),
    }


def _figure(quantity: Quantity | None) -> str | None:
    return number_text(quantity.value) if quantity else None


def _money(value: Decimal | None) -> str | None:
    return money_text(value) if value is not None else None


# ------------------------------------------------------------------ contracts
def contract_part(contract: Contract, deliveries: Deliveries) -> Json:
    """One contract; `citations` are those of parties, price and signing."""
    price, signed = contract.price, contract.signed
    evidence = [party.evidence for party in contract.parties]
    evidence += [price.evidence] if price else []
    evidence += [signed.evidence] if signed else []
    return {
        "document": contract.paper.source.document,
        "parties": [party.name for party in contract.parties],
        "amount": money_text(price.value) if price else None,
        "currency": price.currency if price else None,
        "signed_on": signed.day if signed else None,
        "payment_terms": [_term(term) for term in contract.terms],
        "obligations": [_obligation(o, deliveries[o.name]) for o in contract.obligations],
        "citations": cite(*evidence),
    }


def _term(term: Term) -> Json:
    return {
        "text": discreet(term.text),
        "percent": number_text(term.percent) if term.percent is not None else None,
        "amount": _money(term.amount),
        "citations": cite(term.evidence),
    }


def _obligation(obligation: Obligation, found: Sequence[Delivery]) -> Json:
    best = found[0] if found else None
    return {
        "text": _name(obligation, found),
        "promised": number_text(obligation.quantity),
        "delivered": number_text(best.value) if best else None,
        "unit": obligation.unit,
        "due": obligation.due,
        "met": best.value >= obligation.quantity if best else None,
        "citations": cite(obligation.evidence, *([best.evidence] if best else [])),
    }


def _name(obligation: Obligation, found: Sequence[Delivery]) -> str:
    """The contract's name; a scan may misread characters, so another paper's spelling goes first."""
    same = (d.name for d in found if d.name and core(d.name) == core(obligation.name))
    return next(same, obligation.name)


# ------------------------------------------------------------------ money
def cost_part(
    cost: Cost, budget: Total | None, outstanding: Sequence[Outstanding], currency: str | None
) -> Json:
    """Budget and actual; `computed` names the totals that were summed here from cited lines."""
    totals = {"budget_total": budget, "actual_total": cost.actual}
    return {
        "currency": currency,
        **{key: _money(total.value if total else None) for key, total in totals.items()},
        **_apart(budget, cost.actual, currency),
        "computed": [key for key, total in totals.items() if total and total.computed],
        "lines": [
            {
                "item": line.item,
                "budget": _money(line.budget),
                "actual": _money(line.actual),
                "note": discreet(line.note),
                **_own_currency(line, currency),
                "citations": cite(*line.evidence),
            }
            for line in cost.lines
        ],
        "outstanding": [
            {
                "party": item.party,
                "amount": money_text(item.amount),
                "direction": item.direction,
                "reason": discreet(item.reason),
                **({"computed": ["amount"]} if item.computed else {}),
                **_own_currency(item, currency),
                "citations": cite(*item.evidence),
            }
            for item in outstanding
        ],
        "citations": cite(*(e for total in totals.values() if total for e in total.evidence)),
    }


def _apart(budget: Total | None, actual: Total | None, usual: str | None) -> Json:
    """The currency of a budget that is not in that of what was spent: the two have no difference."""
    own = budget.currency if budget else None
    other = (actual.currency if actual else None) or usual
    return {"budget_currency": own} if differ(own, other) else {}


def _own_currency(part: CostLine | Outstanding, usual: str | None) -> Json:
    """The currency of a part that is not in the usual one; a budget may be in another than its actual."""
    found = {"currency": part.currency} if part.currency and part.currency != usual else {}
    if isinstance(part, CostLine) and part.budget_currency:
        found["budget_currency"] = part.budget_currency
    return dict(found)


# ------------------------------------------------------------------ people
def satisfaction_part(found: Satisfaction) -> Json:
    """Score, answers and the client's words; `citations` are those of the figures."""
    mean, answers = found.mean, found.responses
    evidence = [mean.evidence] if mean else []
    evidence += [found.scale_evidence] if found.scale_evidence else []
    evidence += [answers.evidence] if answers else []
    return {
        "scale": found.scale,
        "mean": number_text(mean.value) if mean else None,
        "computed": ["mean"] if mean and mean.computed else [],
        "responses": answers.value if answers else None,
        "quotes": [
            {"text": discreet(q.text), "sentiment": q.tone, "citations": cite(q.evidence)}
            for q in found.quotes
        ],
        "citations": cite(*evidence),
    }


def action_part(action: Action) -> Json:
    """One improvement action; what the paper does not say is empty or None."""
    return {
        "text": discreet(action.text),
        "owner": action.owner,
        "due": action.due,
        "citations": cite(action.evidence),
    }


def decision_part(decision: Decision) -> Json:
    """One decision: the day of its meeting, who decided where the paper names them, and which meeting."""
    return {
        "text": discreet(decision.text),
        "decided_on": decision.day,
        "by": discreet(decision.by),
        "meeting": discreet(decision.meeting),
        "citations": cite(decision.evidence),
    }


def advice_part(advice: Advice) -> Json:
    """One piece of advice, with the cause it rests on where the paper tells one."""
    return {
        "text": discreet(advice.text),
        "cause": discreet(advice.cause),
        "citations": cite(advice.evidence),
    }
