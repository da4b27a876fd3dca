"""Where Latin words stand in texts: by their stems, and by their beginnings.

To take a text apart into words and stem each takes a hundred times as long as looking for the letters that
a word begins with. So those are looked for, and the words that begin where they stand are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from archive.indexer.analysis import is_han, tokens_of
from archive.indexer.letters import HAN
from archive.indexer.normal_text import NormalText

Found = tuple[int, int, int]
"""A range of the normal form and the word found there."""

_GROUP: Final = 3
_SIGNS: Final = ".,'’"
_RUN: Final = re.compile(rf"(?:[^\W_{HAN}]|[{_SIGNS}])+")
"""Words and numbers, and the signs that decide where one of them begins and ends: 1,250.5 and client's."""


@dataclass(frozen=True)
class LatinWords:
    """Words by the terms they are found by, several where they stand side by side; beginnings of words."""

    words: dict[tuple[str, ...], int]
    beginnings: dict[str, int]

    @cached_property
    def _begun(self) -> tuple[str, ...]:
        """What stands in a text wherever one of the words does."""
        words = (terms[0] for terms in self.words if "-" not in terms[0])  # 2026-03 is none
        certain = chain.from_iterable(map(_certain, words))
        return tuple({*certain, *self.beginnings})

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(terms[0] for terms in self.words)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.words), default=1)

    def found(self, texts: NormalText) -> Iterator[Found]:
        """Every place of every word: meetings is found for meeting."""
        normal, done = texts.normal, 0
        for place in self._places(normal):
            if place < done:
                continue
            start = place
            while start > done and _in_run(normal[start - 1]):
                start -= 1
            run = _RUN.match(normal, start)
            done = run.end() if run else place + 1
            end = texts.end(texts.text_at(start))
            yield from self._found_in(normal, start, done, end)

    def _places(self, normal: str) -> list[int]:
        """Where one of the words may begin, in order: never behind a letter."""
        places: list[int] = []
        for piece in self._begun:
            place = normal.find(piece)
            while place >= 0:
                if not place or not "a" <= normal[place - 1] <= "z":
                    places.append(place)
                place = normal.find(piece, place + 1)
        places.sort()
        return places

    def _found_in(self, normal: str, start: int, behind: int, end: int) -> Iterator[Found]:
        """The words that begin in a run; those beside them may stand anywhere up to the end of the text."""
        for token in tokens_of(normal, start, min(behind + 1, end)):
            for begun, number in self.beginnings.items():
                if normal.startswith(begun, token.start):
                    yield token.start, token.end, number
            if token.term not in self._firsts:
                continue
            beside = [token]
            if self._longest > 1:
                beside = list(islice(tokens_of(normal, token.start, end), self._longest))
            for length in range(len(beside), 0, -1):
                word = self.words.get(tuple(one.term for one in beside[:length]))
                if word is not None:
                    yield token.start, beside[length - 1].end, word
                    break


def _in_run(character: str) -> bool:
    return character in _SIGNS or (character.isalnum() and not is_han(character))


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
