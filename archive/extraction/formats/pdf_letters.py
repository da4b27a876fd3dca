"""The letters of a PDF page with their boxes, put together to pieces.

Reads pdfium's text page directly: a call per letter through the helper classes costs several times as much.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from archive.extraction.layout.pieces import Box, Piece, same_line, wide

Transform = Callable[[float, float], tuple[float, float]]
CellOf = Callable[[float, float], tuple[int, int, int] | None]
_WIDE_GAP = 1.8
"""A gap of so many letter heights parts two pieces."""
_SKEWED = 0.05
_BOLD = 600


@dataclass(slots=True)
class Letter:
    """One character, its box on the shown page, and its index in pdfium's list."""

    char: str
    box: Box
    index: int


@dataclass(slots=True)
class PageText:
    """What the text layer holds. `unmapped` counts letters whose meaning the file does not tell."""

    pieces: list[Piece] = field(default_factory=list)
    skewed: list[str] = field(default_factory=list)
    letters: int = 0
    unmapped: int = 0
    cuts: Counter[int] = field(default_factory=Counter)
    """How often a border of each ruled table ran through the middle of a word: then it is none."""


def shown(page: Any) -> Transform:
    """From the file's coordinates to the page as it is shown: origin top left, rotation applied."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation() % 360:
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
        case _:
            return lambda x, y: (x - left, top - y)


def page_text(text_page: Any, transform: Transform, cell_of: CellOf) -> PageText:
    """The pieces of a page in the order of its content.

    `cell_of` tells the ruled table cell at a point: a piece never crosses a cell's border.
    """
    found = PageText()
    builder = _Builder(text_page, cell_of, found)
    for letter in _letters(text_page, transform, found):
        builder.take(letter)
    builder.close()
    return found


def _letters(text_page: Any, transform: Transform, found: PageText) -> Iterator[Letter]:
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        char = _readable(code)
        if not char:
            found.unmapped += code not in {0, 0x02, 0xFFFE, 0xAD}
            continue
        if char.isspace():
            yield Letter(char, (0.0, 0.0, 0.0, 0.0), index)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, reference):
            continue
        one = transform(rectangle.left, rectangle.top)
        other = transform(rectangle.right, rectangle.bottom)
        box = (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )
        found.letters += 1
        yield Letter(char, box, index)


def _readable(code: int) -> str:
    """The character, radicals and compatibility forms as the ordinary character; "" for none."""
    if code < 0x20 and code not in {0x09, 0x0A, 0x0D}:
        return "-" if code == 0x02 else ""
    if code == 0xFFFE or code == 0xAD:
        return "-"
    if 0xD800 <= code < 0xE000 or 0xE000 <= code < 0xF900 or code > 0x10FFFF or code >= 0xF0000:
        return _private(code)
    char = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07:
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) in {"Cc", "Cn"} and not char.isspace() else char


def _private(code: int) -> str:
    """Symbol fonts put their ticks and bullets at F000-F0FF; other private letters have no meaning."""
    known = {
        0xF0B7: "•",
        0xF0A7: "▪",
        0xF0D8: "➢",
        0xF0FC: "✓",
        0xF0FE: "☑",
        0xF0A8: "□",
        0xF06C: "●",
        0xF06E: "■",
        0xF075: "◆",
    }
    return known.get(code, "")


class _Builder:
    def __init__(self, text_page: Any, cell_of: CellOf, found: PageText) -> None:
        self._text_page = text_page
        self._cell_of = cell_of
        self._found = found
        self._chars: list[str] = []
        self._boxes: list[Box] = []
        self._size = 0.0
        self._first = 0
        self._cell: tuple[int, int, int] | None = None
        self._space = ""
        self._guessed = True
        self._before = ""
        self._angle = 0.0

    def take(self, letter: Letter) -> None:
        if letter.char.isspace():
            self._take_space(letter)
            return
        middle = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
        cell = self._cell_of(*middle)
        if self._boxes and cell == self._cell and self._goes_on(letter):
            if self._space and not (self._guessed and self._is_narrow_gap(letter)):
                self._chars.append(self._space)
        else:
            self._note_cut(letter, cell)
            self.close()
            self._open(letter, cell)
        self._chars.append(letter.char)
        self._boxes.append(letter.box)
        self._space, self._guessed = "", True

    def _note_cut(self, letter: Letter, cell: tuple[int, int, int] | None) -> None:
        if not self._boxes or cell == self._cell or self._space or not self._goes_on(letter):
            return
        if letter.box[0] - self._boxes[-1][2] < 0.2 * self._size:
            self._found.cuts.update({place[0] for place in (cell, self._cell) if place})

    def _take_space(self, letter: Letter) -> None:
        """White space the file has is kept as it is; pdfium adds more where letters stand apart."""
        if letter.char in "\r\n":
            return
        if pdfium.FPDFText_IsGenerated(self._text_page, letter.index) == 1:
            self._space = self._space or " "
        else:
            self._space += letter.char
            self._guessed = False

    def _is_narrow_gap(self, letter: Letter) -> bool:
        """Between Chinese characters pdfium puts spaces that nobody wrote where letters stand wide."""
        last = self._boxes[-1]
        return (
            wide(letter.char)
            and wide(self._chars[-1][-1])
            and letter.box[0] - last[2] < 0.6 * self._size
        )

    def _goes_on(self, letter: Letter) -> bool:
        last = self._boxes[-1]
        gap = letter.box[0] - last[2]
        return -self._size < gap < _WIDE_GAP * self._size and same_line(last, letter.box)

    def _open(self, letter: Letter, cell: tuple[int, int, int] | None) -> None:
        self._first = letter.index
        self._cell = cell
        self._before = self._space
        self._size = _size(self._text_page, letter)
        self._angle = pdfium.FPDFText_GetCharAngle(self._text_page, letter.index)

    def close(self) -> None:
        """End the open piece."""
        if not self._boxes:
            return
        text = "".join(self._chars)
        if self._angle > _SKEWED and abs(math.sin(2 * self._angle)) > _SKEWED:
            self._found.skewed.append(text)  # a watermark across the page
        else:
            lefts, tops, rights, bottoms = zip(*self._boxes, strict=True)
            box = min(lefts), min(tops), max(rights), max(bottoms)
            bold = pdfium.FPDFText_GetFontWeight(self._text_page, self._first) >= _BOLD
            piece = Piece(text, box, self._size, bold, self._before, self._cell)
            self._found.pieces.append(piece)
        self._chars, self._boxes = [], []


def _size(text_page: Any, letter: Letter) -> float:
    """The letter's size on the page in points: the font's, scaled as the text is."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, letter.index)
    if pdfium.FPDFText_GetMatrix(text_page, letter.index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.b, matrix.d) or 1.0
    height = letter.box[3] - letter.box[1]
    return float(size) if 0.5 < size < 10 * max(height, 1.0) else max(height / 1.2, 1.0)
