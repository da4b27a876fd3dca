"""Paper originals on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from archive.domain.paper_register import Loan, Original
from archive.web.presenters.marks import Mark, moment
from archive.wording import say


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan: from when until when it should have been back, and when it was."""

    borrower: str
    lent: str
    due: str
    returned: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper. `document` is empty where the reader may not open it."""

    id: str
    project: str
    document: str
    title: str
    box: str
    shelf: str
    holder: str
    note: str
    state: Mark
    borrower: str
    due: str
    overdue: bool
    out: bool
    loans: tuple[LoanRow, ...]


def paper_rows(originals: Iterable[Original], today: date, language: str) -> tuple[PaperRow, ...]:
    """The rows of a table."""
    return tuple(paper_row(known, today, language) for known in originals)


def paper_row(known: Original, today: date, language: str) -> PaperRow:
    """One paper as it is shown."""
    loan, overdue = known.loan, known.overdue(today)
    key = "overdue" if overdue else "out" if loan else "here"
    tone, icon = {"overdue": ("bad", "clock"), "out": ("warn", "out"), "here": ("ok", "tick")}[key]
    return PaperRow(
        id=known.id,
        project=known.project_code,
        document=known.document or "",
        title=known.title,
        box=known.box,
        shelf=known.shelf,
        holder=known.holder,
        note=known.note,
        state=Mark(key, say(language, f"ui_registers.paper_{key}"), tone, icon),
        borrower=loan.borrower if loan else "",
        due=loan.due_on.isoformat() if loan else "",
        overdue=overdue,
        out=loan is not None,
        loans=tuple(_loan(each) for each in known.loans),
    )


def _loan(loan: Loan) -> LoanRow:
    returned = moment(loan.returned_at) if loan.returned_at else ""
    lent = f"{moment(loan.lent_at)} {loan.lent_by}"
    back = f"{returned} {loan.returned_by}".strip()
    return LoanRow(loan.borrower, lent, loan.due_on.isoformat(), back)
