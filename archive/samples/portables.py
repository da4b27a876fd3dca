"""PDFs: with text in an embedded font, and made of page pictures only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from archive.samples.lettering import font_bytes, runs
from archive.samples.stories import Block, Portable

_HAN, _LATIN, _LATIN_BOLD = "SampleHan", "Helvetica", "Helvetica-Bold"


def portable_bytes(portable: Portable) -> bytes:
    """A PDF of that text. The Chinese characters' font is embedded, a subset."""
    pdfmetrics.registerFont(TTFont(_HAN, io.BytesIO(font_bytes())))
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=portable.title,
        author=portable.author,
        invariant=1,
    )
    flow: list[Flowable] = []
    for block in portable.blocks:
        flow += _flowables(block)
    document.build(flow)
    return target.getvalue()


def picture_pdf(pages: Sequence[bytes], created: datetime) -> bytes:
    """A PDF with one JPEG a page and no text, as a scanner writes it."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle(f"Scan_{created:%Y%m%d_%H%M}")
    canvas.setCreator("MFP Scanner")
    for page in pages:
        canvas.drawImage(ImageReader(io.BytesIO(page)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _flowables(block: Block) -> list[Flowable]:
    flow: list[Flowable] = []
    if block.h1:
        flow += [_paragraph(block.h1, 17, bold=True), Spacer(1, 3 * mm)]
    if block.h2:
        flow += [Spacer(1, 3 * mm), _paragraph(block.h2, 13, bold=True), Spacer(1, 1.5 * mm)]
    if block.p:
        flow += [_paragraph(block.p, 10.5), Spacer(1, 2 * mm)]
    flow += [_paragraph(line, 10.5, bullet="•") for line in block.bullets]
    if block.table:
        flow += [Spacer(1, 1 * mm), _table(block.table), Spacer(1, 2 * mm)]
    return flow


def _paragraph(
    text: str, size: float, *, bold: bool = False, bullet: str | None = None
) -> Paragraph:
    indent = 5 * mm if bullet else 0
    style = ParagraphStyle(
        "sample",
        fontName=_HAN,
        fontSize=size,
        leading=size * 1.55,
        alignment=TA_LEFT,
        leftIndent=indent,
        bulletFontName=_LATIN,
        wordWrap="CJK" if any(not latin for _, latin in runs(text)) else None,
    )
    latin_font = _LATIN_BOLD if bold else _LATIN
    text = text.replace("\u3000", "\u00a0\u00a0")  # a run of plain spaces would be folded into one
    marked = "".join(
        f'<font name="{latin_font}">{escape(run)}</font>' if latin else escape(run)
        for run, latin in runs(text)
    )
    return Paragraph(marked, style, bulletText=bullet)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [
        [_paragraph(text, 10, bold=number == 0) for text in row] for number, row in enumerate(rows)
    ]
    width = 160 * mm / len(rows[0])
    table = Table(cells, colWidths=[width] * len(rows[0]), repeatRows=1)
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
    table.setStyle(TableStyle([grid, ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]))
    return table
