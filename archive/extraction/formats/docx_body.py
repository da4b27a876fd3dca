"""The walk over the paragraphs and tables of one part of a .docx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.docx_numbering import Numbering
from archive.extraction.formats.docx_styles import Styles, list_of
from archive.extraction.headings import could_be_heading, is_list_item, numbered_level
from archive.extraction.markup import Element, attribute, local

_SKIPPED = {"del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "tblPr", "sectPr",
            "delInstrText", "fldData", "binData", "object", "annotation"}  # fmt: skip
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_BOXES = {"txbxContent"}
_MAX_DEPTH = 200


@dataclass(slots=True)
class _Words:
    """The text of a paragraph as it is gathered, with what its letters look like."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    size: float = 0.0


class Body:
    """Puts paragraphs, tables and text boxes into a draft."""

    def __init__(self, draft: Draft, styles: Styles, numbering: Numbering) -> None:
        self._draft = draft
        self._styles = styles
        self._numbering = numbering
        self._titled = False
        """A title told by its large letters stands above the numbered headings."""

    def walk(self, element: Element, depth: int = 0) -> None:
        """Everything below the element, in order."""
        for child in self._blocks(element, depth):
            if local(child) == "p":
                self._paragraph(child, depth)
            else:
                self._table(child, depth)

    def _blocks(self, element: Element, depth: int) -> Iterator[Element]:
        """Paragraphs and tables, seen through content controls and the like."""
        if depth > _MAX_DEPTH:
            return
        for child in element:
            name = local(child)
            if name in {"p", "tbl"}:
                yield child
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(child), depth + 1)
            elif name and name not in _SKIPPED:
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        words = _Words()
        style_id, outline, listed = self._settings(element)
        self._gather(element, words, self._styles.size(style_id), self._styles.bold(style_id))
        label = self._numbering.next_label(*listed) if listed else ""
        text = "".join(words.text)
        if text.strip():
            full = f"{label} {text.strip()}" if label else text
            level = self._level(full.strip(), style_id, outline, words)
            if level:
                self._draft.heading(full, level)
            elif listed or self._styles.is_list(style_id) or is_list_item(text.strip()):
                self._draft.add(SegmentKind.LIST_ITEM, full)
            else:
                self._draft.paragraph(full)
        for box in words.boxes:
            self.walk(box, depth + 1)

    def _settings(self, element: Element) -> tuple[str, int | None, tuple[str, int] | None]:
        style_id, outline, listed, own = "", None, None, False
        properties = element.find("{*}pPr")
        for child in () if properties is None else properties:
            value = attribute(child, "val") or ""
            match local(child):
                case "pStyle":
                    style_id = value
                case "outlineLvl" if value.isdigit():
                    outline = int(value)
                case "numPr":
                    listed, own = list_of(child), True
        return style_id, outline, listed if own else self._styles.numbering(style_id)

    def _level(self, text: str, style_id: str, outline: int | None, words: _Words) -> int:
        if outline is not None and outline < 9:
            return outline + 1
        if style_level := self._styles.heading_level(style_id):
            return style_level
        if numbered := numbered_level(text):
            return numbered + self._titled
        if words.letters and could_be_heading(text) and not is_list_item(text):
            return self._level_by_size(words)
        return 0

    def _level_by_size(self, words: _Words) -> int:
        usual = self._styles.default_size
        if words.size < usual * 1.15 or words.size < usual + 1.5:
            return 0
        if words.size >= usual * 1.5 or (not self._titled and words.bold == words.letters):
            self._titled = True
            return 1
        return 2 if words.bold == words.letters else 0

    def _gather(self, element: Element, words: _Words, size: float, bold: bool) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                _letters(words, child.text or "", size, bold=bold)
            elif name == "r":
                self._gather(child, words, *_run_look(child, size, bold))
            elif name in _BOXES:
                words.boxes.append(child)
            elif mark := _mark(child, name):
                words.text.append(mark)
            elif name not in _SKIPPED:
                for inner in _shown_branches(child, name):
                    self._gather(inner, words, size, bold)

    def _table(self, element: Element, depth: int) -> None:
        rows: list[list[str]] = []
        nested: list[Element] = []
        for row in _rows(element):
            cells: list[str] = [""] * _skipped_columns(row, "gridBefore")
            for cell in _cells(row):
                text, inner = self._cell(cell, depth)
                nested += inner
                cells += [text] + [""] * (_span(cell) - 1)
            rows.append(cells)
        if max((len(row) for row in rows), default=0) <= 1:
            self._frame(element, depth)
            return
        width = max(len(row) for row in rows)
        self._draft.table([row + [""] * (width - len(row)) for row in rows])
        for inner_table in nested:
            if depth < _MAX_DEPTH:
                self._table(inner_table, depth + 1)

    def _frame(self, element: Element, depth: int) -> None:
        """A table of one column is a frame around text, not a table."""
        for row in _rows(element):
            for cell in _cells(row):
                if depth < _MAX_DEPTH:
                    self.walk(cell, depth + 1)

    def _cell(self, cell: Element, depth: int) -> tuple[str, list[Element]]:
        if _continues_above(cell):
            return "", []
        lines, nested = [], []
        for block in self._blocks(cell, depth):
            if local(block) == "tbl":
                nested.append(block)
                continue
            words = _Words()
            _, _, listed = self._settings(block)
            self._gather(block, words, 0.0, bold=False)
            label = self._numbering.next_label(*listed) if listed else ""
            lines.append(f"{label} {''.join(words.text)}" if label else "".join(words.text))
            for box in words.boxes:
                inner = Draft(self._draft.limits)
                Body(inner, self._styles, self._numbering).walk(box, depth + 1)
                lines += [segment.text for segment in inner.segments]
        return "\n".join(line for line in lines if line.strip()), nested


def _shown_branches(element: Element, name: str) -> list[Element]:
    """What of an element a reader sees: one of several renderings, the words under a reading aid."""
    if name == "AlternateContent":
        return [_chosen(element)]
    return list(element.iterfind("{*}rubyBase")) if name == "ruby" else [element]


def _mark(element: Element, name: str) -> str:
    if name in _MARKS:
        return _MARKS[name]
    if name == "br":
        return "\n" if attribute(element, "type") in {None, "textWrapping"} else ""
    if name == "sym":
        code = attribute(element, "char") or ""
        return _symbol(code)
    if name == "textpath":
        return attribute(element, "string") or ""
    return ""


def _symbol(code: str) -> str:
    """A letter of a symbol font; the ticks and boxes of Wingdings are what people put in forms."""
    known = {"F0FE": "☑", "F0FC": "✓", "F0A8": "□", "F06F": "□", "F0A3": "□", "F052": "☑", "F0D8": "➢"}  # fmt: skip
    return known.get(code.upper(), "")


def _letters(words: _Words, text: str, size: float, *, bold: bool) -> None:
    words.text.append(text)
    count = len(text.strip())
    words.letters += count
    words.bold += count if bold else 0
    words.size = max(words.size, size if count else 0.0)


def _run_look(run: Element, size: float, bold: bool) -> tuple[float, bool]:
    properties = run.find("{*}rPr")
    for child in () if properties is None else properties:
        value = attribute(child, "val") or ""
        if local(child) == "sz" and value.isdigit():
            size = int(value) / 2
        elif local(child) == "b":
            bold = value not in {"0", "false"}
    return size, bold


def _chosen(alternatives: Element) -> Element:
    """One of the renderings that say the same: the modern one, or the only one with words."""
    branches = [child for child in alternatives if local(child) in {"Choice", "Fallback"}]
    for branch in branches:
        if next(branch.iter("{*}t"), None) is not None:
            return branch
    return branches[0] if branches else alternatives


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr":
            if child.find("{*}trPr/{*}del") is None:
                yield child
        elif local(child) in {
            "sdt",
            "sdtContent",
            "customXml",
            "ins",
            "moveTo",
            "AlternateContent",
        }:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(child)


def _span(cell: Element) -> int:
    span = cell.find("{*}tcPr/{*}gridSpan")
    value = "" if span is None else attribute(span, "val") or ""
    return min(max(int(value), 1), 64) if value.isdigit() else 1


def _skipped_columns(row: Element, name: str) -> int:
    skipped = row.find(f"{{*}}trPr/{{*}}{name}")
    value = "" if skipped is None else attribute(skipped, "val") or ""
    return min(int(value), 64) if value.isdigit() else 0


def _continues_above(cell: Element) -> bool:
    merged = cell.find("{*}tcPr/{*}vMerge")
    return merged is not None and attribute(merged, "val") != "restart"
