"""Project reviews: one draft per project, always rebuildable from its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from archive.persistence.tables import reviews


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review as it was built, before it is limited to a reader."""

    project: str
    status: str
    requested_at: datetime
    built_at: datetime | None
    fingerprint: str | None
    content: Mapping[str, object]


class ReviewRepository:
    """The table of reviews."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, project_id: str) -> StoredReview | None:
        """The review of a project; who may see which statement is the service's question."""
        row = (
            self._connection.execute(select(reviews).where(reviews.c.project_id == project_id))
            .mappings()
            .first()
        )
        if row is None:
            return None
        return StoredReview(
            row["project_id"],
            row["status"],
            row["requested_at"],
            row["built_at"],
            row["fingerprint"],
            row["content"],
        )

    def put(self, review: StoredReview) -> None:
        """Store a review over the project's earlier one."""
        values = {
            "status": review.status,
            "requested_at": review.requested_at,
            "built_at": review.built_at,
            "fingerprint": review.fingerprint,
            "content": dict(review.content),
        }
        done = self._connection.execute(
            update(reviews).where(reviews.c.project_id == review.project).values(values)
        )
        if done.rowcount == 0:
            self._connection.execute(
                insert(reviews).values(values | {"project_id": review.project})
            )
