"""Names inside an archive that nothing says the encoding of: shown as each could be read, and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.access import Action, Principal, Target, require
from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extraction.member_names import fitting, spelled
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.intake.assessment import Assessor
from archive.services.intake.intake import batch_of, shown_path
from archive.services.intake.item_changes import UNREAD
from archive.services.intake.lessons_of_filing import given_by_a_person
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import ASSEMBLE
from archive.services.projects.freezing import require_open

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

        Other archives of the batch that nobody has decided about, and whose names can be read so too,
        are read the same way; they still ask to be confirmed. What a person said about a member
        stays; what was filed keeps the name it was filed under.

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
            chosen, anew = self._read_as(work, principal, container, encoding, confirmed=True)
            others = 0
            for other in _undecided(work, batch_id, encoding):
                _, more = self._read_as(work, principal, other, encoding, confirmed=False)
                anew += more
                others += 1
            now = self._clock()
            work.jobs.add(*ASSEMBLE, anew, now)
            details = {"encoding": encoding, "renamed": len(anew), "others": others}
            event = AuditEvent(
                now, principal.user_id, "names_read", item_id, batch.project, details
            )
            work.audit.append(event)
        return chosen

    def _read_as(
        self, work: Work, principal: Principal, container: Item, encoding: str, *, confirmed: bool
    ) -> tuple[Item, list[str]]:
        """The container with its names read in an encoding, and the ids of what is proposed anew."""
        anew: list[str] = []
        for child in _nameless(work.intake.children_of(container.id)):
            path = _path_in(container, child, encoding)
            if path != child.path:
                anew += self._renamed(work, principal, child, path)
        chosen = replace(container, name_encoding=encoding, names_confirmed=confirmed)
        if anew and _proposed_only(container):
            chosen = replace(chosen, state=ItemState.ANALYSING)
            anew.append(container.id)
        chosen = replace(chosen, revision=container.revision + 1)
        work.intake.replace_item(chosen)
        return chosen, anew

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


def with_known_names(
    work: Work, container: Item, children: Sequence[Item]
) -> tuple[Item, tuple[Item, ...]]:
    """A container that was just unpacked, its members named as somebody has decided already.

    A decision about the container itself holds when it is read again; else one about another archive
    of the batch is proposed; else the names are guessed. One in which they cannot be read is none.
    """
    raw = [bytes.fromhex(child.raw_path or "") for child in _nameless(children)]
    if not raw:
        return replace(container, name_encoding=None, names_confirmed=False), tuple(children)
    known = fitting(raw)
    own = container.name_encoding if container.names_confirmed else None
    decided = (
        c.name_encoding for c in work.intake.containers_of(container.batch) if c.names_confirmed
    )
    encoding = next((one for one in (own, *decided) if one in known), known[0])
    named = replace(
        container, name_encoding=encoding, names_confirmed=own is not None and encoding == own
    )
    return named, tuple(_spelled(container, child, encoding) for child in children)


def _spelled(container: Item, child: Item, encoding: str) -> Item:
    if not child.raw_path:
        return child
    path = _path_in(container, child, encoding)
    return replace(child, path=path, original_name=path.rsplit("/", 1)[-1])


def _path_in(container: Item, child: Item, encoding: str) -> str:
    return shown_path(f"{container.path}/{spelled(bytes.fromhex(child.raw_path or ''), encoding)}")


def _nameless(children: Iterable[Item]) -> list[Item]:
    """Members whose names could be read in more than one way."""
    return [child for child in children if child.raw_path]


def _undecided(work: Work, batch_id: str, encoding: str) -> Iterator[Item]:
    """Read archives of a batch that nobody has decided about and that can be read in an encoding."""
    for container in work.intake.containers_of(batch_id):
        asks = container.name_encoding not in (None, encoding) and not container.names_confirmed
        if asks and container.state not in UNREAD and container.state is not ItemState.FILED:
            current = work.intake.item(container.id) or container
            raw = [
                bytes.fromhex(c.raw_path or "")
                for c in _nameless(work.intake.children_of(current.id))
            ]
            if encoding in fitting(raw):
                yield current


def _container(work: Work, batch_id: str, item_id: str) -> tuple[Item, list[Item]]:
    container = work.intake.item(item_id)
    if container is None or container.batch != batch_id:
        raise NotFound
    children = _nameless(work.intake.children_of(item_id))
    if not children:
        raise NotFound
    return container, children


def _proposed_only(item: Item) -> bool:
    """Nobody has said anything about it yet: everything about it was proposed."""
    waits = item.state in (ItemState.PROPOSED, ItemState.HELD)
    said = item.decision or item.chosen_name or given_by_a_person(item)
    return waits and item.reading is not None and not said
