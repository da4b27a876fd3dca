"""Rich Text Format: words, tables and notes out of the control words; encodings by font."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.text import add_line
from archive.extraction.kinds import FileKind

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_CHARSETS: Final = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES: Final = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_SIGNS: Final = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"lbr": "\n",
}  # fmt: skip
_SILENT: Final = {
    b"colortbl", b"stylesheet", b"pict", b"object", b"themedata", b"colorschememapping", b"datastore",
    b"latentstyles", b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"xmlnstbl", b"fldinst",
    b"filetbl", b"revtbl", b"mmathPr", b"operator", b"company", b"category", b"keywords", b"doccomm",
    b"nonshppict", b"bkmkstart", b"bkmkend", b"deleted",
}  # fmt: skip
_APART: Final = {
    b"footnote": SegmentKind.NOTE, b"annotation": SegmentKind.COMMENT, b"header": SegmentKind.HEADER,
    b"headerl": SegmentKind.HEADER, b"headerr": SegmentKind.HEADER, b"headerf": SegmentKind.HEADER,
    b"footer": SegmentKind.FOOTER, b"footerl": SegmentKind.FOOTER, b"footerr": SegmentKind.FOOTER,
    b"footerf": SegmentKind.FOOTER,
}  # fmt: skip
_PROPERTIES: Final = {b"title", b"author", b"subject"}
_DESTINATIONS: Final = _SILENT | _APART.keys() | _PROPERTIES | {b"fonttbl"}
_MAX_DEPTH: Final = 500


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    silent: bool = False
    target: str = "body"
    """Where text goes: body, fonts, a property, or a segment kind of its own."""
    encoding: str = "cp1252"
    skip: int = 1
    """How many characters stand in for a \\u for old readers."""


@dataclass(slots=True)
class _Document:
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    pending: bytearray = field(default_factory=bytearray)
    skipping: int = 0
    starred: bool = False


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from RTF."""
    del kind
    _Reader(draft).read(stream.read())


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._state = _State()
        self._stack: list[_State] = []
        self._doc = _Document()
        self._texts: dict[str, list[str]] = {"body": []}
        self._rows: list[list[str]] = []
        self._row: list[str] = []

    def read(self, data: bytes) -> None:
        for token in _TOKEN.finditer(data):
            word, number, coded, sign, brace, text = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif coded:
                self._byte(bytes.fromhex(coded.decode()))
            elif sign:
                self._sign(sign)
            elif text:
                self._byte(text)
        self._paragraph()
        self._end_table()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            if len(self._stack) < _MAX_DEPTH:
                self._stack.append(replace(self._state))
            self._doc.starred = False
            return
        if not self._stack:
            return
        before, self._state = self._state, self._stack.pop()
        if before.target != self._state.target:
            self._close_target(before.target)

    def _close_target(self, target: str) -> None:
        text = "".join(self._texts.pop(target, []))
        if target in {"title", "author", "subject"}:
            self._draft.properties[target] = " ".join(text.split())[:500]
        elif target in set(SegmentKind):
            self._draft.add(SegmentKind(target), text)

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"u" and number is not None:
            self._flush()
            self._add(chr(number % 65_536))
            self._doc.skipping = self._state.skip
            return
        self._flush()
        if word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in {b"par", b"sect", b"page", b"cell", b"row", b"nestcell", b"nestrow"}:
            self._break(word)
        elif self._doc.starred or word in _DESTINATIONS:
            self._destination(word)
        else:
            self._setting(word, number)

    def _destination(self, word: bytes) -> None:
        if word in _APART:
            self._state.target = _APART[word].value
            self._texts.setdefault(self._state.target, [])
        elif word in _PROPERTIES:
            self._state.target = word.decode()
            self._texts[self._state.target] = []
        elif word == b"fonttbl":
            self._state.target = "fonts"
        elif word != b"shptxt":
            self._state.silent = True
        self._doc.starred = False

    def _setting(self, word: bytes, number: int | None) -> None:
        value = number or 0
        match word:
            case b"ansicpg":
                self._doc.encoding = self._state.encoding = _CODE_PAGES.get(value, f"cp{value}")
            case b"f":
                self._doc.font = value
                self._state.encoding = self._doc.fonts.get(value, self._doc.encoding)
            case b"fcharset" if self._state.target == "fonts" and value in _CHARSETS:
                self._doc.fonts[self._doc.font] = _CHARSETS[value]
            case b"uc":
                self._state.skip = min(value, 4)
            case b"plain":
                self._state.encoding = self._doc.encoding

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._doc.starred = True
        elif sign in b"\\{}":
            self._byte(sign)
        elif sign in b"~_":
            self._flush()
            self._add(" " if sign == b"~" else "-")

    def _byte(self, data: bytes) -> None:
        if self._doc.skipping:
            used = min(self._doc.skipping, len(data))
            self._doc.skipping -= used
            data = data[used:]
        self._doc.pending += data

    def _flush(self) -> None:
        """Letters in bytes are decoded together: one Chinese character comes in two pieces."""
        if self._doc.pending:
            text = _decoded(bytes(self._doc.pending), self._state.encoding)
            self._doc.pending.clear()
            self._add(text)
        self._doc.skipping = 0

    def _add(self, text: str) -> None:
        if not self._state.silent and self._state.target != "fonts":
            self._texts.setdefault(self._state.target, []).append(text)

    def _break(self, word: bytes) -> None:
        if self._state.target != "body":
            self._add("\n")
        elif word in {b"cell", b"nestcell"}:
            self._row.append("".join(self._texts["body"]))
            self._texts["body"] = []
        elif word in {b"row", b"nestrow"}:
            self._rows.append(self._row)
            self._row = []
        elif self._row:
            self._add("\n")
        else:
            self._paragraph()

    def _paragraph(self) -> None:
        text = "".join(self._texts["body"])
        self._texts["body"] = []
        if text.strip():
            self._end_table()
            add_line(text.strip(), self._draft)

    def _end_table(self) -> None:
        rows, self._rows = [row for row in self._rows if row], []
        if rows:
            width = max(map(len, rows))
            self._draft.table([row + [""] * (width - len(row)) for row in rows])


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
