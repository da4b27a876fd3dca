"""The project review, composed from the facts of its documents. Pure and deterministic.

`build` answers the content of the review as docs/interface.md describes it, without its state. Beyond the
agreed keys a part may say more: figures as the document writes them, `computed` where a total was
summed here from cited lines, for each citation the segment and offsets of its quote, and `required`,
from which `restrict` says what is missing as one reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.background import background_of
from archive.review.client.satisfaction import satisfaction_of
from archive.review.content import (
    Deliveries,
    action_part,
    advice_part,
    contract_part,
    cost_part,
    decision_part,
    metric_part,
    milestone_part,
    satisfaction_part,
    short_delivery_part,
    statement,
)
from archive.review.contracts.contract import Contract
from archive.review.contracts.contract_scope import Obligation
from archive.review.contracts.contracts import contracts_of, with_the_client
from archive.review.contracts.deliveries import deliveries_of
from archive.review.contracts.delivery import Delivery, Promised
from archive.review.contracts.sanctions import sanctioned
from archive.review.differences.claims import Claim
from archive.review.differences.contradictions import Known, contradictions_in
from archive.review.findings import (
    clash_part,
    document_names,
    gap_part,
    requirement_part,
    shortcoming_part,
)
from archive.review.gaps.gaps import gaps_in, requirements_of
from archive.review.gaps.series import is_report_series
from archive.review.lessons.actions import actions_of
from archive.review.lessons.advice import advice_of
from archive.review.lessons.decisions import decisions_of
from archive.review.lessons.lessons import lessons_of
from archive.review.lessons.untold import Untold
from archive.review.money.cost import Cost, Total, cost_of
from archive.review.money.currencies import is_one
from archive.review.money.open_rows import Outstanding
from archive.review.money.outstanding import outstanding_of
from archive.review.papers.papers import Papers, sort_papers
from archive.review.reading.citations import Json, verified
from archive.review.reading.names import core, likeness, same_thing
from archive.review.reading.quantities import number_text
from archive.review.reading.sources import ReviewedProject, Source
from archive.review.reading.unread import unread_in
from archive.review.results.metric import Metric
from archive.review.results.metrics import metrics_of, without_whole_cost
from archive.review.results.milestones import milestones_of


def build(project: ReviewedProject, sources: Sequence[Source]) -> dict[str, object]:
    """The content of the project's review.

    The order of `sources` does not matter. What the sources do not say is empty, None, or listed
    under `missing`; nothing is made up, and no document is so odd that this raises.
    """
    papers = sort_papers(project, sources)
    contracts = contracts_of(papers)
    deliveries = [_delivered(contract, papers) for contract in contracts]
    cost = cost_of(papers, _prices(contracts))
    owed = [(o.name, o.quantity) for contract in contracts for o in contract.obligations]
    metrics = without_whole_cost(
        metrics_of(papers, owed), *map(_amount_of, (cost.budget, cost.actual))
    )
    milestones, satisfaction = milestones_of(papers), satisfaction_of(papers)
    (good, bad), actions = lessons_of(papers), actions_of(papers)
    told = [(lesson.text, lesson.evidence) for lesson in (*good, *bad)]
    untold = Untold((*told, *((action.text, action.evidence) for action in actions)))
    decisions, advice = decisions_of(papers, untold), advice_of(papers, untold)
    promised = tuple(_promised(contracts, deliveries))
    known = Known(metrics, cost, milestones, contracts, promised, satisfaction)
    said = {name: found[0] for per in deliveries for name, found in per.items() if found}
    names, language = document_names(papers), project.language
    content: Json = {
        "sources": [
            {"document": p.source.document, "name": p.source.name, "class": p.source.class_key}
            for p in {p.source.document: p for p in papers}.values()
        ],
        "unread": unread_in(sources),
        "background": [statement(told.text, told.evidence) for told in background_of(papers)],
        "milestones": [milestone_part(m) for m in milestones],
        "metrics": [*map(metric_part, metrics), *_short(metrics, contracts, deliveries)],
        "cost": _cost(papers, cost, contracts),
        "contracts": [contract_part(c, d) for c, d in zip(contracts, deliveries, strict=True)],
        "satisfaction": satisfaction_part(satisfaction),
        "successes": [statement(lesson.text, lesson.evidence) for lesson in good],
        "shortcomings": [shortcoming_part(lesson, language) for lesson in bad],
        "decisions": [decision_part(decision) for decision in decisions],
        "lessons": [advice_part(one) for one in advice],
        "actions": [action_part(action) for action in actions],
        "inconsistencies": [
            clash_part(c, names, language) for c in contradictions_in(papers, known)
        ],
        "missing": [gap_part(gap, names, language) for gap in gaps_in(papers, contracts, said)],
        "required": [requirement_part(r, language) for r in requirements_of(papers)],
    }
    return verified(content, sources)


# ------------------------------------------------------------------ contracts and their quantities
def _delivered(contract: Contract, papers: Papers) -> Deliveries:
    wanted = [Promised(o.name, o.quantity, o.unit, o.counted_by) for o in contract.obligations]
    found = deliveries_of(wanted, papers)
    return {o.name: _one_of_each_paper(found[o.name], o.quantity) for o in contract.obligations}


def _one_of_each_paper(found: Sequence[Delivery], promised: Decimal) -> list[Delivery]:
    """A paper speaks once: with what it says first, unless that is a bare number and a count comes later.

    Further figures are of a neighbour in its list (4 TV spots, 8 radio spots); the bare number of
    "drop 2 in homes" is none of a count where the paper also says "3 drops".
    """
    kept: dict[str, Delivery] = {}
    for delivery in found:
        own = kept.setdefault(delivery.paper.source.document, delivery)
        if own.written.isdigit() and own.value < promised == delivery.value and _counts(delivery):
            kept[delivery.paper.source.document] = delivery
    return list(kept.values())


def _promised(
    contracts: Sequence[Contract], deliveries: Sequence[Deliveries]
) -> Iterator[tuple[Claim, str, Sequence[Delivery]]]:
    for contract, found in zip(contracts, deliveries, strict=True):
        for o in contract.obligations:
            written = f"{number_text(o.quantity)}{o.unit}"
            yield Claim(o.quantity, written, contract.paper, o.evidence), o.name, found[o.name]


def _short(
    metrics: Sequence[Metric], contracts: Sequence[Contract], deliveries: Sequence[Deliveries]
) -> Iterator[Json]:
    """A quantity that a contract puts money on and that was not reached is a target missed, once.

    Other quantities are told with the contract they belong to. Papers promised in a series (weekly reports)
    are no result; `missing` tells of them.
    """
    for contract, found in zip(contracts, deliveries, strict=True):
        for obligation in sanctioned(contract.paper, contract.obligations):
            best = found[obligation.name][0] if found[obligation.name] else None
            if (
                best is None
                or _listed(metrics, obligation, best)
                or is_report_series(obligation.name)
            ):
                continue
            if best.value < obligation.quantity:
                yield short_delivery_part(obligation, best)


def _listed(metrics: Sequence[Metric], obligation: Obligation, best: Delivery) -> bool:
    """The metrics have it: under this name, or under a shorter one with these very figures."""
    for metric in metrics:
        figures = (metric.target, metric.actual)
        told = tuple(figure.value if figure else None for figure in figures)
        alike = same_thing(metric.name, obligation.name)
        if core(metric.name) == core(obligation.name) or (
            alike and (told[0] == obligation.quantity or told[1] == best.value)
        ):
            return True
        if told == (obligation.quantity, best.value) and likeness(metric.name, obligation.name) >= (
            _ALIKE if best.value == obligation.quantity else _ANY
        ):
            return True
    return False


_ALIKE, _ANY = 0.99, 0.01
"""How alike names must be that have the same two figures: equal ones may well be of two things."""


def _counts(delivery: Delivery) -> bool:
    return any(map(str.isalpha, delivery.written))


# ------------------------------------------------------------------ money
def _cost(papers: Papers, cost: Cost, contracts: Sequence[Contract]) -> Json:
    budget = cost.budget or _agreed_price(contracts, papers.project.client)
    currency = cost.currency or next((c.price.currency for c in contracts if c.price), None)
    return cost_part(cost, budget, _outstanding(papers, contracts), currency)


def _prices(contracts: Sequence[Contract]) -> list[Decimal]:
    """The prices agreed and, of several in one currency, their sum."""
    priced = [contract.price for contract in contracts if contract.price]
    prices = [price.value for price in priced]
    if len(prices) > 1 and is_one(price.currency for price in priced):
        prices.append(sum(prices, Decimal(0)))
    return prices


def _amount_of(total: Total | None) -> Decimal | None:
    return total.value if total else None


def _outstanding(papers: Papers, contracts: Sequence[Contract]) -> list[Outstanding]:
    """Open amounts; without a client in the registry the contract's first party owes, and is cited."""
    if papers.project.client:
        return outstanding_of(papers, papers.project.client)
    party = next((c.parties[0] for c in contracts if c.parties), None)
    found = outstanding_of(papers, party.name if party else "")
    if party is None:
        return found
    return [
        replace(o, evidence=(*o.evidence, party.evidence)) if o.party == party.name else o
        for o in found
    ]


def _agreed_price(contracts: Sequence[Contract], client: str | None) -> Total | None:
    """Where no budget is told, the price agreed with the client is what could be spent; of two, neither."""
    priced = [c.price for c in contracts if c.price and with_the_client(c, client)]
    if len(priced) != 1:
        return None
    return Total(priced[0].value, (priced[0].evidence,), currency=priced[0].currency)
