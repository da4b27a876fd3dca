"""The closing record as a Word file: registers are read from what they are about to their proof."""

from __future__ import annotations

import io

from docx import Document

from archive.exports.closing_record import closing_record_docx

RECORD = {
    "project": {"code": "Q-1", "name": "Quay", "client": None, "started_on": None, "ended_on": None},
    "closed_at": "2026-05-04T10:00:00+00:00",
    "closed_by": "Nora",
    "documents": 3,
    "number": 1,
    "rows": [],
    "waivers": [],
    "gaps": [],
    "registers": {
        "clauses": [
            {"clause": "Second rate", "delivered": "", "evidence": [], "owner": "Piet",
             "promised": "1380000", "remedy": "", "state": "open"},
        ],
        "papers": [{"box": "0012", "holder": "", "paper": "Contract", "shelf": "B"}],
    },
}  # fmt: skip


def test_registers_begin_with_what_they_are_about_and_leave_out_what_is_empty() -> None:
    document = Document(io.BytesIO(closing_record_docx(RECORD, "en")))
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    assert ["Clause", "Promised", "State", "Owner"] in [table[0] for table in tables]
    assert ["Second rate", "1,380,000", "open", "Piet"] in [table[-1] for table in tables]
    assert ["Contract", "0012", "B"] in [table[-1] for table in tables]
    assert "Period" not in [row[0] for table in tables for row in table]


def test_columns_are_as_wide_as_they_are_told_in_the_grid_too() -> None:
    table = Document(io.BytesIO(closing_record_docx(RECORD, "en"))).tables[-1]
    first, second = table.columns[0].width, table.columns[1].width
    assert first > second
