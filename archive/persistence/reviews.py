"""Project reviews: one draft per project, rebuildable from its documents; changes and approvals, which are not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from archive.persistence.tables import review_approvals, review_edits, reviews, users
from archive.review.edit import Edit

EDITS_IN_ORDER = (
    review_edits.c.at,
    review_edits.c.key,
    review_edits.c.kind,
    review_edits.c.circle,
)
"""Oldest first, and always the same."""


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review as it was built, before it is limited to a reader."""

    project: str
    status: str
    requested_at: datetime
    built_at: datetime | None
    fingerprint: str | None
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Approval:
    """A review as it was approved: frozen, and filed as `document`. `by` is the approver's name."""

    id: str
    project: str
    document: str
    by: str
    at: datetime
    fingerprint: str
    content: Mapping[str, Any]


class ReviewRepository:
    """Reviews, what people changed in them, and the approved ones."""

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

    # changes

    def edits(self, project_id: str) -> tuple[Edit, ...]:
        """What people changed in the project's review, oldest first."""
        query = (
            select(review_edits, users.c.display_name, users.c.username)
            .join(users, users.c.id == review_edits.c.by)
            .where(review_edits.c.project_id == project_id)
            .order_by(*EDITS_IN_ORDER)
        )
        return tuple(map(edit_of, self._connection.execute(query).mappings()))

    def put_edit(self, project_id: str, edit: Edit, user_id: str) -> None:
        """Store a change over an earlier one of the same statement, kind and circle: no other is touched."""
        self.drop_edit(project_id, edit)
        self._connection.execute(
            insert(review_edits).values(
                project_id=project_id,
                section=edit.section,
                key=edit.key,
                kind=edit.kind,
                circle=circle_of(edit.documents),
                by=user_id,
                at=edit.at,
                details=_details(edit),
            )
        )

    def move_edits(self, project_id: str, edits: tuple[Edit, ...]) -> None:
        """Store where changes stand after a build; who made them and when stays."""
        for edit in edits:  # a handful: only sentences that a person alone stands for
            self._connection.execute(
                update(review_edits)
                .where(
                    *_this(project_id, edit),
                    review_edits.c.at == edit.at,  # a newer change of the same sentence wins
                )
                .values(details=_details(edit))
            )

    def drop_edit(self, project_id: str, edit: Edit) -> bool:
        """Take a change back; False when there is none."""
        done = self._connection.execute(delete(review_edits).where(*_this(project_id, edit)))
        return done.rowcount > 0

    # approvals

    def add_approval(self, approval: Approval, user_id: str) -> None:
        """Keep an approved review; none is ever changed."""
        self._connection.execute(
            insert(review_approvals).values(
                id=approval.id,
                project_id=approval.project,
                document_id=approval.document,
                approved_by=user_id,
                approved_at=approval.at,
                fingerprint=approval.fingerprint,
                content=dict(approval.content),
            )
        )

    def approvals(self, project_id: str) -> tuple[Approval, ...]:
        """The project's approved reviews, newest first."""
        query = (
            select(review_approvals, users.c.display_name, users.c.username)
            .join(users, users.c.id == review_approvals.c.approved_by)
            .where(review_approvals.c.project_id == project_id)
            .order_by(review_approvals.c.approved_at.desc(), review_approvals.c.id)
        )
        return tuple(
            Approval(
                id=row["id"],
                project=row["project_id"],
                document=row["document_id"],
                by=row["display_name"] or row["username"],
                at=row["approved_at"],
                fingerprint=row["fingerprint"],
                content=row["content"],
            )
            for row in self._connection.execute(query).mappings()
        )


def circle_of(documents: Iterable[str]) -> str:
    """The circle of those who may see all of these documents, by which changes of one statement are told apart."""
    return hashlib.sha256("\n".join(sorted(set(documents))).encode()).hexdigest()[:32]


def _this(project_id: str, edit: Edit) -> tuple[ColumnElement[bool], ...]:
    return (
        review_edits.c.project_id == project_id,
        review_edits.c.section == edit.section,
        review_edits.c.key == edit.key,
        review_edits.c.kind == edit.kind,
        review_edits.c.circle == circle_of(edit.documents),
    )


def edit_of(row: RowMapping) -> Edit:
    """A row of the changes, joined with the account, as a value."""
    return Edit(
        section=row["section"],
        key=row["key"],
        kind=row["kind"],
        values=row["details"]["values"],
        before=row["details"]["before"],
        by=row["display_name"] or row["username"],
        at=row["at"],
        documents=tuple(row["details"]["documents"]),
        lost=row["details"]["lost"],
    )


def _details(edit: Edit) -> dict[str, object]:
    return {
        "values": dict(edit.values),
        "before": dict(edit.before),
        "documents": list(edit.documents),
        "lost": edit.lost,
    }
