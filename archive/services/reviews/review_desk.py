"""What people change in a review: its sentences, and which of two values holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import DocumentState
from archive.domain.projects import Project
from archive.errors import ChangedMeanwhile, Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.reviews import StoredReview
from archive.review.as_read import found_again
from archive.review.circles import rested_on
from archive.review.corrections import FIGURES
from archive.review.edit import (
    ADD,
    CLASHES,
    DECIDE,
    EDIT,
    REJECT,
    REJECTED,
    REMOVED,
    SECTIONS,
    WRITTEN,
    Edit,
)
from archive.review.edits import may_be_told, quoted
from archive.review.parts import part_in
from archive.review.shelves import parts_of
from archive.review.taken_back import changes_taken_back, unrejected
from archive.services.operations.identifiers import Clock, new_id
from archive.services.projects.projects import project_of
from archive.services.reviews.change import (
    Change,
    blank,
    decision_of,
    rejection_of,
    values_of,
)
from archive.services.reviews.review_editions import known_to, told_no_less
from archive.services.reviews.review_sources import sources_of
from archive.services.reviews.reviews import (
    APPROVED,
    BUILDING,
    DRAFT,
    ReviewService,
    ReviewView,
)

UNDO = "undo"


class ReviewDesk:
    """Changes are kept apart from what is built, and laid over every later build."""

    def __init__(self, database: Database, reviews: ReviewService, clock: Clock) -> None:
        self._database = database
        self._reviews = reviews
        self._clock = clock

    def change(self, principal: Principal, code: str, changes: tuple[Change, ...]) -> ReviewView:
        """Make several changes, all or none; they hold through every later build.

        Raises:
            NotFound: no such statement where the caller can see it.
            InvalidInput: a text or reason is missing, a quote does not stand in its document.
            Conflict: the review was never built, or it is approved (write it again for a new draft); what
                was read is told no longer, or not as it was read.
        """
        with self._database.write() as work:
            project, stored = open_review(work, principal, code, Action.EDIT_REVIEW)
            view = self._reviews.view(work, principal, project, stored)
            touched: set[tuple[str, str]] | None = set()
            for change in changes:
                if touched is None or (change.section, change.key) in touched:
                    view = self._reviews.view(work, principal, project, stored)
                    touched = set()
                self._apply(work, principal, project, view, change)
                touched = (
                    None if _reaches_others(change) else {*touched, (change.section, change.key)}
                )
            return self._reviews.view(work, principal, project, stored)

    def _apply(
        self, work: Work, principal: Principal, project: Project, view: ReviewView, change: Change
    ) -> None:
        if change.kind == UNDO:
            self._undo(work, principal, project, view, change)
        else:
            added = change.kind == ADD
            edit = (
                self._add(work, principal, project, change)
                if added
                else self._changed(view, change)
            )
            self._make_room(work, principal, project, edit)
            work.reviews.put_edit(project.id, edit, principal.user_id)
        details = {"kind": change.kind, "section": change.section, "key": change.key}
        if change.reason:
            details["reason"] = change.reason
        work.audit.append(
            AuditEvent(
                self._clock(), principal.user_id, "review_changed", project.id, project.id, details
            )
        )

    def _changed(self, view: ReviewView, asked: Change) -> Edit:
        """The change of a statement that stands: edited, rejected, or decided."""
        change = _of_today(view, asked)
        if change.kind == EDIT:
            part = _part(view, change, (*WRITTEN, *FIGURES))
            _require_seen(part, change)
            kind, values = ADD if part.get("added") else EDIT, values_of(change, part)
        elif change.kind == REJECT:
            part = _part(view, change, SECTIONS)
            kind, values = REJECT, rejection_of(part, change)
        elif change.kind == DECIDE:
            part = _part(view, change, (CLASHES,))
            kind, values = DECIDE, decision_of(part, change)
        else:
            raise InvalidInput(field="kind", why="edit, add, reject, decide, undo")
        return self._made(change, kind, values, _built(part), part.get("edit_documents") or ())

    def _make_room(self, work: Work, principal: Principal, project: Project, edit: Edit) -> None:
        """Take away what the change takes the place of for everybody who was told it.

        What its author is not told stays, and so does what is told to people who will not be told the change: it is
        kept once for each circle (0036). A rejection holds over corrections and replaces none.
        """
        edits = work.reviews.edits(project.id)
        own = edit.kind == REJECT and edit.values["added"]
        for other in may_be_told(edits, self._known(work, principal, project, edits)):
            if (other.section, other.key) != (edit.section, edit.key) or other.kind == REJECT:
                continue
            if own or (edit.kind != REJECT and told_no_less(work, project.id, other, edit)):
                work.reviews.drop_edit(project.id, other)

    def _known(
        self, work: Work, principal: Principal, project: Project, edits: tuple[Edit, ...]
    ) -> frozenset[str]:
        scope = scope_of(principal)
        shown = {document.id for document in work.documents.of_project(scope, project.id)}
        return known_to(work, scope, shown, edits)

    def _add(self, work: Work, principal: Principal, project: Project, change: Change) -> Edit:
        if change.section not in (*WRITTEN, *FIGURES):
            raise InvalidInput(field="section", why=", ".join((*WRITTEN, *FIGURES)))
        wanted = [document for document, _ in change.quotes]
        seen = work.documents.get_many(scope_of(principal), wanted)
        own = tuple(
            d
            for d in seen.values()
            if d.project == project.id and d.state is not DocumentState.WITHDRAWN
        )
        sources = {source.document: source for source in sources_of(work, own)}
        citations: list[Mapping[str, object]] = []
        for document, quote in change.quotes:
            source = sources.get(document)
            found = quoted(source, quote) if source else []
            if not found:
                raise InvalidInput(field="quote", why="quote_not_there")
            citations += found
        if not citations:
            raise InvalidInput(field="citations", why="quote_not_there")
        fresh = replace(change, key=new_id()[:20])
        return self._made(fresh, ADD, values_of(change), {"citations": citations, **blank(change)})

    def _undo(
        self, work: Work, principal: Principal, project: Project, view: ReviewView, change: Change
    ) -> None:
        """Take a change of a statement back, and with it every other of the kind that was made of the same one."""
        edits = work.reviews.edits(project.id)
        seen = self._known(work, principal, project, edits)
        back = changes_taken_back(view.content, edits, change.section, change.key, seen)
        if not back and change.read is not None:
            now = _of_today(view, change)
            back = changes_taken_back(view.content, edits, now.section, now.key, seen)
        if not back:
            raise NotFound
        for edit in back:
            work.reviews.drop_edit(project.id, edit)
            if (before := unrejected(edit)) is not None:
                before = replace(before, at=self._clock())
                work.reviews.put_edit(project.id, before, principal.user_id)

    def _made(
        self,
        change: Change,
        kind: str,
        values: Mapping[str, Any],
        before: Mapping[str, Any],
        told: Iterable[str] = (),
    ) -> Edit:
        """The change; what is written over others rests on what those rested on too, and may carry it."""
        documents = tuple(sorted({*rested_on(before), *told}))
        return Edit(change.section, change.key, kind, values, before, "", self._clock(), documents)


def _reaches_others(change: Change) -> bool:
    """Whether other tellings than the one that is named may not be told as before: what follows is held against those.

    A sentence is rejected, and put back, wherever it is told; one that is looked for by its words may be any.
    """
    return change.kind in (REJECT, UNDO) or change.read is not None


def open_review(
    work: Work, principal: Principal, code: str, action: Action
) -> tuple[Project, StoredReview]:
    """The project and its draft, when the caller may do this to it now."""
    project = project_of(work, scope_of(principal), code)
    require(principal, action, Target(project.id))
    stored = work.reviews.get(project.id)
    if stored is None:
        raise NotFound
    if project.state != "open":
        raise Conflict(why="project_closed")
    if stored.status == APPROVED:
        raise Conflict(why="review_approved")
    if stored.status == DRAFT or (action is Action.EDIT_REVIEW and stored.content):
        return project, stored  # what is said while it is written again is laid over what comes
    raise Conflict(why="review_building" if stored.status == BUILDING else "review_failed")


def _of_today(view: ReviewView, change: Change) -> Change:
    """The change under the section and key by which the review tells its statement now."""
    if change.read is None or change.kind == DECIDE or _at(view, change) is not None:
        return change
    found = found_again(view.content, change.section, change.read)
    if found is None or not _may_go(change, found[0]):
        aside = view.content.get("set_aside") or ()
        out = {p.get("why"): p for p in aside if p.get("key") == change.key}
        if rejected := out.get(REJECTED):
            raise Conflict(why="statement_rejected", by=rejected["by"], reason=rejected["reason"])
        if REMOVED in out:
            raise Conflict(why="statement_removed")
        raise Conflict(why="statement_gone")
    return replace(change, section=found[0], key=str(found[1]["key"]))


def _may_go(change: Change, section: str) -> bool:
    """Whether all that was typed has its place in the section: only actions have somebody who does them."""
    if change.kind != EDIT or section == change.section:
        return True
    return section in WRITTEN and not (change.owner or change.due)


def _at(view: ReviewView, change: Change) -> dict[str, Any] | None:
    parts = parts_of(view.content, change.section)
    return next((part for part in parts if part.get("key") == change.key), None)


def _require_seen(part: Mapping[str, Any], change: Change) -> None:
    """Refuse an edit of words that somebody else has edited, or a build has changed, since they were read."""
    edited = str(part.get("edited_at") or "")
    read = change.read
    seen = change.seen if read is None else read.edited_at
    if seen == edited and read is not None and read.differs(part, change.section):
        raise ChangedMeanwhile(rebuilt=True)
    if seen is not None and seen != edited:
        by = part.get("edited_by")
        raise (
            ChangedMeanwhile(str(by), datetime.fromisoformat(edited)) if by else ChangedMeanwhile()
        )


def _part(view: ReviewView, change: Change, sections: tuple[str, ...]) -> Mapping[str, Any]:
    if change.section not in sections:
        raise InvalidInput(field="section", why=", ".join(sections))
    if (part := _at(view, change)) is None:
        raise NotFound
    return part


def _built(part: Mapping[str, Any]) -> dict[str, Any]:
    """A shown part as it was built: without the marks of earlier changes."""
    marks = (
        "key", "edited_by", "edited_at", "stale", "added", "decided", "built", "edit_documents", "beside",
    )  # fmt: skip
    before = {name: value for name, value in part.items() if name not in marks}
    if isinstance(figures := before.pop("built_figures", None), Mapping):
        return before | dict(figures)
    before |= part_in(before.pop("built_task", None))
    return before | ({"text": part["built"]} if part.get("built") else {})
