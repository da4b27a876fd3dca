"""Blobs known to the database, and the items of batches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    RowMapping,
    String,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)

from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.naming.normalise import same_name_key
from archive.persistence.encoding import item_in, item_out
from archive.persistence.tables import blobs, items
from archive.understanding.wants_a_look import asks

UNREAD = (ItemState.RECEIVED.value, ItemState.ANALYSING.value)

# Built once: putting a statement together costs more than running it, and these run for every file read.
_BLOB = select(blobs.c.digest).where(blobs.c.digest == bindparam("bytes"))
_ONE = select(items).where(items.c.id == bindparam("stored"))
_REPLACE = update(items).where(
    items.c.id == bindparam("stored"), items.c.revision == bindparam("known")
)
_OF_DIGEST = (
    select(items)
    .where(items.c.batch_id == bindparam("in_batch"), items.c.digest == bindparam("bytes"))
    .order_by(items.c.ordinal)
)
_FILED_AS = (
    select(items)
    .where(
        items.c.document_id == bindparam("became"),
        items.c.digest == bindparam("bytes"),
        items.c.state == ItemState.FILED.value,
    )
    .order_by(items.c.received_at.desc(), items.c.ordinal.desc())
    .limit(1)
)
_NAME_KEYS = select(items.c.name_key).where(
    items.c.batch_id == bindparam("in_batch"),
    items.c.id != bindparam("besides"),
    items.c.digest != bindparam("bytes"),
    items.c.document_id.is_(None),
    func.substr(items.c.name_key, 1, bindparam("length", type_=Integer))
    == bindparam("beginning", type_=String),
)


def _inside(folder: str) -> ColumnElement[bool]:
    """Right in a folder of the drop, not in one below it; "" is the drop itself."""
    if not folder:
        return func.instr(items.c.path, "/") == 0
    below = items.c.path.startswith(f"{folder}/", autoescape=True)
    return and_(below, func.instr(func.substr(items.c.path, len(folder) + 2), "/") == 0)


@dataclass(frozen=True, slots=True)
class FolderItem:
    """An item as its folder shows it: what it holds besides, as it was stored (`encoding.item_out`)."""

    id: str
    path: str
    state: str
    details: Mapping[str, Any]


class IntakeRepository:
    """Items are found by their random ids; who may ask is the service's question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def know_blob(self, digest: str, size: int, now: datetime) -> None:
        """Note a blob that stands on the disk; known ones stay as they are."""
        known = self._connection.execute(_BLOB, {"bytes": digest})
        if known.first() is None:
            self._connection.execute(insert(blobs).values(digest=digest, size=size, stored_at=now))

    def add_items(self, new: Iterable[Item]) -> None:
        """Store new items behind those the batch has."""
        last: dict[str, int] = {}
        rows = []
        for item in new:
            if item.batch not in last:
                query = select(func.max(items.c.ordinal)).where(items.c.batch_id == item.batch)
                last[item.batch] = self._connection.execute(query).scalar() or 0
            last[item.batch] += 1
            rows.append(_columns(item) | {"ordinal": last[item.batch]})
        if rows:
            self._connection.execute(insert(items), rows)

    def replace_item(self, item: Item) -> bool:
        """Store a changed item over revision `item.revision - 1`; False when somebody else was first."""
        before = {"stored": item.id, "known": item.revision - 1}
        done = self._connection.execute(_REPLACE, _columns(item) | before)
        return done.rowcount > 0

    def item(self, item_id: str) -> Item | None:
        """One item."""
        row = self._connection.execute(_ONE, {"stored": item_id}).mappings().first()
        return item_of_row(row) if row else None

    def items_among(self, batch_id: str, item_ids: Collection[str]) -> dict[str, Item]:
        """Those items of a batch, by id."""
        query = select(items).where(items.c.batch_id == batch_id, items.c.id.in_(item_ids))
        found = map(item_of_row, self._connection.execute(query).mappings())
        return {item.id: item for item in found}

    def revisions_of(self, batch_id: str) -> tuple[tuple[str, int], ...]:
        """A batch's items in the order they came: id and revision, nothing decoded."""
        query = (
            select(items.c.id, items.c.revision)
            .where(items.c.batch_id == batch_id)
            .order_by(items.c.ordinal)
        )
        return tuple((row.id, row.revision) for row in self._connection.execute(query))

    def items_of(self, batch_id: str) -> tuple[Item, ...]:
        """A batch's items in the order they came, members behind their container."""
        query = select(items).where(items.c.batch_id == batch_id).order_by(items.c.ordinal)
        return tuple(map(item_of_row, self._connection.execute(query).mappings()))

    def received_before(self, project_id: str, by: str, path: str, digest: str) -> bool:
        """True when an account dropped these bytes on the project under that path."""
        query = select(items.c.id).where(
            items.c.project_id == project_id,
            items.c.digest == digest,
            items.c.path == path,
            items.c.received_by == by,
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def items_with_digest(self, batch_id: str, digest: str) -> tuple[Item, ...]:
        """The items of a batch with the same bytes, in the order they came."""
        same = {"in_batch": batch_id, "bytes": digest}
        return tuple(map(item_of_row, self._connection.execute(_OF_DIGEST, same).mappings()))

    def items_with_readings(self, batch_id: str, reading_ids: Collection[str]) -> tuple[Item, ...]:
        """The items of a batch whose text is one of these and that are not filed yet."""
        query = (
            select(items)
            .where(
                items.c.batch_id == batch_id,
                items.c.reading_id.in_(set(reading_ids)),
                items.c.document_id.is_(None),
            )
            .order_by(items.c.ordinal)
        )
        return tuple(map(item_of_row, self._connection.execute(query).mappings()))

    def name_keys(self, besides: Item, beginning: str) -> frozenset[str]:
        """The same-name keys that begin so, proposed in an item's batch for other bytes not filed yet."""
        asked = {
            "in_batch": besides.batch,
            "besides": besides.id,
            "bytes": besides.sha256,
            "length": len(beginning),
            "beginning": beginning,
        }
        return frozenset(self._connection.execute(_NAME_KEYS, asked).scalars())

    def reads_on(self, batch_id: str, folder: str) -> bool:
        """True while a file right in a folder of a batch is not read."""
        query = select(items.c.id).where(
            items.c.state.in_(UNREAD), items.c.batch_id == batch_id, _inside(folder)
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def in_folder(self, batch_id: str, folder: str, most: int) -> tuple[FolderItem, ...]:
        """The files right in a folder of a batch that were not thrown out, at most so many."""
        query = (
            select(items.c.id, items.c.path, items.c.state, items.c.details)
            .where(
                items.c.batch_id == batch_id,
                items.c.state != ItemState.DISCARDED.value,
                _inside(folder),
            )
            .order_by(items.c.ordinal)
            .limit(most)
        )
        return tuple(FolderItem(*row) for row in self._connection.execute(query))

    def count_below(self, batch_id: str, path: str) -> int:
        """How many items of a batch came out of the container at a path, at any depth."""
        query = select(func.count()).where(
            items.c.batch_id == batch_id, items.c.path.startswith(f"{path}/", autoescape=True)
        )
        return int(self._connection.execute(query).scalar_one())

    def waiting_ids(self, project_id: str, batch_id: str | None = None) -> tuple[str, ...]:
        """The items of a project, or of one of its batches, that wait for a decision."""
        waits = (ItemState.PROPOSED.value, ItemState.HELD.value)
        query = select(items.c.id).where(items.c.project_id == project_id, items.c.state.in_(waits))
        if batch_id is not None:
            query = query.where(items.c.batch_id == batch_id)
        return tuple(self._connection.execute(query.order_by(items.c.id)).scalars())

    def linked_to(self, document_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Document -> the items that stand in it."""
        query = select(items.c.document_id, items.c.id).where(
            items.c.document_id.in_(set(document_ids))
        )
        found: dict[str, frozenset[str]] = {}
        for document_id, item_id in self._connection.execute(query):
            found[document_id] = found.get(document_id, frozenset()) | {item_id}
        return found

    def filed_as(self, document_id: str, digest: str) -> Item | None:
        """The item that these bytes of a document were filed from, the newest."""
        asked = {"became": document_id, "bytes": digest}
        row = self._connection.execute(_FILED_AS, asked).mappings().first()
        return item_of_row(row) if row else None

    def children_of(self, item_id: str) -> tuple[Item, ...]:
        """The items a container was unpacked into."""
        query = select(items).where(items.c.parent_id == item_id).order_by(items.c.ordinal)
        return tuple(map(item_of_row, self._connection.execute(query).mappings()))

    def containers_of(self, batch_id: str) -> tuple[Item, ...]:
        """The items of a batch that were unpacked, in the order they came."""
        inside = select(items.c.parent_id).where(
            items.c.batch_id == batch_id, items.c.parent_id.is_not(None)
        )
        query = select(items).where(items.c.batch_id == batch_id, items.c.id.in_(inside))
        rows = self._connection.execute(query.order_by(items.c.ordinal)).mappings()
        return tuple(map(item_of_row, rows))


def _columns(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "batch_id": item.batch,
        "project_id": item.project,
        "parent_id": item.parent,
        "path": item.path,
        "digest": item.sha256,
        "size": item.size,
        "state": item.state.value,
        "verdict": item.verdict,
        "name_key": same_name_key(item.name) if item.proposed_name else None,
        "reading_id": item.reading,
        "document_id": item.document,
        "received_by": item.received_by,
        "received_at": item.received_at,
        "revision": item.revision,
        "details": item_out(item),
        "asks": asks(item),
    }


def item_of_row(row: RowMapping) -> Item:
    """The item a row of the table holds."""
    return Item(
        id=row["id"],
        batch=row["batch_id"],
        project=row["project_id"],
        parent=row["parent_id"],
        path=row["path"],
        sha256=row["digest"],
        size=row["size"],
        state=ItemState(row["state"]),
        verdict=row["verdict"],
        reading=row["reading_id"],
        document=row["document_id"],
        received_by=row["received_by"],
        received_at=row["received_at"],
        revision=row["revision"],
        **item_in(row["details"]),
    )
