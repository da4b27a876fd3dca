"""Styles of a .docx: which paragraph styles are headings, and of which level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.extraction.markup import Element, attribute, local

_HEADING = re.compile(r"^(?:heading|标题|標題)\s*(\d)$", re.IGNORECASE)
_TITLES = {"title", "标题", "標題", "书名", "文档标题"}
_LISTS = re.compile(r"^list|^列表|^清單", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """One paragraph style as far as it tells what a paragraph is."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    size: float | None = None
    bold: bool = False
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """Paragraph styles by id, with inheritance."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_size: float = 10.5

    @classmethod
    def from_tree(cls, root: Element | None) -> Styles:
        """Read styles.xml; None gives styles that know nothing."""
        styles = cls()
        if root is None:
            return styles
        for element in root.iter("{*}style"):
            identifier = attribute(element, "styleId") or ""
            styles.by_id[identifier] = _style(element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") == "1":
                styles.default_size = styles.by_id[identifier].size or styles.default_size
        for size in root.iterfind(".//{*}docDefaults//{*}sz"):
            styles.default_size = _half_points(size) or styles.default_size
        return styles

    def heading_level(self, style_id: str) -> int:
        """1-9 for a heading style, else 0. The title of the document counts as level 1."""
        for style in self._chain(style_id):
            if found := _HEADING.match(style.name):
                return max(1, int(found[1]))
            if style.name.lower() in _TITLES:
                return 1
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
        return 0

    def is_list(self, style_id: str) -> bool:
        return any(_LISTS.match(style.name) for style in self._chain(style_id))

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """The list (id, level) that paragraphs of the style are numbered in."""
        return next((s.numbering for s in self._chain(style_id) if s.numbering), None)

    def size(self, style_id: str) -> float:
        """Font size in points."""
        return next((s.size for s in self._chain(style_id) if s.size), self.default_size)

    def bold(self, style_id: str) -> bool:
        return any(s.bold for s in self._chain(style_id))

    def _chain(self, style_id: str) -> list[Style]:
        chain: list[Style] = []
        while (style := self.by_id.get(style_id)) is not None and len(chain) < 12:
            chain.append(style)
            style_id = style.based_on
        return chain


def _style(element: Element) -> Style:
    style = Style()
    for child in element.iter():
        value = attribute(child, "val") or ""
        match local(child):
            case "name" if not style.name:
                style.name = value
            case "basedOn":
                style.based_on = value
            case "outlineLvl" if value.isdigit():
                style.outline = int(value)
            case "sz":
                style.size = _half_points(child)
            case "b":
                style.bold = value not in {"0", "false"}
            case "numPr":
                style.numbering = list_of(child)
    return style


def list_of(element: Element) -> tuple[str, int] | None:
    """The list id and level of a w:numPr; None where the paragraph is taken out of its list."""
    identifier, level = "", 0
    for child in element:
        value = attribute(child, "val") or ""
        if local(child) == "numId":
            identifier = value
        elif local(child) == "ilvl" and value.isdigit():
            level = int(value)
    return (identifier, level) if identifier not in {"", "0"} else None


def _half_points(element: Element) -> float | None:
    value = attribute(element, "val") or ""
    return int(value) / 2 if value.isdigit() else None
