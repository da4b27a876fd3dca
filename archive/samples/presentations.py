"""Slides with titles, bullets, tables and speaker notes."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation
from pptx.util import Cm, Pt

from archive.samples.packaging import settled
from archive.samples.stories import Page, Slides

_TITLE_AND_TEXT, _TITLE_ONLY = 1, 5
_BODY = 1


def slides_bytes(slides: Slides) -> bytes:
    """A .pptx of those pages."""
    show = Presentation()
    for page in slides.pages:
        _add(show, page)
    properties = show.core_properties
    properties.title, properties.author = slides.title, slides.author
    properties.created = properties.modified = slides.created
    properties.last_modified_by = slides.author
    target = io.BytesIO()
    show.save(target)
    return settled(target.getvalue(), slides.created)


def _add(show: Any, page: Page) -> None:
    layout = show.slide_layouts[_TITLE_ONLY if page.table else _TITLE_AND_TEXT]
    slide = show.slides.add_slide(layout)
    slide.shapes.title.text = page.title
    if page.bullets:
        frame = slide.placeholders[_BODY].text_frame
        frame.text = page.bullets[0]
        for line in page.bullets[1:]:
            frame.add_paragraph().text = line
    if page.table:
        _add_table(slide, page.table)
    if page.notes:
        slide.notes_slide.notes_text_frame.text = page.notes


def _add_table(slide: Any, rows: list[list[str]]) -> None:
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Cm(1.5), Cm(4.5), Cm(22), Cm(1.1) * len(rows)
    )
    for row, cells in zip(shape.table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(16)
