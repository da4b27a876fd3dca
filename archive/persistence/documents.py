"""Documents and their access tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from archive.domain.access import AccessScope
from archive.domain.documents import Document, DocumentState
from archive.domain.folding import fold
from archive.persistence.document_rows import DOCUMENT_ROWS, LIVE, columns_of, document_of
from archive.persistence.scoping import TOKENS, VISIBLE, visible_to
from archive.persistence.tables import (
    document_access,
    documents,
    versions,
)

SORTS = {
    "filed_at": documents.c.filed_at,
    "name": documents.c.name,
    "title": documents.c.title,
    "date": documents.c.date,
    "class": documents.c.class_key,
}


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What to list. `state` None: everything that is not withdrawn."""

    project: str | None = None
    class_key: str | None = None
    state: str | None = None
    words: str = ""
    sort: str = "-filed_at"


_CONFIRMED = DOCUMENT_ROWS.where(
    documents.c.id.in_(bindparam("ids", expanding=True)), VISIBLE, LIVE
)
"""Made once: every search asks it, and putting it together takes longer than answering it."""

_OF_DIGEST = DOCUMENT_ROWS.where(
    documents.c.id.in_(
        select(versions.c.document_id).where(
            versions.c.project_id == bindparam("project"), versions.c.digest == bindparam("bytes")
        )
    ),
    VISIBLE,
    LIVE,
).order_by(documents.c.filed_at)
_NAME_KEYS = select(documents.c.name_key).where(
    documents.c.project_id == bindparam("project"),
    func.substr(documents.c.name_key, 1, bindparam("length", type_=Integer))
    == bindparam("beginning", type_=String),
    VISIBLE,
    LIVE,
)


class DocumentRepository:
    """Reads take the caller's scope first; background work uses the methods named for it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # A page asks for a project's documents once for each of its parts. A reading transaction sees the
        # same all the time and may remember them; a writing one changes them.
        writes = connection.get_execution_options().get("archive_writes", False)
        self._seen: dict[tuple[AccessScope, str], tuple[Document, ...]] | None = (
            None if writes else {}
        )

    # writing

    def add(self, document: Document, tokens: Iterable[str]) -> None:
        """Store a new document with its access tokens; its index job is the caller's to add."""
        values = columns_of(document) | {"indexed": False, "index_stale": False}
        self._connection.execute(insert(documents).values(values))
        self._add_tokens(document.id, tokens)

    def replace(self, document: Document, tokens: Iterable[str] | None) -> bool:
        """Store a changed document over revision `document.revision - 1`.

        What is in the index is out of date from here on, so searches mask the document until its
        index job has run. False when somebody else changed it first.
        """
        done = self._connection.execute(
            update(documents)
            .where(documents.c.id == document.id, documents.c.revision == document.revision - 1)
            .values(columns_of(document) | {"index_stale": documents.c.indexed})
        )
        if done.rowcount and tokens is not None:
            self.set_tokens(document.id, tokens)
        return done.rowcount > 0

    def set_tokens(self, document_id: str, tokens: Iterable[str]) -> None:
        """Replace a document's access tokens."""
        self._connection.execute(
            delete(document_access).where(document_access.c.document_id == document_id)
        )
        self._add_tokens(document_id, tokens)

    def _add_tokens(self, document_id: str, tokens: Iterable[str]) -> None:
        rows = [{"document_id": document_id, "token": token} for token in sorted(set(tokens))]
        self._connection.execute(insert(document_access), rows)

    def mark_stale(self, ids: Collection[str]) -> None:
        """Mask documents until their index jobs have run."""
        self._connection.execute(
            update(documents).where(documents.c.id.in_(ids)).values(index_stale=documents.c.indexed)
        )

    def set_state(self, document_id: str, state: DocumentState) -> None:
        """Move a document on its way to being searchable."""
        self._connection.execute(
            update(documents).where(documents.c.id == document_id, LIVE).values(state=state.value)
        )

    # reading within a scope

    def get(self, scope: AccessScope, document_id: str) -> Document | None:
        """The document with that id, if the scope sees it."""
        found = self._documents(documents.c.id == document_id, visible_to(scope))
        return found[0] if found else None

    def get_many(self, scope: AccessScope, ids: Collection[str]) -> dict[str, Document]:
        """Those of the documents that the scope sees and that are not withdrawn."""
        if not ids:
            return {}
        asked = {"ids": sorted(set(ids)), TOKENS: sorted(scope.tokens)}
        rows = self._connection.execute(_CONFIRMED, asked).mappings()
        return {document.id: document for document in map(document_of, rows)}

    def known(self, scope: AccessScope, ids: Collection[str]) -> frozenset[str]:
        """Those of the documents that the scope sees, withdrawn ones too."""
        if not ids:
            return frozenset()
        query = select(documents.c.id).where(documents.c.id.in_(set(ids)), visible_to(scope))
        return frozenset(self._connection.execute(query).scalars())

    def find(
        self, scope: AccessScope, wanted: DocumentFilter, offset: int, limit: int
    ) -> tuple[tuple[Document, ...], int]:
        """One page of documents and how many there are in all."""
        conditions = [visible_to(scope), *_conditions(wanted)]
        total = self._connection.execute(
            select(func.count()).select_from(documents).where(*conditions)
        ).scalar_one()
        column = SORTS.get(wanted.sort.lstrip("-"), documents.c.filed_at)
        order = column.desc() if wanted.sort.startswith("-") else column.asc()
        page = self._documents(*conditions, order=(order, documents.c.id), window=(offset, limit))
        return page, int(total)

    def of_project(self, scope: AccessScope, project_id: str) -> tuple[Document, ...]:
        """Everything of a project the scope sees, by folder and name."""
        seen = self._seen
        if seen is not None and (scope, project_id) in seen:
            return seen[scope, project_id]
        found = self._documents(
            documents.c.project_id == project_id,
            visible_to(scope),
            LIVE,
            order=(documents.c.folder, documents.c.name, documents.c.id),
        )
        if seen is not None:
            seen[scope, project_id] = found
        return found

    def counts(self, scope: AccessScope, project_ids: Collection[str]) -> dict[str, int]:
        """Project -> how many of its documents the scope sees."""
        rows = self._connection.execute(
            select(documents.c.project_id, func.count())
            .where(documents.c.project_id.in_(set(project_ids)), visible_to(scope), LIVE)
            .group_by(documents.c.project_id)
        )
        return {project: int(number) for project, number in rows}

    def with_digest(self, scope: AccessScope, project_id: str, digest: str) -> Document | None:
        """A document of the project with these bytes in any version, if the scope sees it."""
        asked = {"project": project_id, "bytes": digest, TOKENS: sorted(scope.tokens)}
        row = self._connection.execute(_OF_DIGEST, asked).mappings().first()
        return document_of(row) if row else None

    def with_readings(
        self, scope: AccessScope, project_id: str, reading_ids: Collection[str]
    ) -> tuple[Document, ...]:
        """The documents of the project whose current text is one of these, as the scope sees."""
        return self._documents(
            documents.c.project_id == project_id,
            versions.c.reading_id.in_(set(reading_ids)),
            visible_to(scope),
            LIVE,
        )

    def with_name(self, scope: AccessScope, project_id: str, name_key: str) -> Document | None:
        """A document of the project whose name is the same to a reader, if the scope sees it."""
        found = self._documents(
            documents.c.project_id == project_id,
            documents.c.name_key == name_key,
            visible_to(scope),
            LIVE,
        )
        return found[0] if found else None

    def name_keys(self, scope: AccessScope, project_id: str, beginning: str) -> frozenset[str]:
        """The same-name keys of a project that begin so, as far as the scope sees."""
        asked = {
            "project": project_id,
            "length": len(beginning),
            "beginning": beginning,
            TOKENS: sorted(scope.tokens),
        }
        return frozenset(self._connection.execute(_NAME_KEYS, asked).scalars())

    # for background work, which answers nobody directly

    def for_maintenance(self, ids: Collection[str]) -> tuple[Document, ...]:
        """Documents by id, whatever their state."""
        return self._documents(documents.c.id.in_(set(ids)), order=(documents.c.id,))

    def without_pages(self) -> tuple[str, ...]:
        """Live documents that were read, and of whose pages nothing is known; for maintenance."""
        pages = func.coalesce(func.json_extract(documents.c.details, "$.pages"), "")
        query = (
            select(documents.c.id)
            .join(versions, versions.c.id == documents.c.version_id)
            .where(LIVE, versions.c.reading_id.is_not(None), pages == "")
            .order_by(documents.c.id)
        )
        return tuple(self._connection.execute(query).scalars())

    def of_project_for_maintenance(self, project_id: str) -> tuple[Document, ...]:
        """Everything live in a project."""
        return self._documents(
            documents.c.project_id == project_id, LIVE, order=(documents.c.name, documents.c.id)
        )

    def tokens(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Document -> its access tokens, sorted."""
        rows = self._connection.execute(
            select(document_access)
            .where(document_access.c.document_id.in_(set(ids)))
            .order_by(document_access.c.document_id, document_access.c.token)
        )
        found: dict[str, list[str]] = {}
        for document_id, token in rows:
            found.setdefault(document_id, []).append(token)
        return {key: tuple(value) for key, value in found.items()}

    def _documents(
        self,
        *conditions: Any,
        order: Sequence[Any] = (),
        window: tuple[int, int] | None = None,
    ) -> tuple[Document, ...]:
        query = DOCUMENT_ROWS.where(*conditions).order_by(*order)
        if window:
            query = query.offset(window[0]).limit(window[1])
        return tuple(map(document_of, self._connection.execute(query).mappings()))


def _conditions(wanted: DocumentFilter) -> list[Any]:
    conditions: list[Any] = []
    if wanted.project:
        conditions.append(documents.c.project_id == wanted.project)
    if wanted.class_key:
        conditions.append(documents.c.class_key == wanted.class_key)
    conditions.append(documents.c.state == wanted.state if wanted.state else LIVE)
    conditions += [
        documents.c.search_key.contains(word, autoescape=True)
        for word in fold(wanted.words).split()
    ]
    return conditions
