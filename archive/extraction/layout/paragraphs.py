"""Lines to paragraphs: which line goes on with the one before, which begins something new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from archive.extraction.headings import begins_item, numbered_level
from archive.extraction.layout.pieces import Box, Row, joined, wide

_LABEL = re.compile(r"^[^\s:：，。,.;；]{1,12}[:：]\s*\S")
_SUPPORT = 3
_SENTENCE_END = "。！？!?；;：:.…”』」）)"


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together, and where each row's text stands in the whole."""

    rows: list[Row] = field(default_factory=list)
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)

    def append(self, row: Row) -> None:
        """Add the next line."""
        text = row.text.strip()
        whole = joined(self.text, text)
        self.text = whole
        self.spans.append((len(whole) - len(text), len(whole)))
        self.rows.append(row)

    @property
    def size(self) -> float:
        return self.rows[0].size

    @property
    def bold(self) -> bool:
        return all(row.bold for row in self.rows)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text around is set: distance from line to line (in letter sizes), right edge by column."""

    pitch: float
    edges: tuple[tuple[float, float], ...]
    """Left and right of every line of the page; a ruled table counts as several lines."""

    @classmethod
    def of(cls, pages: Sequence[Sequence[Row]], tables: Sequence[list[Box]]) -> list[Setting]:
        """One setting a page; the pitch is that of all pages together."""
        steps = Counter(
            round((after.box[1] - before.box[1]) / after.size, 1)
            for rows in pages
            for before, after in pairwise(rows)
            if 0 < after.box[1] - before.box[1] < 3 * after.size
        )
        # lines of one paragraph stand closest; the gaps between paragraphs are wider and vary
        floor = max(2, 0.05 * steps.total())
        pitch = min((s for s, n in steps.items() if n >= floor), default=min(steps, default=1.4))
        return [
            cls(pitch, tuple((b[0], b[2]) for b in [*(r.box for r in rows), *ruled * _SUPPORT]))
            for rows, ruled in zip(pages, tables, strict=True)
        ]

    def right(self, row: Row) -> float:
        """How far the column of this line reaches: the furthest edge that several lines share."""
        near = 4 * row.size
        rights = sorted(
            (r for left, r in self.edges if abs(left - row.box[0]) < near), reverse=True
        )
        for at, right in enumerate(rights):
            shared = (
                at + _SUPPORT - 1 < len(rights) and right - rights[at + _SUPPORT - 1] < row.size
            )
            if shared:
                return right
        return max(rights, default=row.box[2])


def paragraphs(rows: Sequence[Row], setting: Setting) -> list[Paragraph]:
    """Group rows in reading order."""
    found: list[Paragraph] = []
    for row in rows:
        if not row.text.strip():
            continue
        if not found or _begins(row, found[-1], setting):
            found.append(Paragraph())
        found[-1].append(row)
    return found


def _begins(row: Row, open_one: Paragraph, setting: Setting) -> bool:
    """Whether the row begins a new paragraph after the open one."""
    before = open_one.rows[-1]
    size = max(row.size, 0.1)
    if abs(row.size - before.size) > 0.15 * size or (
        row.bold != before.bold and _looks_apart(row, before)
    ):
        return True
    step = (row.box[1] - before.box[1]) / size
    if step <= 0 or step > setting.pitch * 1.25 + 0.05:
        return True
    text = row.text.strip()
    if begins_item(text) or numbered_level(text) or numbered_level(open_one.text):
        return True
    if _ended_early(row, before, setting) or _is_labelled(text, before.text.strip()):
        return True
    indented = row.box[0] - before.box[0] > 1.2 * size
    return indented and len(open_one.rows) > 1 and open_one.text[-1:] in _SENTENCE_END


def _is_labelled(text: str, before: str) -> bool:
    """Whether the line is a field of its own (日期：..., Present: ...) after a sentence or another field."""
    return bool(_LABEL.match(text)) and (before[-1:] in _SENTENCE_END or bool(_LABEL.match(before)))


def _looks_apart(row: Row, before: Row) -> bool:
    return row.text.strip()[-1:] not in "，,、" and before.text.strip()[-1:] not in "，,、"


def _ended_early(row: Row, before: Row, setting: Setting) -> bool:
    """Whether the line before stopped although there was room for more: its paragraph was over."""
    room = setting.right(before) - before.box[2]
    text = row.text.strip()
    word = next((i for i, char in enumerate(text) if char.isspace() or wide(char)), len(text))
    letter = (row.box[2] - row.box[0]) / max(len(text), 1)
    # a line may also stop early because the next sign must not begin a line
    return room > max(word * letter, row.size) + 1.2 * row.size
