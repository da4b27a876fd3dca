"""The closing record as a Word file: when, by whom, every duty, what was waived and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.domain.messages import LANGUAGES
from archive.exports.word_pages import Pages
from archive.review.figures import grouped
from archive.wording import say

WIDTH = 16.6
"""Of a page's text, in centimetres."""
_COLUMNS = (
    "clause", "thing", "member", "paper", "kind", "role", "promised", "delivered", "clearance", "box",
    "shelf", "holder", "state", "decision", "decided", "remedy", "note", "owner", "evidence",
)  # fmt: skip
"""As they are read; a record keeps its columns in the order of their keys."""


def closing_record_docx(record: Mapping[str, Any], language: str) -> bytes:
    """A closing record in a language. The same record gives the same bytes.

    Args:
        record: as the reader may know it (services.closing_record.record_for).
        language: of headings and labels; titles and reasons stay as they were written.
    """
    spoken = language if language in LANGUAGES else "en"
    project = record["project"]

    def words(key: str, **values: object) -> str:
        return say(spoken, f"closing_record.{key}", **values)

    pages = Pages(spoken, title=f"{words('title')} {project['code']}", subject=project["name"])
    pages.running_header(f"{project['code']} {project['name']}")
    pages.running_footer("", "")
    facts = [
        (words("code"), project["code"]),
        (words("client"), project["client"] or "–"),
        *_period(project, words),
        (words("closed"), record["closed_at"][:16].replace("T", " ") + " UTC"),
        (words("by"), record["closed_by"]),
        (words("documents"), str(record["documents"])),
    ]
    subtitle = words("number", n=record["number"])
    pages.cover(words("title"), project["name"], subtitle, facts)
    pages.heading(words("duties"))
    _duties(pages, record["rows"], words)
    pages.heading(words("waived"))
    _waivers(pages, record["waivers"], words)
    pages.heading(words("gaps"))
    for gap in record["gaps"]:
        pages.paragraph(gap["message"], style="List Bullet")
    if not record["gaps"]:
        pages.note(words("none"))
    for name, rows in record["registers"].items():
        pages.heading(words(f"register_{name}"))
        _register(pages, rows, words)
    return pages.to_bytes()


def _period(project: Mapping[str, Any], words: Any) -> list[tuple[str, str]]:
    days = [project["started_on"], project["ended_on"]]
    return [(words("period"), " – ".join(day or "?" for day in days))] if any(days) else []


def _duties(pages: Pages, rows: Sequence[Mapping[str, Any]], words: Any) -> None:
    header = [words("duty"), words("owner"), words("due"), words("state"), words("evidence")]
    cells = [
        [
            row["title"],
            row["owner"] or "–",
            row["due"] or "–",
            words(f"state_{row['state']}"),
            "\n".join(row["evidence"]) or "–",
        ]
        for row in rows
    ]
    pages.table(header, cells, widths=(4.4, 2.4, 2.8, 2.0, 5.0))


def _waivers(pages: Pages, waivers: Sequence[Mapping[str, Any]], words: Any) -> None:
    if not waivers:
        pages.note(words("none"))
        return
    header = [words("duty"), words("reason")]
    cells = [[waiver["title"], waiver["reason"]] for waiver in waivers]
    pages.table(header, cells, widths=(6.6, 10.0))


def _register(pages: Pages, rows: Sequence[Mapping[str, Any]], words: Any) -> None:
    """A register as it stood: what it is about first, the proving documents last; no empty column."""
    told = [column for column in rows[0] if any(row[column] for row in rows)]
    columns = sorted(told, key=lambda column: (_place(column), column))
    cells = [[_cell(column, row[column]) for column in columns] for row in rows]
    wide = WIDTH / (len(columns) + 1)
    widths = (2 * wide, *[wide] * (len(columns) - 1))
    pages.table([words(f"column_{column}") for column in columns], cells, widths=widths)


def _place(column: str) -> int:
    return _COLUMNS.index(column) if column in _COLUMNS else len(_COLUMNS) - 2


def _cell(column: str, value: object) -> str:
    if isinstance(value, list):
        return "\n".join(value) or "–"
    text = str(value or "")
    return (grouped(text) if column in ("promised", "delivered") else "") or text or "–"
