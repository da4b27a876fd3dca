"""Where the words of a query stand in a text: in either script, width and spelling, at exact places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive.domain.dates import find_dates, find_days
from archive.domain.folding import fold_with_offsets, original_span
from archive.domain.money import find_amounts
from archive.indexer.analysis import is_han, normal_form, plain_form, respelled, tokens_of, units_of
from archive.indexer.byte_cache import ByteCache

Span = tuple[int, int]

_FIGURES = "[0-9〇零一二三四五六七八九十百千万两廿正元]"
_GAP = r"\s{0,3}"  # text recognition and line ends put white space into words


Prepared = tuple[str, Sequence[int]]
KEPT_BYTES: Final = 16 << 20
"""How much folded text is kept: the documents that are found often are found often."""


def prepared(text: str) -> Prepared:
    """A text in its normal form, and where each of its characters began in the text."""
    found = _kept.get(text)
    if found is None:
        folded, offsets = fold_with_offsets(text)
        found = respelled(folded), offsets
        _kept.put(text, found)
    return found


def _size_of(kept: Prepared) -> int:
    """Bytes of both texts, and of offsets that are no mere range."""
    offsets = 0 if isinstance(kept[1], range) else 40 * len(kept[1])
    return 4 * len(kept[0]) + offsets + 300


_kept: Final[ByteCache[str, Prepared]] = ByteCache(KEPT_BYTES, _size_of)


@dataclass(frozen=True, slots=True)
class Hit:
    """A range of the original text and the word (its place in the list of words) found there."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Words made ready to be found in any number of texts."""

    pattern: re.Pattern[str] | None
    by_group: tuple[int, ...]
    latin: dict[tuple[str, ...], int]
    values: dict[str, int]
    likely: re.Pattern[str] | None
    """Stands in every normal form that has a hit, and in few others."""

    def hits(self, text: str) -> list[Hit]:
        """Every place of every word, in order; a longer word hides a shorter one inside it."""
        normal, offsets = prepared(text)
        found = sorted(
            {*self._written(normal), *self._latin(normal), *self._valued(normal)},
            key=lambda hit: (hit[0], -hit[1]),
        )
        hits: list[Hit] = []
        for start, end, word in found:
            first, last = original_span(offsets, start, end)
            if not hits or last > hits[-1].end:
                hits.append(Hit(first, last, word))
        return hits

    def _written(self, normal: str) -> Iterator[tuple[int, int, int]]:
        if self.pattern:
            for match in self.pattern.finditer(normal):
                group = match.lastindex or 1
                yield match.start(group), match.end(group), self.by_group[group - 1]

    def _latin(self, normal: str) -> Iterator[tuple[int, int, int]]:
        """Latin words by their stems: meetings is marked for meeting."""
        if not self.latin:
            return
        tokens = list(tokens_of(normal))
        longest = max(map(len, self.latin))
        for place in range(len(tokens)):
            for length in range(longest, 0, -1):
                part = tokens[place : place + length]
                word = self.latin.get(tuple(token.term for token in part))
                if word is not None and len(part) == length:
                    yield part[0].start, part[-1].end, word
                    break

    def _valued(self, normal: str) -> Iterator[tuple[int, int, int]]:
        """The same date or amount, however it is written."""
        if self.values:
            for start, end, value in _values(normal):
                if value in self.values:
                    yield start, end, self.values[value]


def _values(text: str) -> Iterator[tuple[int, int, str]]:
    for mention in find_dates(text):
        for value in mention.choices or (mention.value,):
            yield mention.start, mention.end, value
            yield mention.start, mention.end, value[4:]
    for day in find_days(text):
        yield day.start, day.end, f"-{day.month:02}-{day.day:02}"
    for amount in find_amounts(text):
        if not amount.is_rate:
            yield amount.start, amount.end, f"{amount.value.normalize():f}"


@lru_cache(maxsize=256)
def marker(words: tuple[str, ...]) -> Marker:
    """Make words ready. A word is what `IndexResult.words` holds, or any text a person wrote."""
    chinese: dict[str, int] = {}
    latin: dict[tuple[str, ...], int] = {}
    values: dict[str, int] = {}
    for number, word in enumerate(words):
        normal = normal_form(plain_form(word))
        units = units_of(normal)
        if any(is_han(unit.term) for unit in units):
            chinese.setdefault(_GAP.join(re.escape(unit.term) for unit in units), number)
        elif units:
            latin.setdefault(tuple(unit.term for unit in units), number)
        for _, _, value in _values(normal):
            values.setdefault(value, number)
            latin.setdefault(
                (value,), number
            )  # an amount in plain digits is a number like any other
    ordered = sorted(chinese, key=len, reverse=True)
    choices = "|".join(f"({written})" for written in ordered)
    pattern = re.compile(f"(?={choices})") if ordered else None  # words may overlap
    begun = {re.escape(_certain(terms[0])) for terms in latin}
    figures = {_FIGURES} if values else set()
    certain = "|".join(sorted({*ordered, *begun, *figures}))
    likely = re.compile(certain) if certain else None
    return Marker(pattern, tuple(chinese[w] for w in ordered), latin, values, likely)


def _certain(term: str) -> str:
    """The letters a word begins with whenever its stem is this; stems change at the end alone.

    A number with separators begins with its first figure only.
    """
    return term[:1] if term[:1].isdigit() else term[: max(2, len(term) - 2)]


def merged(hits: Iterable[Hit]) -> tuple[Span, ...]:
    """Ranges to mark: hits that touch or overlap become one."""
    spans: list[Span] = []
    for hit in hits:
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], hit.end)
        else:
            spans.append((hit.start, hit.end))
    return tuple(spans)


def mark_spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Half-open ranges of the text that hold one of the words, for marking a whole page."""
    return merged(marker(tuple(words)).hits(text))
