"""What people change in a review: its sentences, and which of two values holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import DocumentState
from archive.domain.projects import Project
from archive.errors import ChangedMeanwhile, Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.reviews import StoredReview
from archive.review.corrections import FIGURES, NAMES
from archive.review.edit import ADD, CLASHES, DECIDE, EDIT, REJECT, SECTIONS, WRITTEN, Edit
from archive.review.edits import quoted, rested_on
from archive.review.figures import decimal_of
from archive.review.shelves import parts_of
from archive.review.taken_back import changes_taken_back, unrejected, written
from archive.services.operations.identifiers import Clock, new_id
from archive.services.projects.projects import project_of
from archive.services.reviews.reviews import (
    APPROVED,
    BUILDING,
    DRAFT,
    ReviewService,
    ReviewView,
    sources_of,
)

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do to a review.

    `kind`: edit, add, reject, decide or undo. `key` names the statement, for all but add. `quotes`
    pairs documents with words that stand in them, for an added sentence.
    """

    kind: str
    section: str
    key: str = ""
    text: str = ""
    owner: str | None = None
    due: str | None = None
    reason: str = ""
    choice: int | None = None
    quotes: tuple[tuple[str, str], ...] = ()
    name: str = ""
    """Of a figure that is added: the metric or the cost line."""
    unit: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    """Of a metric `target` and `actual`, of a cost line `budget` and `actual`, as they are typed."""
    seen: str | None = None
    """`edited_at` of the statement as it was read, "" for one nobody had edited; None is not checked."""


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
            Conflict: the review is not built, or it is approved (write it again for a new draft).
        """
        with self._database.write() as work:
            project, stored = open_review(work, principal, code, Action.EDIT_REVIEW)
            for change in changes:
                view = self._reviews.view(work, principal, project, stored)
                self._apply(work, principal, project, view, change)
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
            work.reviews.put_edit(project.id, edit, principal.user_id)
        details = {"kind": change.kind, "section": change.section, "key": change.key}
        if change.reason:
            details["reason"] = change.reason
        work.audit.append(
            AuditEvent(
                self._clock(), principal.user_id, "review_changed", project.id, project.id, details
            )
        )

    def _changed(self, view: ReviewView, change: Change) -> Edit:
        """The change of a statement that stands: edited, rejected, or decided."""
        if change.kind == EDIT:
            part = _part(view, change, (*WRITTEN, *FIGURES))
            _require_seen(part, change)
            kind, values = ADD if part.get("added") else EDIT, _values_of(change, part)
        elif change.kind == REJECT:
            part = _part(view, change, SECTIONS)
            kind, values = REJECT, _rejection(part, change)
        elif change.kind == DECIDE:
            part = _part(view, change, (CLASHES,))
            kind, values = DECIDE, _decision(part, change)
        else:
            raise InvalidInput(field="kind", why="edit, add, reject, decide, undo")
        return self._made(change, kind, values, _built(part))

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
        return self._made(
            fresh, ADD, _values_of(change), {"citations": citations, **_blank(change)}
        )

    def _undo(
        self, work: Work, principal: Principal, project: Project, view: ReviewView, change: Change
    ) -> None:
        """Take a change of a statement back, and with it every other of the kind that was made of the same one."""
        back = changes_taken_back(
            view.content, work.reviews.edits(project.id), change.section, change.key
        )
        if not back:
            raise NotFound
        for edit in back:
            work.reviews.drop_edit(project.id, edit.section, edit.key)
            if (before := unrejected(edit)) is not None:
                before = replace(before, at=self._clock())
                work.reviews.put_edit(project.id, before, principal.user_id)

    def _made(
        self, change: Change, kind: str, values: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Edit:
        return Edit(
            change.section, change.key, kind, values, before, "", self._clock(), rested_on(before)
        )


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
    if stored.status != DRAFT:
        raise Conflict(why="review_building" if stored.status == BUILDING else "review_failed")
    return project, stored


def _require_seen(part: Mapping[str, Any], change: Change) -> None:
    """Refuse an edit of words that somebody else has edited since they were read."""
    edited = str(part.get("edited_at") or "")
    if change.seen is not None and change.seen != edited:
        by = part.get("edited_by")
        raise (
            ChangedMeanwhile(str(by), datetime.fromisoformat(edited)) if by else ChangedMeanwhile()
        )


def _part(view: ReviewView, change: Change, sections: tuple[str, ...]) -> Mapping[str, Any]:
    if change.section not in sections:
        raise InvalidInput(field="section", why=", ".join(sections))
    for part in parts_of(view.content, change.section):
        if part.get("key") == change.key:
            return part
    raise NotFound


def _built(part: Mapping[str, Any]) -> dict[str, Any]:
    """A shown part as it was built: without the marks of earlier changes."""
    marks = ("key", "edited_by", "edited_at", "stale", "added", "decided", "built")
    before = {name: value for name, value in part.items() if name not in marks}
    if isinstance(figures := before.pop("built_figures", None), Mapping):
        return before | dict(figures)
    return before | ({"text": part["built"]} if part.get("built") else {})


def _values_of(change: Change, part: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a person said: a sentence, or the figures of a row with why they are others than the paper's."""
    if change.section not in FIGURES:
        return _said(change)
    figures = dict(_figures(change))
    if not figures:
        raise InvalidInput(field=FIGURES[change.section][0], why="number")
    if part is not None and not part.get("added") and not change.reason.strip():
        raise InvalidInput(field="reason", why="text")
    return {"figures": figures, "reason": change.reason.strip()}


def _figures(change: Change) -> Iterator[tuple[str, str]]:
    """The figures as decimals, thousands taken out; an empty one is left as it is."""
    for side in FIGURES[change.section]:
        typed = change.figures.get(side, "").replace(",", "").replace("，", "").strip()
        if not typed:
            continue
        value = decimal_of(typed)
        if value is None or abs(value) >= _MOST:
            raise InvalidInput(field=side, why="number")
        yield side, f"{value:f}"


_MOST = Decimal(10) ** 15


def _blank(change: Change) -> dict[str, Any]:
    """The row that an added figure begins with: its name and no figures yet."""
    if change.section not in FIGURES:
        return {}
    name = " ".join(change.name.split())
    if not name:
        raise InvalidInput(field="name", why="text")
    row: dict[str, Any] = dict.fromkeys(FIGURES[change.section]) | {NAMES[change.section]: name}
    if change.section == "metrics":
        row |= {"unit": change.unit.strip(), "direction": "higher", "computed": []}
    return row


def _said(change: Change) -> dict[str, Any]:
    text = " ".join(change.text.split())
    if not text:
        raise InvalidInput(field="text", why="text")
    said: dict[str, Any] = {"text": text}
    if change.section == "actions":
        said |= {name: v for name in ("owner", "due") if (v := getattr(change, name)) is not None}
    return said


def _rejection(part: Mapping[str, Any], change: Change) -> dict[str, Any]:
    if not change.reason.strip():
        raise InvalidInput(field="reason", why="text")
    reason = {"reason": change.reason.strip(), "added": bool(part.get("added"))}
    return reason | {"was": written(change.section, part)}


def _decision(part: Mapping[str, Any], change: Change) -> dict[str, Any]:
    values = part.get("values") or []
    if change.choice is None or not 0 <= change.choice < len(values):
        raise InvalidInput(field="choice", why=f"0-{len(values) - 1}")
    chosen = values[change.choice].get("value")
    return {"choice": change.choice, "value": chosen, "reason": change.reason.strip()}
