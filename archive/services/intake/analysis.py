"""Reading what was received: text, facts, duplicates, a proposal. Called by the worker.

Every step may be interrupted and run again: what it writes, it writes in one transaction, and an
item that is already past a step is left alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from archive.blobs import LocalBlobStore
from archive.domain.access import Principal, scope_of
from archive.domain.documents import ItemState
from archive.domain.intake import CONTAINERS, Item
from archive.domain.messages import Message
from archive.domain.segments import ContentState, Extracted
from archive.extraction.members import Member
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.naming.check import ignored
from archive.persistence.database import Database, Work
from archive.services.intake.assessment import Assessor
from archive.services.intake.borrowing import borrowings
from archive.services.intake.container_notes import (
    left_out,
    system_files,
    together,
    too_deep,
)
from archive.services.intake.intake import shown_path
from archive.services.intake.item_changes import UNREAD
from archive.services.intake.lessons_of_filing import FIRST, learned_about
from archive.services.intake.member_names import with_known_names
from archive.services.intake.twins import remember, unflagged_copies, with_duplicate, with_similar
from archive.services.intake.understood import (
    DEEPEST,
    fields_of,
    reasons_of,
    sensitive_of,
    understood,
    with_members,
)
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import ANALYSE, ASSEMBLE, RECOGNISE
from archive.understanding.facts import Reading
from archive.understanding.learned import words_of
from archive.understanding.level import not_below_parts, propose_level

NOBODY = Principal("", "", role=None)  # type: ignore[arg-type] # an account that is gone holds nothing


READ_AGAIN = Message("intake.read_again")
"""Said of an item only while it is being read once more."""
MOST_MEMBERS = 2_000
"""Files that may come out of one dropped file, nested ones included: a bomb of small files ends here."""


class AnalysisService:
    """Turns received bytes into proposals."""

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
        if item.reading is not None and self._unpacked_before(item):
            self.assemble(item_id)
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
        if extracted.ocr_pages and self._recogniser.available:
            self._put_aside(item, extracted, RECOGNISE)
        elif children:
            self._put_aside(item, extracted, None, children)
        else:
            self._propose(item, extracted)

    def recognise(self, item_id: str) -> None:
        """Read the scanned pages of an item, then propose."""
        with self._database.read() as work:
            item = work.intake.item(item_id)
            extracted = work.readings.get(item.reading) if item and item.reading else None
        if item is None or extracted is None or item.state not in UNREAD:
            return
        extracted = self._recogniser.recognise(
            self._blobs.path(item.sha256), extracted, partial(self._say_page, item_id)
        )
        self._propose(item, extracted)

    def _say_page(self, item_id: str, done: int, total: int) -> None:
        """Let those who wait see which page is being read; a page takes ten seconds and more."""
        with self._database.write() as work:
            item = work.intake.item(item_id)
            if total > 1 and item is not None and item.state in UNREAD:
                progress, revision = (done + 1, total), item.revision + 1
                work.intake.replace_item(replace(item, progress=progress, revision=revision))

    def assemble(self, item_id: str) -> None:
        """Give a container the text of what was in it, once all of that is read, and propose."""
        with self._database.read() as work:
            item = work.intake.item(item_id)
            extracted = work.readings.get(item.reading) if item and item.reading else None
            children = work.intake.children_of(item_id)
            inside = work.readings.segments_of([c.reading for c in children if c.reading])
        if item is None or extracted is None or item.state not in UNREAD:
            return
        if any(child.state in UNREAD for child in children):
            return  # the last of them will ask again
        own = replace(  # what an earlier run put in of its members is put in anew
            extracted, segments=tuple(s for s in extracted.segments if s.place.member is None)
        )
        parts = [
            (child.path.removeprefix(f"{item.path}/"), inside.get(child.reading or "", ()))
            for child in children
        ]
        self._propose(item, with_members(own, parts))

    def give_up(self, item_id: str) -> None:
        """Reading failed for good: the bytes are safe, the item can be filed by name."""
        with self._database.read() as work:
            item = work.intake.item(item_id)
        if item is not None and item.state in UNREAD:
            broken = replace(item, content_state=ContentState.DAMAGED)
            empty = Extracted(item.media_type, item.extension or "", ContentState.DAMAGED)
            self._propose(broken, empty)

    def _begin(self, item_id: str) -> Item | None:
        with self._database.read() as work:
            item = work.intake.item(item_id)
        return item if item is not None and item.state in UNREAD else None

    def _unpacked_before(self, item: Item) -> bool:
        """True when an interrupted run has brought out what is in the item."""
        with self._database.read() as work:
            return bool(work.intake.children_of(item.id))

    def _unpack(self, item: Item, extracted: Extracted) -> tuple[Item, ...]:
        if extracted.extension not in CONTAINERS or extracted.state is not ContentState.OK:
            return ()
        with self._database.read() as work:
            above = _ancestors(work, item)
            room = MOST_MEMBERS - work.intake.count_below(item.batch, (above or [item])[-1].path)
        with tempfile.TemporaryDirectory(prefix="members-") as folder:
            path = self._blobs.path(item.sha256)
            members = self._reader.members(path, item.original_name, Path(folder))
            if len(above) >= DEEPEST:
                self._say(item, too_deep(members.items, DEEPEST))
                return ()
            missing: Message | None
            if len(members.items) > room:
                missing = Message("intake.too_many_members", {"limit": MOST_MEMBERS})
            else:
                missing = left_out(members.items)
            self._say(item, together(missing, system_files(members.items, self._assessor.rules)))
            return self._children(item, members.items[: max(0, room)])

    def _say(self, item: Item, note: Message | None) -> None:
        """Keep a note, if there is one, with an item that is still being read."""
        if note is None:
            return
        with self._database.write() as work:
            current = work.intake.item(item.id)
            if current is not None:
                noted = replace(current, note=note, revision=current.revision + 1)
                work.intake.replace_item(noted)

    def _children(self, item: Item, members: Sequence[Member]) -> tuple[Item, ...]:
        now = self._clock()
        children = []
        for member in members:
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
                    raw_path=member.raw.hex() if member.raw else None,
                )
            )
        return tuple(children)

    def _put_aside(
        self,
        item: Item,
        extracted: Extracted,
        waits_for: tuple[str, str] | None,
        children: tuple[Item, ...] = (),
    ) -> None:
        """Store what was read so far, with what the item waits for: its scans, or files inside it."""
        now = self._clock()
        with self._database.write() as work:
            current = work.intake.item(item.id)
            if current is None or current.state not in UNREAD:
                return
            for child in children:
                work.intake.know_blob(child.sha256, child.size, now)
            read_so_far = replace(_read_item(current, extracted), state=ItemState.ANALYSING)
            read_so_far, children = with_known_names(work, read_so_far, children)
            work.intake.add_items(children)
            work.jobs.add(*ANALYSE, [child.id for child in children], now)
            work.readings.add(read_so_far.reading or "", item.sha256, extracted, now)
            work.intake.replace_item(read_so_far)
            if waits_for is not None:
                work.jobs.add(*waits_for, [item.id], now)

    def _propose(self, item: Item, extracted: Extracted) -> None:
        """Store what was read and what the archive makes of it."""
        now = self._clock()
        with self._database.read() as work:
            project = work.projects.for_maintenance(item.project)
            scope = scope_of(_receiver(work, item))
            words = words_of(extracted.segments[:FIRST], item.path)
            learned = learned_about(work, scope, project, words)
        facts = understood(extracted, item, project, self._assessor.rules, learned)
        with self._database.write() as work:
            current = work.intake.item(item.id)
            if current is None or current.state not in UNREAD:
                return
            done = _read_item(current, extracted)
            reading_id = done.reading or ""
            again = current.reading is not None
            work.readings.add(reading_id, item.sha256, extracted, now, facts.signature, again=again)
            twins = work.intake.items_with_digest(done.batch, done.sha256) if done.size else ()
            done = self._proposed(work, done, facts, extracted, twins)
            remember(work, item.project, reading_id, facts, again=again)
            work.intake.replace_item(done)
            for copy in unflagged_copies(done, twins):
                judged = self._assessor.judge(work, _receiver(work, copy), copy)
                work.intake.replace_item(replace(judged, revision=copy.revision + 1))
            for changed in borrowings(work, done, project, self._assessor.rules):
                judged = self._assessor.judge(work, _receiver(work, changed), changed)
                work.intake.replace_item(replace(judged, revision=changed.revision + 1))
            self._tell_container(work, done)

    def _tell_container(self, work: Work, item: Item) -> None:
        if item.parent is not None:
            work.jobs.add(*ASSEMBLE, [item.parent], self._clock())

    def _proposed(
        self,
        work: Work,
        item: Item,
        facts: Reading,
        extracted: Extracted,
        twins: Sequence[Item],
    ) -> Item:
        principal = _receiver(work, item)
        default = self._assessor.rules.class_for(facts.class_key).level
        level, reasons = propose_level(default, facts, extracted.text)
        if extracted.extension in CONTAINERS:
            inside = work.intake.children_of(item.id)
            parts = [(child.original_name, child.level) for child in inside if child.level]
            level, reasons = not_below_parts(level, reasons, parts)
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
            version_choices=facts.version_choices,
            reasons=reasons_of(facts),
            level=level,
            level_reasons=reasons,
            sensitive=sensitive_of(facts),
            note=None if item.note == READ_AGAIN else item.note,
        )
        item = with_duplicate(work, scope_of(principal), item, twins)
        if item.duplicate_of is None:
            item = with_similar(work, scope_of(principal), item, facts)
        return self._assessor.judge(work, principal, item)

    def _settle(self, item: Item) -> None:
        with self._database.write() as work:
            work.intake.replace_item(replace(item, revision=item.revision + 1))
            self._tell_container(work, item)


def _receiver(work: Work, item: Item) -> Principal:
    """Who received an item, with the rights of this moment."""
    return work.accounts.principal(item.received_by) or NOBODY


def _read_item(item: Item, extracted: Extracted) -> Item:
    """The item with what its bytes turned out to be."""
    return replace(
        item,
        reading=item.reading or new_id(),
        media_type=extracted.media_type,
        extension=extracted.extension,
        content_state=extracted.state,
        page_count=extracted.page_count,
        text_quality=extracted.quality,
        pages=extracted.pages,
        progress=None,
        revision=item.revision + 1,
    )


def _ancestors(work: Work, item: Item) -> list[Item]:
    """The containers an item came out of, the nearest first."""
    found: list[Item] = []
    parent = item.parent
    while parent is not None and (above := work.intake.item(parent)) is not None:
        found.append(above)
        parent = above.parent
    return found
