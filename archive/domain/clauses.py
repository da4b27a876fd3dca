"""Contracts clause by clause: what was promised, what was delivered, and what is left to do about it.

A row is drafted from the review's contracts or written by hand. What people write is kept apart and laid
over the draft by a key made of the statement's own words, so a rebuilt review never overwrites it; when
the draft is not what it was when somebody judged it, the row is marked stale.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

Part = Mapping[str, Any]
Visible = Callable[[str], bool]


class ClauseKind(StrEnum):
    """What a clause is about."""

    OBLIGATION = "obligation"
    PAYMENT = "payment"


class ClauseState(StrEnum):
    """How far a clause was kept; OPEN until somebody, or a cited figure, says so."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


FELL_SHORT = (ClauseState.PARTLY, ClauseState.NOT_MET)
NEEDS_WORDS = (*FELL_SHORT, ClauseState.NOT_APPLICABLE)
"""States that count as settled only with a remedy or a reason beside them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause as the review states it. `citations` lead to the contract and to what was delivered."""

    key: str
    kind: ClauseKind
    contract: str
    text: str
    promised: str
    delivered: str
    state: ClauseState
    citations: tuple[Part, ...]

    @property
    def documents(self) -> frozenset[str]:
        """Every document it rests on."""
        return frozenset({self.contract, *(str(c.get("document")) for c in self.citations)})

    @property
    def basis(self) -> str:
        """Another one means that the draft says, or rests on, something else than before."""
        quotes = sorted((str(c.get("document")), str(c.get("quote"))) for c in self.citations)
        told = json.dumps([self.promised, self.delivered, quotes], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """What people wrote on a clause; None leaves what is drafted. `own`: added by hand.

    `text`, `promised` and `drafted` are what stood when it was written; `basis` and `documents` are
    those of the draft at that moment.
    """

    key: str
    kind: ClauseKind
    contract: str | None
    text: str
    promised: str
    own: bool
    state: ClauseState | None = None
    delivered: str | None = None
    remedy: str | None = None
    owner: str | None = None
    drafted: str = ""
    basis: str | None = None
    documents: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A row as one reader may know it. `stale`: its sources are not what they were when it was judged."""

    key: str
    kind: ClauseKind
    contract: str | None
    text: str
    promised: str
    delivered: str
    state: ClauseState
    remedy: str
    owner: str | None
    evidence: tuple[str, ...]
    citations: tuple[Part, ...]
    own: bool
    stale: bool
    judged: bool
    sources: frozenset[str]

    @property
    def settled(self) -> bool:
        """Nothing is left to do: kept, or what is done about it is written down."""
        if self.state is ClauseState.MET:
            return True
        return self.state in NEEDS_WORDS and bool(self.remedy)

    @property
    def revision(self) -> str:
        """Twelve letters that stand for everything its reader sees of it."""
        seen = [
            self.text, self.promised, self.delivered, self.state.value, self.remedy, self.owner,
            sorted(self.evidence), self.stale, self.judged,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:12]


def drafts_of(content: Part) -> tuple[Draft, ...]:
    """The obligations and payment terms of a review's contracts, in the order they stand there."""
    found: list[Draft] = []
    for contract in _parts(content.get("contracts")):
        document = str(contract.get("document") or "")
        met: Counter[str] = Counter()
        rows = (
            *((ClauseKind.OBLIGATION, part) for part in _parts(contract.get("obligations"))),
            *((ClauseKind.PAYMENT, part) for part in _parts(contract.get("payment_terms"))),
        )
        for kind, part in rows:
            words = "\n".join((document, kind.value, _text(part, "text"), _promised(kind, part)))
            met[words] += 1
            found.append(_draft(f"{words}\n{met[words]}", kind, document, part))
    return tuple(found)


def _draft(words: str, kind: ClauseKind, document: str, part: Part) -> Draft:
    delivered = _quantity(part, "delivered") if kind is ClauseKind.OBLIGATION else ""
    return Draft(
        key=hashlib.sha256(words.encode()).hexdigest()[:20],
        kind=kind,
        contract=document,
        text=_text(part, "text"),
        promised=_promised(kind, part),
        delivered=delivered,
        state=_state(part.get("met"), delivered),
        citations=tuple(_parts(part.get("citations"))),
    )


def _state(met: object, delivered: str) -> ClauseState:
    if met is None or not delivered:
        return ClauseState.OPEN
    if met:
        return ClauseState.MET
    return ClauseState.NOT_MET if delivered.split(" ")[0] == "0" else ClauseState.PARTLY


def _promised(kind: ClauseKind, part: Part) -> str:
    if kind is ClauseKind.OBLIGATION:
        return _quantity(part, "promised")
    percent = _text(part, "percent")
    return _text(part, "amount") or (f"{percent}%" if percent else "")


def _quantity(part: Part, name: str) -> str:
    return (
        " ".join(filter(None, (_text(part, name), _text(part, "unit")))) if part.get(name) else ""
    )


def _text(part: Part, name: str) -> str:
    value = part.get(name)
    return "" if value is None else str(value)


def _parts(value: object) -> Iterator[Part]:
    return (p for p in value if isinstance(p, Mapping)) if isinstance(value, list) else iter(())


def rows_of(
    drafts: Sequence[Draft], notes: Iterable[ClauseNote], visible: Visible
) -> tuple[Clause, ...]:
    """The checklist of one reader: drafts with what people wrote, then what stands without a draft.

    Args:
        drafts: of the review as the reader sees it.
        notes: all of the project's.
        visible: whether the reader sees the document with that id.
    """
    left = {note.key: note for note in notes if _shown(note, visible)}
    rows = [_laid(draft, left.pop(draft.key, None), visible) for draft in drafts]
    alone = (note for note in left.values() if note.own or all(map(visible, note.documents)))
    return (*rows, *(_alone(note, visible) for note in alone))


def _shown(note: ClauseNote, visible: Visible) -> bool:
    """A clause is known to those who see its contract."""
    return note.contract is None or visible(note.contract)


def _laid(draft: Draft, note: ClauseNote | None, visible: Visible) -> Clause:
    said = note or ClauseNote(
        draft.key, draft.kind, draft.contract, draft.text, draft.promised, own=False
    )
    # Whoever does not see what the judge saw is not told that it differs from what they see.
    knows = all(map(visible, said.documents))
    written = said.delivered is not None
    return Clause(
        key=draft.key,
        kind=draft.kind,
        contract=draft.contract,
        text=draft.text,
        promised=draft.promised,
        delivered=draft.delivered if said.delivered is None else said.delivered,
        state=said.state or draft.state,
        remedy=said.remedy or "",
        owner=said.owner,
        evidence=tuple(filter(visible, said.evidence)),
        citations=draft.citations,
        own=False,
        stale=bool(said.state) and knows and said.basis != draft.basis,
        judged=said.state is not None,
        sources=frozenset({draft.contract}) if written else draft.documents,
    )


def _alone(note: ClauseNote, visible: Visible) -> Clause:
    """A row added by hand, or one whose statement the review makes no longer."""
    return Clause(
        key=note.key,
        kind=note.kind,
        contract=note.contract,
        text=note.text,
        promised=note.promised,
        delivered=note.drafted if note.delivered is None else note.delivered,
        state=note.state or ClauseState.OPEN,
        remedy=note.remedy or "",
        owner=note.owner,
        evidence=tuple(filter(visible, note.evidence)),
        citations=(),
        own=note.own,
        stale=not note.own,
        judged=note.state is not None,
        sources=frozenset({*filter(None, [note.contract]), *note.documents}),
    )
