"""Reading what was received: text, facts, duplicates, a proposal. Called by the worker.

Every step may be interrupted and run again: what it writes, it writes in one transaction, and an
item that is already past a step is left alone.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from archive.blobs import LocalBlobStore
from archive.domain.access import Principal, scope_of
from archive.domain.documents import Document, DocumentState, ItemState, Level
from archive.domain.intake import Item, ItemFields, SensitiveCount
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.domain.segments import ContentState, Extracted, TextQuality
from archive.extraction.members import Members
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.naming.check import ignored
from archive.persistence.database import Database, Work
from archive.services.assessment import Assessor
from archive.services.document_tokens import tokens_of
from archive.services.identifiers import Clock, new_id
from archive.services.intake import UNREAD, shown_path
from archive.services.jobs import ABSORB_SCAN, ANALYSE, INDEX, RECOGNISE
from archive.services.twins import remember, with_duplicate, with_similar
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.level import propose_level
from archive.understanding.read import read

CONTAINERS = ("zip", "eml", "msg")
DEEPEST = 3
NOBODY = Principal("", "", role=None)  # type: ignore[arg-type] # an account that is gone holds nothing


class AnalysisService:
    """Turns received bytes into proposals, and directly filed documents into readable ones."""

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

    # items

    def analyse(self, item_id: str) -> None:
        """Read an item; unpack it where it holds files; propose, or leave its scans to `recognise`."""
        item = self._begin(item_id)
        if item is None:
            return
        if ignored(item.path, self._assessor.rules):
            self._settle(replace(item, state=ItemState.DISCARDED, note=Message("intake.junk")))
            return
        path = self._blobs.path(item.sha256)
        extracted = self._reader.read(path, item.original_name)
        if extracted.state is ContentState.JUNK:
            self._settle(replace(item, state=ItemState.DISCARDED, note=Message("intake.junk")))
            return
        children = self._unpack(item, extracted)
        waits = bool(extracted.ocr_pages) and self._recogniser.available
        self._keep(item, extracted, children, waits_for_scan=waits)

    def recognise(self, item_id: str) -> None:
        """Read the scanned pages of an item, then propose."""
        with self._database.read() as work:
            item = work.intake.item(item_id)
            extracted = work.readings.get(item.reading) if item and item.reading else None
        if item is None or extracted is None or item.state not in UNREAD:
            return
        extracted = self._recogniser.recognise(self._blobs.path(item.sha256), extracted)
        self._keep(item, extracted, (), waits_for_scan=False)

    def give_up(self, item_id: str) -> None:
        """Reading failed for good: the bytes are safe, the item can be filed by name."""
        with self._database.read() as work:
            item = work.intake.item(item_id)
        if item is not None and item.state in UNREAD:
            broken = replace(item, content_state=ContentState.DAMAGED)
            empty = Extracted(item.media_type, item.extension or "", ContentState.DAMAGED)
            self._keep(broken, empty, (), waits_for_scan=False)

    def _begin(self, item_id: str) -> Item | None:
        with self._database.write() as work:
            item = work.intake.item(item_id)
            if item is None or item.state not in UNREAD:
                return None
            item = replace(item, state=ItemState.ANALYSING, revision=item.revision + 1)
            work.intake.replace_item(item)
        return item

    def _unpack(self, item: Item, extracted: Extracted) -> tuple[Item, ...]:
        if extracted.extension not in CONTAINERS or extracted.state is not ContentState.OK:
            return ()
        with self._database.read() as work:
            if work.intake.children_of(item.id) or _depth(work, item) >= DEEPEST:
                return ()
        with tempfile.TemporaryDirectory(prefix="members-") as folder:
            path = self._blobs.path(item.sha256)
            members = self._reader.members(path, item.original_name, Path(folder))
            return self._children(item, members)

    def _children(self, item: Item, members: Members) -> tuple[Item, ...]:
        now = self._clock()
        children = []
        for member in members.items:
            if member.file is None:
                continue
            with member.file.open("rb") as stream:
                blob = self._blobs.put(stream, member.file.stat().st_size + 1)
            path = shown_path(f"{item.path}/{member.path}")
            children.append(
                Item(
                    id=new_id(),
                    batch=item.batch,
                    project=item.project,
                    path=path,
                    original_name=path.rsplit("/", 1)[-1],
                    sha256=blob.digest,
                    size=blob.size,
                    received_by=item.received_by,
                    received_at=now,
                    state=ItemState.RECEIVED,
                    parent=item.id,
                    note=member.note,
                )
            )
        return tuple(children)

    def _keep(
        self,
        item: Item,
        extracted: Extracted,
        children: tuple[Item, ...],
        *,
        waits_for_scan: bool,
    ) -> None:
        """Store what was read, with the items found inside, and the proposal or the scan's job."""
        now = self._clock()
        reading_id = item.reading or new_id()
        context = None if waits_for_scan else self._context(item)
        facts = read(extracted, context) if context else None
        with self._database.write() as work:
            for child in children:
                work.intake.know_blob(child.sha256, child.size, now)
            work.intake.add_items(children)
            work.jobs.add(*ANALYSE, [child.id for child in children], now)
            current = work.intake.item(item.id)
            if current is None or current.state not in UNREAD:
                return
            work.readings.add(
                reading_id, item.sha256, extracted, now, facts.signature if facts else ()
            )
            item = replace(
                current,
                reading=reading_id,
                media_type=extracted.media_type,
                extension=extracted.extension,
                content_state=extracted.state,
                page_count=extracted.page_count,
                text_quality=extracted.quality,
                revision=current.revision + 1,
            )
            if facts is None:
                work.jobs.add(*RECOGNISE, [item.id], now)
            else:
                item = self._proposed(work, item, facts, extracted)
                remember(work, item.project, reading_id, facts)
            work.intake.replace_item(item)

    def _proposed(self, work: Work, item: Item, facts: Reading, extracted: Extracted) -> Item:
        principal = work.accounts.principal(item.received_by) or NOBODY
        level, reasons = propose_level(self._default_level(facts.class_key), facts, extracted.text)
        item = replace(
            item,
            state=ItemState.PROPOSED,
            class_key=facts.class_key,
            class_confidence=round(facts.class_confidence, 3),
            class_reasons=facts.class_reasons,
            fields=fields_of(facts),
            is_draft=facts.is_draft,
            date_source=facts.date_source,
            date_choices=facts.date_choices,
            level=level,
            level_reasons=reasons,
            sensitive=sensitive_of(facts),
        )
        item = with_duplicate(work, scope_of(principal), item)
        if item.duplicate_of is None:
            item = with_similar(work, scope_of(principal), item, facts)
        return self._assessor.judge(work, principal, item)

    def _settle(self, item: Item) -> None:
        with self._database.write() as work:
            work.intake.replace_item(replace(item, revision=item.revision + 1))

    # documents that were filed directly

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
                work.documents.set_reading(document.current_version, reading_id, extracted)
                work.jobs.add(*ABSORB_SCAN, [document_id], now)
            return
        self._take_in(document, extracted)

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

    def give_up_document(self, document_id: str) -> None:
        """Reading failed for good; the document is found by its name and its bytes are safe."""
        with self._database.write() as work:
            work.documents.set_state(document_id, DocumentState.FAILED)
            work.jobs.add(*INDEX, [document_id], self._clock())

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
        facts = read(extracted, self._reading_context(project, document.path, document))
        level, _ = propose_level(document.level, facts, extracted.text)
        said = {key: value for key, value in document.fields.items() if value}
        with self._database.write() as work:
            current = work.documents.for_maintenance([document.id])[0]
            reading_id = current.reading or new_id()
            work.readings.add(reading_id, document.sha256, extracted, now, facts.signature)
            work.documents.set_reading(current.current_version, reading_id, extracted)
            remember(work, document.project, reading_id, facts)
            changed = replace(
                current,
                fields={**fields_of(facts).as_dict(), **said},
                level=max(current.level, level),
                language=current.language or facts.language,
                sensitive=tuple(s.as_dict() for s in sensitive_of(facts)),
                revision=current.revision + 1,
            )
            tokens = tokens_of(changed, restricted=project.restricted, rules=self._assessor.rules)
            work.documents.replace(changed, tokens)
            work.jobs.add(*INDEX, [document.id], now)

    # what understanding is told

    def _context(self, item: Item) -> ReadingContext:
        with self._database.read() as work:
            project = work.projects.for_maintenance(item.project)
        return self._reading_context(project, item.path, item)

    def _reading_context(self, project: Project, path: str, of: Item | Document) -> ReadingContext:
        received = of.received_at if isinstance(of, Item) else of.filed_at
        return ReadingContext(
            path=path,
            received=received.date(),
            project_code=project.code,
            project_name=project.name,
            client=project.client,
            project_language=project.language,
            started=project.started_on,
            ended=project.ended_on,
            class_words=self._assessor.rules.class_words,
        )

    def _default_level(self, class_key: str) -> Level:
        return self._assessor.rules.class_for(class_key).level


def fields_of(facts: Reading) -> ItemFields:
    """What understanding found, as the fields of an item."""
    return ItemFields(
        title=facts.title,
        date=facts.date,
        version=facts.version,
        status=facts.status,
        language=facts.language,
        parties=facts.parties,
        amount=str(facts.amount) if facts.amount is not None else None,
        currency=facts.currency,
    )


def sensitive_of(facts: Reading) -> tuple[SensitiveCount, ...]:
    """Kinds, counts and places of sensitive numbers."""
    return tuple(
        SensitiveCount(s.kind, s.count, tuple(place.as_dict() for place in s.places))
        for s in facts.sensitive
    )


def _depth(work: Work, item: Item) -> int:
    depth, parent = 0, item.parent
    while parent is not None:
        above = work.intake.item(parent)
        depth, parent = depth + 1, above.parent if above else None
    return depth
