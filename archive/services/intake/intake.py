"""Files on their way in: batches, receiving, and what people decide about items."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from archive.blobs import Blob, LocalBlobStore
from archive.domain.access import Action, Principal, ProjectRole, Target, require, scope_of
from archive.domain.documents import ItemState
from archive.domain.intake import Batch, Item
from archive.domain.messages import Message
from archive.domain.segments import ContentState, Segment
from archive.domain.text_quality import NOT_KNOWN, PageQualities
from archive.errors import NotFound
from archive.extraction.reader import Reader
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.intake.assessment import Assessor
from archive.services.intake.item_changes import ItemChange, ItemEditor
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import ANALYSE
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of

LONGEST_PATH = 2000
SETTLED = (ItemState.FILED, ItemState.DISCARDED)


@dataclass(frozen=True, slots=True)
class BatchGlance:
    """A batch, the revisions of its items in order, and the items that whoever asks does not know yet."""

    batch: Batch
    revisions: tuple[tuple[str, int], ...]
    news: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its items in order."""

    batch: Batch
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of an item or a document with its places."""

    segments: tuple[Segment, ...]
    quality: str
    page_count: int | None
    pages: PageQualities = NOT_KNOWN
    separator: str = "\t"
    """What parts the cells of its tables in the file."""


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
        self._editor = ItemEditor(assessor, clock)
        self._limit = limit
        self._clock = clock

    def open_batch(self, principal: Principal, code: str) -> Batch:
        """Start a drop of files on a project."""
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.FILE, Target(project.id))
            require_open(work, project.id)
            batch_id = new_id()
            work.batches.add(batch_id, project.id, principal.user_id, self._clock())
            batch = work.batches.get(batch_id)
        assert batch is not None  # noqa: S101 - written two lines above
        return batch

    def batches(self, principal: Principal, code: str) -> tuple[Batch, ...]:
        """A project's batches that the caller may see, newest first."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            found = work.batches.of_project(project.id)
        return tuple(batch for batch in found if _may_see(principal, batch))

    def waiting(self, principal: Principal) -> tuple[Batch, ...]:
        """The caller's own batches with something left to do."""
        with self._database.read() as work:
            found = work.batches.of_account(principal.user_id)
        return tuple(
            b for b in found if b.state.value not in ("done", "open") and _may_see(principal, b)
        )

    def batch(self, principal: Principal, batch_id: str) -> BatchView:
        """A batch with its items. NotFound unless the caller opened it or manages the project."""
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            return BatchView(batch, work.intake.items_of(batch_id))

    def glance(
        self, principal: Principal, batch_id: str, known: Callable[[str, int], bool]
    ) -> BatchGlance:
        """A batch with those of its items that are not `known` (by id and revision). As `batch`."""
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            revisions = work.intake.revisions_of(batch_id)
            news = [item for item, revision in revisions if not known(item, revision)]
            return BatchGlance(batch, revisions, work.intake.items_among(batch_id, news))

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
            require_open(work, batch.project)
            before = _item_of(work, batch_id, item_id)
            after = self._editor.change(work, principal, batch, before, change)
            if after.level > before.level:
                self._editor.raise_holders(work, principal, batch, after)
            return after

    def read_again(self, principal: Principal, batch_id: str) -> int:
        """Have every file of a batch read anew whose reading failed; how many these are.

        What a person decided about them and said of them is kept; what was proposed is made anew.
        """
        now = self._clock()
        with self._database.write() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
            failed = [item for item in work.intake.items_of(batch_id) if reading_failed(item)]
            for item in failed:
                work.intake.replace_item(
                    replace(
                        item,
                        state=ItemState.RECEIVED,
                        content_state=ContentState.OK,
                        reading=None,
                        verdict=None,
                        findings=(),
                        note=Message("intake.read_again"),
                        revision=item.revision + 1,
                    )
                )
            work.jobs.add(*ANALYSE, [item.id for item in failed], now)
            if failed:
                details = {"files": len(failed)}
                work.audit.append(
                    AuditEvent(
                        now, principal.user_id, "read_again", batch_id, batch.project, details
                    )
                )
        return len(failed)

    # looking at an item before it is filed

    def text(self, principal: Principal, batch_id: str, item_id: str) -> TextView:
        """The text that was read from an item."""
        item = self.item(principal, batch_id, item_id)
        with self._database.read() as work:
            segments = work.readings.segments(item.reading) if item.reading else ()
            separator = separator_of(work, item.reading)
        quality = item.text_quality.value
        return TextView(segments, quality, item.page_count, item.pages, separator)

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


def separator_of(work: Work, reading: str | None) -> str:
    """What parts the cells of a reading's tables in the file."""
    return work.readings.separators([reading]).get(reading, "\t") if reading else "\t"


def reading_failed(item: Item) -> bool:
    """True when a file waits whose text could not be read: damaged, or too much for its reader."""
    waits = item.state in (ItemState.PROPOSED, ItemState.HELD)
    return waits and item.content_state is ContentState.DAMAGED


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
    batch = work.batches.get(batch_id)
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
