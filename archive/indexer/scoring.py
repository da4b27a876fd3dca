"""BM25 over whole arrays, with every statistic taken from the visible documents alone.

Scores, order and totals therefore stay the same whatever is added to the index that the caller may
not see. Formula: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the
always positive idf of Lucene.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.indexer.byte_cache import Hashed
from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import Found, Gains, add_all
from archive.indexer.plan import Clause, QueryPlan, Term
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Floats, Snapshot, Visible
from archive.indexer.term_gains import FIRST_LOOK, TermScorer
from archive.indexer.wordings import Part, Wordings

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
_NO_ONE: Final[Numbers] = np.empty(0, np.intp)
_FIELD: Final = attrgetter("field")


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
        scores: Floats = self.totals.take(places).real * self.context.take(
            self.projects.take(places)
        )
        return scores

    def weighed(self, places: Numbers, complete: float) -> Floats:
        """Scores of which so much is given for completeness, without the factor of each project."""
        totals = self.totals.take(places)  # in two thirds of the time that [places] takes
        scores: Floats = totals.imag * self.share
        scores *= np.float32(complete)
        scores += np.float32(1 - complete)
        scores *= totals.real
        return scores


class Scorer(TermScorer):
    """Scores of one search: one snapshot seen by one caller."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        super().__init__(snapshot, visible)
        self._parts: dict[Term, Part] = {}

    def score(self, plan: QueryPlan, selection: Selection | None = None) -> Scores:
        """Add up the clauses, of every document or of a selection alone."""
        size = self._snapshot.size if selection is None else len(selection.numbers)
        totals: Gains = np.zeros(size, np.complex64)
        known, mass, told = self._unknown(), 0.0, 0.0
        beside = plan.beside_a_kind
        self.read(plan, selection)
        self.get_ready(plan.terms, selection)
        number = selection.number if selection else None
        parts = [
            self._terms[key, number]
            if isinstance(key, Term)
            else self._thing(clause, key, selection)
            for clause, key in zip(plan.clauses, plan.keys, strict=True)
        ]
        add_all(parts, totals)
        for clause, part in zip(plan.clauses, parts, strict=True):
            mass += part.mass
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

    def _thing(self, clause: Clause, key: Hashed, selection: Selection | None) -> Found:
        """What a thing said in several ways adds."""
        kept, whole = self._snapshot.concepts, (self._visible.number, key)
        if selection is None:
            return kept.get(whole) or kept.put(whole, self._concept(clause))
        narrow = kept.get((*whole, selection.number))
        if narrow is None:
            found = kept.get(whole) or kept.put(whole, self._concept(clause))
            narrow = kept.put((*whole, selection.number), found.within(selection))
        return narrow

    def _concept(self, clause: Clause) -> Found:
        """One thing said in several ways: the best of them counts, as a share of the whole.

        It weighs as if it were one term, held by every document that says it in any way: otherwise a rare
        word for a common thing would bring the common words along at its own price.
        """
        terms = tuple(_terms(clause))
        self._weigh_parts(terms)
        parts = {term: part for term in terms if (part := self._parts[term]).mass}
        members = self.of_class(clause.classes) if clause.classes else _NO_ONE
        size = self._snapshot.size
        said = Wordings(parts, members, size)
        for alternative in clause.alternatives:
            own = sum(self._parts[term].mass or self._idf(0) for term in alternative.terms)
            those = [t for t in (*alternative.terms, *alternative.beside) if t in parts]
            share = np.float32(1 / own)
            said.take(those, share, alternative.weight, alternative.needed)
        if len(members):
            said.give(np.float32(CLASS_SHARE), np.float32(CLASS_COVER))
        held, best, found = said.held()
        length = clause.alternatives[clause.measure].length
        mass = self._idf(said.saying) * min(length, LONGEST) * clause.weight
        scale = np.float32(mass if found.any() else 0.0)
        covers = found * scale
        known = self._most_in(held, covers)
        most = max(float(covers.max(initial=0.0)), float(scale))
        gains: Gains = np.empty(len(best), np.complex64)
        np.multiply(best, scale, out=gains.real)
        gains.imag = covers
        if held is None:
            return Found(None, gains, int(np.count_nonzero(found)), most, known)
        return Found.of(held, gains, most, known, size)

    def _most_in(self, documents: Numbers | None, covers: Floats) -> Floats:
        """The most that one of some documents, or of all in turn, holds of each project.

        Often those that hold most are of all projects, and a few of them tell.
        """
        known, projects = self._unknown(), self._snapshot.projects
        if not len(covers):
            return known
        if documents is not None:
            projects = projects.take(documents)
        most = covers.max()
        start, end = 0, FIRST_LOOK
        while start < len(covers):
            reached = (covers[start:end] == most).nonzero()[0]
            known[projects[start:end].take(reached)] = most
            if np.count_nonzero(known) == self._visible.projects:
                return known
            start, end = end, 4 * end
        np.maximum.at(known, projects, covers)
        return known

    def look_up(self, plan: QueryPlan) -> None:
        """Read the terms of a plan together, where nothing is kept of them.

        What asks about some of them before they are weighed would read them one by one. They lie in the order
        in which they are weighed, and those last that are only asked about.
        """
        kept, number = self._snapshot.concepts, self._visible.number
        weighed: list[Term] = []
        shown: list[Term] = []
        for clause, key in plan.things:
            if (number, key) not in kept:
                weighed += _terms(clause)
                continue
            for alternative in clause.alternatives:
                shown += alternative.all_of_it if alternative.shown else ()
        weighed.sort(key=_FIELD)
        known = self._snapshot.found
        unknown = [
            term
            for term in dict.fromkeys((*weighed, *plan.phrased, *plan.terms, *shown))
            if not term.prefix and (number, term) not in known
        ]
        if unknown:
            self.gather(unknown)

    def read(self, plan: QueryPlan, selection: Selection | None = None) -> None:
        """Read and weigh together what the things a plan asks for in several ways are said by.

        Of a selection nothing is read where the thing is kept for it, whether or not the whole still is.
        """
        kept, number = self._snapshot.concepts, self._visible.number
        narrow = selection.number if selection else None
        unknown = [
            clause
            for clause, key in plan.things
            if (number, key) not in kept and (number, key, narrow) not in kept
        ]
        if unknown:
            self._weigh_parts([term for clause in unknown for term in _terms(clause)])

    def _weigh_parts(self, terms: Iterable[Term]) -> None:
        """What terms add as parts of wordings: kept with the whole, not by themselves."""
        missing = [term for term in dict.fromkeys(terms) if term not in self._parts]
        missing.sort(key=_FIELD)  # the terms of a field are weighed by its lengths at once
        unknown = []
        for term, found in zip(missing, self._kept(missing, None), strict=True):
            if found:
                self._parts[term] = Part.of(found)
            else:
                unknown.append(term)
        if not unknown:
            return
        weighed = self.weigh(unknown, self.gather(unknown))
        every, start = weighed.gains, 0
        for term, end, mass in zip(unknown, weighed.ends, weighed.masses, strict=True):
            documents, gains = weighed.places[start:end], every[start:end]
            self._parts[term] = Part(documents, gains, end - start, mass)
            start = end

    def of_class(self, classes: Sequence[str]) -> Numbers:
        """Every visible document of the classes."""
        members = self._snapshot.papers.of(classes)
        return members[self._visible.mask[members]]


def _terms(clause: Clause) -> Iterator[Term]:
    for alternative in clause.alternatives:
        yield from alternative.terms
        yield from alternative.beside


def _least_product(factor: np.float32, least: np.float32) -> np.float32:
    """The smallest number above zero whose product with a positive factor, as floats have it, is `least`."""
    bound = least / factor
    while bound * factor >= least:
        bound = np.nextafter(bound, np.float32(0))
    while bound * factor < least:
        bound = np.nextafter(bound, np.float32(np.inf))
    return bound
