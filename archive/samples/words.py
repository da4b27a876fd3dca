"""Word documents with headings, lists and tables."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

from archive.samples.packaging import settled
from archive.samples.stories import Block, Word

_LATIN, _HAN = "Calibri", "Microsoft JhengHei"


def word_bytes(word: Word) -> bytes:
    """A .docx of that text."""
    document = docx.Document()
    _set_font(document)
    for block in word.blocks:
        _add(document, block)
    properties = document.core_properties
    properties.title, properties.author = word.title, word.author
    properties.created = properties.modified = word.created
    properties.last_modified_by = word.author
    properties.comments = ""
    target = io.BytesIO()
    document.save(target)
    return settled(target.getvalue(), word.created)


def _set_font(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _HAN)


def _add(document: Any, block: Block) -> None:
    if block.h1:
        document.add_heading(block.h1, level=1)
    if block.h2:
        document.add_heading(block.h2, level=2)
    if block.p:
        document.add_paragraph(block.p)
    for line in block.bullets:
        document.add_paragraph(line, style="List Bullet")
    if block.table:
        _add_table(document, block.table)


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("")
