"""What a project holds, one page at a time, and how much of which kind there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, not_, select

from archive.domain.access import AccessScope
from archive.domain.documents import Document, DocumentState
from archive.domain.folding import fold
from archive.persistence.document_rows import DOCUMENT_ROWS, LIVE, document_of
from archive.persistence.scoping import visible_to
from archive.persistence.tables import documents

ORDERS: dict[str, tuple[Any, ...]] = {
    "class": (
        func.min(documents.c.folder).over(partition_by=documents.c.class_key),
        documents.c.class_key,
        documents.c.name,
    ),
    "name": (documents.c.name,),
    "-date": (documents.c.date.desc().nulls_last(), documents.c.name),
    "date": (documents.c.date.asc().nulls_last(), documents.c.name),
    "-filed_at": (documents.c.filed_at.desc(),),
}
"""How a shelf may be ordered; the first as the file plan has it, each class in one piece."""
_UNREAD = (DocumentState.QUEUED.value, DocumentState.PROCESSING.value)
STANDINGS: dict[str, ColumnElement[bool]] = {
    "final": and_(LIVE, not_(documents.c.is_draft)),
    "draft": and_(LIVE, documents.c.is_draft),
    "waiting": documents.c.state.in_(_UNREAD),
    "failed": documents.c.state == DocumentState.FAILED.value,
    "withdrawn": documents.c.state == DocumentState.WITHDRAWN.value,
}
"""In what state a document may be asked for; without one everything that nobody withdrew."""


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What of a project to show. `standing` is of STANDINGS, `order` of ORDERS."""

    words: str = ""
    class_key: str | None = None
    standing: str | None = None
    order: str = "class"


@dataclass(frozen=True, slots=True)
class ShelfCounts:
    """How many a reader sees: by class under the other conditions, by standing likewise.

    `everything` counts what nobody withdrew, whatever was asked for.
    """

    classes: dict[str, int]
    standings: dict[str, int]
    everything: int


class ShelfRepository:
    """Documents of one project; every reading takes the reader's scope."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self, scope: AccessScope, project_id: str, wanted: ShelfFilter, offset: int, limit: int
    ) -> tuple[tuple[Document, ...], int]:
        """One page of documents and how many there are in all."""
        conditions = [*_of(scope, project_id), *_asked(wanted)]
        total = select(func.count()).select_from(documents).where(*conditions)
        query = (
            DOCUMENT_ROWS.where(*conditions)
            .order_by(*ORDERS[wanted.order], documents.c.id)
            .offset(offset)
            .limit(limit)
        )
        found = tuple(map(document_of, self._connection.execute(query).mappings()))
        return found, int(self._connection.execute(total).scalar_one())

    def counts(self, scope: AccessScope, project_id: str, wanted: ShelfFilter) -> ShelfCounts:
        """What there is to choose from: each by the conditions that are not its own."""
        own = _of(scope, project_id)
        by_class = (
            select(documents.c.class_key, func.count())
            .where(*own, *_worded(wanted.words), _standing(wanted.standing))
            .group_by(documents.c.class_key)
        )
        kind = [documents.c.class_key == wanted.class_key] if wanted.class_key else []
        by_standing = (
            select(*(func.count().filter(where).label(key) for key, where in STANDINGS.items()))
            .select_from(documents)
            .where(*own, *_worded(wanted.words), *kind)
        )
        everything = select(func.count()).select_from(documents).where(*own, LIVE)
        return ShelfCounts(
            {key: int(number) for key, number in self._connection.execute(by_class)},
            {
                key: int(n)
                for key, n in self._connection.execute(by_standing).mappings().one().items()
            },
            int(self._connection.execute(everything).scalar_one()),
        )


def _of(scope: AccessScope, project_id: str) -> list[ColumnElement[bool]]:
    return [documents.c.project_id == project_id, visible_to(scope)]


def _asked(wanted: ShelfFilter) -> list[ColumnElement[bool]]:
    kind = [documents.c.class_key == wanted.class_key] if wanted.class_key else []
    return [*kind, _standing(wanted.standing), *_worded(wanted.words)]


def _standing(standing: str | None) -> ColumnElement[bool]:
    return STANDINGS[standing] if standing else LIVE


def _worded(words: str) -> list[ColumnElement[bool]]:
    return [documents.c.search_key.contains(word, autoescape=True) for word in fold(words).split()]
