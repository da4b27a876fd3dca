"""What papers state of things otherwise than others do: lengths, versions, prices of a piece, shares of growth."""

from __future__ import annotations

from collections.abc import Iterator

from archive.review.differences.clashes import Clash
from archive.review.differences.contract_ends import end_clashes
from archive.review.differences.growths import growth_clashes
from archive.review.differences.lengths import length_clashes
from archive.review.differences.piece_prices import price_clashes
from archive.review.differences.places_told import place_clashes
from archive.review.differences.promoter_scores import promoter_clashes
from archive.review.differences.versions import version_clashes
from archive.review.papers.papers import Papers

_READINGS = (
    length_clashes, version_clashes, price_clashes, growth_clashes, promoter_clashes, end_clashes, place_clashes,
)  # fmt: skip


def stated_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each thing and what is stated of it."""
    for clashes in _READINGS:
        yield from clashes(papers)
