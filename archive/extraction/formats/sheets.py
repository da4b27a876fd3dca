"""Spreadsheets of other kinds (.xls .xlsb .ods) through calamine, in the child only: it may abort."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]  # it has no stubs
from python_calamine import CalamineError, CalamineSheet, PasswordError, load_workbook

from archive.extraction.draft import Draft
from archive.extraction.formats.sheet_blocks import Row, add_numbered, add_sheet_name
from archive.extraction.formats.xlsx_styles import plain
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import LimitReached, damaged, encrypted
from archive.extraction.zips import Container

_FILE_PASS, _END = 0x2F, 0x0A


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft sheet by sheet."""
    if kind.extension != "xls":
        Container(stream, draft.limits).check_all()
    elif _has_password(stream):
        raise encrypted("password")
    stream.seek(0)
    try:
        workbook = load_workbook(stream)
        for name in workbook.sheet_names:
            draft.forget_headings()
            draft.at(sheet=name)
            add_sheet_name(draft, name)
            add_numbered(draft, _rows(workbook.get_sheet_by_name(name), draft))
    except PasswordError as e:
        raise encrypted(str(e)) from e
    except CalamineError as e:
        raise damaged(str(e)) from e


def _has_password(stream: BinaryIO) -> bool:
    """Whether the workbook's first records ask for a password (FilePass, [MS-XLS] 2.4.117)."""
    try:
        with olefile.OleFileIO(stream) as container:
            name = next((n for n in ("Workbook", "Book") if container.exists(n)), None)
            data = container.openstream(name).read(64 * 1024) if name else b""
    except (OSError, IndexError, struct.error):
        return False
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind in {_FILE_PASS, _END}:
            return bool(kind == _FILE_PASS)
        at += 4 + size
    return False


def _rows(sheet: CalamineSheet, draft: Draft) -> Iterator[Row]:
    if sheet.start is None:
        return
    top, left = sheet.start
    if sheet.total_height * sheet.total_width > 8 * draft.limits.cells:
        raise LimitReached
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        yield (
            number,
            {column: text for column, value in enumerate(row, left) if (text := shown(value))},
        )


def shown(value: object) -> str:
    """A cell's value as a reader would write it: whole numbers without .0, dates in ISO form."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)
