"""What stands behind the outcomes on the dashboard: the targets counted, the costs, the satisfaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.domain.access import AccessScope, Action, Principal, Target, require, scope_of
from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.persistence.database import Database, Work
from archive.review.outcome import judged_metrics, outcome_of
from archive.services.operations.paging import Page, window
from archive.services.projects.dashboard import LOOKED_AT
from archive.services.projects.outcomes import approved_reviews
from archive.services.projects.projects import project_of

KINDS = ("targets", "costs", "satisfaction")
"""Which figures: metrics with a verdict, budget against actual, the client's mean on its scale."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an approved review as the lead may see it, with what it rests on.

    `part` is that part of the review: of a metric, or of a line of cost. `planned` and `actual` are target
    and result, budget and cost, scale and mean. `whole` marks the total of a project among its lines.
    `documents` names the sources that the review cites.
    """

    project: Project
    part: Mapping[str, Any]
    planned: object
    actual: object
    met: bool | None
    whole: bool
    documents: Mapping[str, str]

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents this figure rests on, each once."""
        return tuple(dict.fromkeys(str(c["document"]) for c in self.part.get("citations") or ()))


class DashboardFigures:
    """The same reviews, in the same scope, as the numbers of the dashboard are told from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self,
        principal: Principal,
        kind: str,
        code: str | None = None,
        met: bool | None = None,
        page: int = 1,
        per_page: int = 25,
    ) -> Page[FigureRow]:
        """One page of the figures behind a number, project by project.

        Args:
            principal: a lead.
            kind: one of `KINDS`.
            code: of that project alone; its costs then come with their lines.
            met: of the targets, those reached (True) or missed (False) alone.
            page: from 1.
            per_page: how many figures.

        Raises:
            NotFound: no such project where the caller can see it.
            ActionForbidden: the caller is no lead.
        """
        require(principal, Action.SEE_DASHBOARD, Target())
        if kind not in KINDS:
            raise InvalidInput(field="of", why=", ".join(KINDS))
        offset, limit = window(page, per_page)
        scope = scope_of(principal)
        with self._database.read() as work:
            projects = _projects(work, scope, code)
            reviews = approved_reviews(work, scope, [project.id for project in projects])
        told = _TOLD[kind]
        rows = [
            row
            for project in sorted(projects, key=lambda known: known.code)
            if project.id in reviews
            for row in told(project, reviews[project.id], code is not None)
            if met is None or row.met is met
        ]
        return Page(tuple(rows[offset : offset + limit]), len(rows), page, per_page)


def _projects(work: Work, scope: AccessScope, code: str | None) -> tuple[Project, ...]:
    """The one that is named, else those the dashboard looks at."""
    if code is not None:
        return (project_of(work, scope, code),)
    return work.projects.find(scope, "", None, None, 0, LOOKED_AT)[0]


def _targets(project: Project, review: Mapping[str, Any], _lines: bool) -> Iterator[FigureRow]:
    for metric in judged_metrics(review):
        yield _row(project, review, metric, ("target", "actual"), metric["met"])


def _costs(project: Project, review: Mapping[str, Any], lines: bool) -> Iterator[FigureRow]:
    """The totals where both are told, and with them what they are made of."""
    outcome, cost = outcome_of(review), review.get("cost") or {}
    if outcome.over is None:
        return
    total = {
        "budget": cost["budget_total"],
        "actual": cost["actual_total"],
        "currency": outcome.currency,
        "citations": cost.get("citations"),
    }
    keys = ("budget", "actual")
    yield _row(project, review, total, keys, not outcome.over, whole=True)
    for line in cost.get("lines") or () if lines else ():
        yield _row(project, review, {"currency": outcome.currency, **line}, keys)


def _satisfaction(project: Project, review: Mapping[str, Any], _lines: bool) -> Iterator[FigureRow]:
    if outcome_of(review).satisfaction is not None:
        yield _row(project, review, review["satisfaction"], ("scale", "mean"), whole=True)


_TOLD: Mapping[str, Callable[[Project, Mapping[str, Any], bool], Iterator[FigureRow]]] = {
    "targets": _targets,
    "costs": _costs,
    "satisfaction": _satisfaction,
}


def _row(
    project: Project,
    review: Mapping[str, Any],
    part: Mapping[str, Any],
    keys: tuple[str, str],
    met: bool | None = None,
    *,
    whole: bool = False,
) -> FigureRow:
    sources = {str(s["document"]): str(s.get("name")) for s in review.get("sources") or ()}
    return FigureRow(project, part, part.get(keys[0]), part.get(keys[1]), met, whole, sources)
