"""A file name taken apart for the eye: components of the new name, doubtful parts of the old one."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from archive.domain.documents import CLASS_CODES
from archive.domain.intake import ItemFinding
from archive.naming.verdicts import Finding

_TONE = {"refuse": "bad", "hold": "warn", "warn": "warn"}
_CODES = frozenset(CLASS_CODES.values())
_CLEANED = "N01"
_STATUSES = frozenset({"draft", "final", "signed"})
UNSEEN = "\N{REPLACEMENT CHARACTER}"
JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
"""Of emoji and of some scripts: they hold a sign together and hide nothing."""

_LANGUAGES = frozenset({"zh-Hant", "zh-Hans", "en", "bi"})


@dataclass(frozen=True, slots=True)
class NamePart:
    """A piece of a name. `new`: it was not in the name the file came with; `why` it is proposed."""

    kind: str
    text: str
    new: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text. `mark` is empty, or how the piece is shown; `anchor` an element id."""

    text: str
    mark: str = ""
    anchor: str = ""


def as_seen(name: str) -> str:
    """A name from outside as it can safely be shown: what is invisible or turns text around is a visible sign.

    Letter for letter, so that places in the name stay places in what is shown.
    """
    return "".join(
        UNSEEN
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in JOINERS
        else letter
        for letter in name
    )


def name_parts(name: str, original: str = "") -> tuple[NamePart, ...]:
    """The components of a canonical name with their separators; one plain part for any other name.

    Joined together the parts are exactly the name, so that copying it gives the name.
    """
    stem, dot, extension = name.rpartition(".")
    pieces = stem.split("_")
    if not dot or len(pieces) < 3 or pieces[1] not in _CODES:
        return (NamePart("plain", name),)
    kinds = ["project", "class", "title", *(_kind_of(piece) for piece in pieces[3:])]
    before = _compact(original)
    parts: list[NamePart] = []
    for kind, piece in zip(kinds, pieces, strict=True):
        if parts:
            parts.append(NamePart("sep", "_"))
        parts.append(NamePart(kind, piece, _is_new(kind, piece, before)))
    return (*parts, NamePart("ext", f".{extension}"))


def _kind_of(piece: str) -> str:
    if piece.isdigit():
        return "date"
    if piece[:1] in "Vv" and piece[1:2].isdigit():
        return "version"
    if piece in _STATUSES:
        return "status"
    return "lang" if piece in _LANGUAGES else "other"


def _is_new(kind: str, piece: str, before: str) -> bool:
    """Project and class are always supplied by the archive, so pointing at them says nothing."""
    return bool(before) and kind not in ("project", "class") and _compact(piece) not in before


def _compact(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def original_runs(original: str, findings: Sequence[ItemFinding | Finding]) -> tuple[Run, ...]:
    """The name a file came with, the parts that findings are about marked with their tone."""
    tones = [""] * len(original)
    for finding in sorted(findings, key=lambda f: f.severity == "refuse"):
        start, end = finding.where
        tone = "fixed" if finding.rule == _CLEANED else _TONE.get(finding.severity, "warn")
        for position in range(max(start, 0), min(end, len(original))):
            tones[position] = tone
    return _grouped(as_seen(original), tones)


def marked_runs(
    text: str,
    spans: Collection[tuple[int, int]],
    *,
    focus: tuple[int, int] | None = None,
    anchor: str = "",
) -> tuple[Run, ...]:
    """Text with the spans marked, and one of them (the cited quote) marked as the place to look.

    `anchor` becomes the element id of the first marked piece of the quote.
    """
    tones = [""] * len(text)
    for start, end in spans:
        tones[start:end] = ["hit"] * (min(end, len(text)) - start)
    if focus is not None:
        start, end = max(focus[0], 0), min(focus[1], len(text))
        tones[start:end] = ["focus"] * max(end - start, 0)
    runs = _grouped(text, tones)
    first = next((n for n, run in enumerate(runs) if run.mark == "focus"), None)
    if first is None or not anchor:
        return runs
    return (*runs[:first], replace(runs[first], anchor=anchor), *runs[first + 1 :])


def _grouped(text: str, tones: Sequence[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or tones[position] != tones[start]:
            runs.append(Run(text[start:position], tones[start]))
            start = position
    return tuple(runs)
