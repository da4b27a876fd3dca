"""What is like a given text: by the words that tell it apart among what the caller may see.

The words of the text are weighed by how often it says them and how rare they are, both as in BM25; the
weightiest are looked for in every visible document. How rare a word is, is counted over the visible
documents alone, and the words named as the reason all stand in the text that was given, so nothing of
what is hidden shows in who is similar, how much or why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from archive.indexer.analysis import TermBag
from archive.indexer.plan import Term
from archive.indexer.port import Likeness, Sample
from archive.indexer.query_text import says_something
from archive.indexer.schema import WORDS
from archive.indexer.shown_words import shown, written_words
from archive.indexer.snapshot import Snapshot, Visible
from archive.indexer.term_gains import K1, TermScorer
from archive.indexer.writer import TITLE_WEIGHT

READ: Final = 40_000
"""Characters of the text that are looked at: a beginning tells what a text is about."""
WEIGHED: Final = 150
"""Words whose rarity is looked up, the most frequent of the text."""
TELLING: Final = 30
"""Words that are looked for in other documents."""
LEAST_SHARE: Final = 0.12
LEAST_WORDS: Final = 3
NAMED: Final = 5
"""Words given as the reason."""


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word that tells the text apart, and what it weighs in it."""

    text: str
    weight: float


def telling_words(sample: Sample, rarity: Callable[[str], float]) -> tuple[TellingWord, ...]:
    """The words by which the sample is compared, the weightiest first.

    Args:
        sample: the text.
        rarity: the idf of a word over the visible documents; 0 for a word that stands in no other.
    """
    bag = TermBag()
    bag.add(sample.body[:READ])
    bag.add(sample.title, weight=TITLE_WEIGHT)
    left_out = TermBag()
    for text in sample.left_out:
        left_out.add(text)
    words = {w: n for w, n in bag.words.items() if _is_word(w) and w not in left_out.words}
    frequent = sorted(words, key=lambda word: (-words[word], word))[:WEIGHED]
    weighed = [
        TellingWord(word, rarity(word) * words[word] * (K1 + 1) / (words[word] + K1))
        for word in frequent
    ]
    weighed.sort(key=lambda word: (-word.weight, word.text))
    return tuple(word for word in weighed[:TELLING] if word.weight > 0)


def _is_word(term: str) -> bool:
    """Numbers, dates and single characters make nothing alike."""
    return len(term) > 1 and term.isalpha() and says_something(term)


def similar(
    snapshot: Snapshot, visible: Visible, sample: Sample, limit: int
) -> tuple[Likeness, ...]:
    """The visible documents most like the sample, itself left out; equal ones in the order of their ids."""
    scorer = TermScorer(snapshot, visible)
    own = np.array(snapshot.find(sample.id), np.int64)

    def rarity(word: str) -> float:
        others = scorer.postings(Term(WORDS, word))[0]
        return scorer.term(Term(WORDS, word)).mass if len(np.setdiff1d(others, own)) else 0.0

    words = telling_words(sample, rarity)
    whole = sum(word.weight * (K1 + 1) for word in words)
    if len(words) < LEAST_WORDS or not whole:
        return ()
    score, shared = np.zeros(snapshot.size, np.float64), np.zeros(snapshot.size, np.int32)
    parts = np.zeros((len(words), snapshot.size), np.float32)
    for place, word in enumerate(words):
        found = scorer.term(Term(WORDS, word.text))
        documents = found.documents
        gain = word.weight * (found.scores / np.float32(found.mass or 1.0))
        score[documents] += gain
        parts[place, documents] = gain
        shared[documents] += 1
    score[own] = 0
    numbers = np.flatnonzero((score / whole >= LEAST_SHARE) & (shared >= LEAST_WORDS))
    best = snapshot.first(numbers, score[numbers], limit)
    reasons = [_reason(words, parts[:, number]) for number in best]
    text = f"{sample.title}\n{sample.body[:READ]}"
    written = written_words(text, {word for reason in reasons for word in reason})
    return tuple(
        Likeness(
            snapshot.ids[number].decode(),
            min(1.0, round(float(score[number] / whole), 4)),
            shown(reason, written),
        )
        for number, reason in zip(best, reasons, strict=True)
    )


def _reason(words: Sequence[TellingWord], gains: np.ndarray) -> tuple[str, ...]:
    order = sorted(range(len(words)), key=lambda place: (-float(gains[place]), words[place].text))
    return named([words[place].text for place in order if gains[place] > 0])


def named(words: Sequence[str]) -> tuple[str, ...]:
    """The first few words, without those that stand inside another of them."""
    chosen: list[str] = []
    for word in words:
        if not any(word in other for other in chosen):
            chosen = [other for other in chosen if other not in word]
            chosen.append(word)
        if len(chosen) == NAMED:
            break
    return tuple(chosen)
