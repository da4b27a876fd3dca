"""Where the words of a query stand in a text: in either script, width and spelling, at exact places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from archive.indexer.analysis import is_han, normal_form, plain_form, units_of
from archive.indexer.figures import DAY
from archive.indexer.marked_latin import Found, LatinWords
from archive.indexer.marked_values import month_of, month_of_any_year, values_asked, values_in
from archive.indexer.marked_words import beginning_in, quoted_in
from archive.indexer.normal_text import NormalText, Span
from archive.indexer.rounding import amounts_written, rounded_terms
from archive.indexer.value_signs import (
    Ways,
    ask_for_days,
    signs_of_amounts,
    signs_of_days,
    signs_of_rounded,
    those_with_signs,
)

_GAP: Final = r"\s{0,3}"  # text recognition and line ends put white space into words


class Hit(NamedTuple):
    """A range of the original text and the word (its place in the list of words) found there."""

    start: int
    end: int
    word: int


@dataclass(frozen=True)
class Marker:
    """Words made ready to be found in any number of texts."""

    chinese: dict[str, int]
    """Words with Chinese in them, as `NormalText.closed` writes them."""
    mixed: dict[str, int]
    """Patterns: of words with several Latin words or numbers side by side, which may stand apart, and of
    what is quoted."""
    latin: LatinWords
    values: dict[str, int]
    rounded: dict[str, int]
    """What an amount comes to in as few figures as were typed."""

    def hits(self, text: NormalText) -> list[Hit]:
        """Every place of every word in one text, in order; a longer word hides a shorter one inside it."""
        return self.hits_in_each(text)[0]

    def hits_in_each(self, texts: NormalText) -> list[list[Hit]]:
        """The same of several texts."""
        found = sorted(
            {*self._written(texts), *self.latin.found(texts), *self._valued(texts)},
            key=lambda hit: (hit[0], -hit[1]),
        )
        hits: list[list[Hit]] = [[] for _ in texts.starts]
        ends = [*texts.starts[1:], len(texts.normal) + 1]
        number = 0
        for start, end, word in found:
            while start >= ends[number]:
                number += 1
            first, last = texts.original(number, start, end)
            own = hits[number]
            if not own or last > own[-1].end:
                own.append(Hit(first, last, word))
        return hits

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        return tuple((re.compile(f"(?={written})"), word) for written, word in self.mixed.items())

    @cached_property
    def _signs(self) -> tuple[Ways, Ways, Ways]:
        """What shows where the dates, the amounts and the rounded amounts can stand."""
        return (
            signs_of_days(self.values),
            signs_of_amounts(self.values),
            signs_of_rounded(self.rounded),
        )

    @cached_property
    def _asks_for_days(self) -> bool:
        return ask_for_days(self.values)

    def _written(self, text: NormalText) -> list[Found]:
        closed, find = text.closed, text.closed.find
        found: list[Found] = []
        for written, word in self.chinese.items():
            place, length = find(written), len(written)
            while place >= 0:
                found.append((place, place + length, word))
                place = find(written, place + 1)  # words may overlap
        for pattern, word in self._patterns:
            found += [(*match.span(1), word) for match in pattern.finditer(closed)]
        if not text.gaps:
            return found
        return [(*text.span(start, end), word) for start, end, word in found]

    def _valued(self, texts: NormalText) -> Iterator[Found]:
        """The same date or amount, however it is written."""
        days, amounts, rounded = (those_with_signs(texts, ways) for ways in self._signs)
        for number in sorted(days | amounts | rounded):
            part, at = texts.part(number), texts.starts[number]
            times = self._signs[0] if number in days else ()
            among = values_in(part, times, days=self._asks_for_days, amounts=number in amounts)
            for start, end, value in among:
                ways = (value, month_of(value), month_of_any_year(value))
                word = next((self.values[way] for way in ways if way in self.values), None)
                if word is not None:
                    yield at + start, at + end, word
            for amount in amounts_written(part) if number in rounded else ():
                terms = rounded_terms(amount.value)
                word = next((self.rounded[term] for term in terms if term in self.rounded), None)
                if word is not None:
                    yield at + amount.start, at + amount.end, word


@lru_cache(maxsize=256)
def marker(words: tuple[str, ...]) -> Marker:
    """Make words ready. A word is what `IndexResult.words` holds, or any text a person wrote."""
    chinese: dict[str, int] = {}
    mixed: dict[str, int] = {}
    latin: dict[tuple[str, ...], int] = {}
    values: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    rounded: dict[str, int] = {}
    for number, word in enumerate(words):
        normal = normal_form(plain_form(word))
        if quoted := quoted_in(normal):
            mixed.setdefault(f"({quoted})", number)
            continue
        if begun := beginning_in(normal):
            beginnings.setdefault(begun, number)
            continue
        terms = [unit.term for unit in units_of(normal)]
        if not any(map(is_han, terms)):
            if terms:
                latin.setdefault(tuple(terms), number)
        elif any(not is_han(one) and not is_han(two) for one, two in pairwise(terms)):
            mixed.setdefault(f"({_GAP.join(map(re.escape, terms))})", number)
        else:
            chinese.setdefault("".join(terms), number)
        asked, roughly = values_asked(normal)
        values = dict.fromkeys(asked, number) | values
        # one in plain digits is a number like any other
        latin = {(value.removeprefix(DAY),): number for value in asked} | latin
        rounded = dict.fromkeys(roughly, number) | rounded
    return Marker(chinese, mixed, LatinWords(latin, beginnings), values, rounded)


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
    return merged(marker(tuple(words)).hits(NormalText.of(text)))
