"""Folding: one form for text that people regard as the same, whatever its script and width.

Unicode NFKC (full-width letters, compatibility forms), then lower case, then one map from
Traditional to Simplified characters. Both sides of a comparison are folded; nothing folded is ever
shown: `fold_with_offsets` leads every folded character back to the original ones.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from archive.domain.two_scripts import TO_SIMPLIFIED

_TABLE = {
    **TO_SIMPLIFIED,
    ord("ς"): "σ",
}  # str.lower picks the final sigma by context; a fold may not depend on it

_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)


def fold(text: str) -> str:
    """The text in the form in which it is compared: NFKC, lower case, Simplified characters.

    About 60 ms for a megabyte of Chinese.
    """
    if text.isascii():
        return text.lower()
    if len(text) <= _LINE:
        return _folded_line(text)
    return _folded_page(text) if len(text) <= _PAGES else _folded(text)


_LINE, _PAGES = 200, 40_000
"""Characters up to which a folded text is kept: the readers of a paper ask for the same lines, and its whole
text, a few times, one after the other."""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_TABLE)


_folded_line = lru_cache(maxsize=1024)(_folded)
_folded_page = lru_cache(maxsize=4)(_folded)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters where it began in the original.

    The second part has one entry more than the folded text, the length of the original; it rises,
    with equal neighbours where one character became several (㈱ to (株)). Use `original_span`.
    """
    odd = _odd_clusters(text)
    if odd is None:
        return fold(text), range(len(text) + 1)
    parts: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in odd.finditer(text):
        start, end = match.span()
        cluster = fold(match[0])
        parts += (fold(text[position:start]), cluster)
        offsets.extend(range(position, start))
        offsets.extend(range(start, end) if len(cluster) == end - start else [start] * len(cluster))
        position = end
    parts.append(fold(text[position:]))
    offsets.extend(range(position, len(text) + 1))
    return "".join(parts), offsets


def original_span(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The half-open range of the original text that a range of the folded text came from.

    Whole characters only: a range that ends inside (株) gives all of ㈱.
    """
    first = offsets[start]
    if end <= start:
        return first, first
    last = offsets[end - 1]
    return first, offsets[bisect_right(offsets, last)]


def _odd_clusters(text: str) -> re.Pattern[str] | None:
    """A pattern for the places where folding may change the length; None when there is none.

    Decided on the distinct characters of the text, so a long ordinary text costs one pass.
    """
    distinct = set(text) if not text.isascii() else set()
    joining = {character for character in distinct if joins_previous(character)}
    growing = {character for character in distinct - joining if grows(character)}
    if not joining and not growing:
        return None
    choices = []
    if joining:
        joined = re.escape("".join(sorted(joining)))
        choices.append(f"[^{joined}]?[{joined}]+")
    if growing:
        choices.append(f"[{re.escape(''.join(sorted(growing)))}]")
    return re.compile("|".join(choices))


@lru_cache(maxsize=1 << 16)
def grows(character: str) -> bool:
    """True when one character folds into several, or none."""
    return len(fold(character)) != 1


@lru_cache(maxsize=1 << 16)
def joins_previous(character: str) -> bool:
    """True when normalising may merge the character into what stands before it."""
    if character < "\u0300":
        return False
    first = ord(unicodedata.normalize("NFKD", character)[0])
    if unicodedata.combining(chr(first)) or first in _HANGUL_VOWELS_AND_FINALS:
        return True
    # the few other starters that combine backwards are the vowel signs of Indic scripts
    return unicodedata.category(chr(first)).startswith("M")
