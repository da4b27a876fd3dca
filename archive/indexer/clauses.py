"""What a query's text asks for, part by part: words, pairs, figures, and other words for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from archive.indexer.analysis import Token, is_han, script_terms, stems_inside, tells_scripts_apart
from archive.indexer.asked_figures import Slot, figures_asked, rounded_of
from archive.indexer.figures import codes_of
from archive.indexer.plan import Alternative, Clause, Term
from archive.indexer.query_text import QueryText, says_something
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.thesaurus import Expansion, Found, Thesaurus

OTHER_SCRIPT: Final = 0.6
OTHER_LANGUAGE: Final = 0.98
AS_DIGITS: Final = 0.5
IN_A_WORD: Final = 0.7
"""How much counts: a gram in the other script where scripts tell words apart; another word in another
language, as a share of what it counts; the digits of a date or an
amount that is written differently; a one-character word inside a longer one."""
FORMS_KEPT: Final = 4096


def slots_of(text: QueryText, thesaurus: Thesaurus, today: date | None = None) -> list[Slot]:
    """Dates, amounts and words of the thesaurus, none overlapping another, in order.

    Of what may be a date and a word (去年, May) the other words for the word count too.
    """
    slots: list[Slot] = []
    taken: set[int] = set()
    boundaries = {edge for piece in text.pieces for edge in (piece.start, piece.end)}
    units = [unit.term for unit in text.units]
    alone = thesaurus.found_alone(units, *text.core)
    in_words = (
        (alone,)
        if alone
        else thesaurus.find(
            units,
            lambda found: _stands(text, found, boundaries),
            [text.normal[unit.start : unit.end] for unit in text.units],
        )
    )
    words = [
        Slot(found.start, found.end, _others(text, found), found.classes) for found in in_words
    ]
    same = {(word.start, word.end): word.others for word in words}
    figures = (
        slot._replace(others=same.get((slot.start, slot.end), ())) if slot.typed_first else slot
        for slot in figures_asked(text, today)
    )
    for slot in (*figures, *words):
        if taken.isdisjoint(range(slot.start, slot.end)):
            slots.append(slot)
            taken.update(range(slot.start, slot.end))
    return sorted(slots, key=lambda slot: slot.start)


def _others(text: QueryText, found: Found) -> tuple[Expansion, ...]:
    """Other words for a word; of what means the same, what is in the language of the query a little more."""
    typed = is_han(text.units[found.start].term)
    return tuple(
        other
        if is_han(other.form) == typed
        else replace(other, weight=OTHER_LANGUAGE * other.weight)
        for other in found.others
    )


def _stands(text: QueryText, found: Found, boundaries: Container[int]) -> int:
    """How many of its ends are ends of words: 2 for 客户 in 客户满意度, 0 for 项目 in 选项目录."""
    start, end = text.units[found.start].start, text.units[found.end - 1].end
    return (start in boundaries) + (end in boundaries)


def clauses_of(text: QueryText, slots: Sequence[Slot]) -> Iterator[Clause]:
    """One clause per slot; outside the slots one per word, per code and per pair of neighbours."""
    taken = {place for slot in slots for place in range(slot.start, slot.end)}
    for slot in slots:
        yield _slot_clause(text, slot, taken)
    starts = [unit.start for unit in text.units]
    for number, piece in enumerate(text.pieces):
        inside = range(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
        sought = not taken.issuperset(inside) and says_something(piece.term)
        if sought and not _is_remainder(text.pieces, number):
            yield _word_clause(piece.term)
    for code in codes_of(text.normal):
        yield Clause((Alternative((Term(WORDS, code),)),))
    scripted = tells_scripts_apart(text.plain)
    left_out = taken | text.idle
    for place, gram in enumerate(text.pairs):
        if gram and place not in left_out and place + 1 not in left_out:
            yield _gram_clause(text, place, gram) if scripted else _alone(GRAMS, gram)
    if len(text.units) == 1 and not taken:
        yield from _character_clause(text)


def _is_remainder(pieces: Sequence[Token], number: int) -> bool:
    """True for one character beside a longer word: what segmentation left over of a word it does not know.

    Its pairs with its neighbours are asked for. By itself it stands in texts about anything: of 陈嘉榆 it
    would bring every one that says 陈.
    """
    piece = pieces[number]
    if len(piece.term) > 1 or not is_han(piece.term):
        return False
    before = pieces[number - 1] if number else None
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    return any(
        (one.end == piece.start or one.start == piece.end)
        and len(one.term) > 1
        and is_han(one.term)
        and says_something(one.term)
        for one in (before, after)
        if one
    )


@lru_cache(maxsize=FORMS_KEPT)
def _word_clause(word: str) -> Clause:
    """A word; one of a single character also counts where it is part of a longer word.

    A large number is an amount that may have been rounded where it is said.
    """
    if word.isdecimal():
        return Clause((Alternative((Term(WORDS, word),)), *rounded_of(word)))
    if len(word) > 1 or not is_han(word):
        return _alone(WORDS, word)
    whole = Alternative((Term(WORDS, word),))
    return Clause((whole, Alternative((Term(GRAMS, word),), IN_A_WORD)))


@lru_cache(maxsize=FORMS_KEPT)
def _alone(field: str, text: str) -> Clause:
    return Clause((Alternative((Term(field, text),)),))


def _gram_clause(text: QueryText, place: int, gram: str) -> Clause:
    first, second = text.units[place : place + 2]
    typed = script_terms(text.plain[first.start : second.end], text.form(place, place + 1))
    return _scripted(gram, [term for term in typed if len(term) == len(gram)])


def _character_clause(text: QueryText) -> Iterator[Clause]:
    character = text.units[0]
    if is_han(character.term):
        typed = script_terms(text.plain[character.start], character.term)
        yield _scripted(character.term, list(typed))


def _scripted(folded: str, typed: Sequence[str]) -> Clause:
    """A gram, and before it the gram as typed where its script tells words apart."""
    plain = Alternative((Term(GRAMS, folded),))
    if not typed:
        return Clause((plain,))
    own = Alternative(tuple(Term(GRAMS, term) for term in typed))
    return Clause((own, plain._replace(weight=OTHER_SCRIPT)), measure=1)


def _slot_clause(text: QueryText, slot: Slot, taken: Container[int]) -> Clause:
    """The words as typed, then what else says the same, each with its pairs with the neighbours.

    A pair of two slots belongs to the left one: `taken` are the units of slots.
    """
    before = None if slot.start - 1 in taken else text.neighbour(slot.start - 1)
    after = text.neighbour(slot.end)
    typed = _wording(text.form(slot.start, slot.end - 1), before, after)
    if slot.typed_first:
        typed = typed._replace(whole=True)
    elif slot.figures:
        exact, *wider = slot.figures
        return Clause((exact, *wider, typed._replace(weight=AS_DIGITS, whole=True)))
    others = [
        _wording(other.form, before, after)._replace(
            weight=other.weight, shown=other.shown, whole=True, indivisible=bool(slot.figures)
        )
        for other in slot.others
    ]
    return Clause((typed, *others, *slot.figures), classes=slot.classes)


def _wording(form: str, before: Token | None, after: Token | None) -> Alternative:
    """The terms of a wording, and its pairs with its neighbours."""
    terms, first, last = _said(form)
    beside = []
    if before and is_han(before.term) and is_han(first):
        beside.append(before.term + first)
    if after and is_han(after.term) and is_han(last):
        beside.append(last + after.term)
    return Alternative(terms, beside=tuple(Term(GRAMS, gram) for gram in beside))


@lru_cache(maxsize=FORMS_KEPT)
def _said(form: str) -> tuple[tuple[Term, ...], str, str]:
    """The terms of a wording, its first unit and its last: the thesaurus brings the same ones often."""
    said = QueryText.of(form)
    words = [Term(WORDS, piece.term) for piece in said.pieces]
    grams = [Term(GRAMS, gram) for gram in said.grams()]
    return (*words, *grams), said.units[0].term, said.units[-1].term


def prefix_clause(prefix: str) -> Clause:
    """Every word that begins so, by its stem: also where the stem is shorter than what was typed."""
    inside = (Alternative((Term(WORDS, stem),)) for stem in stems_inside(prefix))
    return Clause((Alternative((Term(WORDS, prefix, prefix=True),)), *inside))
