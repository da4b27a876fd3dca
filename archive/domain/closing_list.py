"""What a project leaves behind outside the archive: accounts, licences, shares, tokens, each to be ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.domain.closeout import Due
from archive.domain.messages import LANGUAGES


class ThingKind(StrEnum):
    """What sort of thing has to be ended or handed over."""

    ACCOUNT = "account"
    LICENCE = "licence"
    MEDIA_ACCOUNT = "media_account"
    SHARE_FOLDER = "share_folder"
    TOKEN = "token"  # noqa: S105 - a kind of thing, no secret
    OTHER = "other"


class ThingState(StrEnum):
    """What became of it."""

    OPEN = "open"
    ENDED = "ended"
    HANDED_OVER = "handed_over"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class ReadyThing:
    """A row of the ready list of a kind of project; its name is a sentence of the catalogue."""

    key: str
    kind: ThingKind
    due: Due


@dataclass(frozen=True, slots=True)
class ThingNote:
    """What people wrote on a row; `name` only of rows added by hand."""

    key: str
    kind: ThingKind
    name: str | None = None
    owner: str | None = None
    due_on: date | None = None
    state: ThingState = ThingState.OPEN
    note: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A row as its reader sees it; `name` in every language, `proof` a document the reader may open."""

    key: str
    kind: ThingKind
    name: Mapping[str, str]
    owner: str | None
    due: date | None
    state: ThingState
    note: str
    proof: str | None
    own: bool
    overdue: bool

    @property
    def revision(self) -> str:
        """Twelve letters that stand for everything its reader sees of it."""
        seen = [dict(self.name), self.owner, str(self.due), self.state.value, self.note, self.proof]
        text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def things_of(
    ready: Sequence[tuple[ReadyThing, Mapping[str, str]]],
    notes: Iterable[ThingNote],
    runs: tuple[date | None, date | None],
    today: date,
    visible: Callable[[str], bool],
) -> tuple[Thing, ...]:
    """The list of a project: the ready rows with what people wrote on them, then those added by hand.

    Args:
        ready: of the project's kind, each with its name in every language.
        notes: what people wrote.
        runs: the project's first and last day.
        today: by which a row is overdue.
        visible: whether the reader sees the document with that id.
    """
    left = {note.key: note for note in notes}
    rows = []
    for thing, name in ready:
        note = left.pop(thing.key, None) or ThingNote(thing.key, thing.kind)
        rows.append(_row(note, name, note.due_on or thing.due.day(*runs), today, visible))
    own = (note for note in left.values() if note.name is not None)
    return (
        *rows,
        *(
            _row(note, dict.fromkeys(LANGUAGES, note.name or ""), note.due_on, today, visible)
            for note in own
        ),
    )


def _row(
    note: ThingNote,
    name: Mapping[str, str],
    due: date | None,
    today: date,
    visible: Callable[[str], bool],
) -> Thing:
    open_ = note.state is ThingState.OPEN
    return Thing(
        key=note.key,
        kind=note.kind,
        name=name,
        owner=note.owner,
        due=due,
        state=note.state,
        note=note.note or "",
        proof=note.proof if note.proof and visible(note.proof) else None,
        own=note.name is not None,
        overdue=open_ and due is not None and due < today,
    )
