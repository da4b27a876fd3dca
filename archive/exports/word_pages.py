"""Writing a report with python-docx: fonts for three scripts, headings, tables, page numbers.

Every run names a Latin and an East Asian font, so that no reader falls back to another script's
shapes. Bytes are the same for the same content: times inside the file are fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from archive.exports.word_charts import BarChart, add_chart
from archive.exports.word_contents import Contents

_LATIN = "Calibri"
_EAST_ASIAN = {
    "zh-Hant": "Microsoft JhengHei",
    "zh-Hans": "Microsoft YaHei",
    "en": "Microsoft JhengHei",
}
_WORD_LANGUAGE = {"zh-Hant": "zh-TW", "zh-Hans": "zh-CN", "en": "zh-TW"}
_INK = RGBColor(0x1F, 0x29, 0x37)
_SOFT = RGBColor(0x6B, 0x72, 0x80)
_ACCENT = RGBColor(0x1E, 0x4E, 0x8C)
_HEAD_FILL, _LINE = "E8EEF6", "C9D3E0"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format keeps no zone
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)


class Pages:
    """A Word document being written from top to bottom."""

    def __init__(self, language: str, *, title: str, subject: str) -> None:
        self._document = Document()
        self._contents: Contents | None = None
        self._charts = 0
        self._language = language
        self._styles()
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        section.different_first_page_header_footer = True
        properties = self._document.core_properties
        properties.title, properties.subject, properties.author = title, subject, ""
        properties.created = properties.modified = _EPOCH
        properties.revision, properties.comments = 1, ""

    # ------------------------------------------------------------------ styles
    def _styles(self) -> None:
        sizes = {"Normal": 10.5, "Title": 28, "Subtitle": 12, "Heading 1": 16, "Heading 2": 12.5,
                 "List Number": 9.5, "List Bullet": 10.5, "Header": 9, "Footer": 9}  # fmt: skip
        for name, size in sizes.items():
            style = self._document.styles[name]
            style.font.size, style.font.name = Pt(size), _LATIN
            style.font.color.rgb = _ACCENT if name.startswith(("Heading", "Title")) else _INK
            self._fonts(style.element.get_or_add_rPr())
        normal = self._document.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(6), 1.25

    def _fonts(self, properties: Any) -> None:
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for place in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{place}"), _LATIN)
        fonts.set(qn("w:eastAsia"), _EAST_ASIAN[self._language])
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), _WORD_LANGUAGE[self._language])

    # ------------------------------------------------------------------ page furniture
    def running_header(self, text: str) -> None:
        """On every page but the cover."""
        paragraph = self._document.sections[0].header.paragraphs[0]
        paragraph.text = _clean(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def running_footer(self, before: str, after: str) -> None:
        """The page number between two words, on every page but the cover."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(f"{before} ")
        for kind in ("begin", "instr", "end"):
            run = paragraph.add_run()
            if kind == "instr":
                mark = OxmlElement("w:instrText")
                mark.set(qn("xml:space"), "preserve")
                mark.text = "PAGE"
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx has no call for fields
        if after:
            paragraph.add_run(f" {after}")

    def cover(self, kind: str, name: str, subtitle: str, facts: Sequence[tuple[str, str]]) -> None:
        """The first page: what this is, of which project, and its plain facts."""
        for _ in range(6):
            self._document.add_paragraph()
        label = self._document.add_paragraph(style="Subtitle")
        label.add_run(_clean(kind)).bold = True
        self._document.add_paragraph(_clean(name), style="Title")
        self._document.add_paragraph(_clean(subtitle), style="Subtitle")
        self._document.add_paragraph()
        self.table((), [[label, value] for label, value in facts], widths=(4, 12.6))
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def contents(self, title: str, *, for_print: bool = False) -> None:
        """A page that lists the headings to come, which are numbered from here on."""
        head = self._document.add_paragraph(style="Subtitle").add_run(_clean(title))
        head.bold, head.italic, head.font.size = True, False, Pt(16)
        self._contents = Contents(self._document, for_print=for_print)
        self._contents.place()
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    # ------------------------------------------------------------------ body
    def heading(self, text: str, level: int = 1) -> None:
        """A heading of that level; Word builds its outline from them."""
        heading = self._document.add_heading(_clean(text), level)
        if self._contents is not None:
            self._contents.enter(heading, _clean(text), level)

    def paragraph(self, text: str, numbers: Sequence[int] = (), *, style: str = "Normal") -> None:
        """A statement with its source numbers behind it."""
        paragraph = self._document.add_paragraph(style=style)
        paragraph.add_run(_clean(text))
        self._numbers(paragraph, numbers)

    def note(self, text: str) -> None:
        """A quiet line: what is not known."""
        run = self._document.add_paragraph().add_run(_clean(text))
        run.font.color.rgb, run.italic = _SOFT, False

    def _numbers(self, paragraph: Any, numbers: Sequence[int]) -> None:
        if numbers:
            run = paragraph.add_run(" [" + ", ".join(map(str, numbers)) + "]")
            run.font.size, run.font.color.rgb = Pt(8), _ACCENT

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        right: Sequence[int] = (),
        bold_last: bool = False,
    ) -> None:
        """A table with a repeated header row; `right` are the columns of figures, widths in cm."""
        count = len(widths)
        table = self._document.add_table(rows=0, cols=count)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):  # what a PDF is made by
            column.width = Cm(width)
        self._borders(table)
        for number, cells in enumerate([header, *rows] if header else rows):
            row = table.add_row()
            is_head = bool(header) and number == 0
            is_last = bold_last and number == len(rows) - (0 if header else 1)
            for column in range(count):
                cell = row.cells[column]
                cell.width = Cm(widths[column])
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.space_before = Pt(2)
                run = paragraph.add_run(_clean(cells[column] if column < len(cells) else ""))
                run.font.size = Pt(9.5)
                run.bold = is_head or is_last or (not header and column == 0)
                if column in right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if is_head:
                    _fill(cell)
            if is_head:
                _repeat(row)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def chart(self, chart: BarChart) -> None:
        """A bar chart of figures that stand in the table above it, with its words over it."""
        self._charts += 1
        self.note(chart.described)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        add_chart(self._document, chart, self._charts)

    @staticmethod
    def _borders(table: Any) -> None:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
                line.set(qn(f"w:{key}"), value)
            borders.append(line)
        properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no call for borders
        later = ("shd", "tblLayout", "tblCellMar", "tblLook")  # the format fixes the order
        after = next((p for p in properties if p.tag in {qn(f"w:{name}") for name in later}), None)
        if after is None:
            properties.append(borders)
        else:
            after.addprevious(borders)

    # ------------------------------------------------------------------ out
    def to_bytes(self) -> bytes:
        """The finished file; entries in a fixed order with a fixed time."""
        if self._contents is not None:
            self._contents.write()
        written = io.BytesIO()
        self._document.save(written)
        fixed = io.BytesIO()
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, _ZIP_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                new.writestr(entry, old.read(name))
        return fixed.getvalue()


def _fill(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - as above


def _clean(text: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n"
        or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )
