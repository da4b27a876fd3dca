"""Figures of the newest approved reviews by their names: a copy, made where a review is approved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from archive.domain.access import AccessScope
from archive.domain.projects import Project
from archive.persistence.document_rows import LIVE
from archive.persistence.projects import project_of_row
from archive.persistence.scoping import project_visible_to, visible_to
from archive.persistence.tables import approved_figures, documents, projects, review_approvals

_MARK: Final = "\x1f"
"""Begins what is in no name: the row that says a project's figures were copied, and in which form."""
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """What an approved review says under one name, and the name backwards.

    `papers` are the documents that anything of it rests on for any reader, `told` is the service's own form.
    """

    name_key: str
    ending: str
    papers: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A kept figure with its project, and when the review was approved."""

    project: Project
    approved_at: datetime
    kept: KeptFigure


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a kept figure stands: all that decides on the order of projects, and nothing of what it says."""

    project: str
    code: str
    client: str
    ended_on: date | None
    approved_at: datetime
    ending: str


class ApprovedFigureRepository:
    """Who may be told what of a figure is the service's question; which projects one sees is asked here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, project_id: str, approved_at: datetime, form: str, figures: Iterable[KeptFigure]
    ) -> None:
        """Keep the figures of a project's newest approval in place of those of an earlier one."""
        table = approved_figures
        self._connection.execute(delete(table).where(table.c.project_id == project_id))
        made = KeptFigure("", _mark(form), (), "")
        rows = [
            {
                "project_id": project_id,
                "name_key": figure.name_key,
                "ending": figure.ending,
                "approved_at": approved_at,
                "papers": " ".join(figure.papers),
                "told": figure.told,
            }
            for figure in (made, *figures)
        ]
        self._connection.execute(insert(table), rows)

    def lacking(self, form: str) -> tuple[str, ...]:
        """The projects with an approved review whose figures were not copied, or in another form."""
        copied = select(approved_figures.c.project_id).where(
            approved_figures.c.ending == _mark(form)
        )
        query = select(review_approvals.c.project_id).where(
            review_approvals.c.project_id.not_in(copied)
        )
        return tuple(self._connection.execute(query.distinct()).scalars())

    def projects_told(self, scope: AccessScope, most: int) -> int:
        """Of how many visible projects an approved review was copied, with figures or without; `most` at most."""
        table = approved_figures
        query = (
            select(table.c.project_id)
            .join(projects, projects.c.id == table.c.project_id)
            .where(project_visible_to(scope))
            .distinct()
            .limit(most)
        )
        return len(self._connection.execute(query).all())

    def places(
        self, scope: AccessScope, whole: Collection[str], ends: Collection[str]
    ) -> tuple[FigurePlace, ...]:
        """Where the figures of visible projects stand that `named` gives, without what they say."""
        table = approved_figures
        query = (
            select(
                table.c.project_id,
                projects.c.code,
                projects.c.client,
                projects.c.ended_on,
                table.c.approved_at,
                table.c.ending,
            )
            .join(projects, projects.c.id == table.c.project_id)
            .where(_named_so(whole, ends), project_visible_to(scope))
        )
        return tuple(
            FigurePlace(
                row.project_id,
                row.code,
                row.client,
                date.fromisoformat(row.ended_on) if row.ended_on else None,
                row.approved_at,
                row.ending,
            )
            for row in self._connection.execute(query)
        )

    def named(
        self,
        scope: AccessScope,
        whole: Collection[str],
        ends: Collection[str],
        of_projects: Collection[str] | None = None,
    ) -> tuple[FoundFigure, ...]:
        """The figures of visible projects whose name (backwards) is one of `whole` or begins with one of `ends`.

        Of some projects alone where `of_projects` says which.
        """
        table = approved_figures
        query = (
            select(
                projects,
                table.c.name_key,
                table.c.ending,
                table.c.approved_at,
                table.c.papers,
                table.c.told,
            )
            .join(projects, projects.c.id == table.c.project_id)
            .where(_named_so(whole, ends), project_visible_to(scope))
        )
        if of_projects is not None:
            query = query.where(table.c.project_id.in_(of_projects))
        return tuple(
            FoundFigure(
                project_of_row(row),
                row["approved_at"],
                KeptFigure(
                    row["name_key"], row["ending"], tuple(row["papers"].split()), row["told"]
                ),
            )
            for row in self._connection.execute(query).mappings()
        )

    def papers(self, scope: AccessScope, ids: Collection[str]) -> dict[str, tuple[str, str] | None]:
        """Document -> the project it is in now and its name, of those the scope sees; None where it was withdrawn."""
        columns = documents.c.id, documents.c.project_id, documents.c.name, LIVE.label("live")
        query = select(*columns).where(documents.c.id.in_(set(ids)), visible_to(scope))
        return {
            row.id: (row.project_id, row.name) if row.live else None
            for row in self._connection.execute(query)
        }


def _named_so(whole: Collection[str], ends: Collection[str]) -> ColumnElement[bool]:
    ending = approved_figures.c.ending
    ranges = (and_(ending >= end, ending < f"{end}{_LAST}") for end in sorted(set(ends)))
    return or_(ending.in_(sorted(set(whole))), *ranges)


def _mark(form: str) -> str:
    return f"{_MARK}{form}"
