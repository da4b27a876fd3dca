"""The register of paper originals and their loans. Reads say whose papers; there is no read of all by default."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from archive.domain.access import AccessScope
from archive.domain.folding import fold
from archive.domain.paper_register import Loan, Original, PaperFilter
from archive.persistence.scoping import visible_to
from archive.persistence.tables import documents, paper_loans, paper_originals, projects, users

_taker = users.alias("taker")
_current_project = func.coalesce(documents.c.project_id, paper_originals.c.project_id)
"""A paper goes with its document when that is moved."""


class PaperRepository:
    """The tables of the register.

    A reader's papers are those of the projects named, each with a document only as far as the scope
    sees it; whoever keeps the register (`scope` None) reads every row.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, original: Original, by: str, at: datetime) -> None:
        """Store a paper."""
        values = {
            **_columns(original),
            "id": original.id,
            "project_id": original.project,
            "document_id": original.document,
            "made_by": by,
            "made_at": at,
        }
        self._connection.execute(insert(paper_originals).values(values))

    def replace(self, original: Original) -> None:
        """Store where a paper stands now."""
        self._connection.execute(
            update(paper_originals)
            .where(paper_originals.c.id == original.id)
            .values(_columns(original))
        )

    def registered(self, document_ids: Collection[str]) -> frozenset[str]:
        """Those of the documents whose paper is in the register."""
        query = select(paper_originals.c.document_id).where(
            paper_originals.c.document_id.in_(set(document_ids))
        )
        return frozenset(self._connection.execute(query).scalars())

    def get(
        self, scope: AccessScope | None, member_of: Collection[str], original_id: str
    ) -> Original | None:
        """One paper of those projects, with its loans."""
        query = _query(scope, member_of).where(paper_originals.c.id == original_id)
        found = self._with_loans(self._connection.execute(query).mappings().all())
        return found[0] if found else None

    def find(
        self,
        scope: AccessScope | None,
        member_of: Collection[str],
        wanted: PaperFilter,
        offset: int = 0,
        limit: int = 1000,
    ) -> tuple[tuple[Original, ...], int]:
        """Papers by place, overdue ones first, and how many there are in all."""
        out = select(paper_loans.c.original_id).where(paper_loans.c.returned_at.is_(None))
        query = _query(scope, member_of)
        for word in fold(wanted.words).split():
            query = query.where(paper_originals.c.search_key.contains(word, autoescape=True))
        for name in ("box", "shelf"):
            if said := getattr(wanted, name):
                query = query.where(func.lower(paper_originals.c[name]) == said.lower())
        if wanted.project:
            query = query.where(_current_project == wanted.project)
        if wanted.out:
            query = query.where(paper_originals.c.id.in_(out))
        if wanted.due_before is not None:
            late = out.where(paper_loans.c.due_on < wanted.due_before.isoformat())
            query = query.where(paper_originals.c.id.in_(late))
        counted = select(func.count()).select_from(query.subquery())
        total = self._connection.execute(counted).scalar_one()
        due = (
            select(func.min(paper_loans.c.due_on))
            .where(
                paper_loans.c.original_id == paper_originals.c.id,
                paper_loans.c.returned_at.is_(None),
            )
            .scalar_subquery()
        )
        ordered = query.order_by(
            due.is_(None), due, paper_originals.c.box, paper_originals.c.title, paper_originals.c.id
        )
        rows = self._connection.execute(ordered.offset(offset).limit(limit)).mappings().all()
        return self._with_loans(rows), int(total)

    def lend(self, original_id: str, loan: Loan, by: str) -> None:
        """Store a loan."""
        self._connection.execute(
            insert(paper_loans).values(
                id=loan.id,
                original_id=original_id,
                borrower=loan.borrower,
                lent_by=by,
                lent_at=loan.lent_at,
                due_on=loan.due_on.isoformat(),
            )
        )

    def bring_back(self, loan_id: str, by: str, at: datetime) -> None:
        """End a loan."""
        self._connection.execute(
            update(paper_loans)
            .where(paper_loans.c.id == loan_id, paper_loans.c.returned_at.is_(None))
            .values(returned_at=at, returned_by=by)
        )

    def _with_loans(self, rows: Collection[RowMapping]) -> tuple[Original, ...]:
        loans: dict[str, list[Loan]] = {}
        query = (
            select(
                paper_loans,
                users.c.display_name.label("lender"),
                _taker.c.display_name.label("taker_name"),
            )
            .join(users, users.c.id == paper_loans.c.lent_by)
            .outerjoin(_taker, _taker.c.id == paper_loans.c.returned_by)
            .where(paper_loans.c.original_id.in_({row["id"] for row in rows}))
            .order_by(paper_loans.c.lent_at.desc(), paper_loans.c.id)
        )
        for row in self._connection.execute(query).mappings():
            loans.setdefault(row["original_id"], []).append(_loan(row))
        return tuple(_original(row, tuple(loans.get(row["id"], ()))) for row in rows)


def _query(scope: AccessScope | None, member_of: Collection[str]) -> Any:
    """Papers the reader may know, with the name of a document that may have changed since."""
    query = (
        select(
            paper_originals,
            _current_project.label("current_project"),
            projects.c.code.label("project_code"),
            documents.c.title.label("document_title"),
        )
        .outerjoin(documents, documents.c.id == paper_originals.c.document_id)
        .join(projects, projects.c.id == _current_project)
    )
    if scope is None:
        return query
    return query.where(
        _current_project.in_(set(member_of)),
        or_(paper_originals.c.document_id.is_(None), visible_to(scope)),
    )


def _columns(original: Original) -> Mapping[str, object]:
    words = " ".join((original.title, original.box, original.shelf, original.holder, original.note))
    return {
        "title": original.title,
        "box": original.box,
        "shelf": original.shelf,
        "holder": original.holder,
        "note": original.note,
        "search_key": fold(words),
    }


def _original(row: RowMapping, loans: tuple[Loan, ...]) -> Original:
    return Original(
        id=row["id"],
        project=row["current_project"],
        project_code=row["project_code"],
        document=row["document_id"],
        title=row["document_title"] or row["title"],
        box=row["box"],
        shelf=row["shelf"],
        holder=row["holder"],
        note=row["note"],
        loans=loans,
    )


def _loan(row: RowMapping) -> Loan:
    return Loan(
        id=row["id"],
        borrower=row["borrower"],
        lent_by=row["lender"],
        lent_at=row["lent_at"],
        due_on=date.fromisoformat(row["due_on"]),
        returned_at=row["returned_at"],
        returned_by=row["taker_name"] or "",
    )
