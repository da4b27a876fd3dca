"""Large files in pieces: announced, sent piece by piece, taken up again where the connection broke."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import IO

from archive.blobs import LocalBlobStore
from archive.blobs.parts import PartStore, append
from archive.domain.access import Action, Principal, Target, require
from archive.domain.intake import Upload
from archive.errors import Conflict, InvalidInput, NotFound, StorageFull, UploadTooLarge
from archive.persistence.database import Database, Work
from archive.services.intake.intake import arrived, batch_of, shown_path
from archive.services.operations.identifiers import Clock, new_id
from archive.services.projects.freezing import require_open

PIECE_LIMIT = 32 << 20
"""Bytes of one piece; a proxy or a slow line would break off longer ones."""
AT_ONCE = 100
KEPT = timedelta(days=2)
"""An upload nobody has added to for so long is forgotten."""


class UploadService:
    """What was acknowledged is on the disk; what was not is sent again."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        parts: PartStore,
        limit: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._parts = parts
        self._limit = limit
        self._clock = clock

    def announce(
        self, principal: Principal, batch_id: str, path: str, size: int, sha256: str | None = None
    ) -> Upload:
        """Begin a file of `size` bytes; `sha256`, where it is known, is checked when all is there.

        Raises:
            UploadTooLarge, StorageFull: it could not be kept.
            Conflict: the account has begun too many files.
        """
        if size < 1:
            raise InvalidInput(field="size", why="1, 2 ...")
        if size > self._limit:
            raise UploadTooLarge(limit_mb=self._limit >> 20)
        if self._blobs.free_bytes() < size:
            raise StorageFull
        upload = Upload(
            new_id(), batch_id, shown_path(path), size, sha256, principal.user_id, received=0
        )
        with self._database.write() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
            if work.uploads.unfinished_of(principal.user_id) >= AT_ONCE:
                raise Conflict(why="upload_too_many")
            work.uploads.add(upload, self._clock())
        return upload

    def unfinished(self, principal: Principal, batch_id: str) -> tuple[Upload, ...]:
        """What the caller has begun in a batch and not finished."""
        with self._database.read() as work:
            batch_of(work, principal, batch_id)
            return work.uploads.of_batch(batch_id, principal.user_id)

    def get(self, principal: Principal, upload_id: str) -> Upload:
        """How far an upload is. NotFound for everybody but who began it."""
        with self._database.read() as work:
            return _own(work, principal, upload_id)

    def send(
        self,
        principal: Principal,
        upload_id: str,
        offset: int,
        stream: IO[bytes],
        sha256: str | None = None,
    ) -> Upload:
        """Take the piece that begins at `offset`; with the last one the file becomes an item.

        When this returns, the piece is on the disk. `sha256` is that of the piece.

        Raises:
            Conflict: the piece does not begin where the last one ended, another one is being
                written, it or the whole file is not what was announced.
        """
        upload = self.get(principal, upload_id)
        if upload.item is not None:
            return upload
        with self._database.read() as work:
            require_open(work, batch_of(work, principal, upload.batch).project)
        if self._blobs.free_bytes() <= 0:
            raise StorageFull
        with self._parts.growing(upload_id) as file:
            upload = self.get(principal, upload_id)  # again: it may have grown before it was locked
            if upload.item is not None:
                self._parts.drop(upload_id)
                return upload
            if offset != upload.received:
                raise Conflict(why="upload_offset", offset=upload.received)
            if offset < upload.size:
                after = append(file, offset, stream, upload.size, sha256)
                with self._database.write() as work:
                    work.uploads.advance(upload_id, after, self._clock())
                upload = replace(upload, received=after)
            return self._finished(principal, upload)

    def forget(self, principal: Principal, upload_id: str) -> None:
        """Give up an upload that is not finished."""
        with self._database.write() as work:
            upload = _own(work, principal, upload_id)
            if upload.item is None:
                work.uploads.remove(upload.id)
        self._parts.drop(upload.id)

    def sweep(self) -> int:
        """Forget what nobody has added to for `KEPT`, and files nobody knows of."""
        names = self._parts.names()  # before the rows: a file is never there before its row
        with self._database.write() as work:
            for upload_id in work.uploads.untouched_since(self._clock() - KEPT):
                work.uploads.remove(upload_id)
            left = names - work.uploads.ids()
        for name in left:
            self._parts.drop(name)
        return len(left)

    def _finished(self, principal: Principal, upload: Upload) -> Upload:
        """Make the item of an upload that is all there; nobody adds to it meanwhile."""
        if upload.received < upload.size:
            return upload
        blob = self._blobs.adopt(self._parts.path(upload.id))
        if upload.sha256 is not None and blob.digest != upload.sha256.lower():
            self.forget(principal, upload.id)
            raise Conflict(why="upload_differs")
        with self._database.write() as work:
            batch = batch_of(work, principal, upload.batch)
            require_open(work, batch.project)
            item = arrived(work, principal, batch, blob, upload.path, self._clock())
            work.uploads.finish(upload.id, item.id)
        self._parts.drop(upload.id)
        return replace(upload, item=item.id)


def _own(work: Work, principal: Principal, upload_id: str) -> Upload:
    upload = work.uploads.get(upload_id)
    if upload is None or upload.created_by != principal.user_id:
        raise NotFound
    batch = batch_of(work, principal, upload.batch)
    require(principal, Action.FILE, Target(batch.project))
    return upload
