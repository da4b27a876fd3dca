"""Word 97-2003 (.doc) without Word: the text pieces of the file, put together by their table.

After [MS-DOC] 2.4.1 (retrieving text): the piece table says where each stretch of text stands and whether
it has one byte or two a letter. Formatting is not read, so headings are told by their numbers only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]  # it has no stubs

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.encodings import decode
from archive.extraction.formats.text import add_line
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import damaged, encrypted

_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COMPRESSED = 0x40000000
_CELL, _PARAGRAPH = "\x07", "\r"
_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\xa0": " "} | dict.fromkeys(
    "\x01\x02\x03\x04\x05\x06\x08\x1f", ""
)
_PARTS = (
    (0x4C, SegmentKind.PARAGRAPH),
    (0x50, SegmentKind.NOTE),
    (0x54, SegmentKind.HEADER),
    (0x58, None),  # macros
    (0x5C, SegmentKind.COMMENT),
    (0x60, SegmentKind.NOTE),
    (0x64, SegmentKind.PARAGRAPH),  # text boxes
)


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from a binary Word document."""
    del kind
    try:
        with olefile.OleFileIO(stream) as container:
            _properties(container, draft)
            word = container.openstream("WordDocument").read()
            version, flags = (
                struct.unpack_from("<H", word, 2)[0],
                struct.unpack_from("<H", word, 10)[0],
            )
            if flags & _ENCRYPTED:
                raise encrypted("password")
            if version < _WORD_97:
                _old(word, draft)
                return
            table = container.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
    except (OSError, struct.error, IndexError) as e:
        raise damaged(str(e)) from e
    try:
        text = _pieces(word, table)
        lengths = [struct.unpack_from("<I", word, at)[0] for at, _ in _PARTS]
    except struct.error as e:
        raise damaged(str(e)) from e
    start = 0
    for (_, shown), length in zip(_PARTS, lengths, strict=True):
        part = text[start : start + length]
        start += length
        if shown is SegmentKind.PARAGRAPH:
            _body(part, draft)
        elif shown is not None:
            draft.add(shown, _without_fields(part).replace(_CELL, "\t").replace(_PARAGRAPH, "\n"))


def _pieces(word: bytes, table: bytes) -> str:
    """All text of the document, in order.

    Raises:
        struct.error: the table is cut off.
    """
    at, size = struct.unpack_from("<II", word, 0x1A2)
    end = min(at + size, len(table))
    while at < end and table[at] == 1:  # changes of formatting come first
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != 2:
        raise struct.error("no piece table")
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    at += 5
    places = struct.unpack_from(f"<{count + 1}I", table, at)
    at += 4 * (count + 1)
    parts = []
    for index in range(count):
        letters = max(places[index + 1] - places[index], 0)
        where = struct.unpack_from("<I", table, at + 8 * index + 2)[0]
        if where & _COMPRESSED:
            where = (where & ~_COMPRESSED) // 2
            parts.append(word[where : where + letters].decode("cp1252", "replace"))
        else:
            parts.append(word[where : where + 2 * letters].decode("utf-16-le", "replace"))
    return "".join(parts)


def _old(word: bytes, draft: Draft) -> None:
    """Word 6 and 95: the text in one stretch, one byte a letter."""
    first, last = struct.unpack_from("<II", word, 0x18)
    _body(decode(word[first:last])[0].replace("\n", _PARAGRAPH), draft)


def _without_fields(text: str) -> str:
    """What fields show, not what they compute it from; control signs as text or left out."""
    shown: list[str] = []
    hidden: list[bool] = []
    for char in text:
        if char == _FIELD_BEGIN:
            hidden.append(True)
        elif char == _FIELD_SEPARATOR and hidden:
            hidden[-1] = False
        elif char == _FIELD_END and hidden:
            hidden.pop()
        elif not any(hidden):
            shown.append(_SIGNS.get(char, char))
    return "".join(shown)


def _body(text: str, draft: Draft) -> None:
    """Paragraphs and tables. A cell ends with a mark of its own; a row with one more of it."""
    text = _without_fields(text).replace("\x0c", _PARAGRAPH)
    rows: list[list[str]] = []
    for block, cells in _blocks(text):
        if cells:
            rows.append(cells)
            continue
        _table(rows, draft)
        rows = []
        add_line(block, draft)
    _table(rows, draft)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Paragraphs as (text, []) and table rows as ("", cells).

    What follows a row and ends as a paragraph is one; that a cell's first paragraph looks the same
    costs less than text between two tables would.
    """
    columns = 0
    cells: list[str] = []
    for line in text.split(_PARAGRAPH):
        *marked, last = line.split(_CELL)
        for token in marked:
            if token or len(cells) < max(columns, 1):
                cells.append(token)
            else:
                yield "", cells
                columns, cells = len(cells), []
        if cells:
            cells[-1] += "\n" + last if marked else last  # a further paragraph of the open cell
        elif last or not marked:
            columns = 0
            yield last, []
    if cells:
        yield "", cells


def _table(rows: list[list[str]], draft: Draft) -> None:
    if not rows:
        return
    if max(map(len, rows)) == 1:
        for row in rows:
            add_line(row[0], draft)
        return
    width = max(map(len, rows))
    draft.table([row + [""] * (width - len(row)) for row in rows])


def _properties(container: olefile.OleFileIO, draft: Draft) -> None:
    said = container.get_metadata()
    for name in ("title", "author", "subject"):
        value = getattr(said, name, None)
        if isinstance(value, bytes) and value.strip(b"\x00 "):
            draft.properties[name] = decode(value.strip(b"\x00 "))[0][:500]
    for name, ours in (("create_time", "created"), ("last_saved_time", "modified")):
        if moment := getattr(said, name, None):
            draft.properties[ours] = moment.date().isoformat()
