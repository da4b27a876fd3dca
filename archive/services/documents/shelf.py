"""A project's page: what the project is, what is being brought in, and a page of what it holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from archive.domain.access import Principal, ProjectRole, scope_of
from archive.domain.documents import Document, DocumentState
from archive.domain.intake import Batch
from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.persistence.database import Database, Work
from archive.persistence.shelf import ORDERS, STANDINGS, ShelfCounts, ShelfFilter
from archive.services.operations.paging import Page, window
from archive.services.projects.projects import project_of

PER_PAGE = 50
BATCHES = 8
"""How many batches stand on the page; those with something left to decide come first."""
OFFERED = 50
"""How many documents a form offers at most."""
LONGEST = 200
Asked = ShelfFilter
SHELF_ORDERS, SHELF_STANDINGS = tuple(ORDERS), tuple(STANDINGS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A project with one page of its documents; everything in it is what the caller may see."""

    project: Project
    role: ProjectRole | None
    batches: Page[Batch]
    asked: ShelfFilter
    found: Page[Document]
    counts: ShelfCounts


@dataclass(frozen=True, slots=True)
class Offer:
    """Documents to choose from, at most OFFERED and those kept; how many fit, and how many there are."""

    documents: tuple[Document, ...]
    total: int
    everything: int


class ShelfService:
    """Shows a project's documents. What it costs does not grow with the rows of the page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def show(
        self, principal: Principal, code: str, asked: ShelfFilter, page: int = 1, drops: int = 1
    ) -> Shelf:
        """One page of documents, and (`drops`) one of the batches that are the caller's business.

        A page behind the last one is the last one, so that a kept address still shows something.

        Raises:
            NotFound: the project is absent or hidden.
            InvalidInput: no such order or standing.
        """
        if asked.order not in ORDERS or (asked.standing and asked.standing not in STANDINGS):
            raise InvalidInput(field="sort", why=", ".join((*ORDERS, *STANDINGS)))
        asked, scope = replace(asked, words=asked.words[:LONGEST]), scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, code)
            found, total = work.shelf.find(scope, project.id, asked, *window(page, PER_PAGE))
            if total and not found:
                page = -(-total // PER_PAGE)
                found, total = work.shelf.find(scope, project.id, asked, *window(page, PER_PAGE))
            counts = work.shelf.counts(scope, project.id, asked)
            place = principal.membership(project.id)
            role = place.role if place else None
            batches = _batches(work, principal, project, drops)
        return Shelf(
            project,
            role,
            batches,
            asked,
            Page(found, total, page, PER_PAGE),
            counts,
        )

    def offer(
        self, principal: Principal, code: str, words: str = "", kept: Collection[str] = ()
    ) -> Offer:
        """Documents of a project for a form: in the order of the file plan; of too many those filed last.

        Args:
            principal: who chooses; nothing hidden is offered or counted.
            code: the project's.
            words: words of the name; "" for any.
            kept: documents that stay to be chosen, whatever the words.

        Raises:
            NotFound: the project is absent or hidden.
        """
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, code)
            asked = ShelfFilter(words[:LONGEST])
            found, total = work.shelf.find(scope, project.id, asked, 0, OFFERED)
            if total > OFFERED:
                newest = replace(asked, order="-filed_at")
                found, total = work.shelf.find(scope, project.id, newest, 0, OFFERED)
            everything = total
            if words:
                everything = work.shelf.find(scope, project.id, ShelfFilter(), 0, 0)[1]
            missing = set(kept) - {document.id for document in found}
            there = work.documents.get_many(scope, sorted(missing)).values()
        standing = [
            one
            for one in there
            if one.project == project.id and one.state is not DocumentState.WITHDRAWN
        ]
        return Offer((*standing, *found), total, everything)


def _batches(work: Work, principal: Principal, project: Project, page: int) -> Page[Batch]:
    """A manager's are everybody's, a member's their own; nobody else has any."""
    place = principal.membership(project.id)
    if place is None:
        return Page((), 0, 1, BATCHES)
    by = None if place.role is ProjectRole.MANAGER else principal.user_id
    found, total = work.batches.unfinished_first(project.id, by, *window(page, BATCHES))
    if total and not found:
        page = -(-total // BATCHES)
        found, total = work.batches.unfinished_first(project.id, by, *window(page, BATCHES))
    return Page(found, total, page, BATCHES)
