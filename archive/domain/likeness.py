"""How alike short texts are, by the words they share; and which words those are, to be told as a reason.

Chinese is compared by pairs of neighbouring characters, so nothing has to be cut into words first;
other scripts by whole words. A term counts the more, the fewer of the candidates hold it
(inverse document frequency, Spärck Jones 1972), among the candidates given and no others.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.domain.folding import fold, fold_with_offsets, original_span
from archive.domain.lessons import Lesson

_HAN_RUN = re.compile(r"[㐀-鿿]{2,}")
_WORD = re.compile(r"[a-z][a-z'’-]{3,}")
_FUNCTION = frozenset(
    fold(
        "的了和與及在是有不也就都要被把對從到為以於之其這那個們我你您他她它並而或但若因所等後前上下中內外各每"
        "一二三四五六七八九十"
    )
)
_PLAIN_WORDS = """about after again also been before being between both could does done down each even
every from have here into just made make many more most much must next once only other over project
same should some such than that their them then there these they this those time under until very
want well were what when where which while will with within without would your"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_TOLD = 3
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a candidate is (0 and up), and the words that speak for it, the weightiest first."""

    score: float
    words: tuple[str, ...]


def likenesses(
    asked: str, candidates: Sequence[str], telling: frozenset[str] | None = None
) -> tuple[Likeness, ...]:
    """For each candidate how alike it is to the text that is asked about.

    `telling`: the terms of the text that count, where not all of them do.
    """
    wanted = terms(asked) if telling is None else telling
    held = [terms(candidate) for candidate in candidates]
    holders = Counter(term for one in held for term in one & wanted)
    size = len(candidates)
    weights = {term: math.log(1 + size / count) for term, count in holders.items()}
    whole = fold(asked)
    return tuple(
        _likeness(one & wanted, weights, len(one), whole, candidate)
        for one, candidate in zip(held, candidates, strict=True)
    )


def terms(text: str) -> frozenset[str]:
    """What a text is compared by."""
    folded = fold(text)
    found = {word for word in _WORD.findall(folded) if word not in _PLAIN}
    for run in _HAN_RUN.findall(folded):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        found |= {pair for pair in pairs if _FUNCTION.isdisjoint(pair)}
    return frozenset(found)


def most_alike(lesson: Lesson, others: Sequence[Lesson]) -> list[Lesson]:
    """The others that share words with the lesson's cause and event, the most alike first."""
    asked = f"{lesson.title}\n{lesson.happened}\n{lesson.cause}"
    found = likenesses(asked, [f"{one.title}\n{one.happened}\n{one.cause}" for one in others])
    ranked = sorted(zip(found, others, strict=True), key=lambda pair: (-pair[0].score, pair[1].id))
    return [one for likeness, one in ranked if likeness.score > 0]


def _likeness(
    shared: Iterable[str], weights: dict[str, float], size: int, asked: str, candidate: str
) -> Likeness:
    shared = set(shared)
    if not shared:
        return Likeness(0.0, ())
    # Long texts share words by chance: the sum is damped by the length, as in cosine measures.
    score = sum(weights[term] for term in shared) / math.sqrt(max(size, 24))
    return Likeness(score, _told(candidate, shared, weights, asked))


def _told(
    candidate: str, shared: set[str], weights: dict[str, float], asked: str
) -> tuple[str, ...]:
    """The longest stretches of the candidate that stand in the asked text too, as they are written."""
    folded, offsets = fold_with_offsets(candidate)
    found: dict[str, tuple[float, str]] = {}
    for start, end in _stretches(folded, shared, asked):
        first, last = original_span(offsets, start, end)
        stretch = folded[start:end]
        weight = weights.get(stretch, 0.0) + sum(
            weights.get(stretch[at : at + 2], 0.0) for at in range(len(stretch) - 1)
        )
        found.setdefault(stretch, (weight, candidate[first:last]))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1]))
    return tuple(word for _, word in best[:_TOLD])


def _stretches(folded: str, shared: set[str], asked: str) -> Iterable[tuple[int, int]]:
    for word in _WORD.finditer(folded):
        if word[0] in shared:
            yield word.span()
    for run in _HAN_RUN.finditer(folded):
        at, stop = run.start(), run.end()
        while at <= stop - _SHORTEST:
            end = at + _SHORTEST
            if folded[at:end] not in shared:
                at += 1
                continue
            while (
                end < stop and folded[end - 1 : end + 1] in shared and folded[at : end + 1] in asked
            ):
                end += 1
            yield at, end
            at = end
