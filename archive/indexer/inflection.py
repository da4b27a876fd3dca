"""English words that are forms of one word (entry, entries), told from those that only share a stem (active)."""

from __future__ import annotations

import re
from typing import Final

SAME_WORD: Final = 2
GERUND: Final = 1
SAME_STEM: Final = 0

_POSSESSIVE = re.compile(r"['’]s$")
_PAST_OR_GERUND = re.compile(r"(?<=[aeiouy])([^aeiouy]+)(?:ed|ing)$")
_DOUBLED = re.compile(r"([bdfgkmnprt])\1$")


def nearness(word: str, other: str) -> int:
    """How near two words or phrases of one stem are: forms of one word, a verb and its gerund, or of one stem alone.

    A gerund stands apart from its verb, because it is a thing of its own: who types `training` means no train. Past
    forms belong to both.
    """
    if base_of(word) != base_of(other):
        return SAME_STEM
    return GERUND if {_ending(word), _ending(other)} == {"", "ing"} else SAME_WORD


def _ending(phrase: str) -> str:
    return next(
        (ending for ending in ("ing", "ed") if phrase.removesuffix("s").endswith(ending)), ""
    )


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
