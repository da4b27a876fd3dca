"""The dates and amounts of a query: what documents are looked for by, however they write them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from archive.domain.dates import find_dates, find_days
from archive.indexer.figures import asked_amounts, day_terms
from archive.indexer.plan import Alternative, Term
from archive.indexer.query_text import QueryText
from archive.indexer.rounding import asked_roughly, rounded_values
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.thesaurus import Expansion

WIDER_DATE: Final = 0.5
"""How much the same month counts, or the same day of another year."""
ROUNDED: Final = 0.5
SAID_ROUNDED: Final = 0.4
MORE_ROUNDED: Final = 0.3
"""How much counts: an amount that comes to the one typed; a rounded one where it was typed to the last figure;
one that comes to it in fewer figures (3,531,950 where 350萬 was typed)."""
DAY: Final = "d:"
"""What the terms of dates begin with."""


class Slot(NamedTuple):
    """Units `start` to `end` of the text, which are one clause: a word of the thesaurus, or figures."""

    start: int
    end: int
    others: tuple[Expansion, ...] = ()
    classes: tuple[str, ...] = ()
    figures: tuple[Alternative, ...] = ()
    typed_first: bool = False
    """True where what was typed may mean something else as well, and its words count most."""

    @property
    def is_day(self) -> bool:
        """True for a date: an office writes its own calendar, whoever asks means the day."""
        first = () if self.typed_first else self.figures[:1]
        return any(term.text.startswith(DAY) for one in first for term in one.terms)


def figures_asked(text: QueryText) -> Iterator[Slot]:
    """The dates of a query, then its amounts; some may overlap, and the first counts then."""
    for mention in find_dates(text.normal, loose=True):
        exact = Alternative((Term(WORDS, f"{DAY}{mention.value}"),))
        wider = [term for term in day_terms(mention.value) if term != f"{DAY}{mention.value}"]
        figures = (exact, *(Alternative((Term(WORDS, term),), WIDER_DATE) for term in wider))
        yield from _slot_at(text, mention.start, mention.end, figures)
    for day in find_days(text.normal):
        term = Term(WORDS, f"{DAY}--{day.month:02}-{day.day:02}")
        yield from _slot_at(text, day.start, day.end, (Alternative((term,)),))
    for asked in asked_roughly(text.normal, list(asked_amounts(text.normal))):
        value = f"{asked.value.normalize():f}"
        weights = (ROUNDED, MORE_ROUNDED)
        rounded = (
            Alternative((Term(GRAMS, term),), weight)
            for term, weight in zip(asked.terms(), weights, strict=False)
        )
        figures = (Alternative((Term(WORDS, value),)), *rounded, *rounded_of(value))
        yield from _slot_at(text, asked.start, asked.end, figures, typed_first=not asked.is_sure)


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
) -> Iterator[Slot]:
    inside = [i for i, unit in enumerate(text.units) if unit.start < end and unit.end > start]
    if inside:
        yield Slot(inside[0], inside[-1] + 1, figures=figures, typed_first=typed_first)
