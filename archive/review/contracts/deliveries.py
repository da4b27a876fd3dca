"""How much of a promised thing was delivered, and what each paper says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from archive.review.contracts.delivery import Delivery, Promised
from archive.review.contracts.tabled_deliveries import beside_totals, in_tables, in_totals
from archive.review.contracts.told_deliveries import called_off, in_text
from archive.review.papers.papers import Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.words import word_list
from archive.review.results.totals import counted_in, in_first_rows

_TELLERS = (Role.DATA, Role.PROOF, Role.MONEY, Role.RETRO, Role.CLIENT, Role.REPORT, Role.OTHER)
_PLAUSIBLE = (Decimal("0.34"), Decimal("2.5"))


def deliveries_of(promised: Sequence[Promised], papers: Papers) -> dict[str, list[Delivery]]:
    """For each promised thing every figure the papers give, the most reliable first."""
    tellers = papers.current(*_TELLERS)
    found: dict[str, list[Delivery]] = {p.name: [] for p in promised}
    for paper in tellers:
        data = paper.role in (Role.DATA, Role.PROOF)
        counted = [*counted_in([paper]), *in_first_rows(paper)] if data else []
        for thing in promised:
            found[thing.name] += [
                *in_tables(thing, paper),
                *in_totals(thing, counted),
                *beside_totals(thing, paper),
            ]
        for name, delivery in (*in_text(promised, paper), *called_off(promised, paper)):
            found[name].append(delivery)
    for thing in promised:
        found[thing.name] = _ranked(thing, [*found[thing.name], *_by_filing(thing, papers)])
    return found


_CLOSING_REPORT = word_list("deliveries.closing_report")


def _by_filing(thing: Promised, papers: Papers) -> Iterator[Delivery]:
    """The closing report itself, promised once, is delivered when a final one is filed."""
    if (
        thing.quantity != 1
        or not _CLOSING_REPORT.within(thing.name)
        or words.INTERIM.within(thing.name)
    ):
        return
    for paper in papers.of_class("final_report"):
        if paper.source.segments and not (paper.source.draft or paper.source.superseded):
            first = paper.source.segments[0]
            evidence = Evidence(paper.source, (Span(0, 0, len(first.text)),))
            yield Delivery(Decimal(1), paper.source.title or first.text, 1, paper, evidence)
            return


def _ranked(thing: Promised, found: Iterable[Delivery]) -> list[Delivery]:
    low, high = (share * thing.quantity for share in _PLAUSIBLE)
    plausible = [d for d in found if low <= d.value <= high]
    return sorted(plausible, key=lambda d: (d.rank, d.paper.source.name, d.evidence.spans))
