"""English words that are forms of one word (entry, entries), told from those that only share a stem (active)."""

from __future__ import annotations

import re
from typing import Final

SAME_SPELLING: Final = 2
SAME_WORD: Final = 1
SAME_STEM: Final = 0

_POSSESSIVE = re.compile(r"['’]s$")
_PAST_OR_GERUND = re.compile(r"(?<=[aeiouy])([^aeiouy]+)(?:ed|ing)$")
_DOUBLED = re.compile(r"([bdfgkmnprt])\1$")


def nearness(word: str, other: str) -> int:
    """How near two words or phrases of one stem are: spelled alike, forms of one word, or of one stem alone."""
    if word == other:
        return SAME_SPELLING
    return SAME_WORD if base_of(word) == base_of(other) else SAME_STEM


def base_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase without the endings of plurals, past tenses and gerunds.

    Made to be compared: what comes out need not be a word (approv, of approve and approved).
    """
    return tuple(_base(word) for word in re.split(r"[\s\-]+", phrase))


def _base(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if len(word) <= 3 or not (word.isascii() and word.isalpha()):
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    without = _PAST_OR_GERUND.sub(r"\1", word)
    if without != word:
        word = _DOUBLED.sub(r"\1", without)
    return word.removesuffix("e")
