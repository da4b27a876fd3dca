"""Plain text and Markdown: encodings, paragraphs, headings by their number or their #."""

from __future__ import annotations

import re
from typing import BinaryIO

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.encodings import decode
from archive.extraction.headings import is_list_item, numbered_level
from archive.extraction.kinds import FileKind

_ATX = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-=_*~#]\s*){3,}$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LEADING_BREAK = re.compile(r"\r\n?|\x85|\u2028|\u2029|\x0c")


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from text; each line is a paragraph, as people write minutes and notes."""
    text, _ = decode(stream.read())
    if kind.extension == "md":
        _markdown(_lines(text), draft)
    else:
        add_plain(text, draft)


def add_plain(text: str, draft: Draft) -> None:
    """Add text line by line; numbered lines become headings or list items."""
    for line in _lines(text):
        add_line(line.strip(), draft)


def _lines(text: str) -> list[str]:
    return _LEADING_BREAK.sub("\n", text).split("\n")


def add_line(line: str, draft: Draft) -> None:
    """Add one line: a numbered one is a heading or a list item, a ruled one is nothing."""
    line = line.strip()
    if not line or _RULE.match(line):
        return
    if level := numbered_level(line):
        draft.heading(line, level)
    elif is_list_item(line):
        draft.add(SegmentKind.LIST_ITEM, line)
    else:
        draft.paragraph(line)


def _markdown(lines: list[str], draft: Draft) -> None:
    table: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        stripped = line.strip()
        if stripped.startswith("|") and not fenced:
            table.append(stripped)
            continue
        _pipe_table(table, draft)
        table = []
        if stripped.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced:
            draft.paragraph(stripped)
        elif found := _ATX.match(stripped):
            draft.heading(found[2], len(found[1]))
        else:
            add_line(re.sub(r"^>\s?", "", stripped), draft)


def _pipe_table(lines: list[str], draft: Draft) -> None:
    rows = [
        [
            cell.replace("\\|", "|").strip()
            for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))
        ]
        for line in lines
        if not _PIPE_RULE.match(line)
    ]
    if len(rows) > 1:
        draft.table(rows)
    else:
        for line in lines:
            draft.paragraph(line)
