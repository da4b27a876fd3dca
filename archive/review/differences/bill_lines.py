"""The lines of bills: their words and figures, and whether two sums are one but for the tax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list

_TAXES = tuple(map(Decimal, ("1", "1.05", "1.06", "1.08", "1.09", "1.1", "1.13", "1.2")))
_ROUNDING = Decimal(1)
CHANGED = word_list("bills.changed")
"""Words that give a reason for another sum: less a penalty, part payment, plus extras."""
_BILLED = word_list("bills.billed")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a bill: its words and figures."""

    text: str
    claim: Claim
    values: tuple[Decimal, ...]


def is_bill(paper: Paper) -> bool:
    """It is filed as a bill, or its name says that it brings one."""
    name = f"{paper.source.title} {paper.source.original_name} {paper.source.name}"
    return paper.source.class_key == "invoice" or _BILLED.within(name)


def lines_of(bill: Paper) -> Iterator[Asked]:
    """Every row and sentence of a bill that has a sum."""
    for table in bill.tables:
        for row in table.every_row:
            yield from lines_asked(
                " | ".join(c for c in row.cells if c.strip()), bill, table.evidence(row)
            )
    for sentence in bill.sentences:
        yield from lines_asked(sentence.text, bill, sentence.evidence)


def lines_asked(
    text: str, bill: Paper, evidence: Evidence, *, changed: bool = False
) -> Iterator[Asked]:
    """The sum of one line; none of a line that gives a reason for another, unless `changed` ones are wanted."""
    figures = [q for q in find_quantities(text) if not q.is_rate and q.value >= _LEAST]
    if figures and (changed or not CHANGED.within(text)):
        claim = Claim(figures[0].value, figures[0].written, bill, evidence)
        yield Asked(text, claim, tuple(q.value for q in figures))


_LEAST = 1000


def is_taxed(value: Decimal, agreed: Decimal) -> bool:
    """One sum is the other, or the other with tax."""
    return any(
        abs(value - agreed * tax) <= _ROUNDING or abs(value * tax - agreed) <= _ROUNDING
        for tax in _TAXES
    )
