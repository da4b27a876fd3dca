"""What people say of a duty, checked: words, due dates, states with the reasons they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.domain.closeout import (
    ANCHORS,
    LONGEST_SHIFT,
    SET_ASIDE,
    Due,
    RowNote,
    RowState,
)
from archive.errors import InvalidInput
from archive.services.closeout.closeout_plan import PlanRow

LONGEST_TEXT = 500
MANAGED = frozenset({"owner", "due", "standard", "title"})
"""What only the project's managers change; the owner of a row may change the rest."""
FIELDS = MANAGED | {"state", "reason", "evidence", "revision"}


def words_of(name: str, value: object, limit: int) -> str | None:
    """A line of text without needless spaces; None for an empty one. InvalidInput names a long one."""
    text = " ".join(str(value or "").split())
    if len(text) > limit:
        raise InvalidInput(field=name, why=f"0-{limit}")
    return text or None


def checked_due(due: Due | None) -> Due | None:
    """A due date that can be; None goes back to what the template says."""
    if due is None:
        return None
    if due.anchor is not None and due.anchor not in ANCHORS:
        raise InvalidInput(field="due", why=", ".join(ANCHORS))
    if abs(due.days) > LONGEST_SHIFT:
        raise InvalidInput(field="due", why=f"-{LONGEST_SHIFT} - {LONGEST_SHIFT}")
    return due


def state_said(row: PlanRow, note: RowNote, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The state people give a duty, with the reason a waiver needs."""
    states = {state.value: state for state in RowState}
    value = changes.get("state", note.state.value if note.state else RowState.OPEN.value)
    if value not in states:
        raise InvalidInput(field="state", why=", ".join(states))
    state = states[value]
    reason = words_of("reason", changes.get("reason", note.reason), LONGEST_TEXT)
    if state in SET_ASIDE and reason is None:
        raise InvalidInput(field="reason", why=f"1-{LONGEST_TEXT}")
    if state is RowState.DONE and row.duty.classes and "state" in changes:
        raise InvalidInput(field="state", why="done_by_filing")
    return {"state": state, "reason": reason if state in SET_ASIDE else None}
