"""OpenDocument text and presentations (.odt .odp): content.xml, with headers and footers of the styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.headings import is_list_item, numbered_level
from archive.extraction.kinds import FileKind
from archive.extraction.markup import Element, attribute, local, parse_xml
from archive.extraction.outcomes import Unreadable, encrypted
from archive.extraction.zips import Container

_SKIPPED = {
    "tracked-changes", "annotation-end", "sequence-decls", "forms", "desc", "scripts", "font-face-decls",
    "automatic-styles",
}  # fmt: skip
_META = {
    "title": "title", "creator": "author", "initial-creator": "author", "creation-date": "created",
    "date": "modified", "subject": "subject",
}  # fmt: skip
_MAX_DEPTH = 200
_MOST_REPEATED = 64


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from a text document or a presentation."""
    del kind
    container = Container(stream, draft.limits)
    if container.has("META-INF/manifest.xml") and b"encryption-data" in container.read(
        "META-INF/manifest.xml"
    ):
        raise encrypted("password")
    _meta(container, draft)
    edges = _edges(container, draft)
    for text in edges["header"]:
        draft.add(SegmentKind.HEADER, text)
    root = parse_xml(container.read("content.xml"))
    body = root.find("{*}body")
    _Walk(draft).blocks(root if body is None else body, 0)
    for text in edges["footer"]:
        draft.add(SegmentKind.FOOTER, text)


def _meta(container: Container, draft: Draft) -> None:
    try:
        root = parse_xml(container.read("meta.xml"))
    except Unreadable:
        return
    for element in root.iter():
        name = _META.get(local(element))
        value = " ".join((element.text or "").split()) if name else ""
        if name and value and name not in draft.properties:
            draft.properties[name] = value[:10] if name in {"created", "modified"} else value[:500]


def _edges(container: Container, draft: Draft) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"header": [], "footer": []}
    try:
        root = parse_xml(container.read("styles.xml"))
    except Unreadable:
        return found
    for kind, texts in found.items():
        for element in root.iter(f"{{*}}{kind}"):
            lines = Draft(draft.limits)
            _Walk(lines).blocks(element, 0)
            text = "\n".join(segment.text for segment in lines.segments)
            if text and text not in texts:
                texts.append(text)
    return found


class _Walk:
    """Puts blocks into the draft in the order of the document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._slides = 0

    def blocks(self, element: Element, depth: int, *, listed: bool = False) -> None:
        """Everything below the element, in order."""
        if depth > _MAX_DEPTH:
            return
        for child in element:
            name = local(child)
            if name in {"h", "p", "table", "notes"}:
                self._block(child, name, depth, listed=listed)
            elif name and name not in _SKIPPED:
                if name == "page":
                    self._slide()
                self.blocks(child, depth + 1, listed=listed or name == "list-item")

    def _block(self, element: Element, name: str, depth: int, *, listed: bool) -> None:
        if name == "h":
            level = attribute(element, "outline-level") or "1"
            self._draft.heading(self._text(element), int(level) if level.isdigit() else 1)
            self._beside(element)
        elif name == "p":
            self._paragraph(element, listed=listed)
        elif name == "table":
            self._table(element, depth)
        else:
            lines = ["".join(_inline(p)) for p in element.iter("{*}p")]
            self._draft.add(SegmentKind.NOTE, "\n".join(lines))

    def _slide(self) -> None:
        self._slides += 1
        self._draft.page_count = self._slides
        self._draft.forget_headings()
        self._draft.at(slide=self._slides)

    def _paragraph(self, element: Element, *, listed: bool) -> None:
        text = self._text(element)
        if listed or is_list_item(text.strip()):
            self._draft.add(SegmentKind.LIST_ITEM, text)
        elif level := numbered_level(text.strip()):
            self._draft.heading(text, level)
        else:
            self._draft.paragraph(text)
        self._beside(element)

    def _text(self, element: Element) -> str:
        return "".join(_inline(element))

    def _beside(self, element: Element) -> None:
        """Notes, comments and text boxes anchored in a paragraph, after it."""
        for name, kind in (("note-body", SegmentKind.NOTE), ("annotation", SegmentKind.COMMENT)):
            for found in element.iter(f"{{*}}{name}"):
                lines = ["".join(_inline(p)) for p in found.iter("{*}p")]
                self._draft.add(kind, "\n".join(lines))
        for box in element.iterfind(".//{*}text-box"):
            self.blocks(box, 1)

    def _table(self, element: Element, depth: int) -> None:
        rows: list[list[str]] = []
        for row in element.iter("{*}table-row"):
            cells: list[str] = []
            for cell in row:
                if local(cell) in {"table-cell", "covered-table-cell"}:
                    lines = ["".join(_inline(p)) for p in cell.iter("{*}p", "{*}h")]
                    repeated = attribute(cell, "number-columns-repeated") or "1"
                    times = min(int(repeated), _MOST_REPEATED) if repeated.isdigit() else 1
                    cells += ["\n".join(lines)] * times
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
        width = max(map(len, rows), default=0)
        if width > 1:
            self._draft.table([row + [""] * (width - len(row)) for row in rows])
        else:
            self.blocks(element, depth + 1)


def _inline(element: Element) -> Iterator[str]:
    """The words of a paragraph; notes, comments and boxes in it are told apart."""
    yield element.text or ""
    for child in element:
        match local(child):
            case "s":
                count = attribute(child, "c") or "1"
                yield " " * (min(int(count), 100) if count.isdigit() else 1)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "note" | "annotation" | "frame" | "text-box" | "custom-shape" | "tracked-changes":
                pass
            case _:
                yield from _inline(child)
        yield child.tail or ""
