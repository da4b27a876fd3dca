"""Files on their way in: batches, receiving, and what people decide about items."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from archive.blobs import Blob, LocalBlobStore
from archive.domain.access import Action, Principal, ProjectRole, Target, require, scope_of
from archive.domain.dates import parse_date
from archive.domain.documents import CLASS_CODES, Decision, ItemState, Level
from archive.domain.intake import Batch, Item, ItemFields
from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState, Segment
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extraction.reader import Reader
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.assessment import Assessor
from archive.services.freezing import require_open
from archive.services.identifiers import Clock, new_id
from archive.services.jobs import ANALYSE
from archive.services.projects import project_of

LONGEST_PATH = 2000
LONGEST_TEXT = 500
SETTLED = (ItemState.FILED, ItemState.DISCARDED)
UNREAD = (ItemState.RECEIVED, ItemState.ANALYSING)


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its items in order."""

    batch: Batch
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What a person changes about an item; None leaves a part as it is.

    `decision` is a `Decision` word, or "none" to take a decision back. `revision` is the one the
    person saw: another one is a conflict.
    """

    class_key: str | None = None
    name: str | None = None
    fields: Mapping[str, object] | None = None
    level: str | None = None
    decision: str | None = None
    of: str | None = None
    reason: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of an item or a document with its places."""

    segments: tuple[Segment, ...]
    quality: str
    page_count: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to hand out: where they stand, what they are and what they are called."""

    path: Path
    name: str
    media_type: str
    sha256: str
    size: int


class IntakeService:
    """Receives files and keeps what people decide about them."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        reader: Reader,
        assessor: Assessor,
        limit: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._reader = reader
        self._assessor = assessor
        self._limit = limit
        self._clock = clock

    def open_batch(self, principal: Principal, code: str) -> Batch:
        """Start a drop of files on a project."""
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.FILE, Target(project.id))
            require_open(work, project.id)
            batch_id = new_id()
            work.intake.add_batch(batch_id, project.id, principal.user_id, self._clock())
            batch = work.intake.batch(batch_id)
        assert batch is not None  # noqa: S101 - written two lines above
        return batch

    def batches(self, principal: Principal, code: str) -> tuple[Batch, ...]:
        """A project's batches that the caller may see, newest first."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            found = work.intake.batches_of(project.id)
        return tuple(batch for batch in found if _may_see(principal, batch))

    def waiting(self, principal: Principal) -> tuple[Batch, ...]:
        """The caller's own batches with something left to do."""
        with self._database.read() as work:
            found = work.intake.batches_by(principal.user_id)
        return tuple(
            b for b in found if b.state.value not in ("done", "open") and _may_see(principal, b)
        )

    def batch(self, principal: Principal, batch_id: str) -> BatchView:
        """A batch with its items. NotFound unless the caller opened it or manages the project."""
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            return BatchView(batch, work.intake.items_of(batch_id))

    def item(self, principal: Principal, batch_id: str, item_id: str) -> Item:
        """One item of a batch."""
        with self._database.read() as work:
            batch_of(work, principal, batch_id)
            return _item_of(work, batch_id, item_id)

    def receive(self, principal: Principal, batch_id: str, stream: IO[bytes], path: str) -> Item:
        """Take a file. When this returns, its bytes and its item are on the disk.

        Raises:
            UploadTooLarge, StorageFull: nothing was stored.
        """
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
        blob = self._blobs.put(stream, self._limit)
        with self._database.write() as work:
            require_open(work, batch.project)
            return arrived(work, principal, batch, blob, path, self._clock())

    def has_received(self, principal: Principal, code: str, path: str, digest: str) -> bool:
        """True when these bytes came to the project under this path before, through the caller."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            return work.intake.received_before(
                project.id, principal.user_id, shown_path(path), digest
            )

    def change(self, principal: Principal, batch_id: str, item_id: str, change: ItemChange) -> Item:
        """Keep a person's decision or correction; the item is judged again.

        Raises:
            Conflict: the item is still being read, is filed, or somebody else changed it.
            InvalidInput: a class, level, decision or field that does not exist.
        """
        with self._database.write() as work:
            batch = batch_of(work, principal, batch_id)
            before = _item_of(work, batch_id, item_id)
            require_open(work, batch.project)
            if change.revision is not None and change.revision != before.revision:
                raise Conflict(why="changed_meanwhile")
            if before.state in (*UNREAD, ItemState.FILED):
                raise Conflict(why=f"item_{before.state.value}")
            after = _changed(before, change)
            after = _decided(work, principal, batch, after, change)
            after = self._assessor.judge(work, principal, after)
            after = replace(after, revision=before.revision + 1)
            if not work.intake.replace_item(after):
                raise Conflict(why="changed_meanwhile")
            if change.decision:
                details = {"decision": change.decision, "reason": change.reason}
                work.audit.append(
                    AuditEvent(
                        self._clock(),
                        principal.user_id,
                        "item_decided",
                        item_id,
                        batch.project,
                        details,
                    )
                )
        return after

    # looking at an item before it is filed

    def text(self, principal: Principal, batch_id: str, item_id: str) -> TextView:
        """The text that was read from an item."""
        item = self.item(principal, batch_id, item_id)
        with self._database.read() as work:
            segments = work.readings.segments(item.reading) if item.reading else ()
        return TextView(segments, item.text_quality.value, item.page_count)

    def content(self, principal: Principal, batch_id: str, item_id: str) -> Content:
        """The bytes as they were received, under their original name."""
        item = self.item(principal, batch_id, item_id)
        path = self._blobs.path(item.sha256)
        return Content(path, item.original_name, item.media_type, item.sha256, item.size)

    def picture(
        self, principal: Principal, batch_id: str, item_id: str, page: int, width: int
    ) -> bytes:
        """A page's picture. NotFound when the file has no such page."""
        item = self.item(principal, batch_id, item_id)
        if item.content_state is not ContentState.OK:
            raise NotFound
        return self._reader.picture(self._blobs.path(item.sha256), page, width)


def arrived(
    work: Work, principal: Principal, batch: Batch, blob: Blob, path: str, now: datetime
) -> Item:
    """The item of stored bytes, with the job that reads it."""
    shown = shown_path(path)
    item = Item(
        id=new_id(),
        batch=batch.id,
        project=batch.project,
        path=shown,
        original_name=shown.rsplit("/", 1)[-1],
        sha256=blob.digest,
        size=blob.size,
        received_by=principal.user_id,
        received_at=now,
        state=ItemState.RECEIVED,
    )
    work.intake.know_blob(blob.digest, blob.size, now)
    work.intake.add_items([item])
    work.jobs.add(*ANALYSE, [item.id], now)
    return item


def batch_of(work: Work, principal: Principal, batch_id: str) -> Batch:
    """A batch the caller may see, or NotFound."""
    batch = work.intake.batch(batch_id)
    if batch is None or not _may_see(principal, batch):
        raise NotFound
    return batch


def _may_see(principal: Principal, batch: Batch) -> bool:
    """Who opened it, while still a member, and the project's managers."""
    place = principal.membership(batch.project)
    if place is None:
        return False
    return batch.created_by == principal.user_id or place.role is ProjectRole.MANAGER


def _item_of(work: Work, batch_id: str, item_id: str) -> Item:
    item = work.intake.item(item_id)
    if item is None or item.batch != batch_id:
        raise NotFound
    return item


def shown_path(path: str) -> str:
    """A dropped file's path as it is kept and shown; it is never a path on our disk."""
    text = path.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text).replace("\\", "/")
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))
    text = text.strip("/ ") or "unnamed"
    return text[-LONGEST_PATH:]


def _changed(item: Item, change: ItemChange) -> Item:
    """The item with the plain values of a change; anything odd is InvalidInput."""
    if change.class_key is not None:
        if change.class_key not in CLASS_CODES:
            raise InvalidInput(field="class", why=", ".join(CLASS_CODES))
        item = replace(item, class_key=change.class_key, class_confidence=1.0, class_reasons=())
    if change.level is not None:
        levels = {level.key: level for level in Level}
        if change.level not in levels:
            raise InvalidInput(field="confidentiality", why=", ".join(levels))
        item = replace(item, level=levels[change.level], level_reasons=())
    if change.fields is not None:
        fields = changed_fields(item.fields, change.fields)
        dated = fields.date != item.fields.date
        item = replace(
            item,
            fields=fields,
            date_source="text" if dated else item.date_source,
            date_choices=() if dated else item.date_choices,
        )
    if change.name is not None:
        if len(change.name) > LONGEST_TEXT:
            raise InvalidInput(field="name", why=f"0-{LONGEST_TEXT}")
        item = replace(item, chosen_name=change.name.strip() or None)
    return item


def changed_fields(fields: ItemFields, changes: Mapping[str, object]) -> ItemFields:
    """Fields with some of them set anew; InvalidInput names the one that cannot be."""
    values: dict[str, object] = {}
    for key, value in changes.items():
        if key not in ItemFields.__slots__:
            raise InvalidInput(field=f"fields.{key}", why=", ".join(ItemFields.__slots__))
        if key == "parties":
            if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
                raise InvalidInput(field="fields.parties", why="[text, ...]")
            values[key] = tuple(v.strip()[:200] for v in value if v.strip())[:20]
            continue
        if value is not None and not isinstance(value, str):
            raise InvalidInput(field=f"fields.{key}", why="text")
        values[key] = _checked_field(key, (value or "").strip())
    return replace(fields, **values)  # type: ignore[arg-type] # every key is a field, checked above


def _checked_field(key: str, value: str) -> str | None:
    if len(value) > LONGEST_TEXT:
        raise InvalidInput(field=f"fields.{key}", why=f"0-{LONGEST_TEXT}")
    if key == "title":
        return value
    if not value:
        return None
    if key == "date":
        mention = parse_date(value)
        if mention is None or len(mention.value) < 7:
            raise InvalidInput(field="fields.date", why="YYYY-MM-DD, YYYY-MM")
        return mention.value
    if key == "language" and value not in (*LANGUAGES, "bi"):
        raise InvalidInput(field="fields.language", why=", ".join((*LANGUAGES, "bi")))
    return value


def _decided(
    work: Work, principal: Principal, batch: Batch, item: Item, change: ItemChange
) -> Item:
    """The item with a decision taken, or taken back."""
    if change.decision is None:
        return replace(item, reason=change.reason) if change.reason is not None else item
    if change.decision == "none":
        back = ItemState.PROPOSED
        return replace(item, decision=None, decision_of=None, reason=None, state=back)
    words = {decision.value: decision for decision in Decision}
    if change.decision not in words:
        raise InvalidInput(field="decision", why=", ".join((*words, "none")))
    decision = words[change.decision]
    of = change.of or item.duplicate_of or (item.similar_to.id if item.similar_to else None)
    if decision in (Decision.LINK, Decision.NEW_VERSION):
        _require_target(work, principal, batch, item, of)
    if decision is Decision.KEEP_BOTH and not (change.reason or "").strip():
        raise InvalidInput(field="reason", why="1-500")
    state = {Decision.HOLD: ItemState.HELD, Decision.DISCARD: ItemState.DISCARDED}
    return replace(
        item,
        decision=decision,
        decision_of=of if decision in (Decision.LINK, Decision.NEW_VERSION) else None,
        reason=(change.reason or "").strip()[:LONGEST_TEXT] or None,
        state=state.get(decision, ItemState.PROPOSED),
    )


def _require_target(
    work: Work, principal: Principal, batch: Batch, item: Item, of: str | None
) -> None:
    """`of` must be a visible document of this project, or another item of this batch."""
    twin = work.intake.item(of) if of else None
    if twin is not None and twin.batch == batch.id and twin.id != item.id:
        return
    document = work.documents.get(scope_of(principal), of) if of else None
    if document is None or document.project != batch.project:
        raise InvalidInput(field="of", why="document or item")
