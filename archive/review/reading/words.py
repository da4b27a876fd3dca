"""Lists of words of the field, looked for in folded text.

A list is written once, in either Chinese script and in English; `fold` brings both sides to one form.
A word in Latin letters stands alone (an optional plural apart), a Chinese one anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import cast

import yaml

from archive.domain.folding import fold


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """The text in the form in which it is compared; remembered, since cells are asked many times."""
    return fold(text)


class Words:
    """A set of words and phrases, as one pattern.

    The lists are written as one string: spaces part Chinese words, `_` stands for the space inside an
    English phrase.
    """

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first asked: of the hundreds of lists most processes need none."""
        parts = sorted({fold(word) for word in self._words.split()}, key=lambda w: (-len(w), w))
        return re.compile("|".join(_one(part) for part in parts))

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the words in a text (folded here)."""
        return self.pattern.search(folded(text))

    def within(self, text: str) -> bool:
        """True when any of the words stands in the text."""
        return self.search(text) is not None

    def count(self, text: str) -> int:
        """How many of the words stand in the text, one inside another not counted twice."""
        return sum(1 for _ in self.pattern.finditer(folded(text)))

    def without(self, text: str) -> str:
        """The folded text with the words taken out."""
        return self.pattern.sub(" ", folded(text))


@cache
def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    file = resources.files("archive.review.reading") / "vocabulary.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast(
        "Mapping[str, Mapping[str, str]]",
        yaml.load(file.read_text("utf-8"), Loader=loader),  # noqa: S506 - a safe loader
    )


@cache
def word_list(key: str) -> Words:
    """The list `section.name` of vocabulary.yaml; KeyError for one that is not there."""
    section, _, name = key.partition(".")
    return Words(_vocabulary()[section][name])


def _one(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    spaced = r"[\s\-]+".join(re.escape(part) for part in word.split("_"))
    plural = "(?:e?s)?" if word[-1].isalpha() else ""
    return rf"(?<![a-z0-9]){spaced}{plural}(?![a-z0-9])"
