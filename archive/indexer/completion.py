"""Endings for the word somebody is typing, out of the words of visible documents alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from archive.indexer.analysis import is_han, normal_form, plain_form, stems_inside
from archive.indexer.plan import Term
from archive.indexer.schema import WORDS
from archive.indexer.spelling import as_typed

SHORTEST_LATIN: Final = 3
SHORTEST_HAN: Final = 1
WRITTEN_OUT: Final = 4
"""Terms that are looked up in a text for each that may be offered: codes, which are not, may be many."""
_LAST = re.compile(r"[^\W_]+$")


def endings(
    typed: str,
    words_from: Callable[[str], Iterable[str]],
    holders: Callable[[Term], int],
    written: Callable[[str], str],
    limit: int,
) -> tuple[str, ...]:
    """The query with its last word completed, the most frequent first; the word in normal form.

    Args:
        typed: as far as it was typed.
        words_from: every word that begins so, of hidden documents too.
        holders: how many visible documents hold a term; a word without any is never offered.
        written: how the visible documents write a term; empty for a code, which is not offered.
        limit: how many at most.
    """
    text = normal_form(plain_form(typed))
    last = _LAST.search(text)
    if last is None or len(last[0]) < (SHORTEST_HAN if is_han(last[0]) else SHORTEST_LATIN):
        return ()
    begun = last[0]
    counted = (
        (holders(Term(WORDS, word)), word)
        for word in {*words_from(begun), *stems_inside(begun)}
        if word != begun and word.isalpha()
    )
    best = sorted((-count, word) for count, word in counted if count)
    asked = best[: WRITTEN_OUT * limit]
    words = islice(filter(None, (written(word) for _, word in asked)), limit)
    before = as_typed(typed, text)[: last.start()]
    shown = (before + word for word in words if word.startswith(begun))
    return tuple(dict.fromkeys(shown))
