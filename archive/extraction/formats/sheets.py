"""Spreadsheets (.xlsx .xlsm .xls .xlsb .ods): every sheet, hidden ones too, values as they are shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

from archive.extraction.draft import Draft
from archive.extraction.formats.core_properties import note_core_properties
from archive.extraction.formats.docx_package import Package
from archive.extraction.formats.sheet_blocks import add_sheet
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import damaged, encrypted
from archive.extraction.zips import Container

_DEFAULT_NAME = re.compile(r"^(?:sheet|tabelle|工作表|表|list|page)\s*\d*$", re.IGNORECASE)


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft sheet by sheet."""
    if kind.extension not in {"xls", "ods"}:
        note_core_properties(Package(Container(stream, draft.limits)), draft)
        stream.seek(0)
    try:
        workbook = load_workbook(stream)
    except PasswordError as e:
        raise encrypted(str(e)) from e
    except CalamineError as e:
        raise damaged(str(e)) from e
    for name in workbook.sheet_names:
        _sheet(workbook, name, draft)


def _sheet(workbook: CalamineWorkbook, name: str, draft: Draft) -> None:
    draft.forget_headings()
    draft.at(sheet=name)
    if not _DEFAULT_NAME.match(name):
        draft.heading(name, 1)
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return
    rows = [[shown(value) for value in row] for row in sheet.iter_rows()]
    add_sheet(draft, rows)


def shown(value: object) -> str:
    """A cell's value as a reader would write it: whole numbers without .0, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return (
            value.date().isoformat()
            if value.time() == dt.time()
            else value.isoformat(" ", "minutes")
        )
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return str(value)
    return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".12g") if 1e-6 < abs(value) < 1e15 else repr(value)
