"""Approved reviews of many projects at once, with people's changes: what outcomes are told from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from archive.domain.access import AccessScope
from archive.domain.documents import Document
from archive.persistence.document_rows import LIVE
from archive.persistence.documents import DocumentRepository
from archive.persistence.reviews import EDITS_IN_ORDER, edit_of
from archive.persistence.scoping import visible_to
from archive.persistence.tables import (
    documents,
    review_approvals,
    review_edits,
    segments,
    users,
    versions,
)
from archive.review.edit import Edit

PIECES, LONGEST_PIECE, MOST_PIECES = 8, 300, 2000
"""What of a document shows how people write: its first pieces, so much of each, so many in all."""


class OutcomeRepository:
    """A handful of queries, however many projects are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._documents = DocumentRepository(connection)

    def approved(self, project_ids: Collection[str]) -> dict[str, Mapping[str, Any]]:
        """Project -> its newest approved review, as it was frozen; restricting it is the caller's."""
        table = review_approvals
        newest = (
            select(table.c.project_id, func.max(table.c.approved_at).label("at"))
            .where(table.c.project_id.in_(set(project_ids)))
            .group_by(table.c.project_id)
            .subquery()
        )
        query = select(table.c.project_id, table.c.content).join(
            newest,
            (newest.c.project_id == table.c.project_id) & (newest.c.at == table.c.approved_at),
        )
        return {row.project_id: row.content for row in self._connection.execute(query)}

    def edits(self, project_ids: Collection[str]) -> dict[str, tuple[Edit, ...]]:
        """Project -> what people changed in its review, oldest first."""
        query = (
            select(review_edits, users.c.display_name, users.c.username)
            .join(users, users.c.id == review_edits.c.by)
            .where(review_edits.c.project_id.in_(set(project_ids)))
            .order_by(*EDITS_IN_ORDER)
        )
        found: dict[str, list[Edit]] = {}
        for row in self._connection.execute(query).mappings():
            found.setdefault(row["project_id"], []).append(edit_of(row))
        return {key: tuple(value) for key, value in found.items()}

    def visible(
        self, scope: AccessScope, project_ids: Collection[str]
    ) -> dict[str, tuple[Document, ...]]:
        """Project -> its documents that the scope sees."""
        query = select(documents.c.id).where(
            documents.c.project_id.in_(set(project_ids)), visible_to(scope)
        )
        ids = list(self._connection.execute(query).scalars())
        found: dict[str, list[Document]] = {}
        for document in self._documents.get_many(scope, ids).values():
            found.setdefault(document.project, []).append(document)
        return {key: tuple(value) for key, value in found.items()}

    def titles(self, scope: AccessScope, project_ids: Collection[str]) -> dict[str, list[str]]:
        """Project -> the titles of its documents that the scope sees, in order."""
        query = (
            select(documents.c.project_id, documents.c.title)
            .where(
                documents.c.project_id.in_(set(project_ids)),
                LIVE,
                visible_to(scope),
            )
            .order_by(documents.c.project_id, documents.c.title, documents.c.id)
        )
        found: dict[str, list[str]] = {}
        for project, title in self._connection.execute(query):
            found.setdefault(project, []).append(title)
        return found

    def openings(self, scope: AccessScope, project_ids: Collection[str]) -> dict[str, list[str]]:
        """Project -> how its documents begin that the scope sees: what its papers usually speak of.

        So much of each that the whole stays small: the first pieces of as many as fit.
        """
        query = (
            select(documents.c.project_id, func.substr(segments.c.text, 1, LONGEST_PIECE))
            .join(versions, versions.c.id == documents.c.version_id)
            .join(segments, segments.c.reading_id == versions.c.reading_id)
            .where(
                documents.c.project_id.in_(set(project_ids)),
                LIVE,
                segments.c.ordinal < PIECES,
                visible_to(scope),
            )
            .order_by(segments.c.ordinal, documents.c.id)
            .limit(MOST_PIECES)
        )
        found: dict[str, list[str]] = {}
        for project, text in self._connection.execute(query):
            found.setdefault(project, []).append(text)
        return found

    def own_reviews(self, project_ids: Collection[str]) -> frozenset[str]:
        """The documents of these projects that are approved reviews themselves."""
        table = review_approvals
        query = select(table.c.document_id).where(table.c.project_id.in_(set(project_ids)))
        return frozenset(self._connection.execute(query).scalars())
