"""Mistakes that betray what is hidden, planted to show that the comparisons notice them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from unittest import mock
from urllib.parse import quote

from sqlalchemy import ColumnElement, select, true

import archive.indexer.whoosh_index as whoosh_index
import archive.persistence.improvements as action_rows
import archive.persistence.lessons as lesson_rows
import archive.persistence.shelf as shelf_rows
import archive.services.documents.shelf as shelves
import archive.services.search.compared_figures as compared_figures
import archive.services.search.saved_searches as saved_searches
from archive.domain.access import AccessScope, scope_of
from archive.domain.documents import Document
from archive.domain.intake import Batch
from archive.domain.projects import Project
from archive.indexer.byte_cache import ByteCache
from archive.indexer.scoring import Scorer
from archive.indexer.snapshot import Snapshot, Visible
from archive.persistence.approved_figures import KeptFigure
from archive.persistence.database import Work
from archive.persistence.documents import DocumentRepository
from archive.persistence.enclosures import EnclosureRepository
from archive.persistence.handed_lessons import HandedLessonRepository
from archive.persistence.indexed_documents import IndexedDocumentRepository
from archive.persistence.shelf import ShelfCounts, ShelfFilter, ShelfRepository
from archive.persistence.tables import documents, handed_lessons
from archive.review.parts import Part
from archive.services.operations.paging import Page
from tests.support.leak_corpus import Ask
from tests.support.twin_contents import CANARIES
from tests.support.twin_figures import QUIET
from tests.support.twin_mails import PUBLIC_MAIL, PUBLIC_NOTE
from tests.support.twin_worlds import Twins

_enclosures = EnclosureRepository.of
_counts = ShelfRepository.counts
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Mistake:
    """What is planted where, and an address at which it shows, of what `username` may see."""

    name: str
    where: Any
    attribute: str
    wrong: Callable[..., Any]
    path: str
    username: str = "fay"
    searching: bool = False
    """It makes searches wrong, so the comparison with every document has to notice it too."""
    original_name: str = ""
    """Which document it shows at, where it does not show at any."""

    def ask(self, twins: Twins) -> Ask:
        """The request at which it shows, of a document that is there for its caller."""
        who = scope_of(twins.plain.world.as_(self.username))
        with twins.plain.world.services.database.read() as work:
            seen = work.documents.get_many(who, work.indexed_documents.ids())
        fit = [k for k, d in seen.items() if self.original_name in (d.original_name, "")]
        return Ask(self.username, "GET", self.path.format(document_id=min(fit)))

    @contextmanager
    def planted(self) -> Iterator[None]:
        """The mistake stands, and nothing that was right before is used again."""
        with (
            mock.patch.object(self.where, self.attribute, self.wrong),
            mock.patch.object(ByteCache, "get", return_value=None),
            mock.patch.object(ByteCache, "get_all", _nothing_kept),
        ):
            yield


def _nothing_kept(_self: object, keys: Sequence[object]) -> list[None]:
    return [None] * len(keys)


def _rare_among_all(self: Scorer, holders: int) -> float:
    return 1 / (1 + holders + self._snapshot.size)


def _sees_all(self: Snapshot, _scope: object, _hidden: object = ()) -> Visible:
    return Visible(self.live, int(self.live.sum()), {"w": 100.0, "b": 100.0})


def _hard_to_read_anywhere(snapshot: Snapshot, _hits: object) -> tuple[int, int]:
    pages = snapshot.poor_pages
    return (0, 0) if pages is None else (int((pages > 0).sum()), int(pages.sum()))


def _counts_all(
    self: DocumentRepository, _scope: object, projects: Sequence[str]
) -> dict[str, int]:
    return dict.fromkeys(projects, len(IndexedDocumentRepository(self._connection).ids()))


def _new_to_anybody(_index: object, work: Work, _scope: object, asked: Any) -> tuple[int, ...]:
    return tuple(len(work.indexed_documents.ids()) for _ in asked)


def _every_enclosure(
    self: EnclosureRepository, _scope: object, document_id: str
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    everything = IndexedDocumentRepository(self._connection).ids()
    tokens = DocumentRepository(self._connection).tokens(everything)
    scope = AccessScope(frozenset(chain(*tokens.values())))
    return _enclosures(self, scope, document_id)


def _every_lesson(_scope: object, _own: object) -> ColumnElement[bool]:
    return true()


def _used_anywhere(
    self: HandedLessonRepository, _scope: object, ids: Collection[str]
) -> dict[str, int]:
    table = handed_lessons
    marked = select(table.c.lesson_id).where(table.c.mark == "apply")
    return dict.fromkeys(set(self._connection.execute(marked).scalars()) & set(ids), 1)


def _every_action(_scope: object) -> ColumnElement[bool]:
    return true()


def _everything_of(_scope: object, project_id: str) -> list[ColumnElement[bool]]:
    return [documents.c.project_id == project_id]


def _counts_of_all(
    self: ShelfRepository, _scope: object, project_id: str, wanted: ShelfFilter
) -> ShelfCounts:
    everything = IndexedDocumentRepository(self._connection).ids()
    tokens = DocumentRepository(self._connection).tokens(everything)
    return _counts(self, AccessScope(frozenset(chain(*tokens.values()))), project_id, wanted)


def _batches_of_anybody(work: Work, _principal: object, project: Project, page: int) -> Page[Batch]:
    found, total = work.batches.unfinished_first(project.id, None, 0, 8)
    return Page(found, total, page, 8)


def _told_anybody(figure: KeptFigure, *_reader: object) -> list[Part]:
    return [
        part for told in json.loads(figure.told)["contents"] for part in told.get("metrics", ())
    ]


MISTAKES = (
    Mistake(
        "rarity of words over all documents", Scorer, "_idf", _rare_among_all,
        "/api/v1/search?q=note+zanzibr", searching=True,
    ),
    Mistake(
        "no filter in the index", Snapshot, "visible", _sees_all,
        f"/api/v1/search?q={CANARIES[0]}", searching=True,
    ),
    Mistake("no filter in the index, on the page", Snapshot, "visible", _sees_all, "/search?q=note"),
    Mistake(
        "no filter in the index, while typing", Snapshot, "visible", _sees_all,
        "/api/v1/suggest?q=zanziba",
    ),
    Mistake(
        "no filter in the index, more like this", Snapshot, "visible", _sees_all,
        "/api/v1/documents/{document_id}/similar",
    ),
    Mistake(
        "no filter in the index, ways out of an empty result", Snapshot, "visible", _sees_all,
        "/api/v1/search?q=krakenfest&year=1999",
    ),
    Mistake(
        "hard to read in documents of anybody", whoosh_index, "poor_of", _hard_to_read_anywhere,
        "/api/v1/search?q=note", searching=True,
    ),
    Mistake(
        "hard to read in documents of anybody, on the page", whoosh_index, "poor_of",
        _hard_to_read_anywhere, "/search?q=note",
    ),
    Mistake(
        "documents of all projects counted", DocumentRepository, "counts", _counts_all,
        "/api/v1/projects",
    ),
    Mistake(
        "new to anybody in a saved search", saved_searches, "count_new", _new_to_anybody,
        "/api/v1/saved-searches",
    ),
    Mistake(
        "lessons used in projects of anybody", HandedLessonRepository, "used_in", _used_anywhere,
        "/api/v1/lessons?per_page=100",
    ),
    Mistake(
        "every attachment shown", EnclosureRepository, "of", _every_enclosure,
        "/api/v1/documents/{document_id}", original_name=PUBLIC_MAIL,
    ),
    Mistake(
        "every mail an attachment came with, on the page", EnclosureRepository, "of", _every_enclosure,
        "/documents/{document_id}", original_name=PUBLIC_NOTE,
    ),
    Mistake(
        "every document in a project's list", shelf_rows, "_of", _everything_of,
        "/projects/OPEN-01?state=draft&q=20260128",
    ),
    Mistake(
        "every withdrawn document in a project's list", shelf_rows, "_of", _everything_of,
        "/projects/OPEN-01?state=withdrawn",
    ),
    Mistake(
        "classes and states of all documents counted beside a project's list", ShelfRepository, "counts",
        _counts_of_all, "/projects/OPEN-01?state=final",
    ),
    Mistake(
        "batches of anybody on a project's page", shelves, "_batches", _batches_of_anybody,
        "/projects/OPEN-01?batches=1", username="ana",
    ),
    Mistake("every action shown", action_rows, "_visible", _every_action, "/api/v1/actions"),
    Mistake("every lesson shown", lesson_rows, "_visible", _every_lesson, "/api/v1/lessons?per_page=100"),
    Mistake("every lesson shown, on the page", lesson_rows, "_visible", _every_lesson, "/knowledge"),
    Mistake(
        "figures of hidden papers compared", compared_figures, "told_figures", _told_anybody,
        f"/api/v1/search?q={quote(QUIET)}",
    ),
    Mistake(
        "figures of hidden papers compared, on the page", compared_figures, "told_figures",
        _told_anybody, f"/search?q={quote(QUIET)}",
    ),
)  # fmt: skip
