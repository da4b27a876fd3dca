"""The fields of a form in a contract or an order: a cell that names something, and the next that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.segments import SegmentKind
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Part, Passage

_LONGEST_LABEL = 40
_CELL = re.compile(r"[^\t\n]+")


def form_fields(paper: Paper) -> Iterator[tuple[str, Passage]]:
    """Each label with its value, of rows that are nothing but such pairs: 买方 | … | 总额 | …."""
    for ordinal, segment in enumerate(paper.source.segments):
        if segment.kind is not SegmentKind.TABLE:
            continue
        for start, line in _rows(segment.text):
            cells = [(m.start(), m.group()) for m in _CELL.finditer(line)]
            if len(cells) % 2 or not all(map(_is_label, cells[::2])):
                continue
            for (_, label), (at, value) in zip(cells[::2], cells[1::2], strict=True):
                part = Part(0, len(value), ordinal, start + at)
                yield label.strip(), Passage(paper.source, value, (part,))


def _is_label(cell: tuple[int, str]) -> bool:
    text = cell[1].strip()
    return 0 < len(text) <= _LONGEST_LABEL and not re.search(r"\d", text)


def _rows(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
