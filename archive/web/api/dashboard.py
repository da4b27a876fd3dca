"""/dashboard: how the projects stand and came out, for leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from archive.domain.access import Role
from archive.errors import NotFound
from archive.services.projects.dashboard import Dashboard, ProjectRow
from archive.services.projects.dashboard_figures import FigureRow
from archive.web.api.fields import Answer, Code, Paged
from archive.web.api.learned import OutcomeAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import archive_role

resource = Resource("dashboard")
blueprint = resource.blueprint

Show = Literal[
    "all", "open", "closing", "overdue", "closed", "incomplete", "gauged",
    "met", "short", "judged", "within", "over", "costed", "satisfied", "rated",
]  # fmt: skip


class DashboardQuery(Paged):
    """`show`: the list the projects come from; each of `counts` names one."""

    show: Show = "all"


class DashboardRow(Answer):
    """A project; null where the lead's sources say nothing. `overdue` counts duties of the close."""

    project: str
    name: str
    state: str
    ended_on: date | None
    closing: bool
    complete: int | None
    overdue: int
    open_actions: int
    outcome: OutcomeAnswer | None

    @classmethod
    def of(cls, row: ProjectRow) -> DashboardRow:
        return cls(
            project=row.project.code,
            name=row.project.name,
            state=row.project.state,
            ended_on=row.project.ended_on,
            closing=row.closing,
            complete=row.gauge.percent if row.gauge else None,
            overdue=row.overdue,
            open_actions=row.actions,
            outcome=OutcomeAnswer.of(row.outcome) if row.outcome else None,
        )


class DashboardAnswer(Answer):
    """Numbers over every project the lead may see, and a page of the list.

    `satisfaction` is the mean share of the scale, `costed` and `rated` how many projects tell their
    cost and their client's satisfaction.
    """

    counts: Mapping[str, int]
    targets_met: int
    targets: int
    costed: int
    rated: int
    complete: int | None
    satisfaction: Decimal | None
    open_actions: int
    overdue_actions: int
    items: list[DashboardRow]
    total: int
    page: int
    per_page: int

    @classmethod
    def of(cls, dashboard: Dashboard) -> DashboardAnswer:
        share = dashboard.satisfaction
        return cls(
            counts=dashboard.counts,
            targets_met=dashboard.met,
            targets=dashboard.targets,
            costed=dashboard.counts["costed"],
            rated=dashboard.counts["rated"],
            complete=dashboard.complete,
            satisfaction=share.quantize(Decimal("0.001")) if share is not None else None,
            open_actions=dashboard.actions,
            overdue_actions=dashboard.actions_overdue,
            items=[DashboardRow.of(row) for row in dashboard.page.items],
            total=dashboard.page.total,
            page=dashboard.page.page,
            per_page=dashboard.page.per_page,
        )


@resource.route(
    "GET",
    "/dashboard",
    archive_role(Role.LEAD),
    Contract(DashboardAnswer, query=DashboardQuery),
)
def show(query: DashboardQuery) -> DashboardAnswer:
    """How the projects stand and came out, of what the lead may see."""
    found = services().dashboard.get(principal(), query.show, query.page, query.per_page)
    return DashboardAnswer.of(found)


class FiguresQuery(Paged):
    """`of`: which figures; `met`: of the targets, those reached (true) or missed (false) alone."""

    of: Literal["targets", "costs", "satisfaction"] = "targets"
    project: Code | None = None
    met: bool | None = None


class FigureAnswer(Answer):
    """A figure behind the dashboard's numbers: target and result, budget and cost, scale and mean.

    `whole` marks a project's totals; `documents` are what the figure rests on.
    """

    project: str
    name: str
    planned: str | None
    actual: str | None
    unit: str
    met: bool | None
    whole: bool
    documents: list[str]

    @classmethod
    def of(cls, row: FigureRow) -> FigureAnswer:
        return cls(
            project=row.project.code,
            name=str(row.part.get("name") or row.part.get("item") or ""),
            planned=None if row.planned is None else str(row.planned),
            actual=None if row.actual is None else str(row.actual),
            unit=str(row.part.get("unit") or row.part.get("currency") or ""),
            met=row.met,
            whole=row.whole,
            documents=list(row.cited),
        )


class FiguresAnswer(Answer):
    """A page of the figures behind a number."""

    items: list[FigureAnswer]
    total: int
    page: int
    per_page: int


@resource.route(
    "GET",
    "/dashboard/figures",
    archive_role(Role.LEAD),
    Contract(FiguresAnswer, query=FiguresQuery, errors=(NotFound,)),
)
def figures(query: FiguresQuery) -> FiguresAnswer:
    """What stands behind targets reached, costs and satisfaction, of what the lead may see."""
    found = services().dashboard_figures.find(
        principal(), query.of, query.project, query.met, query.page, query.per_page
    )
    return FiguresAnswer(
        items=[FigureAnswer.of(row) for row in found.items],
        total=found.total,
        page=found.page,
        per_page=found.per_page,
    )


POLICIES = resource.POLICIES
