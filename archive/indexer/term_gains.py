"""What single terms add to the documents one caller sees: BM25 over whole arrays, many terms at a time.

A query that nobody asked before has a dozen terms that were never looked up. Read and weighed end to end
they cost a third of what they cost one by one, and each comes to the same, to the last digit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from math import log1p
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.indexer.analysis import is_han, written_form
from archive.indexer.codec import Gathered, Weights
from archive.indexer.columns import Numbers
from archive.indexer.found import SPREAD, Found, Gains
from archive.indexer.plan import Term
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Floats, Snapshot, Visible

K1: Final = 0.9
B: Final = 0.3
FIRST_LOOK: Final = 256
"""Documents of a term whose projects are looked up before it is first asked whether all are known."""

LOOKED_INTO: Final = 50
"""Documents whose text is looked into for a name, at most."""
_NO_ONE: Final[Numbers] = np.empty(0, np.intp)
_NOTHING_READ: Final = Gathered(_NO_ONE, np.empty(0, np.float32), [])

Seen = tuple[Numbers, Weights]
"""The visible documents that hold a term, and its weight in each."""


class Weighed(NamedTuple):
    """What terms add, end to end: `ends` says where each ends, `masses` what each weighs.

    `places` are documents, or places in a selection. `scores` is what their scores gain: each holds all of the
    mass besides.
    """

    places: npt.NDArray[np.signedinteger]
    scores: Floats
    ends: list[int]
    masses: list[float]

    @property
    def gains(self) -> Gains:
        """Both figures of each."""
        masses = np.array([complex(0, mass) for mass in self.masses], np.complex64)
        gains: Gains = np.repeat(masses, _lengths(self.ends))
        gains.real = self.scores
        return gains


class TermScorer:
    """Scores of terms in one search: one snapshot seen by one caller."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self._read: dict[Term, Seen] = {}
        self._block: Gathered = _NOTHING_READ
        self._in_block: dict[Term, int] = {}
        """What was read together last, and where each of its terms stands there."""
        self._terms: dict[tuple[Term, int | None], Found] = {}

    def postings(self, term: Term) -> Seen:
        """The visible documents that hold the term, and its weight in each."""
        if term not in self._read:
            self.gather((term,))
        return self._read[term]

    def gather(self, terms: Sequence[Term]) -> Gathered:
        """The postings of some different terms: read together, where they are not known yet."""
        unknown = [term for term in terms if term not in self._read]
        listed = [term for term in unknown if not term.prefix]
        if listed:
            gathered = self._seen(self._snapshot.postings([term[:2] for term in listed]))
            start = 0
            for term, end in zip(listed, gathered.ends, strict=True):
                self._read[term] = gathered.documents[start:end], gathered.weights[start:end]
                start = end
            self._block = gathered
            self._in_block = {term: place for place, term in enumerate(listed)}
        together = self._piece(terms)
        if together is not None:
            return together
        for term in unknown:
            if term.prefix:
                self._read[term] = self._beginning(term)
        seen = [self._read[term] for term in terms]
        return Gathered(
            np.concatenate([documents for documents, _ in seen]),
            np.concatenate([weights for _, weights in seen]),
            [*accumulate(len(documents) for documents, _ in seen)],
        )

    def _piece(self, terms: Sequence[Term]) -> Gathered | None:
        """The postings of terms that stand side by side in what was read last: nothing is copied."""
        first = self._in_block.get(terms[0]) if terms else None
        if first is None:
            return None
        if any(self._in_block.get(term) != first + n for n, term in enumerate(terms)):
            return None
        documents, weights, ends = self._block
        start, last = ends[first - 1] if first else 0, first + len(terms)
        end = ends[last - 1]
        return Gathered(
            documents[start:end], weights[start:end], [one - start for one in ends[first:last]]
        )

    def _seen(self, gathered: Gathered) -> Gathered:
        """What the caller sees of postings."""
        if self._visible.count == self._snapshot.size:
            return gathered
        seen = self._visible.mask[gathered.documents]
        if seen.all():
            return gathered
        kept = seen.nonzero()[0]
        ends: list[int] = np.searchsorted(kept, gathered.ends).tolist()
        return Gathered(gathered.documents[kept], gathered.weights[kept], ends)

    def holders(self, term: Term) -> int:
        """How many visible documents hold the term."""
        if term not in self._read:
            found = self._snapshot.found.get((self._visible.number, term))
            if found:
                return found.count
        return len(self.postings(term)[0])

    def held_together(self, terms: Iterable[Term]) -> bool:
        """True when one visible document at least holds every one of the terms."""
        return len(self._holding(terms)) > 0

    def _holding(self, terms: Iterable[Term]) -> Numbers:
        """The visible documents that hold every one of the terms."""
        rarest = sorted(terms, key=self.holders)
        documents = self.postings(rarest[0])[0] if rarest else _NO_ONE
        for term in rarest[1:]:
            if not len(documents):
                break
            held = np.zeros(
                self._snapshot.size, bool
            )  # both lists put in order take many times as long
            held[self.postings(term)[0]] = True
            documents = documents[held.take(documents)]
        return documents

    def saying(self, form: str) -> int:
        """How many visible documents say a text of Chinese characters in normal form, LOOKED_INTO at most."""
        pairs = [Term(GRAMS, form[at : at + 2]) for at in range(len(form) - 1)]
        places = map(self._snapshot.place, self._holding(pairs)[:LOOKED_INTO].tolist())
        return sum(form in view.text(position) for view, position in places)

    def written(self, word: str) -> str:
        """A term as the first visible document that holds it writes the word.

        Empty where it writes no such word: the term is a code, closed up.
        """
        if is_han(word):
            return word
        documents = self.term(Term(WORDS, word)).documents
        for number in self._snapshot.first(documents, np.zeros(len(documents)), 1):
            view, position = self._snapshot.place(number)
            return written_form(view.text(position), word)
        return ""

    def _beginning(self, term: Term) -> Seen:
        """The postings of every term that begins so, as if it were one."""
        found = sorted(
            {t for v in self._snapshot.views for t in v.terms_from(term.field, term.text)}
        )
        total = np.zeros(self._snapshot.size, np.float32)
        for text in found:
            documents, weights = self.postings(Term(term.field, text))
            total[documents] += weights
        documents = np.flatnonzero(total)
        return documents, total[documents]

    def term(self, term: Term, selection: Selection | None = None) -> Found:
        """What the term adds to the visible documents that hold it."""
        key = (term, selection.number if selection else None)
        if key not in self._terms:
            self.get_ready((term,), selection)
        return self._terms[key]

    def get_ready(self, terms: Iterable[Term], selection: Selection | None = None) -> None:
        """Work out together what terms add where that is not kept from other searches."""
        number = selection.number if selection else None
        missing = [term for term in dict.fromkeys(terms) if (term, number) not in self._terms]
        if not missing:
            return
        unknown = []
        for term, found in zip(missing, self._kept(missing, selection), strict=True):
            if found:
                self._terms[term, number] = found
            else:
                unknown.append(term)
        if not unknown:
            return
        gathered = self.gather(unknown)
        weighed = self.weigh(unknown, gathered, selection)
        size, kept = self._snapshot.size, self._snapshot.found
        keys = self._keys(unknown, selection)
        start = first = 0
        for term, key, end, last, mass in zip(
            unknown, keys, gathered.ends, weighed.ends, weighed.masses, strict=True
        ):
            known = self._held_in(gathered.documents[start:end], mass)
            # copied: they are pieces of longer arrays, and kept without those
            places = weighed.places[first:last].astype(np.int32)
            scores = weighed.scores[first:last].copy()
            found = Found(places, scores, last - first, mass, known)
            if selection is None and found.count * SPREAD > size:
                found = Found.of(places, found.gains, mass, known, size)
            self._terms[term, number] = kept.put(key, found)
            start, first = end, last

    def _kept(self, terms: Sequence[Term], selection: Selection | None) -> list[Found | None]:
        """What is kept of terms; of a selection it is taken out of the whole, where only that is kept."""
        kept = self._snapshot.found
        keys = self._keys(terms, selection)
        known = kept.get_all(keys)
        if selection is None or None not in known:
            return known
        missing = [place for place, found in enumerate(known) if not found]
        wholes = kept.get_all(self._keys([terms[place] for place in missing], None))
        for place, whole in zip(missing, wholes, strict=True):
            if whole:
                known[place] = kept.put(keys[place], whole.within(selection))
        return known

    def _keys(self, terms: Sequence[Term], selection: Selection | None) -> list[Hashable]:
        number = self._visible.number
        if selection is None:
            return [(number, term) for term in terms]
        return [(number, term, selection.number) for term in terms]

    def weigh(
        self, terms: Sequence[Term], gathered: Gathered, selection: Selection | None = None
    ) -> Weighed:
        """What the gathered postings of some terms add; of a selection only what its documents gain."""
        documents, weights, ends = gathered
        places: npt.NDArray[np.signedinteger] = documents
        masses = [
            self._idf(end - start) if end > start else 0.0 for start, end in pairwise((0, *ends))
        ]
        if selection is not None:
            places = selection.place_of.take(documents)
            inside = (places >= 0).nonzero()[0]
            places, documents, weights = places[inside], documents[inside], weights[inside]
            ends = np.searchsorted(inside, ends).tolist()
        divisors = np.empty(len(documents), np.float32)
        start = 0
        for field, those in groupby(zip(terms, ends, strict=True), lambda item: item[0].field):
            *_, (_, end) = those
            norm = self._norm(field)
            norm.take(documents[start:end], out=divisors[start:end], mode="clip")  # unbuffered
            start = end
        divisors += weights
        factors = np.array([mass * (K1 + 1) for mass in masses], np.float32)
        weighed = Weighed(places, np.repeat(factors, _lengths(ends)), ends, masses)
        scores = weighed.scores
        scores *= weights
        scores /= divisors
        return weighed

    def _norm(self, field: str) -> Floats:
        """What the length of each document does to a term's weight there."""
        norms = self._visible.norms
        if field not in norms:
            average = np.float32(self._visible.average[field])
            norms[field] = K1 * (1 - B + B * self._snapshot.lengths[field] / average)
        return norms[field]

    def _held_in(self, documents: Numbers, mass: float) -> Floats:
        """Each project's share of the mass: all of it where one document holds it. Often few tell all."""
        known = self._unknown()
        start, end = 0, FIRST_LOOK
        while start < len(documents):
            known[self._snapshot.projects[documents[start:end]]] = mass
            if np.count_nonzero(known) == self._visible.projects:
                break
            start, end = end, 4 * end
        return known

    def _unknown(self) -> Floats:
        """Nothing is known in any project."""
        return np.zeros(len(self._snapshot.facets["project"].values), np.float32)

    def _idf(self, holders: int) -> float:
        return log1p((self._visible.count - holders + 0.5) / (holders + 0.5))


def _lengths(ends: Sequence[int]) -> list[int]:
    return [end - start for start, end in pairwise((0, *ends))]
