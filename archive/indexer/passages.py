"""The passages that show why a document was found, cut from its stored segments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from math import sqrt
from typing import Final, NamedTuple

from archive.domain.segments import Place, Segment
from archive.indexer.analysis import is_han
from archive.indexer.figures import figures_in, months_of
from archive.indexer.marking import Hit, Marker, marker, merged
from archive.indexer.normal_text import NormalText, Span
from archive.indexer.query_text import QueryText

WINDOW: Final = 150  # characters; Latin text gets twice as many
LEAD: Final = 40  # how far back a passage may begin, to begin with its sentence
READ_AT_MOST: Final = 400_000  # characters of one document, once something was found
AT_ONCE: Final = 32_000  # characters that are looked through together
_Numbered = tuple[int, int, str]
_TO_AN_END = re.compile(r".*[。！？；!?;\n]", re.DOTALL)
_TO_A_SPACE = re.compile(r".*\s", re.DOTALL)
_SPACE = re.compile(r"\s")
_NOT_AS_IT_IS = re.compile(r"[&<>\"'\t\n]")
"""What a page cannot show as it stands."""


class Passage(NamedTuple):
    """A piece of a segment, as stored: `segments[ordinal].text[start:end]` is `text`.

    `marks` are ranges of `text`.
    """

    place: Place
    ordinal: int
    start: int
    end: int
    text: str
    marks: tuple[Span, ...]


class _Window(NamedTuple):
    ordinal: int
    hits: tuple[Hit, ...]

    def worth(self, commonness: Counter[int]) -> float:
        """Different words count, the rarer in the document the more; neighbours count as they run on."""
        rarity = sum(1 / sqrt(commonness[word]) for word in {hit.word for hit in self.hits})
        longest = max(end - start for start, end in merged(self.hits))
        return rarity + 0.05 * longest + 0.01 * len(self.hits)


def cut_passages(
    texts: Sequence[Sequence[Segment]], words: Sequence[str], sought: str, limit: int = 3
) -> list[list[Passage]]:
    """The best passages of each document, the best first; at most one per stretch of text.

    Args:
        texts: of each document its segments, in order.
        words: what `IndexResult.words` named.
        sought: what `Wording.sought` named. Where no word stands in the text, its pairs of characters are
            marked: never a single character, unless the query is one.
        limit: how many passages of a document at most. One without marks is given when nothing can be
            marked (the name or title was found).
    """
    found = _windows(texts, marker(tuple(words)))
    bare = [number for number, windows in enumerate(found) if not windows]
    if bare:
        again = _windows([texts[number] for number in bare], marker(_pairs(sought)))
        for number, windows in zip(bare, again, strict=True):
            found[number] = windows
    return [_best(segments, windows, limit) for segments, windows in zip(texts, found, strict=True)]


def _best(segments: Sequence[Segment], windows: list[_Window], limit: int) -> list[Passage]:
    if not windows:
        return _beginning(segments)[:limit]
    if len(windows) == 1:
        return [_passage(segments[windows[0].ordinal], windows[0])][:limit]
    commonness = Counter([hit.word for window in windows for hit in window.hits])
    windows.sort(key=lambda window: -window.worth(commonness))
    return list(islice(_told_once(_passage(segments[w.ordinal], w) for w in windows), limit))


def _told_once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages, none in the very words of one before it: a list of sources repeats the line it cites."""
    told: set[str] = set()
    for passage in passages:
        words = " ".join(passage.text.split())
        if words not in told:
            told.add(words)
            yield passage


def _pairs(sought: str) -> tuple[str, ...]:
    """The pairs of what is sought, and the months of its days: of a date and an amount no part is marked."""
    text = QueryText.of(sought)
    figures = figures_in(text.normal)
    pairs = (
        gram
        for gram, unit in zip(text.pairs, text.units, strict=False)
        if gram and is_han(gram) and not any(start <= unit.start < end for start, end in figures)
    )
    return *pairs, *months_of(text.normal)


def _windows(texts: Sequence[Sequence[Segment]], words: Marker) -> list[list[_Window]]:
    """Of each document where its words stand. Segments are looked through many at a time."""
    found: list[list[_Window]] = [[] for _ in texts]
    read = [0] * len(texts)
    those = (
        (number, ordinal, segment.text)
        for number, segments in enumerate(texts)
        for ordinal, segment in enumerate(segments)
        if read[number] <= READ_AT_MOST
    )
    for together in _batches(those):
        hits_in_each = words.hits_in_each(NormalText.of(*(text for _, _, text in together)))
        for (number, ordinal, text), hits in zip(together, hits_in_each, strict=True):
            if hits:
                read[number] += len(text)
                groups = _groups(hits, _width(text) - LEAD)
                found[number] += [_Window(ordinal, group) for group in groups]
    return found


def _batches(texts: Iterable[_Numbered]) -> Iterator[list[_Numbered]]:
    batch: list[_Numbered] = []
    size = 0
    for one in texts:
        batch.append(one)
        size += len(one[2])
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _groups(hits: Sequence[Hit], width: int) -> Iterator[tuple[Hit, ...]]:
    """Hits that fit into one passage, from left to right."""
    group: list[Hit] = []
    for hit in hits:
        if group and hit.end - group[0].start > width:
            yield tuple(group)
            group = []
        group.append(hit)
    if group:
        yield tuple(group)


def _width(text: str) -> int:
    return WINDOW * 2 if text.isascii() else WINDOW


def _passage(segment: Segment, window: _Window) -> Passage:
    text, hits = segment.text, window.hits
    start = _start_before(text, hits[0].start)
    end = min(len(text), max(start + _width(text), hits[-1].end))
    end = _end_near(text, hits[-1].end, end)
    marks = tuple((first - start, last - start) for first, last in merged(hits))
    return Passage(segment.place, window.ordinal, start, end, text[start:end], marks)


def _start_before(text: str, first: int) -> int:
    """The beginning of the sentence or table row, of a word at least, not too far back."""
    earliest = max(0, first - LEAD)
    end = _TO_AN_END.match(text, earliest, first)
    if end or earliest == 0:
        return end.end() if end else 0
    space = _SPACE.search(text, earliest, first)
    return space.end() if space else earliest


def _end_near(text: str, last: int, furthest: int) -> int:
    """The end of a sentence, a row or a word, not before the last mark."""
    if furthest == len(text):
        return furthest
    if end := _TO_AN_END.match(text, last, furthest):
        return end.end()
    space = _TO_A_SPACE.match(text, last + 1, furthest + 1)
    return space.end() - 1 if space else furthest


def _beginning(segments: Sequence[Segment]) -> list[Passage]:
    for ordinal, segment in enumerate(segments):
        if segment.text.strip():
            end = _end_near(segment.text, 0, min(len(segment.text), _width(segment.text)))
            return [Passage(segment.place, ordinal, 0, end, segment.text[:end], ())]
    return []


def as_html(passage: Passage) -> str:
    """The passage with `<mark>`, everything else escaped; cells and rows of a table kept apart."""
    text, shown = passage.text, _shown if _NOT_AS_IT_IS.search(passage.text) else str
    parts: list[str] = []
    position = 0
    for start, end in passage.marks:
        parts += (shown(text[position:start]), "<mark>", shown(text[start:end]), "</mark>")
        position = end
    parts.append(shown(text[position:]))
    return "".join(parts).strip()


def _shown(text: str) -> str:
    return escape(text).replace("\t", " · ").replace("\n", " / ")
