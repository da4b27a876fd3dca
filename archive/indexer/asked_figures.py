"""The dates and amounts of a query: what documents are looked for by, however they write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from archive.domain.dates import find_dates, find_days
from archive.domain.numerals import NUMERAL_CHARS
from archive.domain.spans import Span, find_spans
from archive.indexer.analysis import is_han
from archive.indexer.asked_spans import day_named, marked_of, named, told_of, ways_of
from archive.indexer.figures import DAY, asked_amounts, day_terms
from archive.indexer.plan import Alternative, Term
from archive.indexer.query_text import QueryText, phrase_of
from archive.indexer.rounding import asked_roughly, rounded_values
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.thesaurus import Expansion
from archive.indexer.wordings import SAME_THING
from archive.indexer.written_times import stands_for_itself

WIDER_DATE: Final = 0.5
"""How much the same month counts, or the same day of another year."""
ROUNDED: Final = 0.5
SAID_ROUNDED: Final = 0.4
MORE_ROUNDED: Final = 0.3
"""How much counts: an amount that comes to the one typed; a rounded one where it was typed to the last figure;
one that comes to it in fewer figures (3,531,950 where 350萬 was typed)."""
_FIGURE = re.compile(rf"[\d{NUMERAL_CHARS}]")
"""What every amount has: most queries are looked through for this alone."""


class Slot(NamedTuple):
    """Units `start` to `end` of the text, which are one clause: a word of the thesaurus, or figures."""

    start: int
    end: int
    others: tuple[Expansion, ...] = ()
    classes: tuple[str, ...] = ()
    figures: tuple[Alternative, ...] = ()
    typed_first: bool = False
    """True where what was typed may mean something else as well, and its words count most."""
    marked: tuple[str, ...] = ()
    """What is marked besides."""
    told: str = ""
    """What a time was read as, where the words typed do not say it."""
    written: str = ""
    """A time as it is told where nothing found is of it, when the words typed say it with its year."""
    in_words: Alternative | None = None
    """The time just as it was typed: what says it so is of it, whatever it was read as."""

    @property
    def of_it(self) -> tuple[Alternative, ...]:
        """The ways in which a document is of the time; of a day its month is none of them."""
        ways = tuple(way for way in self.figures if way.weight > WIDER_DATE)
        return (*ways, self.in_words) if self.in_words else ways

    @property
    def times(self) -> tuple[Alternative, ...]:
        """The ways in which a date, a month or a quarter is the same: an office writes its own calendar."""
        same = (way for way in self.figures if way.weight >= SAME_THING)
        return tuple(way for way in same if way.terms[0].text.startswith(DAY))


def figures_asked(text: QueryText, today: date | None = None) -> Iterator[Slot]:
    """The dates of a query, then spans of time, then its amounts; some may overlap, and the first counts then.

    What last month is depends on `today`; without it such words are words.
    """
    for mention in find_dates(text.normal, loose=True):
        exact = Alternative((Term(WORDS, f"{DAY}{mention.value}"),))
        wider = [term for term in day_terms(mention.value) if term != f"{DAY}{mention.value}"]
        figures = (exact, *(Alternative((Term(WORDS, term),), WIDER_DATE) for term in wider))
        slots = _slot_at(text, mention.start, mention.end, figures)
        told = "" if mention.choices else day_named(mention.value, han=_in_chinese(text))
        yield from (_with_written(text, slot, mention.start, mention.end, told) for slot in slots)
    for day in find_days(text.normal):
        term = Term(WORDS, f"{DAY}--{day.month:02}-{day.day:02}")
        yield from _slot_at(text, day.start, day.end, (Alternative((term,)),))
    spans = find_spans(text.normal, loose=True, today=today)
    edges = {edge for piece in text.pieces for edge in (piece.start, piece.end)} if spans else set()
    for span in spans:
        if {span.start, span.end} <= edges:  # 海上 | 月光 is no 上月
            yield from _slot_of(text, span)
    figured = _FIGURE.search(text.normal)
    for asked in asked_roughly(text.normal, list(asked_amounts(text.normal))) if figured else ():
        value = f"{asked.value.normalize():f}"
        weights = (ROUNDED, MORE_ROUNDED)
        rounded = (
            Alternative((Term(GRAMS, term),), weight)
            for term, weight in zip(asked.terms(), weights, strict=False)
        )
        figures = (Alternative((Term(WORDS, value),)), *rounded, *rounded_of(value))
        yield from _slot_at(text, asked.start, asked.end, figures, typed_first=not asked.is_sure)


def _slot_of(text: QueryText, span: Span) -> Iterator[Slot]:
    """What is counted from today is first what was typed: it may have been written then."""
    han = is_han(text.normal[span.start : span.end])
    certain = not span.relative and span.year is not None and bool(span.key)
    slots = _slot_at(
        text,
        span.start,
        span.end,
        ways_of(span, han=han),
        typed_first=not certain,
        marked=marked_of(span) if span.relative else (),
    )
    slots = (slot._replace(told=told_of(span, han=han)) for slot in slots)
    told = "" if span.relative or span.year is None else named(span, han=_in_chinese(text))
    yield from (_with_written(text, slot, span.start, span.end, told) for slot in slots)


def _in_chinese(text: QueryText) -> bool:
    return any(is_han(unit.term) for unit in text.units)


def _with_written(text: QueryText, slot: Slot, start: int, end: int, told: str) -> Slot:
    """The slot with the time that is written there, where it is one for certain."""
    if not told or not stands_for_itself(text.normal, start, end):
        return slot
    typed = phrase_of(text.form(slot.start, slot.end - 1))
    return slot._replace(written=told, in_words=Alternative(typed.terms))


def rounded_of(number: str) -> Iterator[Alternative]:
    """What may be said for a number that is typed to the last figure."""
    for value in rounded_values(Decimal(number)):
        yield Alternative((Term(WORDS, value),), SAID_ROUNDED)


def _slot_at(
    text: QueryText,
    start: int,
    end: int,
    figures: tuple[Alternative, ...],
    *,
    typed_first: bool = False,
    marked: tuple[str, ...] = (),
) -> Iterator[Slot]:
    inside = [i for i, unit in enumerate(text.units) if unit.start < end and unit.end > start]
    if inside:
        first, last = inside[0], inside[-1]
        yield Slot(first, last + 1, figures=figures, typed_first=typed_first, marked=marked)
