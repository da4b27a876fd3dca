"""The clause checklist on a page: contract by contract, each row with where it stands in the contract."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.clauses import Clause, ClauseState
from archive.services.closeout.clauses import ClauseList
from archive.web.presenters.marks import Mark, money_words
from archive.wording import say

_TONES = {
    ClauseState.OPEN: ("", "clock"),
    ClauseState.MET: ("ok", "tick"),
    ClauseState.PARTLY: ("warn", "look"),
    ClauseState.NOT_MET: ("bad", "cross"),
    ClauseState.NOT_APPLICABLE: ("", "tick"),
}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause: `papers` are (document, name) of its evidence, `quotes` (document, name, words).

    `cited` has one quote of each document that is no evidence.
    """

    key: str
    kind: str
    text: str
    promised: str
    delivered: str
    state: Mark
    remedy: str
    owner: str
    owner_name: str
    papers: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str, str], ...]
    cited: tuple[tuple[str, str, str], ...]
    linked: frozenset[str]
    own: bool
    judged: bool
    stale: bool
    settled: bool
    mine: bool
    revision: str


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """The clauses of one contract; `document` is empty for those of none."""

    document: str
    title: str
    rows: tuple[ClauseRow, ...]


def clause_groups(found: ClauseList, reader: str, language: str) -> tuple[ClauseGroup, ...]:
    """The checklist by contract, in the order they stand; `reader` is the id of the account."""
    groups: dict[str, list[ClauseRow]] = {}
    for row in found.rows:
        groups.setdefault(row.contract or "", []).append(_row(row, found, reader, language))
    return tuple(
        ClauseGroup(key, _title(key, found, language), tuple(rows)) for key, rows in groups.items()
    )


def _title(key: str, found: ClauseList, language: str) -> str:
    document = found.documents.get(key)
    if document is None:
        return say(language, "ui_registers.no_contract")
    return document.title or document.name


def _row(row: Clause, found: ClauseList, reader: str, language: str) -> ClauseRow:
    members = {member.user_id: member for member in found.members}
    owner = members.get(row.owner or "")
    documents = found.documents
    quotes = tuple(
        (c["document"], documents[c["document"]].title, str(c.get("quote") or ""))
        for c in row.citations
        if c["document"] in documents
    )
    promised = money_words(row.promised) if row.kind == "payment" else row.promised
    return ClauseRow(
        key=row.key,
        kind=say(language, f"ui_registers.kind_{row.kind.value}"),
        text=row.text,
        promised=promised,
        delivered=row.delivered,
        state=Mark(
            row.state.value,
            say(language, f"registers.clause_{row.state.value}"),
            *_TONES[row.state],
        ),
        remedy=row.remedy,
        owner=owner.username if owner else "",
        owner_name=(owner.display_name or owner.username) if owner else "",
        papers=tuple((d, documents[d].title or documents[d].name) for d in row.evidence),
        quotes=quotes,
        cited=tuple({q[0]: q for q in reversed(quotes) if q[0] not in row.evidence}.values())[::-1],
        linked=frozenset(row.evidence),
        own=row.own,
        judged=row.judged,
        stale=row.stale,
        settled=row.settled,
        mine=row.owner == reader,
        revision=row.revision,
    )
