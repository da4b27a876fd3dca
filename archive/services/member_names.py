"""Names inside an archive that nothing says the encoding of: shown as each could be read, and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.domain.access import Action, Principal, Target, require
from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extraction.member_names import fitting, guessed, spelled
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.assessment import Assessor
from archive.services.freezing import require_open
from archive.services.identifiers import Clock
from archive.services.intake import batch_of, shown_path
from archive.services.item_changes import UNREAD
from archive.services.jobs import ASSEMBLE
from archive.services.lessons_of_filing import given_by_a_person

SHOWN = 8
"""Names of each choice that are shown."""


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One way to read the names: the encoding, and the first of them as they would be."""

    encoding: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberNames:
    """How the names in an archive are read now, and how else they could be."""

    encoding: str
    confirmed: bool
    names: int
    choices: tuple[NameChoice, ...]


class MemberNameService:
    """Shows the choices and keeps the one that was made."""

    def __init__(self, database: Database, assessor: Assessor, clock: Clock) -> None:
        self._database = database
        self._assessor = assessor
        self._clock = clock

    def choices(self, principal: Principal, batch_id: str, item_id: str) -> MemberNames:
        """How the names in an archive can be read; NotFound for a file that asks no such question."""
        with self._database.read() as work:
            batch_of(work, principal, batch_id)
            container, children = _container(work, batch_id, item_id)
        raw = [bytes.fromhex(child.raw_path or "") for child in children]
        encodings = fitting(raw)
        current = container.name_encoding or encodings[0]
        ordered = dict.fromkeys((current, *encodings))
        return MemberNames(
            current,
            container.names_confirmed,
            len(raw),
            tuple(
                NameChoice(encoding, tuple(spelled(one, encoding) for one in raw[:SHOWN]))
                for encoding in ordered
            ),
        )

    def choose(self, principal: Principal, batch_id: str, item_id: str, encoding: str) -> Item:
        """Read the names so from now on: members are renamed and what was proposed for them is made anew.

        What a person said about a member stays; what was filed keeps the name it was filed under.

        Raises:
            InvalidInput: the names cannot be read in that encoding.
            Conflict: the archive is still being read.
        """
        with self._database.write() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
            container, children = _container(work, batch_id, item_id)
            if container.state in UNREAD:
                raise Conflict(why=f"item_{container.state.value}")
            known = fitting([bytes.fromhex(child.raw_path or "") for child in children])
            if encoding not in known:
                raise InvalidInput(field="encoding", why=", ".join(known))
            anew: list[str] = []
            for child in children:
                name = spelled(bytes.fromhex(child.raw_path or ""), encoding)
                path = shown_path(f"{container.path}/{name}")
                if path != child.path:
                    anew += self._renamed(work, principal, child, path)
            chosen = replace(container, name_encoding=encoding, names_confirmed=True)
            if anew and _proposed_only(container):
                chosen = replace(chosen, state=ItemState.ANALYSING)
                anew.append(container.id)
            chosen = replace(chosen, revision=container.revision + 1)
            work.intake.replace_item(chosen)
            now = self._clock()
            work.jobs.add(*ASSEMBLE, anew, now)
            details = {"encoding": encoding, "renamed": len(anew)}
            event = AuditEvent(
                now, principal.user_id, "names_read", item_id, batch.project, details
            )
            work.audit.append(event)
        return chosen

    def _renamed(self, work: Work, principal: Principal, item: Item, path: str) -> Iterator[str]:
        """Give an item and everything in it its new path; the ids of those to be proposed anew."""
        for inner in work.intake.children_of(item.id):
            beneath = path + inner.path.removeprefix(item.path)
            yield from self._renamed(work, principal, inner, beneath)
        named = replace(
            item,
            path=path,
            original_name=path.rsplit("/", 1)[-1],
            revision=item.revision + 1,
        )
        if _proposed_only(item):
            work.intake.replace_item(replace(named, state=ItemState.ANALYSING))
            yield item.id
            return
        if item.state in (ItemState.PROPOSED, ItemState.HELD):
            receiver = work.accounts.principal(item.received_by) or principal
            named = self._assessor.judge(work, receiver, named)
        work.intake.replace_item(named)


def encoding_of(children: Iterable[Item]) -> str | None:
    """How the names of an archive's members were read; None where that is no question."""
    raw = [bytes.fromhex(child.raw_path) for child in children if child.raw_path]
    return guessed(raw) if raw else None


def _container(work: Work, batch_id: str, item_id: str) -> tuple[Item, list[Item]]:
    container = work.intake.item(item_id)
    if container is None or container.batch != batch_id:
        raise NotFound
    children = [child for child in work.intake.children_of(item_id) if child.raw_path]
    if not children:
        raise NotFound
    return container, children


def _proposed_only(item: Item) -> bool:
    """Nobody has said anything about it yet: everything about it was proposed."""
    waits = item.state in (ItemState.PROPOSED, ItemState.HELD)
    said = item.decision or item.chosen_name or given_by_a_person(item)
    return waits and item.reading is not None and not said
