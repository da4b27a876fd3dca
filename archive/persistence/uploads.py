"""Files that arrive in pieces: what was announced, and how much of it is acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from archive.domain.intake import Upload
from archive.persistence.tables import uploads


class UploadRepository:
    """Uploads are found by their random ids; who may ask is the service's question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, upload: Upload, now: datetime) -> None:
        """Note that a file is announced."""
        values = {
            "id": upload.id,
            "batch_id": upload.batch,
            "path": upload.path,
            "size": upload.size,
            "digest": upload.sha256,
            "received": 0,
            "created_by": upload.created_by,
            "touched_at": now,
        }
        self._connection.execute(insert(uploads).values(values))

    def get(self, upload_id: str) -> Upload | None:
        """One upload."""
        query = select(uploads).where(uploads.c.id == upload_id)
        row = self._connection.execute(query).mappings().first()
        return _upload(row) if row else None

    def of_batch(self, batch_id: str, created_by: str) -> tuple[Upload, ...]:
        """What an account has not finished in a batch, oldest first."""
        query = (
            select(uploads)
            .where(
                uploads.c.batch_id == batch_id,
                uploads.c.created_by == created_by,
                uploads.c.item_id.is_(None),
            )
            .order_by(uploads.c.touched_at, uploads.c.id)
        )
        return tuple(map(_upload, self._connection.execute(query).mappings()))

    def unfinished_of(self, created_by: str) -> int:
        """How many uploads an account has begun and not finished."""
        query = select(func.count()).where(
            uploads.c.created_by == created_by, uploads.c.item_id.is_(None)
        )
        return int(self._connection.execute(query).scalar_one())

    def advance(self, upload_id: str, received: int, now: datetime) -> None:
        """Acknowledge the first `received` bytes."""
        self._connection.execute(
            update(uploads)
            .where(uploads.c.id == upload_id)
            .values(received=received, touched_at=now)
        )

    def finish(self, upload_id: str, item_id: str) -> None:
        """Note the item it became."""
        self._connection.execute(
            update(uploads).where(uploads.c.id == upload_id).values(item_id=item_id)
        )

    def remove(self, upload_id: str) -> None:
        """Forget an upload."""
        self._connection.execute(delete(uploads).where(uploads.c.id == upload_id))

    def untouched_since(self, moment: datetime) -> Sequence[str]:
        """Uploads nobody has added to since then, finished ones among them."""
        query = select(uploads.c.id).where(uploads.c.touched_at < moment)
        return list(self._connection.execute(query).scalars())

    def ids(self) -> set[str]:
        """Every upload that is known."""
        return set(self._connection.execute(select(uploads.c.id)).scalars())


def _upload(row: RowMapping) -> Upload:
    return Upload(
        row["id"],
        row["batch_id"],
        row["path"],
        row["size"],
        row["digest"],
        row["created_by"],
        row["received"],
        row["item_id"],
    )
