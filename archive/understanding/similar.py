"""Near-duplicates: how much two documents share, in words and in figures.

A document's signature holds the smallest hashes of its text's shingles (a bottom-k sketch, A. Broder,
"On the resemblance and containment of documents", 1997) and, apart from them, those of its figures. Monthly
reports of one form share nearly all their words and hardly a figure; a new version of a document keeps
most of both. So the figures have a say of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.domain.documents import Similarity
from archive.domain.folding import fold

TEXT_HASHES, FIGURE_HASHES = 160, 64
SHINGLE = 5
"""Characters of a shingle: about two and a half Chinese words, one English."""

LIMIT = 400_000
"""Characters a signature looks at."""

FEWEST = 24
"""Hashes of text below which a document is too short to be compared (about thirty characters)."""

NEW_VERSION_FROM, NEAR_DUPLICATE_FROM, VARIANT_FROM = 0.5, 0.9, 0.6
_ENOUGH_FIGURES = 8
_RECURRING = frozenset(
    {
        "minutes",
        "retrospective",
        "agenda",
        "execution_record",
        "survey",
        "weekly_report",
        "data_report",
    }
)
"""Classes of papers that a project writes again and again, each of another day."""
_NOISE = re.compile(r"[\s\W_]+")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Comparable(Protocol):
    """What `relation` asks of a document: a `Reading` has it, and so has the record of a filed one."""

    @property
    def class_key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def version(self) -> str | None: ...
    @property
    def signature(self) -> tuple[int, ...]: ...


def signature(text: str) -> tuple[int, ...]:
    """The sketch of a text: the number of text hashes, these, then the hashes of its figures; () for none."""
    folded = fold(text[:LIMIT])
    words = _smallest(_shingles(_NOISE.sub("", folded)), TEXT_HASHES)
    if not words:
        return ()
    figures = {found.replace(",", "") for found in _FIGURE.findall(folded)}
    codes = np.array([_code(figure) for figure in figures if len(figure) > 1], dtype=np.uint64)
    return (len(words), *words, *_smallest(_mixed(codes), FIGURE_HASHES))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """0 to 1: the share of shingles two texts have in common, lowered where their figures differ."""
    if not a or not b or min(a[0], b[0]) < FEWEST:
        return 0.0
    words = _overlap(a[1 : a[0] + 1], b[1 : b[0] + 1], TEXT_HASHES)
    figures_a, figures_b = a[a[0] + 1 :], b[b[0] + 1 :]
    if min(len(figures_a), len(figures_b)) < _ENOUGH_FIGURES:
        return words
    return min(words, 0.2 + 0.8 * _overlap(figures_a, figures_b, FIGURE_HASHES))


def may_be_related(a: Sequence[int], b: Sequence[int]) -> bool:
    """False where `relation` finds none between texts of these signatures, whatever else is known of them."""
    if resemblance(a, b) >= NEW_VERSION_FROM:
        return True
    return bool(a and b) and _figures_alike(a, b)


def relation(new: Comparable, old: Comparable) -> Similarity | None:
    """What a document is to another: its new version, its other language, its near-duplicate, or nothing."""
    alike = resemblance(new.signature, old.signature)
    if new.language != old.language:
        return Similarity.LANGUAGE_VARIANT if _says_the_same(new, old, alike) else None
    if alike >= NEAR_DUPLICATE_FROM and (new.version, new.date) == (old.version, old.date):
        return Similarity.NEAR_DUPLICATE
    if alike >= NEAR_DUPLICATE_FROM and new.class_key != old.class_key:
        return Similarity.NEAR_DUPLICATE
    if alike >= NEW_VERSION_FROM and _same_paper(new, old):
        return Similarity.NEW_VERSION
    return None


def _says_the_same(new: Comparable, old: Comparable, alike: float) -> bool:
    """Other script: the folded text is alike. Other language: the figures are the same, and the date or title."""
    if alike >= NEW_VERSION_FROM:
        return True
    if (
        new.class_key != old.class_key
        or new.date != old.date
        or not (new.signature and old.signature)
    ):
        return False
    return _figures_alike(new.signature, old.signature)


def _figures_alike(a: Sequence[int], b: Sequence[int]) -> bool:
    a, b = a[a[0] + 1 :], b[b[0] + 1 :]
    return min(len(a), len(b)) >= _ENOUGH_FIGURES and _overlap(a, b, FIGURE_HASHES) >= VARIANT_FROM


def _same_paper(new: Comparable, old: Comparable) -> bool:
    """One paper in two states.

    Of papers that come again and again, another date means another paper.
    """
    if new.class_key != old.class_key or not _same_title(new.title, old.title):
        return False
    return new.class_key not in _RECURRING or new.date == old.date


def _same_title(a: str, b: str) -> bool:
    """Titles that are the same but for a word; figures in them (5月, W12) must agree."""
    a, b = fold(a), fold(b)
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.5


def _shingles(text: str) -> NDArray[np.uint64]:
    """A hash of every run of SHINGLE characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    rolled = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        rolled = rolled * np.uint64(0x100000001B3) + codes[place : place + len(rolled)]
    return _mixed(rolled)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread evenly over 32 bits (the finaliser of SplitMix64)."""
    values = (values + _MULTIPLIER) * _MULTIPLIER
    values ^= values >> np.uint64(29)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    return values >> np.uint64(32)


def _code(figure: str) -> int:
    value = 1469598103934665603
    for character in figure:
        value = (value ^ ord(character)) * 1099511628211 % 2**64
    return value


def _smallest(values: NDArray[np.uint64], count: int) -> list[int]:
    distinct = np.unique(values)
    return [int(value) for value in distinct[:count]]


def _overlap(a: Sequence[int], b: Sequence[int], count: int) -> float:
    """The resemblance of two sets by their bottom-k sketches."""
    shared = {*a}.intersection(b)
    if not shared:
        return 0.0
    both = sorted({*a, *b})[:count]
    return sum(map(shared.__contains__, both)) / len(both)
