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

from archive.indexer.analysis import written_form
from archive.indexer.codec import Postings, Weights
from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import Found
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.schema import WORDS
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
SAYS_SO: Final = 0.999
SAME_THING: Final = 0.6
"""A wording says what its clause asks for when a document holds all of it and it weighs this much; wider
ones (the month of a day) do not make the exact one common."""


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
        self._value, self._cover = self._zeros(), self._zeros()  # for adding up; zero in between

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

    def term(self, term: Term) -> Found:
        """What the term adds to the visible documents that hold it."""
        key = (self._visible.number, term)
        found = self._snapshot.found.get(key)
        if found is None:
            found = self._weigh(term)
            self._snapshot.found.put(key, found)
        return found

    def _weigh(self, term: Term) -> Found:
        documents, weights = self.postings(term)
        mass = self._idf(len(documents)) if len(documents) else 0.0
        average = self._visible.average[term.field]
        lengths = self._snapshot.lengths[term.field][documents]
        norm = K1 * (1 - B + B * lengths / np.float32(average))
        values = (np.float32(mass * (K1 + 1)) * weights / (weights + norm)).astype(np.float32)
        projects = self._snapshot.facets["project"]
        known = np.zeros(len(projects.values), np.float32)
        known[projects.codes[documents]] = mass
        return Found(documents.astype(np.intp), values, np.float32(mass), mass, known)

    def _idf(self, holders: int) -> float:
        return math.log1p((self._visible.count - holders + 0.5) / (holders + 0.5))

    def score(self, plan: QueryPlan) -> Scores:
        """Add up the clauses. `cover` is 0 to 1; it is 0 for a query of which nothing is known."""
        score, cover, mass = self._zeros(), self._zeros(), 0.0
        projects = self._snapshot.facets["project"]
        known = np.zeros(len(projects.values), np.float32)
        for clause in plan.clauses:
            part = self._clause(clause)
            mass += part.mass
            np.add.at(score, part.documents, part.values)
            np.add.at(cover, part.documents, part.covers)
            known += part.known
        share = np.float32(1 / (mass or 1.0))
        context = np.float32(1 - IN_CONTEXT) + np.float32(IN_CONTEXT) * share * known
        return Scores(score * context[projects.codes], cover * share)

    def _clause(self, clause: Clause) -> Found:
        first = clause.alternatives[0]
        if len(clause.alternatives) == len(first.terms) == 1 and not (
            first.beside or clause.classes
        ):
            return self.term(first.terms[0])
        key = (self._visible.number, clause)
        found = self._snapshot.found.get(key)
        if found is None:
            found = self._concept(clause)
            self._snapshot.found.put(key, found)
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
        projects = self._snapshot.facets["project"]
        known = np.zeros(len(projects.values), np.float32)
        np.maximum.at(known, projects.codes[held].astype(np.intp), covers)
        most = max(float(covers.max(initial=0.0)), float(scale))
        return Found(held, best[held] * scale, covers, most, known)

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
            only = parts[0]
            covers = np.full(len(only.documents), only.mass, np.float32)
            return only.documents, only.values * share, covers * share
        for part in parts:
            np.add.at(self._value, part.documents, part.values)
            np.add.at(self._cover, part.documents, part.covers)
        documents = _joined([part.documents for part in parts])
        values, covers = self._value[documents] * share, self._cover[documents] * share
        self._value[documents] = self._cover[documents] = 0
        return documents, values, covers

    def of_class(self, classes: Sequence[str]) -> Numbers:
        """Every visible document of the classes."""
        return np.flatnonzero(self._snapshot.facets["class"].among(classes) & self._visible.mask)

    def _zeros(self) -> Floats:
        return np.zeros(self._snapshot.size, np.float32)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.intp)
