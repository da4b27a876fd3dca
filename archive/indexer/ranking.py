"""From scores to the order of the hits: word order, whole short queries, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from archive.indexer.columns import Mask, Numbers
from archive.indexer.plan import Phrase, QueryPlan, Term
from archive.indexer.schema import GRAMS
from archive.indexer.scoring import Scorer
from archive.indexer.snapshot import Floats, Snapshot, Visible

IN_ORDER: Final = 0.3
"""What a document gains that keeps all the words of the query in their order, as a share of its score."""
COMPLETE: Final = 0.7
"""How much of the score is given for completeness: one word of five, however frequent, is no answer."""
WHOLE: Final = 4.0
ALL_TERMS: Final = 2.0
"""Factors for documents that contain a short query as it stands, or all its terms."""
OF_CLASS: Final = 12.0
"""Factor for documents of the classes that are all the query names: above those that only say the word."""
LEANING: Final = 1.5
"""Factor for documents of the classes that answer a question of the query's kind."""
LEAST_COVER: Final = 0.12
"""A document with less of the query's mass is not a hit."""
VERIFIED: Final = 50
VERIFIED_BYTES: Final = 4_000_000
CONDITION_VERIFIED: Final = 500
"""How many texts are looked at to verify that words stand side by side; beyond, their pairs must do."""


_WORD = re.compile(r"[^\W_]+")


class Ranker:
    """Applies plans to what one caller may see of a snapshot: who is a hit, and with what score."""

    def __init__(self, snapshot: Snapshot, visible: Visible) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self.scorer = Scorer(snapshot, visible)

    def rank(self, plan: QueryPlan) -> tuple[Floats, Mask]:
        """The score of every document, and which of them are hits."""
        if plan.everything:
            score = np.zeros(self._snapshot.size, np.float32)
            return score, self._conditions(plan, np.ones(self._snapshot.size, bool))
        scores = self.scorer.score(plan)
        complete = (1 - COMPLETE) + np.float32(COMPLETE) * scores.cover
        score = scores.score * complete * self._order(plan.pairs)
        chosen: Mask = (scores.cover >= LEAST_COVER) & (score > 0)
        if plan.short:
            score, whole = self._raise_whole(plan.short, score)
            chosen |= whole
        score *= self._snapshot.standing
        if plan.classes:
            score[self.scorer.of_class(plan.classes)] *= np.float32(OF_CLASS)
        elif plan.leaning:
            score[self.scorer.of_class(plan.leaning)] *= np.float32(LEANING)
        return score, self._conditions(plan, chosen)

    def _order(self, pairs: Sequence[str]) -> Floats:
        """1 to 1.3: how many of the query's words stand in a document as they do in the query."""
        kept = np.zeros(self._snapshot.size, np.float32)
        for gram in pairs:
            np.add.at(kept, self.scorer.term(Term(GRAMS, gram)).documents, np.float32(1))
        return 1 + np.float32(IN_ORDER / max(len(pairs), 1)) * kept

    def _raise_whole(self, phrases: Sequence[Phrase], score: Floats) -> tuple[Floats, Mask]:
        """Documents that contain the whole query come first, then those with all its terms."""
        factor = np.ones(self._snapshot.size, np.float32)
        whole = np.zeros(self._snapshot.size, bool)
        for phrase in phrases:
            holders = self._holders(phrase.terms)
            best = self._snapshot.first(holders, score[holders].astype(np.float64), VERIFIED)
            certain = self._containing(phrase, best)
            raised = np.float32(1 + (ALL_TERMS - 1) * phrase.weight)
            np.maximum.at(factor, holders, raised)
            raised = np.float32(1 + (WHOLE - 1) * phrase.weight)
            np.maximum.at(factor, certain, raised)
            whole[holders] = True
        return score * factor, whole

    def _conditions(self, plan: QueryPlan, chosen: Mask) -> Mask:
        """The hits among the chosen: visible, with every required and no excluded phrase."""
        chosen &= self._visible.mask
        for phrase in plan.required:
            chosen &= self._mask(phrase)
        for phrase in plan.excluded:
            chosen &= ~self._mask(phrase)
        return chosen

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
        lists = sorted((self.scorer.term(term).documents for term in terms), key=len)
        holders = lists[0]
        for documents in lists[1:]:
            if not len(holders):
                break
            also: Mask = np.zeros(self._snapshot.size, bool)
            also[documents] = True
            holders = holders[also[holders]]
        return holders

    def _containing(self, phrase: Phrase, candidates: Sequence[int]) -> Numbers:
        """The candidates whose text has the phrase as it stands; all, where the terms say it."""
        if not phrase.form:
            return np.array(candidates, np.intp)
        pattern, as_is = pattern_of(phrase.form), phrase.form.encode()
        kept, budget = [], VERIFIED_BYTES
        for number in candidates:
            view, position = self._snapshot.place(number)
            text = view.text(position)
            budget -= len(text)
            if as_is in text or pattern.search(text.decode("utf-8")):
                kept.append(number)
            if budget < 0:
                break
        return np.array(kept, np.intp)


def pattern_of(form: str) -> re.Pattern[str]:
    """A normal form as a pattern: what is between its words may be missing or differ a little."""
    return re.compile(r"[\W_]{0,3}".join(re.escape(word) for word in _WORD.findall(form)))
