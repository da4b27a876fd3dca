"""Workbooks: real numbers with a thousands format, real dates, a bold header."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from archive.samples.packaging import settled
from archive.samples.stories import Row, Sheet

_WIDEST = 44


def sheet_bytes(sheet: Sheet) -> bytes:
    """A .xlsx of those sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheet.sheets.items():
        _fill(book.create_sheet(name), rows)
    book.properties.title, book.properties.creator = sheet.title, sheet.author
    book.properties.created = sheet.created
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue(), sheet.created)


def _fill(page: Worksheet, rows: list[Row]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                _put(page.cell(number, column), value)
    header = next((n for n, row in enumerate(rows, 1) if len(row) > 2 and _is_header(row)), None)
    for cell in (*page[1], *(page[header] if header else ())):
        cell.font = Font(bold=True)
    for column in range(1, page.max_column + 1):
        widths = [_width(row[column - 1]) for row in rows if len(row) >= column]
        page.column_dimensions[get_column_letter(column)].width = min(
            max(widths, default=8) + 2, _WIDEST
        )


def _is_header(row: Row) -> bool:
    return all(isinstance(value, str) for value in row) and not str(row[1])[:1].isdigit()


def _width(value: object) -> int:
    text = str(value)
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text) if len(text) < 40 else 10


def _put(cell: Cell | MergedCell, value: object) -> None:
    cell.value = value  # type: ignore[assignment] # str, int, float or date
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int) and abs(value) >= 1000:
        cell.number_format = "#,##0"
