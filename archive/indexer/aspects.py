"""Words that say what is asked of a thing, not which thing: beside the others of a query they count less."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from archive.indexer.analysis import stem
from archive.indexer.plan import Clause

ASPECT: Final = 0.6
"""How much such a word counts. Between 0.4 and 0.6 nothing changes on five sets of five folders (decision 0029)."""

_NO_COUNT: Final = "何率乎"
"""What makes another word of 几: 几何, 几率, 几乎."""


def weighed(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses of a query, those of such words at their weight; all alike where there are no others."""
    known = tuple(clauses)
    aspects = [_is_aspect(clause) for clause in known]
    if all(aspects):
        return known
    return tuple(
        clause._replace(weight=ASPECT) if aspect else clause
        for clause, aspect in zip(known, aspects, strict=True)
    )


def _is_aspect(clause: Clause) -> bool:
    """True where what was typed is one of the words, whatever else may be said for it."""
    return all(
        term.text in _words() or _asks_how_many(term.text) for term in clause.alternatives[0].terms
    )


def _asks_how_many(word: str) -> bool:
    """True for 几场, 几条: papers that answer say a number there, those that say it ask themselves."""
    return len(word) == 2 and word[0] in "几幾" and word[1] not in _NO_COUNT


@cache
def _words() -> frozenset[str]:
    lines = Path(__file__).with_name("aspect_words.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset([*words, *map(stem, words)])
