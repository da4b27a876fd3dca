"""What a paper is known by when it is compared with others: its name, its head, its wording.

Words are Latin words and pairs of Chinese characters, folded, so that either script gives the same;
figures count by how long they are. Where a word stands is part of it: 纪要 in the name says more than
纪要 somewhere in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archive.domain.folding import fold

if TYPE_CHECKING:
    from archive.understanding.view import DocumentView

Counted = Mapping[str, Mapping[str, int]]
"""Group -> word -> how often."""

TEXT_LIMIT = 6_000
"""Characters of the text that are compared: what a paper is shows early."""

HEAD_LINES, HEAD_LENGTH, HEAD_ROWS = 4, 80, 3
NAME, HEAD, TEXT = "name", "head", "text"
GROUPS = (NAME, HEAD, TEXT)

_WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]+|\d+%?|[:?$￥@✓]")
_LONG_FIGURE = 6


@dataclass(frozen=True, slots=True)
class PaperText:
    """The texts of a paper that are compared. `path` is its place in the dropped folder."""

    path: str
    head: tuple[str, ...]
    """The first lines, and the cells in the first rows of its tables."""
    text: str

    @classmethod
    def of(cls, view: DocumentView) -> PaperText:
        """The texts of a document laid out for reading."""
        cells = (
            cell[:HEAD_LENGTH]
            for segment in view.segments
            for row in segment.rows[:HEAD_ROWS]
            for cell in row
            if cell
        )
        lines = [line[:HEAD_LENGTH] for line in view.lines[:HEAD_LINES]]
        if subject := view.fields.get("subject"):
            lines.insert(0, subject[:HEAD_LENGTH])
        return cls(view.path.as_posix(), (*lines, *cells), view.own[:TEXT_LIMIT])


def features(paper: PaperText) -> Counted:
    """The words of a paper; in the text a word counts once, however often it stands there."""
    path = PurePosixPath(paper.path)
    stem = path.stem if path.suffix[1:].isalnum() else path.name
    names = Counter(_words(stem))
    for folder in path.parts[:-1]:
        names.update(f"/{word}" for word in _words(folder))
    head = Counter(word for text in paper.head for word in _words(text))
    return {NAME: names, HEAD: head, TEXT: dict.fromkeys(_words(paper.text), 1)}


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(fold(text)):
        word = match[0]
        if "\u3400" <= word[0] <= "\u9fff":
            yield from _pairs(word)
        elif word[0].isdigit():
            yield _figure(word)
        else:
            yield word


def _pairs(run: str) -> Iterable[str]:
    return (run[n : n + 2] for n in range(len(run) - 1)) if len(run) > 1 else (run,)


def _figure(digits: str) -> str:
    if digits.endswith("%"):
        return "9%"
    return "9" * len(digits) if len(digits) < _LONG_FIGURE else "9+"
