"""Where papers contradict each other, each value with its citation.

Compared are final papers with each other, and drafts with the final. Left alone are differences with
a good reason: negotiated quotes and ceilings, interim figures, parts of a whole, roundings, delivery
beyond what was promised, and shortfalls that the client agreed to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from archive.review.client.satisfaction import Satisfaction
from archive.review.contracts.contract import Contract
from archive.review.contracts.contracts import with_the_client
from archive.review.contracts.delivery import Delivery
from archive.review.differences.amount_clashes import priced_otherwise, spent_otherwise
from archive.review.differences.attained_clashes import attained_clashes
from archive.review.differences.bill_clashes import bill_clashes
from archive.review.differences.claims import Claim, figure_claims, part_labels
from archive.review.differences.clashes import Clash, agrees, distinct_claims
from archive.review.differences.cost_lines import line_clashes
from archive.review.differences.counted_clashes import counted_clashes, whole_tallies
from archive.review.differences.day_clashes import day_clashes
from archive.review.differences.delivery_clashes import delivery_clashes
from archive.review.differences.disputes import disputed_days, disputed_figures
from archive.review.differences.draft_differences import draft_differences
from archive.review.differences.listed_parts import listed_parts
from archive.review.differences.order_bills import order_bills
from archive.review.differences.part_sums import part_sums
from archive.review.differences.press_claims import press_claims
from archive.review.differences.rate_clashes import rate_clashes
from archive.review.differences.received_days import received_clashes
from archive.review.differences.retold_counts import retold_clashes
from archive.review.differences.spelt_names import name_clashes
from archive.review.differences.stated_clashes import stated_clashes
from archive.review.differences.sum_clashes import sum_clashes
from archive.review.differences.survey_clashes import survey_clashes
from archive.review.differences.swapped_digits import swapped_digits
from archive.review.differences.target_clashes import target_clashes
from archive.review.differences.word_claims import word_clashes
from archive.review.money.cost import Cost
from archive.review.papers.papers import OUTCOME, Paper, Papers, Role
from archive.review.reading.approximate import is_other_unit, is_slip
from archive.review.reading.names import core
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import folded
from archive.review.results.metric import Metric
from archive.review.results.metrics import told_metrics
from archive.review.results.milestones import Milestone
from archive.review.results.totals import Counted, counted_as, counted_in


@dataclass(frozen=True, slots=True)
class Known:
    """What the other aspects have settled."""

    metrics: Sequence[Metric]
    cost: Cost
    milestones: Sequence[Milestone]
    contracts: Sequence[Contract]
    deliveries: Sequence[tuple[Claim, str, Sequence[Delivery]]]
    satisfaction: Satisfaction


def contradictions_in(papers: Papers, known: Known) -> list[Clash]:
    """Every contradiction, the weightiest kinds first."""
    tallies = whole_tallies(papers)
    parts = list(listed_parts(papers))
    found = [
        *_amounts(papers, known),
        *bill_clashes(papers, known.contracts, known.cost),
        *order_bills(papers, known.contracts),
        *_of_metrics(papers, known.metrics),
        *parts,
        *press_claims(papers, known.metrics),
        *target_clashes(papers),
        *delivery_clashes(papers, known.deliveries, known.contracts),
        *day_clashes(papers, known.milestones, known.contracts),
        *received_clashes(papers),
        *survey_clashes(papers, known.satisfaction),
        *sum_clashes(papers),
        *line_clashes(papers, known.cost),
        *counted_clashes(papers, tallies),
        *retold_clashes(papers),
        *rate_clashes(papers, known.metrics, tallies),
        *stated_clashes(papers),
        *name_clashes(papers),
        *_unexplained(part_sums(papers, known.metrics), parts),
        *swapped_digits(papers, known.metrics, tallies, known.cost),
        *attained_clashes(papers),
        *disputed_figures(papers, known.metrics),
        *disputed_days(papers, known.milestones),
        *draft_differences(papers, known.metrics, known.milestones),
    ]
    found += word_clashes(papers, known.metrics, known.cost, known.milestones, tallies, found)
    return _once(found)


def _unexplained(sums: Iterable[Clash], parts: Sequence[Clash]) -> Iterator[Clash]:
    """Sums that do not come out, without those that are off by just what one part is wrong by."""
    wrong = {_apart(clash) for clash in parts}
    yield from (clash for clash in sums if _apart(clash) not in wrong)


def _apart(clash: Clash) -> Decimal:
    first, second = (c.value if isinstance(c.value, Decimal) else Decimal(0) for c in clash.claims)
    return abs(first - second)


def _once(found: Iterable[Clash]) -> list[Clash]:
    """The same thing with the same two values, found twice, counts once."""
    kept: list[Clash] = []
    for clash in found:
        values = _values(clash)
        if not any(len(values & _values(other)) >= 2 for other in kept):
            kept.append(clash)
    return kept


def _values(clash: Clash) -> set[Decimal | str]:
    return {claim.value for claim in clash.claims}


# ------------------------------------------------------------------ money
def _amounts(papers: Papers, known: Known) -> Iterator[Clash]:
    """What papers say was spent against the settlement; what they say the contract is worth."""
    yield from spent_otherwise(papers, known.cost)
    client = papers.project.client
    priced = [c for c in known.contracts if c.price is not None and with_the_client(c, client)]
    if len(priced) == 1 and priced[0].price is not None:
        price = priced[0].price
        own = Claim(price.value, "", priced[0].paper, price.evidence)
        yield from priced_otherwise(papers, own, price.currency)


# ------------------------------------------------------------------ metrics
def _of_metrics(papers: Papers, metrics: Sequence[Metric]) -> Iterator[Clash]:
    tellers = [p for p in papers if p.is_current and p.role in OUTCOME]
    counted = counted_in(p for p in tellers if p.role is Role.DATA)
    told = [m for paper in tellers for m in told_metrics(paper)]
    names = tuple(sorted((m.name for m in metrics), key=len, reverse=True))
    parts, labels = _parts(tellers), part_labels(tellers) - frozenset(map(folded, names))
    for metric in metrics:
        if metric.actual is None or metric.prose:
            continue
        own = Claim(metric.actual.value, metric.actual.written, metric.paper, metric.evidence[-1])
        claims = [
            *_in_tables(metric, told, counted),
            *_in_text(metric, tellers, parts, labels, (metric.name, *names)),
        ]
        other = [
            c
            for c in claims
            if not agrees(c, metric.actual.value) and _is_alternative(c.value, metric.actual.value)
        ]
        if other:
            yield Clash("metric", metric.name, (own, *distinct_claims(other)))


def _is_alternative(told: Decimal | str, value: Decimal) -> bool:
    """Near enough to be meant for the value, or the value with a slip of the pen or in another unit."""
    if not isinstance(told, Decimal) or value == 0:
        return False
    if is_other_unit(told, value):
        return True
    apart = abs(told / value - 1)
    return apart <= Decimal("0.25") or (is_slip(told, value) and apart <= Decimal("0.9"))


def _in_tables(
    metric: Metric, told: Sequence[Metric], counted: Sequence[Counted]
) -> Iterator[Claim]:
    for other in told:
        if (
            other.actual
            and core(other.name) == core(metric.name)
            and other.actual.is_rate == _is_rate(metric)
        ):
            yield Claim(other.actual.value, other.actual.written, other.paper, other.evidence[0])
    for total in counted_as(metric.name, counted):
        if total.quantity.is_rate == _is_rate(metric):
            yield Claim(total.quantity.value, total.quantity.written, total.paper, total.evidence)


def _is_rate(metric: Metric) -> bool:
    return metric.actual is not None and metric.actual.is_rate


def _in_text(
    metric: Metric,
    tellers: Sequence[Paper],
    parts: frozenset[Decimal],
    labels: frozenset[str],
    names: Sequence[str],
) -> Iterator[Claim]:
    """Sentences of final papers; a figure that is a cell of the data is a part, not another total."""
    if metric.actual is None:
        return
    target = metric.target.value if metric.target else None
    for paper in tellers:
        if paper.role is Role.MONEY:
            continue
        for claim in figure_claims(metric.name, metric.actual, paper, labels, names):
            if claim.value != target and claim.value not in parts:
                yield claim


def _parts(tellers: Sequence[Paper]) -> frozenset[Decimal]:
    """Every figure of the data tables' cells, shares also in per cent."""
    found: set[Decimal] = set()
    for paper in tellers:
        if paper.role is not Role.DATA:
            continue
        for table in paper.tables:
            for row in table.rows:
                for cell in row.cells:
                    for figure in _cell_figures(cell):
                        found |= {figure, (figure * 100).normalize()}
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def _cell_figures(cell: str) -> tuple[Decimal, ...]:
    return tuple(q.value for q in find_quantities(cell)) if len(cell) <= 16 else ()
