"""The language of a text: zh-Hant, zh-Hans, en, or bi where Chinese and English carry it together."""

from __future__ import annotations

import re
from collections import Counter

from archive.domain.two_scripts import ONLY_SIMPLIFIED, ONLY_TRADITIONAL
from archive.understanding.foreign import is_foreign

_SAMPLE = 20_000
_LANGUAGE_SEEN = 6_000  # characters that tell whether it is a language at all that is read here
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_WORD_IN_HAN = 1.7  # an English word says about as much as this many Chinese characters
_ENOUGH = 4
_BOTH_FROM, _BOTH_TO = 0.32, 0.75
_SHARED = frozenset(
    "后里台面松余只干系几于云冲出制千卷合同志回家布征才折杯板杰极致采丑斗谷胡划历克签咸朱"
    "范郁姜秋并仿佣"
)
"""Simplified characters that Traditional writing uses too: they prove nothing."""


def language_of(text: str, *, otherwise: str | None = None) -> str:
    """The language most of the text is in; `otherwise` (zh-Hant when None) where it does not say.

    It says too little, or it is in a language that the archive does not read.
    """
    sample = text[:_SAMPLE]
    han, words = _counted(sample)
    if han + words < _ENOUGH or in_unread_language(sample):
        return otherwise or "zh-Hant"
    english = words / (han + words)
    if english > _BOTH_TO:
        return "en"
    if english >= _BOTH_FROM and han >= 12:
        return "bi"
    return script_of(sample, otherwise)


def in_unread_language(text: str) -> bool:
    """Whether a text is in a language that the archive does not read."""
    return is_foreign(text[:_LANGUAGE_SEEN])


def says_its_language(text: str) -> bool:
    """Whether a text is long enough to tell the language it is in."""
    return sum(_counted(text[:_SAMPLE])) >= _ENOUGH


def _counted(sample: str) -> tuple[int, float]:
    """Chinese characters, and English words as so many of them."""
    return len(_HAN.findall(sample)), len(_WORD.findall(sample)) * _WORD_IN_HAN


def script_of(text: str, otherwise: str | None) -> str:
    """The script of a Chinese text, however short: `otherwise` where its characters are of both."""
    counts = Counter(text)
    traditional = sum(count for character, count in counts.items() if character in ONLY_TRADITIONAL)
    simplified = sum(
        count
        for character, count in counts.items()
        if character in ONLY_SIMPLIFIED and character not in _SHARED
    )
    if traditional == simplified:
        return otherwise if otherwise in ("zh-Hant", "zh-Hans") else "zh-Hant"
    return "zh-Hant" if traditional > simplified else "zh-Hans"
