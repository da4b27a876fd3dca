"""Documents as a search shows them: what a hit says of itself, and the tokens that decide who may know of it.

A tenth of what is known of a document, and read at every search: so little of each is read, and so
little is kept, that far more of them stay at hand between two requests.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Text, bindparam, func, select, type_coerce

from archive.domain.documents import Level
from archive.domain.text_quality import PageQualities, poor_pages
from archive.persistence.document_rows import LIVE
from archive.persistence.tables import document_access, documents, projects, versions

_APART = "\n"
"""Parts the tokens of a document; it is in none of them."""
_ACCESS = (
    select(func.group_concat(document_access.c.token, _APART))
    .where(document_access.c.document_id == documents.c.id)
    .scalar_subquery()
)
_FOUND = (
    select(
        documents.c.id,
        projects.c.code,
        projects.c.name,
        documents.c.class_key,
        documents.c.name,
        documents.c.title,
        documents.c.level,
        documents.c.date,
        documents.c.language,
        documents.c.is_draft,
        versions.c.extension,
        versions.c.reading_id,
        versions.c.text_quality,
        type_coerce(func.json_extract(documents.c.details, "$.unpacked"), Text),
        type_coerce(func.json_extract(documents.c.details, "$.pages"), Text),
        _ACCESS,
    )
    .join(projects, projects.c.id == documents.c.project_id)
    .join(versions, versions.c.id == documents.c.version_id)
    .where(documents.c.id.in_(bindparam("ids", expanding=True)), LIVE)
)
"""Made once: every search asks it."""


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A live document as it is shown among hits. `access` are its tokens: who meets none may not know of it."""

    id: str
    project_code: str
    project_name: str
    class_key: str
    name: str
    title: str
    level: Level
    date: str | None
    language: str | None
    is_draft: bool
    extension: str
    reading: str | None
    text_quality: str
    unpacked: bool
    """A ZIP or mail whose files came in as items of their own, and are found as documents."""
    pages: PageQualities
    access: frozenset[str]

    @property
    def hard_pages(self) -> int:
        """How many of its pages hold words that a search may miss."""
        return poor_pages(self.pages, self.text_quality)


class FoundDocumentRepository:
    """Reads for whoever asks: who may see a document is decided by its `access`, for each caller anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def live(self, ids: Collection[str]) -> dict[str, FoundDocument]:
        """Those of the documents that are not withdrawn. Nothing of them may be told before `access` is asked."""
        if not ids:
            return {}
        # All rows at once: fetched one by one they take twice as long.
        rows = self._connection.execute(_FOUND, {"ids": sorted(set(ids))}).all()
        return {row[0]: _found_of(row) for row in rows}


def _found_of(row: Sequence[Any]) -> FoundDocument:
    """What many documents have in common is one string for all of them: two thirds of their bytes."""
    id_, code, project_name, class_key, name, title, level, date, language, *more = row
    is_draft, extension, reading, text_quality, unpacked, pages, access = more
    one = sys.intern
    return FoundDocument(
        id_,
        one(code),
        one(project_name),
        one(class_key),
        name,
        title,
        Level(level),
        date and one(date),
        language and one(language),
        is_draft,
        one(extension),
        reading,
        one(text_quality),
        bool(unpacked),
        _pages(pages or ""),
        _access(access or ""),
    )


@lru_cache(maxsize=1024)
def _pages(letters: str) -> PageQualities:
    return PageQualities(letters)


@lru_cache(maxsize=4096)
def _access(tokens: str) -> frozenset[str]:
    return frozenset(map(sys.intern, tokens.split(_APART))) if tokens else frozenset()
