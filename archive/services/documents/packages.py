"""A project as one ZIP: everything the caller may see, under canonical names, with a manifest."""

from __future__ import annotations

from collections.abc import Iterator

from archive.blobs import LocalBlobStore
from archive.domain.access import Principal, scope_of
from archive.exports.project_zip import PackedDocument, project_zip
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.projects.projects import project_of


class PackageService:
    """What leaves the archive as a whole."""

    def __init__(self, database: Database, blobs: LocalBlobStore, clock: Clock) -> None:
        self._database = database
        self._blobs = blobs
        self._clock = clock

    def project_zip(self, principal: Principal, code: str) -> Iterator[bytes]:
        """The ZIP in pieces, never whole in memory. Damaged bytes stop it rather than leave with it."""
        scope = scope_of(principal)
        with self._database.write() as work:
            project = project_of(work, scope, code)
            documents = work.documents.of_project(scope, project.id)
            work.audit.append(
                AuditEvent(
                    self._clock(),
                    principal.user_id,
                    "project_exported",
                    project.id,
                    project.id,
                    {"documents": len(documents)},
                )
            )
        packed = [
            PackedDocument(
                path=f"{document.folder}/{document.name}",
                file=self._blobs.checked_path(document.sha256),
                facts={
                    "accession": document.accession,
                    "name": document.name,
                    "original_name": document.original_name,
                    "class": document.class_key,
                    "version": document.version,
                    "date": document.date,
                    "confidentiality": document.level.key,
                    "sha256": document.sha256,
                    "size": document.size,
                    "filed_by": document.filed_by_name,
                    "filed_at": document.filed_at.isoformat(),
                },
            )
            for document in documents
        ]
        return project_zip(project.code, packed, self._clock())
