"""Closing a project: asked for what is missing, frozen, recorded, packed; and opening it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.blobs import LocalBlobStore
from archive.domain.access import Action, Principal, Target, may, require, scope_of
from archive.domain.closeout import Closing, Missing, RowNote, RowState, Waiver
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.projects import Project
from archive.errors import CloseoutIncomplete, Conflict, InvalidInput, NotFound
from archive.exports.closing_package import BaggedDocument, closing_package, json_bytes
from archive.exports.word import closing_record_docx
from archive.exports.zip_stream import Pieces
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closeout_plan import plans_of, sees_class
from archive.services.closeout.closeout_said import LONGEST_TEXT
from archive.services.closeout.closing_record import (
    document_facts,
    record_for,
    record_of,
    whole_scope,
)
from archive.services.closeout.closing_registers import ClosingRegister, kept
from archive.services.intake.intake import Content
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import PACKAGE
from archive.services.operations.notices import NoticeService
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.services.rules.rulebook import RuleBook

LARGEST_PACKAGE = 1 << 50
ZIP = "application/zip"
FACTS = (
    "accession", "name", "original_name", "class", "version", "date", "confidentiality", "sha256",
    "size", "filed_by", "filed_at",
)  # fmt: skip
"""What a package's manifest says of each document."""


@dataclass(frozen=True, slots=True)
class ClosingView:
    """A close as one reader may know it."""

    closing: Closing
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """A package to hand out: stored bytes, or pieces made for a reader who may not see all of it."""

    name: str
    stored: Content | None
    pieces: Iterator[bytes]


class ClosingService:
    """Closes and reopens; the package is made in the background, once the project stands still."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        book: RuleBook,
        closeout: CloseoutService,
        notices: NoticeService,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._book = book
        self._closeout = closeout
        self._notices = notices
        self._clock = clock
        self.registers: list[ClosingRegister] = []

    # closing

    def close(self, principal: Principal, code: str, waivers: Sequence[Waiver] = ()) -> Closing:
        """Close a project: from here on it is read only.

        Args:
            principal: a manager of the project.
            code: the project.
            waivers: missing things the project is closed without, each with its reason; those of
                things that are not missing are left aside.

        Raises:
            CloseoutIncomplete: something is missing and not waived; nothing was changed.
            Conflict: the project is closed already.
            InvalidInput: a waiver without a reason.
        """
        reasons = {waiver.id: _reason(waiver.reason) for waiver in waivers}
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.CLOSE_PROJECT, Target(project.id))
            require_open(work, project.id)
            plan = self._closeout.plan(work, principal, project)
            missing = self._closeout.missing(work, principal, project, plan)
            if left := [thing for thing in missing if thing.id not in reasons]:
                raise CloseoutIncomplete(left)
            waived = [(thing, reasons[thing.id]) for thing in missing]
            self._keep_waivers(work, principal, project, waived)
            closing = self._recorded(work, principal, project, waived)
            work.closings.add(closing)
            for register in self.registers:
                register.finish(work, principal, project)
            work.projects.replace(replace(project, state="closed"))
            work.jobs.add(*PACKAGE, [closing.id], closing.closed_at)
            details = {"number": closing.number, "waived": {t.id: r for t, r in waived}}
            note_of_project(work, self._clock(), principal, project, "project_closed", details)
            self._tell(work, project, "closed", f"closed:{closing.id}", {})
        return closing

    def reopen(self, principal: Principal, code: str, reason: str) -> Project:
        """Open a closed project again; its record and package of this close stay.

        Raises:
            Conflict: the project is not closed.
            InvalidInput: no reason.
        """
        reason = _reason(reason)
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.CLOSE_PROJECT, Target(project.id))
            if project.state == "open":
                raise Conflict(why="project_open")
            opened, now = replace(project, state="open"), self._clock()
            work.projects.replace(opened)
            for closing in work.closings.of_project(project.id)[:1]:
                work.closings.set_reopened(closing.id, principal.user_id, now, reason)
            note_of_project(
                work, self._clock(), principal, project, "project_reopened", {"reason": reason}
            )
            key = f"reopened:{project.id}:{now.isoformat()}"
            self._tell(work, project, "reopened", key, {"reason": reason})
        return opened

    def _keep_waivers(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        waived: Sequence[tuple[Missing, str]],
    ) -> None:
        """Duties that are closed without stand as waived in the plan too."""
        notes = work.closeout.notes([project.id]).get(project.id, {})
        for thing, reason in waived:
            if thing.kind == "duty":
                note = notes.get(thing.id, RowNote(thing.id))
                note = replace(note, state=RowState.WAIVED, reason=reason)
                work.closeout.put_note(project.id, note, principal.user_id, self._clock())

    def _recorded(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        waived: Sequence[tuple[Missing, str]],
    ) -> Closing:
        """The close with its record, which is whole whatever the closer may see."""
        now, number = self._clock(), work.closings.next_number(project.id)
        scope = whole_scope(project.id)
        rules, today = self._book.rules(), self._closeout.today()
        plan = plans_of(work, scope, (project,), rules, today)[project.id]
        documents = work.documents.of_project(scope, project.id)
        name = principal.display_name or principal.username
        record = record_of(plan, documents, waived, number=number, closed_by=name, closed_at=now)
        record |= {"registers": kept(self.registers, work, project)}
        return Closing(new_id(), project.id, number, principal.user_id, name, now, record)

    def is_closed(self, project_id: str) -> bool:
        """Whether a project is read only; for a caller who sees something of it already."""
        with self._database.read() as work:
            return work.projects.for_maintenance(project_id).state != "open"

    def latest(self, principal: Principal, code: str) -> Closing | None:
        """The newest close of a project; None without one, and for who may not know of its plan."""
        with self._database.read() as work:
            project = work.projects.by_code(scope_of(principal), code)
            if project is None or not may(principal, Action.SEE_CLOSEOUT, Target(project.id)):
                return None
            return next(iter(work.closings.of_project(project.id)), None)

    # the record and the package

    def closings(self, principal: Principal, code: str) -> tuple[ClosingView, ...]:
        """Every close of a project, the newest first, each as far as the caller may know it."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.SEE_CLOSEOUT, Target(project.id))
            return tuple(
                ClosingView(closing, self._record(work, principal, project, closing))
                for closing in work.closings.of_project(project.id)
            )

    def package(self, principal: Principal, code: str, number: int | None = None) -> Package:
        """The package of a close (the newest where none is named), limited to what the caller sees.

        Who is cleared for everything in the project gets the stored bytes; for everybody else the
        same package is made from what they may see. Which of the two it is depends on the caller's
        clearance alone, so it tells nothing of what is filed.
        """
        scope = scope_of(principal)
        with self._database.write() as work:
            project = project_of(work, scope, code)
            require(principal, Action.SEE_CLOSEOUT, Target(project.id))
            closings = work.closings.of_project(project.id)
            closing = next((c for c in closings if number in (None, c.number)), None)
            if closing is None:
                raise NotFound
            record = self._record(work, principal, project, closing)
            visible = self._visible(work, principal, project, closing)
            details = {"number": closing.number}
            note_of_project(work, self._clock(), principal, project, "package_exported", details)
        name = f"{project.code}-{closing.number}.zip"
        cleared = f"project:{project.id}:restricted" in scope.tokens
        if cleared and closing.package and closing.reopened_at is None:
            path = self._blobs.checked_path(closing.package)
            size = closing.package_size or 0
            return Package(name, Content(path, name, ZIP, closing.package, size), iter(()))
        return Package(name, None, self._pieces(closing, record, visible))

    def bag(self, principal: Principal, code: str) -> Package:
        """A project as it stands, as a bag of what the caller sees; of a closed one its package."""
        scope = scope_of(principal)
        with self._database.write() as work:
            project = project_of(work, scope, code)
            documents = work.documents.of_project(scope, project.id)
            note_of_project(
                work,
                self._clock(),
                principal,
                project,
                "project_exported",
                {"documents": len(documents)},
            )
        if project.state != "open":
            return self.package(principal, code)
        listed = [document_facts(document) for document in documents]
        pieces = closing_package(project.code, self._bagged(listed), {}, self._clock())
        return Package(f"{project.code}.zip", None, pieces)

    def pack(self, closing_id: str) -> None:
        """Make and keep the package of a close, whole. For the worker."""
        with self._database.read() as work:
            closing = work.closings.get(closing_id)
        if closing is None or closing.package is not None:
            return
        visible = {d["document"] for d in closing.record["documents"]}
        record = record_for(closing.record, visible, lambda _class: True)
        pieces = self._pieces(closing, record, visible)
        blob = self._blobs.put(Pieces(pieces), LARGEST_PACKAGE)  # type: ignore[arg-type] # it reads
        with self._database.write() as work:
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            work.closings.set_package(closing_id, blob.digest, blob.size)

    def give_up(self, closing_id: str) -> None:
        """The package could not be kept; it is made for whoever asks, and the job stands as failed."""

    def _pieces(
        self, closing: Closing, record: Mapping[str, Any], visible: set[str]
    ) -> Iterator[bytes]:
        project = closing.record["project"]
        files = {
            "closing-record.docx": closing_record_docx(record, project["language"]),
            "closing-record.json": json_bytes(record),
        }
        chosen = [d for d in closing.record["documents"] if d["document"] in visible]
        name = f"{project['code']}-{closing.number}"
        return closing_package(name, self._bagged(chosen), files, closing.closed_at)

    def _bagged(self, documents: Sequence[Mapping[str, Any]]) -> list[BaggedDocument]:
        """Documents as a record lists them, with the bytes they had."""
        return [
            BaggedDocument(
                path=f"{d['folder']}/{d['name']}",
                file=self._blobs.checked_path(d["sha256"]),
                sha256=d["sha256"],
                size=d["size"],
                facts={name: d[name] for name in FACTS},
            )
            for d in documents
        ]

    def _record(
        self, work: Work, principal: Principal, project: Project, closing: Closing
    ) -> Mapping[str, Any]:
        rules, scope = self._book.rules(), scope_of(principal)
        return record_for(
            closing.record,
            self._visible(work, principal, project, closing),
            lambda class_key: sees_class(rules, scope, project, class_key),
            inside=principal.membership(project.id) is not None,
        )

    def _visible(
        self, work: Work, principal: Principal, project: Project, closing: Closing
    ) -> set[str]:
        """Those of the recorded documents that the caller sees in the project today."""
        wanted = [d["document"] for d in closing.record["documents"]]
        found = work.documents.get_many(scope_of(principal), wanted)
        return {key for key, document in found.items() if document.project == project.id}

    def _tell(
        self, work: Work, project: Project, what: str, key: str, values: Mapping[str, object]
    ) -> None:
        message = Message(f"closeout.{what}_notice", {"project": project.name, **values})
        link = f"/projects/{project.code}/closeout"
        notice = Notice(f"project_{what}", message, link, project_id=project.id, key=key)
        members = work.projects.members(project.id)
        self._notices.post(work, [member.user_id for member in members], notice)


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not 1 <= len(words) <= LONGEST_TEXT:
        raise InvalidInput(field="reason", why=f"1-{LONGEST_TEXT}")
    return words
