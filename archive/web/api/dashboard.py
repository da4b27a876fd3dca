"""/dashboard: how the projects stand and came out, for leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from archive.domain.access import Role
from archive.services.projects.dashboard import Dashboard, ProjectRow
from archive.web.api.fields import Answer, Paged
from archive.web.api.learned import OutcomeAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import archive_role

resource = Resource("dashboard")
blueprint = resource.blueprint

Show = Literal[
    "all", "open", "closing", "overdue", "closed", "incomplete", "met", "short", "within", "over", "satisfied"
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
            costed=dashboard.costed,
            rated=dashboard.rated,
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


POLICIES = resource.POLICIES
