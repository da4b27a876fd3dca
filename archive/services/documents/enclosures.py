"""Which documents came with a mail or in a package, and with which of them a document came."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Document
from archive.persistence.database import Database
from archive.services.documents.documents import DocumentService


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The neighbours of a document that its reader may see, in the order in which the files came.

    `attachments` were filed out of it; `came_with` are the mails and packages it was filed out of.
    """

    attachments: tuple[Document, ...]
    came_with: tuple[Document, ...]


class EnclosureService:
    """Reads what the batches remember of mails and their attachments."""

    def __init__(self, database: Database, documents: DocumentService) -> None:
        self._database = database
        self._documents = documents

    def of(self, principal: Principal, document_id: str) -> Enclosures:
        """What came with a document the caller may see, and what it came with.

        Raises:
            NotFound: there is no such document for the caller.
        """
        self._documents.get(principal, document_id)
        with self._database.read() as work:
            return Enclosures(*work.enclosures.of(scope_of(principal), document_id))
