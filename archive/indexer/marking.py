"""Where the words of a query stand in a text: in either script, width and spelling, at exact places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from archive.domain.dates import find_dates, find_days
from archive.domain.money import find_amounts
from archive.domain.spans import find_spans
from archive.indexer.analysis import is_han, normal_form, plain_form, tokens_of, units_of
from archive.indexer.figures import DAY, asked_amounts, said_amounts, span_term
from archive.indexer.marked_words import beginning_in, quoted_in
from archive.indexer.normal_text import NormalText, Span
from archive.indexer.rounding import amounts_written, asked_roughly, rounded_terms, rounded_values
from archive.indexer.value_signs import (
    Ways,
    signs_of_amounts,
    signs_of_days,
    signs_of_rounded,
    those_with_signs,
)

_FIGURE: Final = re.compile("[0-9〇零一二三四五六七八九十百千万两廿正元]")
_DAY: Final = len("2026-03-14")
_DATE: Final = re.compile(r"(?:\d{4})?(-\d\d)(?:-\d\d)?")
_HALF_A_YEAR: Final = 6
_GROUP: Final = 3
_GAP: Final = r"\s{0,3}"  # text recognition and line ends put white space into words


Found = tuple[int, int, int]
"""A range of the normal form and the word found there."""


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
    latin: dict[tuple[str, ...], int]
    values: dict[str, int]
    beginnings: dict[str, int] = field(default_factory=dict)
    rounded: dict[str, int] = field(default_factory=dict)
    """What an amount comes to in as few figures as were typed."""

    def hits(self, text: NormalText) -> list[Hit]:
        """Every place of every word in one text, in order; a longer word hides a shorter one inside it."""
        return self.hits_in_each(text)[0]

    def hits_in_each(self, texts: NormalText) -> list[list[Hit]]:
        """The same of several texts."""
        found = sorted(
            {*self._written(texts), *self._latin(texts), *self._valued(texts)},
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
    def _begun(self) -> tuple[str, ...]:
        """What stands in a text wherever one of the Latin words does."""
        certain = chain.from_iterable(_certain(terms[0]) for terms in self.latin)
        return tuple({*certain, *self.beginnings})

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(terms[0] for terms in self.latin)

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

    def _written(self, text: NormalText) -> Iterator[Found]:
        closed = text.closed
        for written, word in self.chinese.items():
            place = closed.find(written)
            while place >= 0:
                yield (*text.span(place, place + len(written)), word)
                place = closed.find(written, place + 1)  # words may overlap
        for pattern, word in self._patterns:
            for match in pattern.finditer(closed):
                yield (*text.span(*match.span(1)), word)

    def _latin(self, texts: NormalText) -> Iterator[Found]:
        """Latin words by their stems: meetings is marked for meeting."""
        for number in sorted(set(chain.from_iterable(map(texts.those_with, self._begun)))):
            at = texts.starts[number]
            for start, end, word in self._latin_in(texts.part(number)):
                yield at + start, at + end, word

    def _latin_in(self, normal: str) -> Iterator[Found]:
        tokens = list(tokens_of(normal))
        longest = max(map(len, self.latin), default=0)
        for place, first in enumerate(tokens):
            for begun, number in self.beginnings.items():
                if normal.startswith(begun, first.start):
                    yield first.start, first.end, number
            if first.term not in self._firsts:
                continue
            for length in range(longest, 0, -1):
                part = tokens[place : place + length]
                word = self.latin.get(tuple(token.term for token in part))
                if word is not None and len(part) == length:
                    yield part[0].start, part[-1].end, word
                    break

    def _valued(self, texts: NormalText) -> Iterator[Found]:
        """The same date or amount, however it is written."""
        days, amounts, rounded = (those_with_signs(texts, ways) for ways in self._signs)
        for number in sorted(days | amounts | rounded):
            part, at = texts.part(number), texts.starts[number]
            for start, end, value in _values(part, days=number in days, amounts=number in amounts):
                ways = (value, _month(value), _month_of_any_year(value))
                word = next((self.values[way] for way in ways if way in self.values), None)
                if word is not None:
                    yield at + start, at + end, word
            for amount in amounts_written(part) if number in rounded else ():
                terms = rounded_terms(amount.value)
                word = next((self.rounded[term] for term in terms if term in self.rounded), None)
                if word is not None:
                    yield at + amount.start, at + amount.end, word


def _month(value: str) -> str:
    """The month of a day, 2026-03 of 2026-03-14: who asks for the month is shown its days."""
    return value[:7] if len(value) == _DAY and value[4] == value[7] == "-" else value


def _month_of_any_year(value: str) -> str:
    """-03 of 2026-03-14, of 2026-03 and of -03-14."""
    match = _DATE.fullmatch(value)
    return match[1] if match else value


def _values(
    text: str, *, days: bool = True, amounts: bool = True
) -> Iterator[tuple[int, int, str]]:
    for span in find_spans(text) if days else ():
        if span.key:
            yield span.start, span.end, span_term(span.year, span.key).removeprefix(DAY)
    if not _FIGURE.search(text):
        return
    if days:
        yield from _days(text)
    for amount in find_amounts(text) if amounts else ():
        if not amount.is_rate:
            yield amount.start, amount.end, f"{amount.value.normalize():f}"


def _days(text: str) -> Iterator[tuple[int, int, str]]:
    for mention in find_dates(text):
        end = _to_the_end_of_the_day(text, mention.end)
        for value in mention.choices or (mention.value,):
            yield mention.start, end, value
            if len(value) == _DAY:  # the same day of another year; a month is that of its year
                yield mention.start, end, value[4:]
    for day in find_days(text):
        end = _to_the_end_of_the_day(text, day.end)
        yield day.start, end, f"-{day.month:02}-{day.day:02}"


def _to_the_end_of_the_day(text: str, end: int) -> int:
    """The end of a day with the sign of the day: days that stand for a span (8日到9日) are read without."""
    return end + 1 if text[end - 1].isdigit() and text[end : end + 1] in ("日", "号") else end


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
        asked = _values_asked(normal)
        values = dict.fromkeys(asked, number) | values
        latin = {
            (value,): number for value in asked
        } | latin  # one in plain digits is a number like any other
        rounded = dict.fromkeys(_rounded_asked(normal), number) | rounded
    return Marker(chinese, mixed, latin, values, beginnings, rounded)


def _values_asked(normal: str) -> list[str]:
    """The dates and amounts of a word; what is said for an amount that is written out as well."""
    said = [value for _, value in said_amounts(normal)]
    values = said or [value for _, _, value in _values(normal)]
    for span in find_spans(normal, loose=True):
        if span.key:
            values.append(span_term(span.year, span.key).removeprefix(DAY))
        if span.year and len(span.months) <= _HALF_A_YEAR:
            values += [f"{span.year}-{month:02}" for month in span.months]
    for asked in asked_roughly(normal, list(asked_amounts(normal))):
        values.append(f"{asked.value.normalize():f}")
        values += () if asked.figures else rounded_values(asked.value)
    return values + list(rounded_values(Decimal(normal)) if normal.isdecimal() else ())


def _rounded_asked(normal: str) -> list[str]:
    """What the amounts of a word come to in as few figures as it has."""
    amounts = asked_roughly(normal, list(asked_amounts(normal)))
    return [term for asked in amounts for term in asked.terms()]


def _certain(term: str) -> tuple[str, ...]:
    """What a word begins with wherever it has this term, in one way or another.

    Stems of words change at the end alone; what is no word of letters is its own stem, and a number may be
    grouped: 2,860,000.
    """
    if term.isalpha():
        return (term[: max(2, len(term) - 2)],)
    whole = term.partition(".")[0]
    grouped = len(whole) > _GROUP and whole.isdecimal()
    return (term, f"{whole[: (len(whole) - 1) % _GROUP + 1]},") if grouped else (term,)


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
