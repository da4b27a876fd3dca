"""The contents list of a Word file and the numbers of its headings.

The list is a field Word can update, with its entries written already, so that it shows in whatever opens
the file. Each entry leads to a bookmark at its heading. Numbers are those of the heading styles, so they
stay right when somebody adds a section; the entries carry the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_LEVELS = 2
_INSTRUCTION = f' TOC \\o "1-{_LEVELS}" \\h \\z \\u '
_NUMBERING = 91
"""An id of its own beside those of the template's lists."""
_RIGHT_EDGE = 16.6
_INDENTS = (0.0, 0.75)
_TEXT_AT = (0.9, 1.9)
"""In centimetres from the left edge of the text, by level."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the list shows it."""

    level: int
    number: str
    text: str
    bookmark: str


class Contents:
    """Numbers the headings of a document as they come, and lists them where `place` was called.

    `for_print`: plain entries instead of a field around them. LibreOffice keeps what stands in a contents
    field as it is, page numbers that are still to be filled in included, and fills them in anywhere else.
    """

    def __init__(self, document: Any, *, for_print: bool = False) -> None:
        self._document, self._for_print = document, for_print
        self._entries: list[Entry] = []
        self._counts = [0] * _LEVELS
        self._place: Any = None
        _number_headings(document)
        _style_entries(document)

    def place(self) -> None:
        """Here the list will stand."""
        self._place = self._document.add_paragraph()

    def enter(self, heading: Any, text: str, level: int) -> None:
        """Take a heading into the list and put its bookmark around it."""
        if level > _LEVELS:
            return
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (_LEVELS - level)
        number = ".".join(map(str, self._counts[:level]))
        entry = Entry(level, number, text, f"_Toc{len(self._entries) + 1:06d}")
        self._entries.append(entry)
        _bookmark(heading, entry.bookmark, len(self._entries))

    def write(self) -> None:
        """Write the entries at their place: the field's marks, and a line for each heading."""
        if self._place is None:
            return
        for number, entry in enumerate(self._entries):
            line = self._place.insert_paragraph_before(style=f"toc {entry.level}")
            if number == 0 and not self._for_print:
                _field_begins(line._p, _INSTRUCTION)  # noqa: SLF001 - python-docx has no call for fields
            _link(line._p, entry)  # noqa: SLF001 - as above
        if self._entries and not self._for_print:
            self._place._p.append(_mark("end"))  # noqa: SLF001 - as above


# ------------------------------------------------------------------ the parts of the format
def _element(tag: str, /, **values: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _run(*children: Any) -> Any:
    run = _element("r")
    run.extend(children)
    return run


def _mark(kind: str) -> Any:
    return _run(_element("fldChar", fldCharType=kind))


def _text(words: str) -> Any:
    text = _element("t")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    return text


def _field_begins(paragraph: Any, instruction: str) -> None:
    told = _element("instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = instruction
    paragraph.extend((_mark("begin"), _run(told), _mark("separate")))


def _link(paragraph: Any, entry: Entry) -> None:
    """Number, heading and page; the page is a field that Word fills in when it lays the file out."""
    link = _element("hyperlink", anchor=entry.bookmark, history="1")
    link.append(_run(_text(entry.number), _element("tab"), _text(entry.text), _element("tab")))
    _field_begins(link, f" PAGEREF {entry.bookmark} \\h ")
    link.append(_mark("end"))
    paragraph.append(link)


def _bookmark(heading: Any, name: str, number: int) -> None:
    paragraph = heading._p  # noqa: SLF001 - python-docx has no call for bookmarks
    start = _element("bookmarkStart", id=str(number), name=name)
    first = paragraph.find(qn("w:r"))
    if first is None:
        paragraph.append(start)
    else:
        first.addprevious(start)
    paragraph.append(_element("bookmarkEnd", id=str(number)))


def _number_headings(document: Any) -> None:
    """Give the heading styles one list of numbers: 1, 1.1, 2."""
    numbering = document.part.numbering_part.element
    outline = _element("abstractNum", abstractNumId=str(_NUMBERING))
    outline.append(_element("multiLevelType", val="multilevel"))
    for level in range(_LEVELS):
        outline.append(_level(level))
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(outline)
    else:
        first.addprevious(outline)  # the format wants the outlines before the lists
    used = _element("num", numId=str(_NUMBERING))
    used.append(_element("abstractNumId", val=str(_NUMBERING)))
    numbering.append(used)
    for level in range(_LEVELS):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        numbers = properties.get_or_add_numPr()
        numbers.get_or_add_ilvl().val = level
        numbers.get_or_add_numId().val = _NUMBERING


def _level(level: int) -> Any:
    found = _element("lvl", ilvl=str(level))
    pattern = ".".join(f"%{n + 1}" for n in range(level + 1))
    for name, value in (
        ("start", "1"),
        ("numFmt", "decimal"),
        ("pStyle", f"Heading{level + 1}"),
        ("suff", "space"),
        ("lvlText", pattern),
        ("lvlJc", "left"),
    ):
        found.append(_element(name, val=value))
    place = _element("pPr")
    place.append(_element("ind", left="0", firstLine="0"))
    found.append(place)
    return found


def _style_entries(document: Any) -> None:
    for level, (indent, text_at) in enumerate(zip(_INDENTS, _TEXT_AT, strict=True)):
        style = document.styles.add_style(f"toc {level + 1}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        layout = style.paragraph_format
        layout.left_indent = Cm(indent)
        layout.space_after, layout.line_spacing = Pt(4 if level == 0 else 2), 1.15
        layout.tab_stops.add_tab_stop(Cm(text_at))
        layout.tab_stops.add_tab_stop(Cm(_RIGHT_EDGE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.SPACES)
        style.font.bold = level == 0
