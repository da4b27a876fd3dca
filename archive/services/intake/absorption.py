"""Directly filed documents: their text is read after they were filed. Called by the worker."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from archive.blobs import LocalBlobStore
from archive.domain.documents import Document, DocumentState
from archive.domain.intake import CONTAINERS
from archive.domain.segments import Extracted
from archive.domain.text_quality import TextQuality
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.persistence.database import Database
from archive.services.documents.document_tokens import tokens_of
from archive.services.intake.assessment import Assessor
from archive.services.intake.twins import remember
from archive.services.intake.understood import (
    DEEPEST,
    fields_of,
    sensitive_of,
    understood,
    with_members,
)
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import ABSORB_SCAN, INDEX
from archive.understanding.level import propose_level


class AbsorptionService:
    """Gives a document its text, and lets it be indexed."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        reader: Reader,
        recogniser: Recogniser,
        assessor: Assessor,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._reader = reader
        self._recogniser = recogniser
        self._assessor = assessor
        self._clock = clock

    def absorb(self, document_id: str) -> None:
        """Read a document that was filed before its text was known; its scans are left to `absorb_scan`."""
        with self._database.write() as work:
            work.documents.set_state(document_id, DocumentState.PROCESSING)
        document = self._document(document_id)
        if document is None or document.reading is not None:
            self._owe_index(document_id)
            return
        path = self._blobs.path(document.sha256)
        extracted = self._reader.read(path, document.original_name)
        if extracted.ocr_pages and self._recogniser.available:
            now = self._clock()
            with self._database.write() as work:
                reading_id = new_id()
                work.readings.add(reading_id, document.sha256, extracted, now)
                work.versions.set_reading(document.current_version, reading_id, extracted)
                work.jobs.add(*ABSORB_SCAN, [document_id], now)
            return
        self._take_in(document, self._with_members_of(path, document.original_name, extracted))

    def absorb_scan(self, document_id: str) -> None:
        """Read the scanned pages of a directly filed document."""
        document = self._document(document_id)
        if document is None or document.reading is None:
            return
        with self._database.read() as work:
            extracted = work.readings.get(document.reading)
        if extracted is None or extracted.quality is TextQuality.OCR:
            self._owe_index(document_id)
            return
        extracted = self._recogniser.recognise(self._blobs.path(document.sha256), extracted)
        self._take_in(document, extracted)

    def give_up(self, document_id: str) -> None:
        """Reading failed for good; the document is found by its name and its bytes are safe."""
        with self._database.write() as work:
            work.documents.set_state(document_id, DocumentState.FAILED)
            work.jobs.add(*INDEX, [document_id], self._clock())

    def _with_members_of(
        self, path: Path, name: str, extracted: Extracted, depth: int = 0
    ) -> Extracted:
        """The text of a container with that of the files in it, read in one go."""
        if extracted.extension not in CONTAINERS or depth >= DEEPEST:
            return extracted
        parts = []
        with tempfile.TemporaryDirectory(prefix="members-") as folder:
            for member in self._reader.members(path, name, Path(folder)).items:
                if member.file is not None:
                    inner = self._reader.read(member.file, member.path)
                    inner = self._with_members_of(member.file, member.path, inner, depth + 1)
                    parts.append((member.path, inner.segments))
        return with_members(extracted, parts)

    def _document(self, document_id: str) -> Document | None:
        with self._database.read() as work:
            found = work.documents.for_maintenance([document_id])
        return found[0] if found else None

    def _owe_index(self, document_id: str) -> None:
        with self._database.write() as work:
            work.jobs.add(*INDEX, [document_id], self._clock())

    def _take_in(self, document: Document, extracted: Extracted) -> None:
        """Store a document's text and what it says of parties, amounts and sensitive numbers.

        What the name and the person said stays; confidentiality is only ever raised.
        """
        now = self._clock()
        with self._database.read() as work:
            project = work.projects.for_maintenance(document.project)
        facts = understood(extracted, document, project, self._assessor.rules)
        level, _ = propose_level(document.level, facts, extracted.text)
        said = {key: value for key, value in document.fields.items() if value}
        with self._database.write() as work:
            current = work.documents.for_maintenance([document.id])[0]
            reading_id = current.reading or new_id()
            work.readings.add(reading_id, document.sha256, extracted, now, facts.signature)
            work.versions.set_reading(current.current_version, reading_id, extracted)
            remember(work, document.project, reading_id, facts)
            changed = replace(
                current,
                fields={**fields_of(facts).as_dict(), **said},
                level=max(current.level, level),
                language=current.language or facts.language,
                sensitive=tuple(s.as_dict() for s in sensitive_of(facts)),
                pages=extracted.pages,
                revision=current.revision + 1,
            )
            tokens = tokens_of(changed, restricted=project.restricted, rules=self._assessor.rules)
            work.documents.replace(changed, tokens)
            work.jobs.add(*INDEX, [document.id], now)
