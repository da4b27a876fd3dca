"""Pairs of characters, by which papers are compared, put back into the words they stand in.

有限公 or 加人 tell nobody anything: a person is shown 有限公司, or nothing where there is no word around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import cast

from archive.domain.folding import fold

MOST = 3
_LOOKED_AT, _OCCURRENCES = 8_000, 4
_LONGEST = 8
_RUN = re.compile(r"[\u3400-\u9fff]+")


@cache
def _dictionary() -> ModuleType:
    return import_module("rjieba")  # 33 MB, which the search index keeps loaded anyway


def whole_words(written: str, folded: str, fragments: Iterable[str]) -> tuple[str, ...]:
    """The first words of a text that the fragments stand in, as it writes them; none inside another.

    Args:
        written: the text.
        folded: the same text folded, every character in its place.
        fragments: folded or as written; Latin ones are whole words already.
    """
    runs = [match.span() for match in _RUN.finditer(folded[:_LOOKED_AT])]
    found: list[str] = []
    for fragment in fragments:
        word = next(_around(written, folded, fold(fragment), runs), "")
        if not word or any(fold(word) in fold(known) for known in found):
            continue
        found = [known for known in found if fold(known) not in fold(word)]
        found.append(word)
    return tuple(found[:MOST])


def _around(
    written: str, folded: str, fragment: str, runs: Sequence[tuple[int, int]]
) -> Iterator[str]:
    if not _RUN.fullmatch(fragment):
        at = folded.find(fragment)
        if at >= 0:
            yield written[at : at + len(fragment)]
        return
    within = (span for span in runs if folded.find(fragment, *span) >= 0)
    for (start, end), _ in zip(within, range(_OCCURRENCES), strict=False):
        at = folded.find(fragment, start, end)
        for first, last in _words_at(folded[start:end], at - start, at - start + len(fragment)):
            yield written[start + first : start + last]


def _words_at(run: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a run that a fragment touches, as one span, if each is more than a character."""
    at, touched = 0, []
    for word in cast("Sequence[str]", _dictionary().cut(run, False)):
        if at < end and at + len(word) > start:
            touched.append((at, at + len(word)))
        at += len(word)
    first, last = touched[0][0], touched[-1][1]
    if last - first <= _LONGEST and all(b - a > 1 for a, b in touched):
        yield first, last
