"""Paper originals: where each stands, who has it now, and everybody who ever had it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Loan:
    """A paper that was handed out; `borrower` is a person in the team's own words."""

    id: str
    borrower: str
    lent_by: str
    lent_at: datetime
    due_on: date
    returned_at: datetime | None = None
    returned_by: str = ""

    def overdue(self, today: date) -> bool:
        """It should be back and is not."""
        return self.returned_at is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Original:
    """A paper original. `title` is the document's where there is one; `loans` the newest first.

    `document` is None where the reader may not open it, or where the paper has no document.
    """

    id: str
    project: str
    project_code: str
    document: str | None
    title: str
    box: str
    shelf: str
    holder: str
    note: str
    loans: tuple[Loan, ...] = ()

    @property
    def loan(self) -> Loan | None:
        """The loan that is out, if there is one."""
        return next((loan for loan in self.loans if loan.returned_at is None), None)

    def overdue(self, today: date) -> bool:
        """It is out and should be back."""
        return self.loan is not None and self.loan.overdue(today)


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What is looked for; `project` by id. `out`: only what is handed out; `due_before`: and was due then."""

    words: str = ""
    project: str = ""
    box: str = ""
    shelf: str = ""
    out: bool = False
    due_before: date | None = None


def out_first(originals: Sequence[Original], today: date) -> tuple[Original, ...]:
    """Papers with what is overdue first, then what is out, then the rest as they stand."""
    return tuple(
        sorted(originals, key=lambda known: (not known.overdue(today), known.loan is None))
    )
