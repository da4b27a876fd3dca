"""What people's own filing says about a class: a small naive Bayes over words, beside the rules of cues.yaml.

A document is the set of its words: of its first lines and headings, its name and its folders. For each
class that people have corrected documents to, a word counts by the log-odds of standing in one of those
rather than in a document of another class (Manning, Raghavan, Schuetze: Introduction to Information
Retrieval, 13.3, the Bernoulli model, present words only). Documents that were filed as proposed never
speak for their class, only against others: what the rules guessed is not taken for knowledge. A few
corrections weigh little, many never more than `_MOST`, and every weight can be told with its words and
the number of documents it comes from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive.domain.folding import fold
from archive.domain.segments import Segment, SegmentKind

DOCUMENTS = ""
"""Stands for a word that every document has: its count is the number of documents."""

ACCEPTED = "+"
"""Behind a class: documents filed under it as proposed."""

LONGEST_WORD = 24
_LINES, _LINE_LENGTH, _MOST_WORDS = 8, 60, 64
_MOST = 14.0
_SOMETIMES, _ELSEWHERE = 0.5, 4.0  # pseudo-counts: how often anywhere, of how many unseen documents
_DECISIVE = 6  # words of a document that are weighed: the others say the same again
_WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]+")

Counts = Mapping[str, Mapping[str, int]]
"""Word -> class -> in how many documents; `DOCUMENTS` -> class -> how many documents.

A class alone: corrected to it; with `ACCEPTED`: filed under it as proposed.
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of the words of one document: folded word -> as it is written, and the counts."""

    words: Mapping[str, str] = field(default_factory=dict)
    counts: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vote:
    """What filing so far says for a class: how much, by which words, of how many documents."""

    class_key: str
    weight: float
    words: tuple[str, ...]
    documents: int


def words_of(segments: Iterable[Segment], path: str) -> dict[str, str]:
    """The words a document is known by, folded -> as it writes them.

    Single Latin words and pairs of Chinese characters.
    """
    lines = [line[:_LINE_LENGTH] for line in _lines(segments)]
    found: dict[str, str] = {}
    stem = re.sub(r"\.[^./]*$", "", path)
    for text in (*stem.split("/")[-3:], *lines):
        folded = fold(text)
        written = text if len(text) == len(folded) else folded
        for run in _WORD.finditer(folded):
            start, end = run.span()
            latin = run[0].isascii()
            pieces = [(start, end)] if latin else [(n, n + 2) for n in range(start, end - 1)]
            for a, b in pieces:
                found.setdefault(folded[a:b][:LONGEST_WORD], written[a:b])
    return dict(list(found.items())[:_MOST_WORDS])


def _lines(segments: Iterable[Segment]) -> list[str]:
    first: list[str] = []
    headings: list[str] = []
    for segment in segments:
        if segment.place.member is not None:
            continue
        if segment.kind is SegmentKind.HEADING and len(headings) < _LINES:
            headings.append(segment.text)
        if len(first) < _LINES:
            first += [line for line in segment.text.splitlines() if line.strip()][:_LINES]
        if len(first) >= _LINES and len(headings) >= _LINES:
            break
    return [*first[:_LINES], *headings]


def votes(learned: Learned) -> tuple[Vote, ...]:
    """What speaks for each class, the strongest first; classes nothing speaks for are left out."""
    filed = learned.counts.get(DOCUMENTS, {})
    cast = [_vote(key, learned, filed) for key in filed if not key.endswith(ACCEPTED)]
    return tuple(sorted((v for v in cast if v is not None), key=lambda v: (-v.weight, v.class_key)))


def _vote(class_key: str, learned: Learned, filed: Mapping[str, int]) -> Vote | None:
    own, others = filed[class_key], _elsewhere(filed, class_key)
    odds: list[tuple[float, str]] = []
    for word in learned.words:
        seen = learned.counts.get(word, {})
        here, there = seen.get(class_key, 0), _elsewhere(seen, class_key)
        if here or there:
            likely = (here + _SOMETIMES) / (own + 2 * _SOMETIMES)
            otherwise = (there + _SOMETIMES) / (others + _ELSEWHERE)
            odds.append((math.log(likely / otherwise), word))
    weighed = sorted(odds, key=lambda pair: (-abs(pair[0]), pair[1]))[:_DECISIVE]
    total = sum(weight for weight, _ in weighed) * own / (own + 2)
    telling = [word for weight, word in weighed if weight > 0]
    if total <= 0 or not telling:
        return None
    most = max(learned.counts[word].get(class_key, 0) for word in telling)
    shown = spoken([learned.words[word] for word in telling])
    return Vote(class_key, min(_MOST, total), shown, most)


def _elsewhere(counts: Mapping[str, int], class_key: str) -> int:
    own = (class_key, class_key + ACCEPTED)
    return sum(number for key, number in counts.items() if key not in own)


def spoken(words: Sequence[str]) -> tuple[str, ...]:
    """The words to show, pairs of Chinese characters that overlap put together again."""
    joined: list[str] = []
    for word in words:
        new = word
        for other in list(joined):
            if whole := _overlap(new, other) or _overlap(other, new):
                joined.remove(other)
                new = whole
        joined.append(new)
    return tuple(sorted(joined, key=len, reverse=True)[:3])


def _overlap(first: str, second: str) -> str:
    if first.isascii() or second.isascii() or first[-1] != second[0]:
        return ""
    return first + second[1:]
