"""The versions of documents: their bytes, and what was read from them."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from archive.domain.documents import Version
from archive.domain.segments import Extracted
from archive.persistence.document_rows import version_of
from archive.persistence.tables import sketches, versions


class VersionRepository:
    """Takes no scope: ask for the document first, a version is seen by whoever sees that."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, version: Version, project_id: str) -> None:
        """Store a version."""
        values = {name: getattr(version, name) for name in Version.__slots__}
        values |= {
            "document_id": values.pop("document"),
            "digest": values.pop("sha256"),
            "reading_id": values.pop("reading"),
            "project_id": project_id,
        }
        self._connection.execute(insert(versions).values(values))

    def set_reading(self, version_id: str, reading_id: str, extracted: Extracted) -> None:
        """Note what was read from a version's bytes."""
        self._connection.execute(
            update(versions)
            .where(versions.c.id == version_id)
            .values(
                reading_id=reading_id,
                page_count=extracted.page_count,
                text_quality=extracted.quality.value,
                media_type=extracted.media_type,
                extension=extracted.extension,
            )
        )

    def move(self, document_id: str, project_id: str) -> None:
        """Let a document's versions follow it to another project."""
        self._connection.execute(
            update(versions)
            .where(versions.c.document_id == document_id)
            .values(project_id=project_id)
        )
        read = select(versions.c.reading_id).where(versions.c.document_id == document_id)
        self._connection.execute(
            update(sketches).where(sketches.c.reading_id.in_(read)).values(project_id=project_id)
        )

    def of(self, document_id: str) -> tuple[Version, ...]:
        """A document's versions, newest first."""
        rows = self._connection.execute(
            select(versions)
            .where(versions.c.document_id == document_id)
            .order_by(versions.c.ordinal.desc())
        ).mappings()
        return tuple(map(version_of, rows))
