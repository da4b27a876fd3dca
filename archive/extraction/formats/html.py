"""HTML: headings, paragraphs, lists and tables as shown; scripts, styles and hidden heads left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree, html

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.encodings import decode
from archive.extraction.headings import is_list_item, numbered_level
from archive.extraction.kinds import FileKind
from archive.extraction.markup import Element, local

_META: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
_SILENT: Final = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "object",
    "iframe",
    "svg",
    "math",
}
_BLOCKS: Final = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_SPACE: Final = re.compile(r"[ \t\r\n\f\u00a0]+")
_MAX_DEPTH: Final = 200
_WIDEST: Final = 64
_REACHED: Final = (
    256  # columns that cells of rows above may keep free: more is no table of a person
)


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from a page."""
    del kind
    data = stream.read()
    declared = _META.search(data[:4096])
    text, _ = decode(data, declared[1].decode("ascii") if declared else None)
    add_html(text.encode("utf-8", "replace"), draft, "utf-8")


def add_html(data: bytes, draft: Draft, encoding: str) -> None:
    """Add what a browser would show of the page."""
    parser = html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False, remove_comments=True)  # fmt: skip
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    title = root.findtext(".//title")
    if title and title.strip():
        draft.properties["title"] = " ".join(title.split())[:500]
    page = _Page(draft)
    page.walk(root, 0)
    page.flush()


class _Page:
    """Gathers inline text until a block begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text: list[str] = []
        self._block = "p"

    def walk(self, element: Element, depth: int) -> None:
        name = local(element).lower()
        if not name or name in _SILENT or depth > _MAX_DEPTH:
            return
        if name == "table" and _is_data(element):
            self.flush()
            self._draft.table(_cells(element))
            return
        block = name in _BLOCKS
        if block:
            self.flush()
            self._block = name
        self._inside(element, name, depth)
        if block:
            self.flush()
            self._block = "p"

    def _inside(self, element: Element, name: str, depth: int) -> None:
        if name == "br":
            self._text.append("\n")
        elif name in {"td", "th"}:
            self._text.append(" ")
        self._text.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            self.walk(child, depth + 1)
            self._text.append(_SPACE.sub(" ", child.tail or ""))

    def flush(self) -> None:
        text = "".join(self._text).strip()
        self._text = []
        if not text:
            return
        if self._block in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._draft.heading(" ".join(text.split()), int(self._block[1]))
            return
        for line in map(str.strip, text.split("\n")):
            if level := numbered_level(line):
                self._draft.heading(line, level)
            elif self._block == "li" or is_list_item(line):
                self._draft.add(SegmentKind.LIST_ITEM, line)
            else:
                self._draft.paragraph(line)


def _is_data(table: Element) -> bool:
    """Whether a table holds data; one with a table inside, or one column, only places things."""
    if next(table.iterfind(".//table"), None) is not None:
        return False
    return any(len(_row(row)) > 1 for row in table.iter("tr"))


def _cells(table: Element) -> list[list[str]]:
    """The rows with an empty cell wherever a cell of the row above, or beside it, reaches."""
    rows: list[list[str]] = []
    below: dict[int, int] = {}  # column -> rows that a cell still reaches down to
    for row in table.iter("tr"):
        cells: list[str] = []
        reaching = dict(below)
        below = {at: left - 1 for at, left in reaching.items() if left > 1}
        for text, wide, tall in _spans(row):
            while len(cells) in reaching:
                cells.append("")
            if tall > 1:
                last = min(len(cells) + wide, _REACHED)
                below |= dict.fromkeys(range(len(cells), last), tall - 1)
            cells += [text, *[""] * (wide - 1)]
        while len(cells) in reaching:
            cells.append("")
        rows.append(cells)
    return rows


def _row(row: Element) -> list[str]:
    return [text for text, wide, _ in _spans(row) for text in (text, *[""] * (wide - 1))]


def _spans(row: Element) -> Iterator[tuple[str, int, int]]:
    """The text of each cell, how many columns it is wide and how many rows it is tall."""
    for cell in row:
        if local(cell).lower() in {"td", "th"}:
            text = " ".join("".join(_texts(cell, 0)).split())
            yield text, _span(cell.get("colspan", "")), _span(cell.get("rowspan", ""))


def _span(written: str) -> int:
    # Python reads no number of thousands of digits.
    count = written[:9]
    return max(1, min(int(count), _WIDEST)) if count.isascii() and count.isdigit() else 1


def _texts(element: Element, depth: int) -> list[str]:
    if local(element).lower() in _SILENT or depth > _MAX_DEPTH:
        return []
    texts = [element.text or ""]
    for child in element:
        texts += [" " if local(child).lower() in _BLOCKS | {"br"} else ""]
        texts += [*_texts(child, depth + 1), child.tail or ""]
    return texts
