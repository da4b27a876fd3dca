"""A query as typed -> a plan. Any text is a query: what cannot be an operator is read as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from archive.indexer.analysis import Token, is_han, joined, normal_form, plain_form, units_of
from archive.indexer.asked_figures import Slot
from archive.indexer.aspects import weighed
from archive.indexer.clauses import clauses_of, prefix_clause, slots_of
from archive.indexer.conditions import conditions_of
from archive.indexer.field_words import take_field_words
from archive.indexer.kinds_asked import classes_asked_for, without_words_for_all
from archive.indexer.leanings import leaning_of
from archive.indexer.marked_words import as_beginning, as_quoted
from archive.indexer.plan import Phrase, QueryPlan
from archive.indexer.query_text import QueryText, phrase_in, phrase_of, says_something
from archive.indexer.thesaurus import Thesaurus

LONGEST: Final = 400  # characters read of a query; the caller allows fewer
SHORT: Final = 8  # units: characters, or Latin words and numbers
SHORT_LATIN: Final = 4  # units, in a query without Chinese
VARIANTS: Final = 12  # wordings of a short query that are searched as a whole

_PREFIX = re.compile(r"(?<![^\W_])([^\W\d_]{3,}|[^\W_]{4,})\*")


def make_plan(typed: str, thesaurus: Thesaurus, today: date | None = None) -> QueryPlan:
    """Read a query. Quoted words must stand so, -word must not occur, word* is a beginning.

    What last month is depends on `today`; without it such words are words and nothing else.
    """
    plain = plain_form(typed[:LONGEST])
    if not plain.strip():
        return QueryPlan(everything=True)
    fields, plain = take_field_words(plain, thesaurus.classes_named)
    required, excluded, rest, certain = conditions_of(plain, thesaurus)
    sought = rest.strip()
    prefixes, rest = _take_prefixes(rest)
    text = QueryText.of(rest)
    slots = slots_of(text, thesaurus, today)
    if name := without_words_for_all(text, slots):
        text = QueryText.of(name)
        slots = slots_of(text, thesaurus, today)
    slots = [_sure(text, slot, certain) for slot in slots]
    clauses = weighed((*clauses_of(text, slots), *map(prefix_clause, prefixes)))
    return QueryPlan(
        clauses=clauses,
        pairs=tuple(_pairs(text, slots)),
        short=tuple(_short(text, slots)),
        required=required,
        excluded=excluded,
        words=tuple(dict.fromkeys([*_words(text, slots, certain), *map(as_beginning, prefixes)])),
        fields=fields,
        classes=classes_asked_for(text, slots),
        leaning=leaning_of([unit.term for unit in text.units]),
        sought=sought,
        times={slot.told: slot.figures for slot in slots if slot.told},
        written={slot.written: slot.of_it for slot in slots if slot.written},
        everything=bool(excluded or fields) and not clauses,
    )


def _sure(text: QueryText, slot: Slot, certain: Iterable[str]) -> Slot:
    """A slot without other words where every hit says it as typed, because it is quoted."""
    said = text.form(slot.start, slot.end - 1)
    return (
        slot._replace(others=(), told="", written="")
        if any(said in phrase for phrase in certain)
        else slot
    )


def _take_prefixes(rest: str) -> tuple[list[str], str]:
    """The beginnings of words that are asked for (con*), and the text without them."""
    if "*" not in rest:
        return [], rest
    prefixes = [match[1] for match in _PREFIX.finditer(rest) if not is_han(match[1])]
    return prefixes, _PREFIX.sub(lambda m: m[0] if is_han(m[1]) else " ", rest)


def _pairs(text: QueryText, slots: Sequence[Slot]) -> Iterator[str]:
    """Grams whose two units belong to two words of the query that say something, and not to one slot."""
    starts = {piece.start for piece in text.pieces}
    within = {place for slot in slots for place in range(slot.start, slot.end - 1)}
    for place in range(len(text.units) - 1):
        gram = text.gram(place)
        apart = text.units[place + 1].start in starts and place not in within
        if gram and apart and text.idle.isdisjoint((place, place + 1)):
            yield gram


def _short(text: QueryText, slots: Sequence[Slot]) -> Iterator[Phrase]:
    """The whole of a short query, then the query in other words; a day or a month however it is written."""
    chinese = any(is_han(unit.term) for unit in text.units)
    if not 1 < len(text.units) <= (SHORT if chinese else SHORT_LATIN):
        return
    unchanged = text.normal == normal_form(text.normal)
    yield phrase_in(text) if unchanged else phrase_of(text.normal)
    variants = [(slot, other) for slot in slots for other in slot.others]
    variants.sort(key=lambda variant: -variant[1].weight)
    for slot in slots:
        if (slot.start, slot.end) == (0, len(text.units)):
            yield from (Phrase(way.terms, "", way.weight) for way in slot.times)
    for slot, other in variants[:VARIANTS]:
        left, right = text.units[slot.start].start, text.units[slot.end - 1].end
        yield phrase_of(text.normal[:left] + other.form + text.normal[right:], other.weight)


def _words(text: QueryText, slots: Sequence[Slot], certain: Iterable[str]) -> Iterator[str]:
    """What to mark in passages: what is quoted just so, dates and amounts whole, words and what they make up.

    Never a single character, unless it is the whole query.
    """
    figures = [slot for slot in slots if slot.figures]
    ranges = [(text.units[s.start].start, text.units[s.end - 1].end) for s in figures]
    yield from (text.normal[start:end] for start, end in ranges)
    yield from (word for slot in figures for word in slot.marked)
    for form in certain:
        if len(units_of(form)) > 1 and form in text.normal:
            start = text.normal.index(form)
            ranges.append((start, start + len(form)))
            yield as_quoted(form)
    run: list[Token] = []
    for piece in (*text.pieces, None):
        if piece and run and _goes_on(text, run[-1], piece) and _is_sought(piece, ranges):
            run.append(piece)
            continue
        yield from _run(text, run)
        run = [piece] if piece and _is_sought(piece, ranges) else []
    if len(text.units) == 1:
        yield text.form(0, 0)


def _goes_on(text: QueryText, before: Token, piece: Token) -> bool:
    """True where two words stand side by side: Chinese without anything between them, Latin ones joined."""
    gap = text.normal[before.end : piece.start]
    return not gap or (not is_han(before.term) and not is_han(piece.term) and joined(gap))


def _is_sought(piece: Token, figures: Iterable[tuple[int, int]]) -> bool:
    inside = any(start <= piece.start < end for start, end in figures)
    return not inside and says_something(piece.term)


def _run(text: QueryText, run: Sequence[Token]) -> Iterator[str]:
    """Words that stand together, as one and one by one; a single character with the words beside it.

    Such a character is mostly the rest of a word that segmentation does not know (快 | 闪店).
    """
    if len(run) > 1:
        yield text.normal[run[0].start : run[-1].end]
    for first, second in pairwise(run):
        if 1 in (len(first.term), len(second.term)):
            yield text.normal[first.start : second.end]
    for piece in run:
        if piece.end - piece.start > 1 or not is_han(piece.term):
            yield text.normal[piece.start : piece.end]
