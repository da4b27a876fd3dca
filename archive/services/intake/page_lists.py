"""Text quality page by page for documents that were read before it was kept."""

from __future__ import annotations

from dataclasses import replace

from archive.blobs import LocalBlobStore
from archive.domain.text_quality import TextQuality
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import INDEX


class PageListService:
    """Reads files again for the quality of their pages alone: text, fields and review stay as they are."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        reader: Reader,
        recogniser: Recogniser,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._reader = reader
        self._recogniser = recogniser
        self._clock = clock

    def lacking(self) -> tuple[str, ...]:
        """The live documents whose current version was read without a list of its pages."""
        with self._database.read() as work:
            return work.documents.without_pages()

    def tell(self, document_id: str) -> bool:
        """Read a document's file for its pages. False where they are known, or cannot be."""
        with self._database.read() as work:
            document = next(iter(work.documents.for_maintenance([document_id])), None)
        if document is None or document.reading is None or document.pages.letters:
            return False
        path = self._blobs.path(document.sha256)
        found = self._reader.read(path, document.original_name)
        if document.text_quality == TextQuality.OCR.value:
            found = self._recogniser.recognise(path, found)
            if found.ocr_pages and not self._recogniser.available:
                return False
        if not found.pages.letters:
            return False
        with self._database.write() as work:
            current = work.documents.for_maintenance([document_id])[0]
            if current.reading != document.reading:
                return False
            work.readings.set_pages(document.reading, found.pages)
            told = replace(current, pages=found.pages, revision=current.revision + 1)
            work.documents.replace(told, None)
            work.jobs.add(*INDEX, [document_id], self._clock())
        return True
