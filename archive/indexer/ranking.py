"""From scores to the order of the hits: word order, whole short queries, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import numpy as np

from archive.indexer.columns import Mask, Numbers
from archive.indexer.plan import Phrase, QueryPlan, Term
from archive.indexer.schema import GRAMS
from archive.indexer.scoring import Scorer, Scores
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Floats, Snapshot, Visible
from archive.indexer.standing import NO_PAPER

IN_ORDER: Final = 0.3
"""What a document gains that keeps all the words of the query in their order, as a share of its score."""
COMPLETE: Final = 0.6
"""How much of the score is given for completeness: one word of five, however frequent, is no answer."""
WHOLE: Final = 4.0
ALL_TERMS: Final = 2.0
"""Factors for documents that contain a short query as it stands, or all its terms."""
OF_CLASS: Final = 12.0
"""Factor for documents of the classes that are all the query names: above those that only say the word."""
STANDING_ALONE: Final = 4.0
"""Power of the standing in such a query, where nothing else tells papers apart: every issued report comes
before any draft of one."""
LEANING: Final = 1.6
"""Factor for documents of the classes that answer a question of the query's kind."""
LEAST_COVER: Final = 0.12
"""A document with less of the query's mass is not a hit."""
VERIFIED: Final = 50
VERIFIED_CHARACTERS: Final = 1_500_000
CONDITION_VERIFIED: Final = 500
"""How many texts are looked at to verify that words stand side by side; beyond, their pairs must do."""


_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, eq=False)
class Ranked:
    """The hits, in the order of their numbers, with the score and the cell of each."""

    numbers: Numbers
    scores: Floats
    cells: Numbers

    def among(self, mask: Mask) -> Ranked:
        """Those that are in the mask."""
        kept = mask[self.numbers]
        return Ranked(self.numbers[kept], self.scores[kept], self.cells[kept])


class Ranker:
    """Applies plans to what one caller may see of a snapshot: who is a hit, and with what score."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self.scorer = Scorer(snapshot, visible)

    def rank(self, plan: QueryPlan, selection: Selection | None = None) -> Ranked:
        """The hits of a selection, and what each scores. It does not depend on what is selected."""
        self._get_ready(plan, selection)
        if plan.everything:
            numbers = np.flatnonzero(self._allowed(plan, selection))
            scores = np.zeros(len(numbers), np.float32)
            return Ranked(numbers, scores, self._snapshot.cells.of(numbers))
        wholes = [self._holders(phrase.terms) for phrase in plan.short]
        orderless = all(len(holders) <= 1 for holders in wholes)
        narrow = selection if selection and selection.narrow and orderless else None
        sums = self.scorer.score(plan, narrow)
        chosen = sums.covering(LEAST_COVER)
        factor = self._raise_whole(plan, wholes, sums, narrow) if wholes else None
        if factor is not None:
            chosen |= (factor if narrow is None else factor[narrow.numbers]) > 1
        chosen &= self._allowed(plan, selection, narrow)
        places = chosen.nonzero()[0]
        numbers = places if narrow is None else narrow.numbers[places]
        cells = self._snapshot.cells.of(numbers)
        score = self._weighed(plan.pairs, sums, places, narrow)
        score *= self._worth(plan, sums.context, cells)
        if factor is not None:
            score *= factor.take(numbers)
        return Ranked(numbers, score, cells)

    def _get_ready(self, plan: QueryPlan, selection: Selection | None) -> None:
        """Look up together what is looked up for all documents: everything, where little is selected by."""
        terms = plan.phrased
        if not (selection and selection.narrow):
            terms += plan.terms
        if terms:
            self.scorer.get_ready(terms)

    def _worth(self, plan: QueryPlan, context: Floats, cells: Numbers) -> Floats:
        """The factors of documents in these cells that all of a cell share.

        Its project's, its standing, and more where it is of a kind that was asked for by its name or answers
        such a question. Worked out for every cell where there are fewer than documents.
        """
        all_cells = self._snapshot.cells
        few = all_cells.count <= len(cells)
        codes = all_cells.codes
        project, class_of, kind, standing = (
            column if few else column.take(cells)
            for column in (codes["project"], codes["class"], codes["kind"], all_cells.standing)
        )
        worth = context[project]
        worth *= standing ** np.float32(STANDING_ALONE) if plan.classes else standing
        facets = self._snapshot.facets
        if plan.classes:
            papers = ~facets["kind"].holding((NO_PAPER,))
            named = facets["class"].holding(plan.classes)
            worth[named[class_of] & papers[kind]] *= np.float32(OF_CLASS)
        for classes in () if plan.classes else plan.leaning:
            worth[facets["class"].holding(classes)[class_of]] *= np.float32(LEANING)
        return worth.take(cells) if few else worth

    def _weighed(
        self, pairs: Sequence[str], scores: Scores, places: Numbers, narrow: Selection | None = None
    ) -> Floats:
        """Scores at some places, weighed by how complete and how much in order the query is there.

        Without the factor of each project.
        """
        score = scores.weighed(places, COMPLETE)
        if pairs:
            score *= self._order(pairs, places, narrow)
        return score

    def _order(self, pairs: Sequence[str], places: Numbers, narrow: Selection | None) -> Floats:
        """1 to 1.3: how many of the query's words stand in a document as they do in the query."""
        kept = np.zeros(len(narrow.numbers) if narrow else self._snapshot.size, np.float32)
        for gram in pairs:
            self.scorer.term(Term(GRAMS, gram), narrow).count_in(kept)
        return 1 + np.float32(IN_ORDER / len(pairs)) * kept.take(places)

    def _raise_whole(
        self,
        plan: QueryPlan,
        wholes: Sequence[Numbers],
        scores: Scores,
        narrow: Selection | None,
    ) -> Floats:
        """Every document's factor: those that contain the whole query come first, then those with all its terms.

        Others have 1. The best are looked at first; where one document at most holds all the terms it need
        not be known how good it is among all (`narrow`).
        """
        factor = np.ones(self._snapshot.size, np.float32)
        for phrase, holders in zip(plan.short, wholes, strict=True):
            best = holders.tolist()
            if narrow is None:
                weighed = self._weighed(plan.pairs, scores, holders)
                weighed *= scores.context.take(self._snapshot.projects.take(holders))
                best = self._snapshot.first(holders, weighed, VERIFIED)
            certain = self._containing(phrase, best)
            for documents, most in ((holders, ALL_TERMS), (certain, WHOLE)):
                raised = np.float32(1 + (most - 1) * phrase.weight)
                factor[documents] = np.maximum(factor[documents], raised)
        return factor

    def _allowed(
        self, plan: QueryPlan, selection: Selection | None, narrow: Selection | None = None
    ) -> Mask:
        """Which documents may be hits: visible, selected, with every required and no excluded phrase.

        Of all, or of the documents of a narrow selection alone.
        """
        allowed = self._visible.mask
        if narrow is not None:
            allowed = allowed[narrow.numbers]
        elif selection is not None:
            allowed = allowed & selection.mask
        for phrases, wanted in ((plan.required, True), (plan.excluded, False)):
            for phrase in phrases:
                held = self._mask(phrase) == wanted
                allowed = allowed & (held if narrow is None else held[narrow.numbers])
        return allowed

    def _mask(self, phrase: Phrase) -> Mask:
        holders = self._holders(phrase.terms)
        if len(holders) <= CONDITION_VERIFIED:
            in_order = np.argsort(self._snapshot.ids[holders], kind="stable")
            holders = self._containing(phrase, holders[in_order].tolist())
        mask = np.zeros(self._snapshot.size, bool)
        mask[holders] = True
        return mask

    def _holders(self, terms: Iterable[Term]) -> Numbers:
        """The visible documents that hold every one of the terms."""
        lists = sorted(map(self.scorer.term, terms), key=attrgetter("count"))
        holders = lists[0].documents
        for found in lists[1:]:
            holders = found.among(holders)
        return holders

    def _containing(self, phrase: Phrase, candidates: Sequence[int]) -> Numbers:
        """The candidates whose text has the phrase as it stands; all, where the terms say it."""
        if not phrase.form:
            return np.array(candidates, np.intp)
        looked_at = np.array(candidates, np.int32).tobytes()
        return self._snapshot.verified(
            (phrase.form, looked_at), lambda: self._verified(phrase.form, candidates)
        )

    def _verified(self, form: str, candidates: Sequence[int]) -> Numbers:
        pattern = pattern_of(form)
        kept, budget = [], VERIFIED_CHARACTERS
        for number in candidates:
            view, position = self._snapshot.place(number)
            text = view.text(position)
            budget -= len(text)
            if form in text or pattern.search(text):
                kept.append(number)
            if budget < 0:
                break
        return np.array(kept, np.intp)


def pattern_of(form: str) -> re.Pattern[str]:
    """A normal form as a pattern: what is between its words may be missing or differ a little."""
    return re.compile(r"[\W_]{0,3}".join(re.escape(word) for word in _WORD.findall(form)))
