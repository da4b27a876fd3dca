"""What a term or a clause adds to the documents that one caller sees."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from archive.indexer.byte_cache import OftenAsked
from archive.indexer.columns import Mask, Numbers
from archive.indexer.selections import Selection

KEPT_BYTES: Final = 32 << 20
CONCEPT_BYTES: Final = 72 << 20
"""How much is kept of single terms, and of things said in several ways: those are dearer to make, and one of
them comes to three times the bytes of a term."""
LOOK_UP: Final = 15_000
SHORT: Final = 1000
SPREAD: Final = 3
"""What one document in so many has is kept for every document: adding it up is a fourth of the time then."""

Places = npt.NDArray[np.signedinteger]
"""Documents by their numbers, or by their places in a selection."""
Gains = npt.NDArray[np.complex64]
"""Two figures a document, added up in one pass: the real part is what its score gains, the imaginary
part how much of the query's mass it holds."""


@dataclass(eq=False, slots=True)  # made a dozen times a query: frozen, it would take thrice as long
class Found:
    """Arrays that are never changed: they are kept and used again by other searches.

    `each` belongs to the documents of `places`, one each; to every document in turn where `places` is None.
    Of a single term they are scores alone, in two thirds of the bytes: each of its documents holds all of its
    mass. `count` documents hold any of it, `mass` is the most there is to hold, `known` what the best document
    of each project holds.
    """

    places: npt.NDArray[np.int32] | None
    each: Gains | npt.NDArray[np.float32]
    count: int
    mass: float
    known: npt.NDArray[np.float32]

    @classmethod
    def of(
        cls,
        documents: Places,
        gains: Gains,
        mass: float,
        known: npt.NDArray[np.float32],
        size: int,
    ) -> Found:
        """Of a snapshot with `size` documents, the way that is added up faster."""
        if len(documents) * SPREAD <= size:
            return cls.few(documents, gains, mass, known)
        spread: Gains = np.zeros(size, np.complex64)
        spread[documents] = gains
        return cls(None, spread, len(documents), mass, known)

    @classmethod
    def few(
        cls, documents: Places, gains: Gains, mass: float, known: npt.NDArray[np.float32]
    ) -> Found:
        """Of some documents, however many."""
        return cls(documents.astype(np.int32), gains, len(documents), mass, known)

    @property
    def documents(self) -> Numbers:
        """The documents that hold any of it, in rising order."""
        if self.places is None:
            return np.flatnonzero(self.each.imag > 0)
        return self.places.astype(np.intp)  # what arrays are looked up by without a conversion

    @property
    def gains(self) -> Gains:
        """Both figures of each."""
        if self.each.dtype == np.complex64:
            return cast("Gains", self.each)
        gains: Gains = np.empty(len(self.each), np.complex64)
        gains.real, gains.imag = self.each, self.mass
        return gains

    @property
    def scores(self) -> npt.NDArray[np.float32]:
        """What the scores of `documents` gain."""
        scores = self.each.real
        return scores[self.documents] if self.places is None else scores

    def add_to(self, totals: Gains) -> None:
        """Add the gains to those of every document."""
        if self.places is None:
            totals += self.gains
        else:
            np.add.at(totals, self.places, self.gains)

    def count_in(self, counts: npt.NDArray[np.float32]) -> None:
        """Add one to the count of every document that holds any of it."""
        if self.places is None:
            counts += self.each.imag > 0
        else:
            np.add.at(counts, self.places, np.float32(1))

    def among(self, documents: Numbers) -> Numbers:
        """Those of some documents, given in rising order, that hold any of it."""
        if self.places is None:
            return documents[self.each.take(documents).imag > 0]
        held: Mask = np.zeros(int(documents[-1]) + 1 if len(documents) else 0, bool)
        places = self.places[: int(np.searchsorted(self.places, len(held)))]
        held[places.astype(np.intp)] = True
        return documents[held.take(documents)]

    def within(self, selection: Selection) -> Found:
        """The same of a selection, its documents named by their places there."""
        if self.places is None:
            each = self.each.take(selection.numbers)
            return Found(None, each, len(each), self.mass, self.known)
        places = selection.place_of.take(self.documents)
        inside = np.flatnonzero(places >= 0)
        return Found(places[inside], self.each[inside], len(inside), self.mass, self.known)


def add_all(parts: Iterable[Found], totals: Gains) -> None:
    """Add the gains of all to those of every document, each document's in the order of the parts.

    Short ones are added end to end: a call costs as much as adding some hundred gains.
    """
    for short, run in groupby(parts, lambda part: part.places is not None and part.count < SHORT):
        some = list(run)
        if short and len(some) > 1:
            places = np.concatenate([part.places for part in some if part.places is not None])
            np.add.at(totals, places, np.concatenate([part.gains for part in some]))
        else:
            for part in some:
                part.add_to(totals)


FoundCache = OftenAsked[Hashable, Found]


def size_of_found(found: Found) -> int:
    """Bytes, with the key and the objects themselves."""
    places = found.places.nbytes if found.places is not None else 0
    return int(places + found.each.nbytes + found.known.nbytes) + 600


def work_of_found(found: Found) -> float:
    """What it takes to make it: as many postings as are read in the time of a look-up, and its own."""
    return LOOK_UP + found.count
