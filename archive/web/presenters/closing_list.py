"""The closing list on a page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.closing_list import Thing, ThingState
from archive.services.closeout.closing_list import ClosingList
from archive.web.presenters.marks import Mark
from archive.wording import say

_TONES = {
    ThingState.OPEN: ("warn", "clock"),
    ThingState.ENDED: ("ok", "tick"),
    ThingState.HANDED_OVER: ("ok", "tick"),
    ThingState.NOT_NEEDED: ("", "tick"),
}


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One row; `proof` and `proof_name` of a document the reader may open."""

    key: str
    name: str
    kind: str
    kind_name: str
    owner: str
    owner_name: str
    due: str
    overdue: bool
    state: Mark
    note: str
    proof: str
    proof_name: str
    own: bool
    mine: bool


def thing_rows(found: ClosingList, reader: str, language: str) -> tuple[ThingRow, ...]:
    """Every row, for the account `reader`."""
    return tuple(thing_row(row, found, reader, language) for row in found.rows)


def thing_row(row: Thing, found: ClosingList, reader: str, language: str) -> ThingRow:
    """One row of the table."""
    owner = next((m for m in found.members if m.user_id == row.owner), None)
    proof = found.documents.get(row.proof or "")
    return ThingRow(
        key=row.key,
        name=row.name[language],
        kind=row.kind.value,
        kind_name=say(language, f"closing_list.kind_{row.kind.value}"),
        owner=owner.username if owner else "",
        owner_name=(owner.display_name or owner.username) if owner else "",
        due=row.due.isoformat() if row.due else "",
        overdue=row.overdue,
        state=Mark(
            row.state.value,
            say(language, f"closing_list.state_{row.state.value}"),
            *_TONES[row.state],
        ),
        note=row.note,
        proof=proof.id if proof else "",
        proof_name=(proof.title or proof.name) if proof else "",
        own=row.own,
        mine=row.owner == reader,
    )


def owner_choices(found: ClosingList, language: str) -> tuple[tuple[str, str], ...]:
    """Nobody, or any member."""
    nobody = ("", say(language, "ui_registers.nobody"))
    return (nobody, *((m.username, m.display_name or m.username) for m in found.members))
