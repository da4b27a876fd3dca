"""BM25 over whole arrays, with every statistic taken from the visible documents alone.

Scores, order and totals therefore stay the same whatever is added to the index that the caller may
not see. Formula: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the
always positive idf of Lucene.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from archive.indexer.analysis import written_form
from archive.indexer.codec import Documents, Postings, Weights
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.schema import WORDS
from archive.indexer.snapshot import Floats, Snapshot, Visible

K1: Final = 0.9
B: Final = 0.75
CLASS_SHARE: Final = 0.6
"""What a document gets for being of the class that a word names, as a share of the word's mass."""
CLASS_COVER: Final = 0.7
"""How much of the word counts as found in it, wherever else it stands."""


@dataclass(frozen=True, eq=False)
class TermScores:
    """A term's visible documents, what it adds to each, and its mass: the idf."""

    documents: Documents
    values: Weights
    mass: float


@dataclass(frozen=True, eq=False)
class Scores:
    """Per document number: the score, and the share of the query's mass that was found."""

    score: Floats
    cover: Floats


class Scorer:
    """Scores of one search: one snapshot seen by one caller."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self._read: dict[Term, Postings] = {}
        self._scored: dict[Term, TermScores] = {}

    def postings(self, term: Term) -> Postings:
        """The visible documents that hold the term, and its weight in each."""
        found = self._read.get(term)
        if found is None:
            found = self._read[term] = self._beginning(term) if term.prefix else self._seen(term)
        return found

    def holders(self, term: Term) -> int:
        """How many visible documents hold the term."""
        return len(self.postings(term)[0])

    def written(self, word: str) -> str:
        """A term as the first visible document that holds it writes the word."""
        documents, _ = self.postings(Term(WORDS, word))
        for number in self._snapshot.first(documents, np.zeros(len(documents)), 1):
            view, position = self._snapshot.place(number)
            return written_form(view.text(position).decode(), word)
        return word

    def _seen(self, term: Term) -> Postings:
        documents, weights = self._snapshot.postings(term.field, term.text)
        seen = self._visible.mask[documents]
        if seen.all():
            return documents, weights
        return documents[seen], weights[seen]

    def _beginning(self, term: Term) -> Postings:
        """The postings of every term that begins so, as if it were one."""
        found = sorted(
            {t for v in self._snapshot.views for t in v.terms_from(term.field, term.text)}
        )
        total = np.zeros(self._snapshot.size, np.float32)
        for text in found:
            documents, weights = self.postings(Term(term.field, text))
            total[documents] += weights
        documents = np.flatnonzero(total).astype(np.int32)
        return documents, total[documents]

    def term(self, term: Term) -> TermScores:
        """What the term adds to the visible documents that hold it."""
        found = self._scored.get(term)
        if found is None:
            found = self._scored[term] = self._weigh(term)
        return found

    def _weigh(self, term: Term) -> TermScores:
        documents, weights = self.postings(term)
        mass = self._idf(len(documents)) if len(documents) else 0.0
        average = self._visible.average[term.field]
        lengths = self._snapshot.lengths[term.field][documents]
        norm = K1 * (1 - B + B * lengths / np.float32(average))
        values = (np.float32(mass * (K1 + 1)) * weights / (weights + norm)).astype(np.float32)
        return TermScores(documents, values, mass)

    def _idf(self, holders: int) -> float:
        return math.log1p((self._visible.count - holders + 0.5) / (holders + 0.5))

    def score(self, plan: QueryPlan) -> Scores:
        """Add up the clauses. `cover` is 0 to 1; it is 1 for a query of which nothing is known."""
        score, cover = self._zeros(), self._zeros()
        mass = sum(self._add(clause, score, cover) for clause in plan.clauses)
        return Scores(score, cover / np.float32(mass or 1.0))

    def _add(self, clause: Clause, score: Floats, cover: Floats) -> float:
        """Add one clause to the sums and give its mass."""
        if len(clause.alternatives) == 1 and not clause.class_key:
            return self._add_terms(clause.alternatives[0], 1.0, score, cover)
        measure = self._mass(clause.alternatives[clause.measure])
        best, found, mass = self._zeros(), self._zeros(), 0.0
        for alternative in clause.alternatives:
            value, covered = self._zeros(), self._zeros()
            scale = self._scale(alternative, measure)
            reached = self._add_terms(alternative, scale, value, covered)
            np.maximum(best, value, out=best)
            np.maximum(found, covered, out=found)
            mass = max(mass, reached)
        if clause.class_key:
            members = self.of_class(clause.class_key)
            best[members] += np.float32(CLASS_SHARE * mass)
            found[members] = np.maximum(found[members], np.float32(CLASS_COVER * mass))
        score += best
        cover += found
        return mass

    def _add_terms(
        self, alternative: Alternative, scale: float, score: Floats, cover: Floats
    ) -> float:
        mass = 0.0
        for term in (*alternative.terms, *alternative.beside):
            part = self.term(term)
            score[part.documents] += part.values * np.float32(scale)
            cover[part.documents] += np.float32(part.mass * scale)
            mass += part.mass * scale
        return mass

    def _mass(self, alternative: Alternative) -> float:
        return sum(self.term(term).mass for term in alternative.terms)

    def _scale(self, alternative: Alternative, measure: float) -> float:
        """What brings a wording to its weight's share of the measure."""
        own = self._mass(alternative)
        return alternative.weight * (measure / own if measure and own else 1.0)

    def of_class(self, class_key: str) -> Documents:
        """Every document of a class."""
        numbers = [
            np.flatnonzero(view.facets["class"].among((class_key,))) + part.start
            for view, part in self._snapshot.slices()
        ]
        found = np.concatenate(numbers) if numbers else np.empty(0, np.int64)
        return found.astype(np.int32)

    def _zeros(self) -> Floats:
        return np.zeros(self._snapshot.size, np.float32)
