"""BM25 over whole arrays, with every statistic taken from the visible documents alone.

Scores, order and totals therefore stay the same whatever is added to the index that the caller may
not see. Formula: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the
always positive idf of Lucene.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from archive.indexer.analysis import written_form
from archive.indexer.codec import Weights
from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import Found, Gains
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.schema import WORDS
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Floats, Snapshot, Visible

K1: Final = 0.9
B: Final = 0.4
CLASS_SHARE: Final = 1.5
"""What a document gets for being of the class that a word names, as a share of the word's mass."""
CLASS_COVER: Final = 1.0
"""How much of the word counts as found in it, wherever else it stands."""
IN_CONTEXT: Final = 0.3
"""How much of the score hangs on the document's project: a question about one project is answered by its
documents, though another project's may hold the question's common words oftener."""
LONGEST: Final = 3
"""Terms of a wording that count: a long one is cut into many that say the same."""
AT_ONCE: Final = 4096
"""Documents of a term whose projects are looked up before it is asked whether all are known."""
SAYS_SO: Final = 0.999
SAME_THING: Final = 0.6
"""A wording says what its clause asks for when a document holds all of it and it weighs this much; wider
ones (the month of a day) do not make the exact one common."""


Seen = tuple[Numbers, Weights]
"""The visible documents that hold a term, and its weight in each."""


@dataclass(frozen=True, eq=False)
class Scores:
    """What a query adds up to in every document, or in every one of a selection.

    `cover` is the share of the query's mass that was found: 0 to 1, 0 for a query of which nothing is
    known. `context` is each project's factor.
    """

    totals: Gains
    cover: Floats
    context: Floats
    projects: Numbers

    def at(self, places: Numbers) -> Floats:
        """The scores at some places."""
        scores: Floats = self.totals[places].real * self.context[self.projects[places]]
        return scores


class Scorer:
    """Scores of one search: one snapshot seen by one caller."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self._read: dict[Term, Seen] = {}
        self._totals: Gains | None = None  # for adding up a wording; zero in between

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
        return self._kept(term, partial(self._weigh, term), selection)

    def _weigh(self, term: Term) -> Found:
        documents, weights = self.postings(term)
        mass = self._idf(len(documents)) if len(documents) else 0.0
        values = weights + self._norm(term.field)[documents]
        np.divide(np.float32(mass * (K1 + 1)) * weights, values, out=values)
        return self._found(
            documents, values, np.float32(mass), mass, self._held_in(documents, mass)
        )

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
        for start in range(0, len(documents), AT_ONCE):
            known[self._snapshot.projects[documents[start : start + AT_ONCE]]] = mass
            if np.count_nonzero(known) == self._visible.projects:
                break
        return known

    def _idf(self, holders: int) -> float:
        return math.log1p((self._visible.count - holders + 0.5) / (holders + 0.5))

    def score(self, plan: QueryPlan, selection: Selection | None = None) -> Scores:
        """Add up the clauses, of every document or of a selection alone."""
        size = self._snapshot.size if selection is None else len(selection.numbers)
        totals: Gains = np.zeros(size, np.complex64)
        known, mass = self._unknown(), 0.0
        for clause in plan.clauses:
            part = self._clause(clause, selection)
            mass += part.mass
            part.add_to(totals)
            known += part.known
        share = np.float32(1 / (mass or 1.0))
        context = np.float32(1 - IN_CONTEXT) + np.float32(IN_CONTEXT) * share * known
        projects = self._snapshot.projects
        if selection is not None:
            projects = projects[selection.numbers]
        return Scores(totals, totals.imag * share, context, projects)

    def _clause(self, clause: Clause, selection: Selection | None) -> Found:
        first = clause.alternatives[0]
        if len(clause.alternatives) == len(first.terms) == 1 and not (
            first.beside or clause.classes
        ):
            return self.term(first.terms[0], selection)
        return self._kept(clause, partial(self._concept, clause), selection)

    def _kept(
        self, asked: Term | Clause, make: Callable[[], Found], selection: Selection | None
    ) -> Found:
        """What was found for the same before, made when it was not."""
        kept, key = self._snapshot.found, (self._visible.number, asked)
        if selection is not None:
            narrow = kept.get((*key, selection.number))
            if narrow is not None:
                return narrow
        found = kept.get(key)
        if found is None:
            found = make()
            kept.put(key, found)
        if selection is not None:
            found = found.within(selection)
            kept.put((*key, selection.number), found)
        return found

    def _concept(self, clause: Clause) -> Found:
        """One thing said in several ways: the best of them counts, as a share of the whole.

        It weighs as if it were one term, held by every document that says it in any way: otherwise a rare
        word for a common thing would bring the common words along at its own price.
        """
        best, found = self._zeros(), self._zeros()
        saying: Mask = np.zeros(self._snapshot.size, bool)
        for alternative in clause.alternatives:
            documents, values, covers = self._together(alternative)
            weight = np.float32(alternative.weight)
            if alternative.weight >= SAME_THING:
                saying[documents[covers >= SAYS_SO]] = True
            np.maximum.at(best, documents, values * weight)
            np.maximum.at(found, documents, covers * weight)
        if clause.classes:
            members = self.of_class(clause.classes)
            best[members] += np.float32(CLASS_SHARE)
            np.maximum.at(found, members, np.float32(CLASS_COVER))
        held = np.flatnonzero(found > 0)
        terms = len(clause.alternatives[clause.measure].terms)
        mass = self._idf(int(np.count_nonzero(saying))) * min(terms, LONGEST)
        scale = np.float32(mass if len(held) else 0.0)
        covers = found[held] * scale
        known = self._unknown()
        np.maximum.at(known, self._snapshot.projects[held], covers)
        most = max(float(covers.max(initial=0.0)), float(scale))
        return self._found(held, best[held] * scale, covers, most, known)

    def _together(self, alternative: Alternative) -> tuple[Numbers, Weights, Weights]:
        """The documents that hold any of a wording, its score in each and how much of it they hold.

        Both as shares of the whole wording; its words that no document holds count as the rarest. A
        document may be named twice, with the same figures.
        """
        parts = [self.term(term) for term in (*alternative.terms, *alternative.beside)]
        own = sum(p.mass or self._idf(0) for p in parts[: len(alternative.terms)])
        share = np.float32(1 / own)
        parts = [part for part in parts if part.mass]
        if len(parts) == 1:
            gains, documents = parts[0].each, parts[0].documents
            return documents, gains.real * share, gains.imag * share
        if self._totals is None:
            self._totals = np.zeros(self._snapshot.size, np.complex64)
        for part in parts:
            part.add_to(self._totals)
        documents = _joined([part.documents for part in parts])
        gains = self._totals[documents]
        self._totals[documents] = 0
        return documents, gains.real * share, gains.imag * share

    def _found(
        self,
        documents: Numbers,
        values: Weights,
        covers: Weights | np.float32,
        mass: float,
        known: Floats,
    ) -> Found:
        gains: Gains = np.empty(len(documents), np.complex64)
        gains.real, gains.imag = values, covers
        return Found.of(documents, gains, mass, known, self._snapshot.size)

    def of_class(self, classes: Sequence[str]) -> Numbers:
        """Every visible document of the classes."""
        return np.flatnonzero(self._snapshot.facets["class"].among(classes) & self._visible.mask)

    def _unknown(self) -> Floats:
        """Nothing is known in any project."""
        return np.zeros(len(self._snapshot.facets["project"].values), np.float32)

    def _zeros(self) -> Floats:
        return np.zeros(self._snapshot.size, np.float32)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.intp)
