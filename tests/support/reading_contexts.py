"""Contexts to read a document in: a rule file's words and a project's span."""

from __future__ import annotations

from datetime import date
from typing import Any

from archive.understanding.facts import ReadingContext
from tests.support.agency_documents import AgencyDocument

CLASS_WORDS = {
    "contract": ("合約", "合同", "Contract", "契約書"),
    "quotation": ("報價單", "报价单", "Quotation"),
    "minutes": ("會議紀錄", "会议纪要", "Minutes"),
    "invoice": ("發票", "发票", "Invoice", "請款單"),
    "other": ("其他", "其他", "Other"),
}

DATE_MEANINGS = {
    "contract": "signed", "acceptance": "signed",
    "minutes": "held", "retrospective": "held", "agenda": "held", "execution_record": "held", "survey": "held",
    "weekly_report": "period_end", "data_report": "period_end",
}  # fmt: skip


def a_context(path: str, **known: Any) -> ReadingContext:
    """A context with a project of half a year, received some months after its end."""
    values: dict[str, Any] = {
        "received": date(2026, 1, 10),
        "started": date(2025, 3, 1),
        "ended": date(2025, 9, 30),
        "class_words": CLASS_WORDS,
        "date_meanings": DATE_MEANINGS,
    }
    return ReadingContext(path=path, **(values | known))


def context_of(
    document: AgencyDocument, *, path: str | None = None, **known: Any
) -> ReadingContext:
    """The context of an invented document, under its own path unless another is given."""
    return a_context(
        document.path if path is None else path,
        started=document.started,
        ended=document.ended,
        project_language=document.project_language,
        **known,
    )
