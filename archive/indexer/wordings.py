"""One thing said in several ways: what the best of them gives each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import SPREAD, Found, Gains
from archive.indexer.plan import Term
from archive.indexer.snapshot import Floats

SAYS_SO: Final = 0.999
SAME_THING: Final = 0.6
"""A wording says what its clause asks for when a document holds all of it and it weighs this much; wider
ones (the month of a day) do not make the exact one common."""
COMPACT: Final = 2
"""Where fewer postings than one of so many documents are added up, it is done for those documents alone."""


class Part(NamedTuple):
    """What a term adds as a part of wordings: to some documents, or to each in turn where they are None."""

    documents: Numbers | None
    gains: Gains
    holders: int
    mass: float

    @classmethod
    def of(cls, found: Found) -> Part:
        """The same of what is kept of a term."""
        documents = None if found.places is None else found.documents
        return cls(documents, found.gains, found.count, found.mass)

    def add_to(self, totals: Gains) -> None:
        """Add the gains to those of every document."""
        if self.documents is None:
            totals += self.gains
        else:
            np.add.at(totals, self.documents, self.gains)

    def begin(self, totals: Gains) -> None:
        """The same where all are zero, which takes a third of the time."""
        if self.documents is None:
            totals[:] = self.gains
        else:
            totals[self.documents] = self.gains


class Wordings:
    """Over the documents in question: the best score of a wording, the most of one that is found, who says all.

    Scores and what is found are shares of the whole wording.
    """

    def __init__(self, parts: Mapping[Term, Part], members: Numbers, size: int) -> None:
        """Of `size` documents; `parts` is what the terms add, `members` have what is asked for by their class."""
        self._parts, self._members = parts, members
        self._documents: Numbers | None = None
        lists = [p.documents for p in parts.values() if p.documents is not None]
        few = COMPACT * (sum(map(len, lists)) + len(members)) < size
        if few and len(lists) == len(parts):
            size = self._renumber([*lists, members], size)
        self._best: Floats = np.zeros(size, np.float32)
        self._found: Floats = np.zeros(size, np.float32)
        self._saying: Mask = np.zeros(size, bool)
        self._totals: Gains = np.zeros(0, np.complex64)  # for adding up a wording; zero in between

    def _renumber(self, lists: Sequence[Numbers], size: int) -> int:
        """Give the documents in question places of their own; how many they are."""
        together = np.concatenate(lists)
        held: Mask = np.zeros(size, bool)
        held[together] = True
        self._documents = held.nonzero()[0]
        place_of = np.empty(size, np.int32)
        place_of[self._documents] = np.arange(len(self._documents), dtype=np.int32)
        places = place_of.take(together).astype(np.intp)
        start, renumbered = 0, {}
        for term, part in self._parts.items():
            renumbered[term] = part._replace(documents=places[start : start + part.holders])
            start += part.holders
        self._parts, self._members = renumbered, places[start:]
        return len(self._documents)

    @property
    def saying(self) -> int:
        """How many documents say all of it in one of the ways that mean the same."""
        return int(np.count_nonzero(self._saying))

    def held(self) -> tuple[Numbers | None, Floats, Floats]:
        """The documents that hold any of it, in rising order, with the best score and what is found of each.

        None for every document in turn, where one in `SPREAD` holds any: what is added up so is not picked out.
        """
        if self._documents is not None:
            return self._documents, self._best, self._found
        holding = self._found > 0
        if np.count_nonzero(holding) * SPREAD > len(holding):
            return None, self._best, self._found
        documents = holding.nonzero()[0]
        return documents, self._best.take(documents), self._found.take(documents)

    def give(self, share: np.float32, cover: np.float32) -> None:
        """What the documents of the classes get besides."""
        self._best[self._members] += share
        self._found[self._members] = np.maximum(self._found[self._members], cover)

    def take(
        self,
        terms: Sequence[Term],
        share: np.float32,
        weight: float,
        needed: Sequence[Term] = (),
    ) -> None:
        """One wording: its terms that occur, a part of the whole wording's mass, and what it counts.

        Documents that do not hold every one of the `needed` terms get nothing.
        """
        parts = [self._parts[term] for term in terms]
        if not parts or not all(term in self._parts for term in needed):
            return
        if len(parts) > 1 and needed:
            self._of_those(parts, self._holding(needed), share, weight)
            return
        documents = parts[0].documents
        if len(parts) == 1 and documents is not None:
            self._of_some(documents, parts[0].gains, share, weight)
            return
        if len(parts) == 1:
            self._of_all(parts[0].gains, share, weight)
            return
        if not len(self._totals):
            self._totals = np.zeros(len(self._best), np.complex64)
        parts[0].begin(self._totals)
        for part in parts[1:]:
            part.add_to(self._totals)
        lists = [part.documents for part in parts if part.documents is not None]
        if len(lists) < len(parts) or sum(map(len, lists)) * SPREAD > len(self._best):
            self._of_all(self._totals, share, weight)
            self._totals.fill(0)
            return
        # a document may be named twice, with the same figures
        documents = np.concatenate(lists)
        self._of_some(documents, self._totals.take(documents), share, weight)
        self._totals[documents] = 0

    def _holding(self, terms: Sequence[Term]) -> Numbers:
        """The documents that hold every one of some terms."""
        held: Mask = np.ones(len(self._best), bool)
        for part in (self._parts[term] for term in terms):
            if part.documents is None:
                held &= part.gains.imag > 0
            else:
                own: Mask = np.zeros(len(held), bool)
                own[part.documents] = True
                held &= own
        return held.nonzero()[0]

    def _of_those(
        self, parts: Sequence[Part], documents: Numbers, share: np.float32, weight: float
    ) -> None:
        """What several terms come to in some documents."""
        if not len(documents):
            return
        if not len(self._totals):
            self._totals = np.zeros(len(self._best), np.complex64)
        for part in parts:
            part.add_to(self._totals)
        self._of_some(documents, self._totals.take(documents), share, weight)
        self._totals.fill(0)

    def _of_some(self, documents: Numbers, gains: Gains, share: np.float32, weight: float) -> None:
        best, found = _shares(gains, share)
        if weight >= SAME_THING:
            self._saying[documents[found >= SAYS_SO]] = True
        np.maximum.at(self._best, documents, best * np.float32(weight))
        np.maximum.at(self._found, documents, found * np.float32(weight))

    def _of_all(self, gains: Gains, share: np.float32, weight: float) -> None:
        best, found = _shares(gains, share)
        if weight >= SAME_THING:
            self._saying |= found >= SAYS_SO
        best *= np.float32(weight)
        found *= np.float32(weight)
        np.maximum(self._best, best, out=self._best)
        np.maximum(self._found, found, out=self._found)


def _shares(gains: Gains, share: np.float32) -> tuple[Floats, Floats]:
    """Both parts of gains, as shares: each by itself they take half the time they take together."""
    return gains.real * share, gains.imag * share
