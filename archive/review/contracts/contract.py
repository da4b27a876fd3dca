"""What one contract says."""

from __future__ import annotations

from dataclasses import dataclass

from archive.review.contracts.contract_scope import Obligation
from archive.review.contracts.contract_terms import Term
from archive.review.contracts.parties import Party
from archive.review.contracts.price import Price
from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence


@dataclass(frozen=True, slots=True)
class Signed:
    """The day of signing."""

    day: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contract:
    """Its parties, its price, its day of signing, what it asks and what it promises; None for what it does not say."""

    paper: Paper
    parties: tuple[Party, ...]
    price: Price | None
    signed: Signed | None
    terms: tuple[Term, ...]
    obligations: tuple[Obligation, ...]
