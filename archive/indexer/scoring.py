"""BM25 over whole arrays, with every statistic taken from the visible documents alone.

Scores, order and totals therefore stay the same whatever is added to the index that the caller may
not see. Formula: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the
always positive idf of Lucene.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.indexer.analysis import written_form
from archive.indexer.byte_cache import Hashed
from archive.indexer.codec import Weights
from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import Found, Gains
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.schema import WORDS
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Floats, Snapshot, Visible
from archive.indexer.standing import NO_PAPER
from archive.indexer.wordings import Wordings

K1: Final = 0.9
B: Final = 0.3
CLASS_SHARE: Final = 2.0
"""What a document gets for being of the class that a word names, as a share of the word's mass."""
CLASS_COVER: Final = 1.0
"""How much of the word counts as found in it, wherever else it stands."""
IN_CONTEXT: Final = 0.3
"""How much of the score hangs on the document's project: a question about one project is answered by its
documents, though another project's may hold the question's common words oftener."""
BESIDE_A_KIND: Final = 0.6
"""The same where a kind of paper is named beside other words: every project has papers of the kind, so the
others alone say which project is meant."""
LONGEST: Final = 3
"""Terms of a wording that count: a long one is cut into many that say the same."""
FIRST_LOOK: Final = 256
"""Documents of a term whose projects are looked up before it is first asked whether all are known."""
_NOWHERE: Final[Floats] = np.empty(0, np.float32)
_ABSENT: Final = Found.few(np.empty(0, np.intp), np.empty(0, np.complex64), 0.0, _NOWHERE)
"""Most other words for a thing are in no document."""


Seen = tuple[Numbers, Weights]
"""The visible documents that hold a term, and its weight in each."""


@dataclass(frozen=True, eq=False)
class Scores:
    """What a query adds up to in every document, or in every one of a selection.

    `share` is what a unit of the query's mass is of the whole. `context` is each project's factor.
    """

    totals: Gains
    share: np.float32
    context: Floats
    projects: Numbers

    def covering(self, least: float) -> Mask:
        """Where at least that share of the query's mass was found.

        Floats above zero are ordered as their bits are, of whatever size. So both parts of a sum are compared
        as one number, the second part being its upper half: a fifth of the time it takes to pick that out.
        """
        bound = _least_product(self.share, np.float32(least))
        both: npt.NDArray[np.float64] = np.array(complex(0.0, bound), np.complex64).view(np.float64)
        found: Mask = self.totals.view(np.float64) >= both
        return found

    def at(self, places: Numbers) -> Floats:
        """The scores at some places."""
        scores: Floats = self.totals[places].real * self.context[self.projects[places]]
        return scores

    def weighed(self, places: Numbers, complete: float) -> Floats:
        """Scores of which so much is given for completeness, without the factor of each project."""
        totals = self.totals[places]
        scores: Floats = totals.imag * self.share
        scores *= np.float32(complete)
        scores += np.float32(1 - complete)
        scores *= totals.real
        return scores


class Scorer:
    """Scores of one search: one snapshot seen by one caller."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self._read: dict[Term, Seen] = {}

    def postings(self, term: Term) -> Seen:
        """The visible documents that hold the term, and its weight in each."""
        found = self._read.get(term)
        if found is None:
            found = self._read[term] = self._beginning(term) if term.prefix else self._seen(term)
        return found

    def holders(self, term: Term) -> int:
        """How many visible documents hold the term."""
        found = self._snapshot.found.get((self._visible.number, term))
        return found.count if found else len(self.postings(term)[0])

    def written(self, word: str) -> str:
        """A term as the first visible document that holds it writes the word."""
        documents = self.term(Term(WORDS, word)).documents
        for number in self._snapshot.first(documents, np.zeros(len(documents)), 1):
            view, position = self._snapshot.place(number)
            return written_form(view.text(position), word)
        return word

    def _seen(self, term: Term) -> Seen:
        numbers, weights = self._snapshot.postings(term.field, term.text)
        documents = numbers.astype(np.intp)  # what arrays are looked up by without a conversion
        if self._visible.count == self._snapshot.size:
            return documents, weights
        seen = self._visible.mask[documents]
        if seen.all():
            return documents, weights
        return documents[seen], weights[seen]

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
        key = (self._visible.number, term)
        kept = self._snapshot.found
        if selection is None:
            return kept.get(key) or kept.put(key, self._alone(term))
        narrow = kept.get((*key, selection.number))
        if narrow is None:
            whole = kept.get(key)
            narrow = whole.within(selection) if whole else self._alone(term, selection)
            kept.put((*key, selection.number), narrow)
        return narrow

    def _alone(self, term: Term, selection: Selection | None = None) -> Found:
        """What a term adds; of a selection only what its documents gain is worked out."""
        documents, weights = self.postings(term)
        mass = self._mass(documents)
        known = self._held_in(documents, mass)
        if selection is None:
            gains = self._weigh(term, documents, weights, mass)
            return Found.of(documents, gains, mass, known, self._snapshot.size)
        places = selection.place_of[documents]
        inside = np.flatnonzero(places >= 0)
        gains = self._weigh(term, documents[inside], weights[inside], mass)
        return Found(places[inside], gains, len(inside), mass, known)

    def _weigh(self, term: Term, documents: Numbers, weights: Weights, mass: float) -> Gains:
        """What documents gain by a term."""
        values = weights + self._norm(term.field)[documents]
        np.divide(np.float32(mass * (K1 + 1)) * weights, values, out=values)
        return _gains(values, np.float32(mass))

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

    def _mass(self, documents: Numbers) -> float:
        return self._idf(len(documents)) if len(documents) else 0.0

    def _idf(self, holders: int) -> float:
        return math.log1p((self._visible.count - holders + 0.5) / (holders + 0.5))

    def score(self, plan: QueryPlan, selection: Selection | None = None) -> Scores:
        """Add up the clauses, of every document or of a selection alone."""
        size = self._snapshot.size if selection is None else len(selection.numbers)
        totals: Gains = np.zeros(size, np.complex64)
        known, mass, told = self._unknown(), 0.0, 0.0
        beside = plan.beside_a_kind
        for clause in plan.clauses:
            part = self._clause(clause, selection)
            mass += part.mass
            part.add_to(totals)
            if not (beside and clause.classes):
                told += part.mass
                known += part.known
        share = np.float32(1 / (mass or 1.0))
        weight = BESIDE_A_KIND if beside else IN_CONTEXT
        context = np.float32(1 - weight) + np.float32(weight / (told or 1.0)) * known
        projects = self._snapshot.projects
        if selection is not None:
            projects = projects[selection.numbers]
        return Scores(totals, share, context, projects)

    def _clause(self, clause: Clause, selection: Selection | None) -> Found:
        first = clause.alternatives[0]
        if len(clause.alternatives) == len(first.terms) == 1 and not (
            first.beside or clause.classes
        ):
            return self.term(first.terms[0], selection)
        key, kept = Hashed((self._visible.number, clause)), self._snapshot.concepts
        if selection is None:
            return kept.get(key) or kept.put(key, self._concept(clause))
        narrow = kept.get((key, selection.number))
        if narrow is None:
            whole = kept.get(key) or kept.put(key, self._concept(clause))
            narrow = kept.put((key, selection.number), whole.within(selection))
        return narrow

    def _concept(self, clause: Clause) -> Found:
        """One thing said in several ways: the best of them counts, as a share of the whole.

        It weighs as if it were one term, held by every document that says it in any way: otherwise a rare
        word for a common thing would bring the common words along at its own price.
        """
        said = Wordings(self._snapshot.size)
        for alternative in clause.alternatives:
            self._say(alternative, said)
        best, found = said.best, said.found
        if clause.classes:
            members = self.of_class(clause.classes)
            best[members] += np.float32(CLASS_SHARE)
            np.maximum.at(found, members, np.float32(CLASS_COVER))
        held = np.flatnonzero(found > 0)
        length = clause.alternatives[clause.measure].length
        mass = self._idf(said.saying) * min(length, LONGEST)
        scale = np.float32(mass if len(held) else 0.0)
        covers = found[held] * scale
        known = self._unknown()
        np.maximum.at(known, self._snapshot.projects[held], covers)
        most = max(float(covers.max(initial=0.0)), float(scale))
        gains = _gains(best[held] * scale, covers)
        return Found.of(held, gains, most, known, self._snapshot.size)

    def _say(self, alternative: Alternative, said: Wordings) -> None:
        """One wording of a thing; its words that no document holds count as the rarest."""
        parts = [self._part(term) for term in (*alternative.terms, *alternative.beside)]
        own = sum(p.mass or self._idf(0) for p in parts[: len(alternative.terms)])
        parts = [part for part in parts if part.mass]
        if parts:
            said.take(parts, np.float32(1 / own), alternative.weight)

    def _part(self, term: Term) -> Found:
        """What a term adds, as a part of a wording: kept with the whole, not by itself."""
        found = self._snapshot.found.get((self._visible.number, term))
        if found is None:
            documents, weights = self.postings(term)
            if not len(documents):
                return _ABSENT
            mass = self._mass(documents)
            gains = self._weigh(term, documents, weights, mass)
            found = Found.few(documents, gains, mass, _NOWHERE)
        return found

    def of_class(self, classes: Sequence[str]) -> Numbers:
        """Every visible document of the classes."""
        facets = self._snapshot.facets
        members = facets["class"].among(classes) & ~facets["kind"].among((NO_PAPER,))
        return np.flatnonzero(members & self._visible.mask)

    def _unknown(self) -> Floats:
        """Nothing is known in any project."""
        return np.zeros(len(self._snapshot.facets["project"].values), np.float32)


def _least_product(factor: np.float32, least: np.float32) -> np.float32:
    """The smallest number above zero whose product with a positive factor, as floats have it, is `least`."""
    bound = least / factor
    while bound * factor >= least:
        bound = np.nextafter(bound, np.float32(0))
    while bound * factor < least:
        bound = np.nextafter(bound, np.float32(np.inf))
    return bound


def _gains(values: Weights, covers: Weights | np.float32) -> Gains:
    gains: Gains = np.empty(len(values), np.complex64)
    gains.real, gains.imag = values, covers
    return gains
