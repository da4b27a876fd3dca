"""What came inside what: filed mails and packages, and the documents that were filed out of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from archive.domain.access import AccessScope
from archive.domain.documents import Document
from archive.persistence.document_rows import DOCUMENT_ROWS, LIVE, document_of
from archive.persistence.scoping import TOKENS, VISIBLE
from archive.persistence.tables import documents, items

CONTENTS, HOLDERS = "contents", "holders"
DEEPEST = 4  # a package in a mail in a package in a package: no deeper is anything unpacked
MOST = 200


def _walk(name: str, *, downwards: bool) -> CTE:
    """From the files a document was filed from, through those that were not filed, to the next that were."""
    start = select(
        items.c.id,
        items.c.parent_id,
        items.c.document_id,
        items.c.ordinal,
        literal(0).label("depth"),
    ).where(items.c.document_id == bindparam("document"))
    so_far = start.cte(name, recursive=True)
    onward = items.alias(f"next_{name}")
    step: ColumnElement[bool] = (
        onward.c.parent_id == so_far.c.id if downwards else onward.c.id == so_far.c.parent_id
    )
    passes = or_(so_far.c.depth == 0, so_far.c.document_id.is_(None))
    further = select(
        onward.c.id, onward.c.parent_id, onward.c.document_id, onward.c.ordinal, so_far.c.depth + 1
    ).join(so_far, and_(step, passes, so_far.c.depth < DEEPEST))
    return so_far.union(further)


def _reached(way: str, walk: CTE) -> Select[tuple[str, str, int]]:
    return select(literal(way).label("way"), walk.c.document_id, walk.c.ordinal).where(
        walk.c.depth > 0,
        walk.c.document_id.is_not(None),
        walk.c.document_id != bindparam("document"),
    )


_REACHED = union_all(
    _reached(CONTENTS, _walk("inside", downwards=True)),
    _reached(HOLDERS, _walk("outside", downwards=False)),
).subquery("reached")
_ONCE = (
    select(_REACHED.c.way, _REACHED.c.document_id, func.min(_REACHED.c.ordinal).label("place"))
    .group_by(_REACHED.c.way, _REACHED.c.document_id)
    .subquery("once")
)
_ENCLOSURES = (
    DOCUMENT_ROWS.add_columns(_ONCE.c.way)
    .join(_ONCE, _ONCE.c.document_id == documents.c.id)
    .where(VISIBLE, LIVE)
    .order_by(_ONCE.c.way.desc(), _ONCE.c.place, documents.c.name, documents.c.id)
    .limit(MOST)
)
"""Made once: both directions in one question, and what the scope does not see takes no part in the answer."""


def _filed_out_of() -> Select[str, str]:
    """Of several holders, through what was filed and what was not."""
    start = select(
        items.c.id, items.c.document_id.label("holder"), literal(0).label("depth")
    ).where(items.c.document_id.in_(bindparam("holders", expanding=True)))
    so_far = start.cte("packed", recursive=True)
    inner = items.alias("inner")
    further = select(inner.c.id, so_far.c.holder, so_far.c.depth + 1).join(
        so_far, and_(inner.c.parent_id == so_far.c.id, so_far.c.depth < DEEPEST)
    )
    walk = so_far.union(further)
    return (
        select(walk.c.holder, items.c.document_id)
        .join(items, items.c.id == walk.c.id)
        .where(items.c.document_id.is_not(None), items.c.document_id != walk.c.holder)
        .distinct()
    )


_FILED_OUT_OF = _filed_out_of()


class EnclosureRepository:
    """Reads within the caller's scope."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(
        self, scope: AccessScope, document_id: str
    ) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
        """What was filed out of a document, and what the document was filed out of, as the scope sees.

        Both in the order in which the files came, `MOST` together. A file that stands for a document
        filed before counts as that document.
        """
        asked = {"document": document_id, TOKENS: sorted(scope.tokens)}
        found: dict[str, list[Document]] = {CONTENTS: [], HOLDERS: []}
        for row in self._connection.execute(_ENCLOSURES, asked).mappings():
            found[row["way"]].append(document_of(row))
        return tuple(found[CONTENTS]), tuple(found[HOLDERS])

    def filed_out_of(self, holders: Collection[str]) -> dict[str, frozenset[str]]:
        """Mail or package -> the documents filed out of it, also of what is packed in it, whoever sees them.

        For telling which of documents that a caller was found to see belong together, and for nothing else.
        """
        rows = self._connection.execute(_FILED_OUT_OF, {"holders": sorted(holders)})
        found: dict[str, set[str]] = {}
        for holder, document in rows:
            found.setdefault(holder, set()).add(document)
        return {holder: frozenset(those) for holder, those in found.items()}
