"""What a close did, for the page that would close the project if it were open."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.closeout import RowState
from archive.services.closeout.closing import ClosingView
from archive.web.presenters.closeout import closing_line


@dataclass(frozen=True, slots=True)
class CloseRecord:
    """When, by whom and with what a project was closed, as far as the reader may know it.

    `waivers` are titles in the project's language, each with the reason that was given.
    """

    number: int
    said: str
    documents: int
    done: int
    duties: int
    waivers: tuple[tuple[str, str], ...]
    packed: bool


def close_record(view: ClosingView, language: str) -> CloseRecord:
    """A close in words and numbers of what its reader sees."""
    line, record = closing_line(view.closing, language), view.record
    rows = record["rows"]
    return CloseRecord(
        number=line.number,
        said=line.closed,
        documents=record["documents"],
        done=sum(row["state"] == RowState.DONE.value for row in rows),
        duties=len(rows),
        waivers=tuple((waiver["title"], waiver["reason"]) for waiver in record["waivers"]),
        packed=view.closing.package is not None,
    )
