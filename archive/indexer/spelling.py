"""One wrong letter in a word that no visible document holds: what was probably meant.

The words offered are those of visible documents alone, so a correction never tells of a hidden one.
Chinese needs this for names of two or three characters alone (`near_names`): another name with one wrong
character still shares its other pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from archive.indexer.analysis import is_han, normal_form, plain_form, stem, tokens_of
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.schema import WORDS

SHORTEST: Final = 5
OFFERED: Final = 3
ALMOST: Final = 0.6
"""From how many letters on a word is corrected, by how many others, and how much those count."""

ENDINGS: Final = (
    "ing",
    "ion",
    "ions",
    "ment",
    "ments",
    "ation",
    "ance",
    "able",
    "ive",
    "ally",
    "ness",
)

Holders = Callable[[Term], int]
Lexicon = Callable[[str], Iterable[str]]


def similar_words(
    plan: QueryPlan, holders: Holders, lexicon: Lexicon
) -> Mapping[str, tuple[str, ...]]:
    """For every word of the query that nobody wrote those that were probably meant, the best first.

    Args:
        plan: of the query as typed.
        holders: how many visible documents hold a term.
        lexicon: the terms of all documents that begin with a letter; hidden ones are taken out here.
    """
    words = dict.fromkeys(filter(None, map(_lone_word, plan.clauses)))
    unknown = [word for word in words if not holders(_term(word))]
    if not unknown:
        return {}
    text = normal_form(plan.sought)
    typed = {token.term: text[token.start : token.end] for token in tokens_of(text)}
    found = {
        word: tuple(_similar(word, typed.get(word, word), holders, lexicon)) for word in unknown
    }
    return {word: others for word, others in found.items() if others}


def with_others(plan: QueryPlan, others: Mapping[str, Sequence[str]]) -> QueryPlan:
    """The plan of the query as it was put right, with the second best words beside the best.

    `others` are the similar words of each word that was replaced by the first of them.
    """
    second = {words[0]: words for words in others.values()}
    clauses = tuple(
        _widened(clause, second.get(_lone_word(clause) or "", ())) for clause in plan.clauses
    )
    return replace(plan, clauses=clauses)


def _widened(clause: Clause, words: Sequence[str]) -> Clause:
    if not words:
        return clause
    best = clause.alternatives[0]._replace(shown=words[0])
    more = (Alternative((_term(word),), ALMOST, shown=word) for word in words[1:])
    return Clause((best, *more))


def rewritten(typed: str, best: Mapping[str, str]) -> str:
    """The query with its wrong words and runs of characters replaced; the rest stays as it was typed."""
    text = normal_form(plain_form(typed))
    wrong = [(token.start, token.end, token.term) for token in tokens_of(text)]
    for run in filter(is_han, best):
        wrong += [(found.start(), found.end(), run) for found in re.finditer(re.escape(run), text)]
    shown = as_typed(typed, text)
    parts, at = [], 0
    for start, end, term in sorted(wrong):
        if term in best and start >= at:
            parts += [shown[at:start], _cased(best[term], shown[start:end])]
            at = end
    return "".join([*parts, shown[at:]]).strip()


def _cased(word: str, typed: str) -> str:
    """A word of the index, which knows no capitals, with those of the word it stands for: Danial, Daniel."""
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def as_typed(typed: str, normal: str) -> str:
    """A query as it was typed, where every character of its normal form has its place there; else that."""
    return typed if len(typed) == len(normal) else normal


def one_apart(word: str, other: str) -> bool:
    """True when one letter was left out, added or mistaken, or two neighbours changed places."""
    if len(word) > len(other):
        word, other = other, word
    if word == other or len(other) - len(word) > 1:
        return False
    at = next((i for i, letter in enumerate(word) if letter != other[i]), len(word))
    if len(word) < len(other):
        return word[at:] == other[at + 1 :]
    swapped = word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    return swapped or word[at + 1 :] == other[at + 1 :]


def _similar(word: str, typed: str, holders: Holders, lexicon: Lexicon) -> list[str]:
    """The visible terms one letter away, the most frequent first."""
    near = {
        other
        for start in _starts(word)
        for other in lexicon(start)
        if _alike(word, other) or _would_end_alike(typed, other)
    }
    counted = ((holders(_term(other)), other) for other in near)
    ordered = sorted((-count, other) for count, other in counted if count)
    return [other for _, other in ordered[:OFFERED]]


def _alike(word: str, term: str) -> bool:
    """One wrong letter in the word's stem, or in the ending that its stem would have lost."""
    if one_apart(word, term):
        return True
    ending = word.removeprefix(term)
    shorter = len(term) >= SHORTEST and len(ending) < len(word)
    return shorter and any(one_apart(ending, right) for right in ENDINGS)


def _would_end_alike(typed: str, term: str) -> bool:
    """One wrong letter before the ending of a word, whose stem is another one by it: regstration.

    Put right, the word has the term as its stem. Terms are many, so first is asked what is soon answered: one
    wrong letter leaves the beginning of the stem as it is or its end.
    """
    size = len(term)
    if not SHORTEST <= size <= len(typed):
        return False
    if typed[:3] != term[:3] and typed.find(term[-2:], size - 3, size + 1) < 0:
        return False
    return any(
        one_apart(typed[:end], term) and stem(term + typed[end:]) == term
        for end in range(size - 1, min(size + 2, len(typed)))
    )


def _starts(word: str) -> Iterator[str]:
    """The first letter is seldom wrong, but sometimes it is the second."""
    yield from dict.fromkeys((word[0], word[1]))


def _lone_word(clause: Clause) -> str | None:
    """The word a clause asks for, when it is one Latin word and nothing else."""
    if len(clause.alternatives) > 1 or len(clause.alternatives[0].terms) > 1:
        return None
    term = clause.alternatives[0].terms[0]
    latin = term.text.isascii() and term.text.isalpha() and len(term.text) >= SHORTEST
    return term.text if latin and term.field == WORDS and not term.prefix else None


def _term(word: str) -> Term:
    return Term(WORDS, word)
