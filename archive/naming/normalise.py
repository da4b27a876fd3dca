"""Cleaning of names, before any rule is asked (NAMING decision 5), and the key of "the same name".

Cleaning is traced: every character of the cleaned name knows which characters of the given name it
came from, so a finding points at what the person typed. Chinese is never transliterated.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.folding import fold
from archive.naming.rules import Cleaning, Rules

_DROPPED: dict[str, re.Pattern[str]] = {
    "control": re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"),
    "zero_width": re.compile(r"[\u200b-\u200d\u2060-\u2064\u00ad\u180e]"),
    "bidi": re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]"),
    "variation_selectors": re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d]"),
    "bom": re.compile(r"[\ufeff\ufff9-\ufffb]"),
}
_UNSTORABLE = re.compile(r"[\ud800-\udfff]")
"""Half characters, as a file system in another encoding hands them over: UTF-8 has no form for them."""

_PUNCTUATION = re.compile(r"(?<=\d)[\W_]+(?=\d)|([\W_]+)")


@dataclass(frozen=True, slots=True)
class Traced:
    """A piece of cleaned text; `origin[i]` is the range of the given name behind its character i."""

    text: str
    origin: tuple[tuple[int, int], ...]

    @property
    def where(self) -> tuple[int, int]:
        """The range of the given name that this piece covers; (0, 0) for an empty piece."""
        return (self.origin[0][0], self.origin[-1][1]) if self.origin else (0, 0)

    def part(self, start: int, end: int) -> Traced:
        """Characters start to end, half open."""
        return Traced(self.text[start:end], self.origin[start:end])

    def strip(self, characters: str) -> Traced:
        """Without those characters at both ends."""
        start = len(self.text) - len(self.text.lstrip(characters))
        end = max(start, len(self.text.rstrip(characters)))
        return self.part(start, end)

    def split(self, delimiter: str) -> list[Traced]:
        """The pieces between delimiters, empty ones included."""
        pieces, at = [], 0
        for piece in self.text.split(delimiter):
            pieces.append(self.part(at, at + len(piece)))
            at += len(piece) + len(delimiter)
        return pieces


def clean_name(name: str, cleaning: Cleaning) -> Traced:
    """Compose (NFC), map, fold widths and drop what nobody sees; trim what no disk keeps at the ends.

    Spaces of every kind become the plain one here; what stands for a space inside a component is the
    component's business (a date may hold spaces, a title holds hyphens). Composed twice: folding and
    dropping may bring a letter and its accent together. Cleaning a clean name changes nothing.
    """
    given = Traced(name, tuple((at, at + 1) for at in range(len(name))))
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    composed = _composed(given)
    for char, where in zip(composed.text, composed.origin, strict=True):
        for cleaned in _clean_character(char, cleaning):
            characters.append(cleaned)
            origin.append(where)
    cleaned_name = _composed(Traced("".join(characters), tuple(origin)))
    start = len(cleaned_name.text) - len(cleaned_name.text.lstrip(" "))
    end = max(start, len(cleaned_name.text.rstrip(" .")))
    return cleaned_name.part(start, end)


def clean_title(text: str, rules: Rules) -> str:
    """A title as it stands in a name: no delimiter, no space, no doubled or outer hyphens."""
    cleaned = clean_name(text, rules.cleaning).text
    cleaned = cleaned.replace(rules.pattern.delimiter, "-").replace(" ", rules.cleaning.space)
    return re.sub(r"-{2,}", "-", cleaned).strip("-. ")


def same_name_key(name: str) -> str:
    """Equal for names that people take for the same: NFKC, case, script and punctuation set aside.

    Punctuation between digits is kept as a dot, or V1.10 would be V11.0.
    """
    folded = fold(name).casefold()
    return _PUNCTUATION.sub(lambda match: "" if match[1] else ".", folded)


def _composed(traced: Traced) -> Traced:
    """NFC, cluster by cluster, so that each character keeps its range in the given name."""
    text, origin = traced.text, traced.origin
    if unicodedata.is_normalized("NFC", text):
        return traced
    starts = [0, *(at for at in range(1, len(text)) if _begins_cluster(text[at]))]
    characters: list[str] = []
    ranges: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(text)]):
        composed = unicodedata.normalize("NFC", text[start:end])
        where = (origin[start][0], origin[end - 1][1])
        characters += composed
        ranges += [where] * len(composed)
    return Traced("".join(characters), tuple(ranges))


def _begins_cluster(char: str) -> bool:
    """False for what may merge into the character before it: marks and the later parts of Hangul."""
    return not unicodedata.category(char).startswith("M") and not "\u1160" <= char <= "\u11ff"


def _clean_character(char: str, cleaning: Cleaning) -> str:
    if _UNSTORABLE.match(char) or any(_DROPPED[kind].match(char) for kind in cleaning.drop):
        return " " if char in "\t\n\r" else ""
    char = cleaning.fold.get(cleaning.replace.get(char, char), cleaning.replace.get(char, char))
    return " " if char and unicodedata.category(char[0]) == "Zs" else char
