"""A project's documents as rows: what was asked for, what there is to choose from, the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from archive.domain.documents import Document, DocumentState
from archive.services.documents.shelf import SHELF_ORDERS, SHELF_STANDINGS, Shelf
from archive.web.presenters.lists import Pager, pager
from archive.web.presenters.marks import Mark, file_icon, level_mark
from archive.web.presenters.names import NamePart, as_seen, name_parts
from archive.web.presenters.own_language import name_language
from archive.wording import say

FEW = 12
"""Up to so many documents are seen at a glance: nothing is offered to filter them by."""
Address = Callable[..., str]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a project's list; `kind` is its class where the rows are not grouped by class."""

    id: str
    parts: tuple[NamePart, ...]
    lang: str | None
    original: str
    icon: str
    level: Mark
    date: str
    version: str
    state: Mark | None
    withdrawn: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """A class with those of its documents that are on this page; `count` counts all that were asked for."""

    key: str
    label: str
    folder: str
    documents: tuple[DocumentRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ShelfView:
    """The documents of a project's page. `groups` by class in the order of the file plan, else one."""

    groups: tuple[ClassGroup, ...]
    grouped: bool
    total: int
    everything: int
    words: str
    class_key: str
    standing: str
    order: str
    classes: Choices
    standings: Choices
    orders: Choices
    filtered: bool
    offers: bool
    pages: Pager


def shelf_view(
    shelf: Shelf, labels: Mapping[str, str], language: str, address: Address
) -> ShelfView:
    """The rows of a page; `address` takes what is asked for and gives the page's address."""
    asked, counts = shelf.asked, shelf.counts
    grouped = asked.order == "class"
    kept = {
        "q": asked.words or None,
        "class": asked.class_key,
        "state": asked.standing,
        "sort": None if grouped else asked.order,
    }
    filtered = bool(asked.words or asked.class_key or asked.standing)
    return ShelfView(
        groups=_groups(shelf, labels, language) if grouped else _flat(shelf, labels, language),
        grouped=grouped,
        total=shelf.found.total,
        everything=counts.everything,
        words=asked.words,
        class_key=asked.class_key or "",
        standing=asked.standing or "",
        order=asked.order,
        classes=tuple(
            (key, say(language, "ui_project.choice", label=label, n=counts.classes.get(key, 0)))
            for key, label in labels.items()
            if counts.classes.get(key) or key == asked.class_key
        ),
        standings=tuple(
            (key, say(language, "ui_project.choice", label=label, n=counts.standings[key]))
            for key in SHELF_STANDINGS
            for label in (say(language, f"ui_project.standing_{key}"),)
            if counts.standings[key] or key == asked.standing
        ),
        orders=tuple(
            (key, say(language, f"ui_project.order_{key.replace('-', 'last_')}"))
            for key in SHELF_ORDERS
        ),
        filtered=filtered,
        offers=filtered or counts.everything > FEW or bool(counts.standings["withdrawn"]),
        pages=pager(
            shelf.found.page,
            shelf.found.pages,
            lambda n: address(**kept, page=None if n == 1 else n, _anchor="docs"),
        ),
    )


def _groups(shelf: Shelf, labels: Mapping[str, str], language: str) -> tuple[ClassGroup, ...]:
    by_class = groupby(shelf.found.items, key=lambda document: document.class_key)
    return tuple(
        ClassGroup(
            key,
            labels.get(key, key),
            rows[0].folder.rpartition("/")[2],
            tuple(document_row(document, language) for document in rows),
            shelf.counts.classes.get(key, 0),
        )
        for key, of_class in by_class
        for rows in (tuple(of_class),)
    )


def _flat(shelf: Shelf, labels: Mapping[str, str], language: str) -> tuple[ClassGroup, ...]:
    rows = tuple(
        document_row(document, language, labels.get(document.class_key, document.class_key))
        for document in shelf.found.items
    )
    return (ClassGroup("", "", "", rows, shelf.found.total),) if rows else ()


def document_row(document: Document, language: str, kind: str = "") -> DocumentRow:
    """A document as a row."""
    return DocumentRow(
        id=document.id,
        parts=name_parts(document.name),
        lang=name_language(document.name, document.language),
        original=as_seen(document.original_name) if document.original_name != document.name else "",
        icon=file_icon(document.extension),
        level=level_mark(document.level, language),
        date=document.date or "",
        version=document.version,
        state=state_mark(document, language),
        withdrawn=document.state is DocumentState.WITHDRAWN,
        kind=kind,
    )


_STATES = {
    DocumentState.QUEUED: ("run", "arc"),
    DocumentState.PROCESSING: ("run", "arc"),
    DocumentState.FAILED: ("warn", "look"),
    DocumentState.WITHDRAWN: ("off", "cross"),
}


def state_mark(document: Document, language: str) -> Mark | None:
    """A sign for a document that is not simply there and searchable."""
    if document.state not in _STATES:
        return None
    tone, icon = _STATES[document.state]
    key = document.state.value
    return Mark(key, say(language, f"ui_document.state_{key}"), tone, icon)
