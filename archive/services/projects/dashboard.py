"""The dashboard of leads: how the projects stand and how they came out, as far as the lead may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.closeout import Gauge
from archive.domain.improvements import ImprovementState
from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.persistence.database import Database
from archive.persistence.improvements import ImprovementFilter
from archive.review.outcome import Outcome, told_outcome
from archive.services.closeout.closeout import CloseoutService
from archive.services.operations.identifiers import Clock
from archive.services.operations.paging import Page, window
from archive.services.projects.outcomes import approved_reviews
from archive.team_time import day_of

LOOKED_AT = 500
"""The newest projects; a dashboard of more is a dashboard of the past."""
SOON = timedelta(days=14)
"""How long before its last day a project counts as closing."""
LISTS = (
    "all", "open", "closing", "overdue", "closed", "incomplete", "gauged",
    "met", "short", "judged", "within", "over", "costed", "satisfied", "rated",
)  # fmt: skip
"""What the list can be narrowed down to: each number of the dashboard names one."""
CONTENT = Decimal("0.8")
"""Clients count as satisfied from this share of the scale on (4 of 5)."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project on the dashboard. `gauge` and `outcome` are None where the lead's sources say nothing."""

    project: Project
    gauge: Gauge | None
    outcome: Outcome | None
    actions: int
    closing: bool

    @property
    def overdue(self) -> int:
        """Duties of the close whose day has passed."""
        return self.gauge.overdue if self.gauge and self.project.state == "open" else 0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Numbers over every project the lead may see, and a page of those of the chosen list.

    `counts` has an entry for each of `LISTS`. `complete` is the mean per cent of the open projects
    (those of the list gauged), `satisfaction` the mean share of the scale (of the list rated); None
    where nothing is known.
    """

    counts: Mapping[str, int]
    met: int
    targets: int
    complete: int | None
    satisfaction: Decimal | None
    actions: int
    actions_overdue: int
    page: Page[ProjectRow]


_IN: Mapping[str, Callable[[ProjectRow], bool]] = {
    "all": lambda _row: True,
    "open": lambda row: row.project.state == "open",
    "closing": lambda row: row.closing,
    "overdue": lambda row: row.overdue > 0,
    "closed": lambda row: row.project.state != "open",
    "incomplete": lambda row: (
        row.project.state == "open" and row.gauge is not None and row.gauge.percent < 100
    ),
    "gauged": lambda row: row.project.state == "open" and row.gauge is not None,
    "met": lambda row: _targets(row) and _outcome(row).met == _outcome(row).targets,
    "short": lambda row: _targets(row) and _outcome(row).met < _outcome(row).targets,
    "judged": lambda row: _outcome(row).targets > 0,
    "within": lambda row: _outcome(row).over is False,
    "over": lambda row: _outcome(row).over is True,
    "costed": lambda row: _outcome(row).over is not None,
    "satisfied": lambda row: (_outcome(row).satisfaction or Decimal(0)) >= CONTENT,
    "rated": lambda row: _outcome(row).satisfaction is not None,
}


class DashboardService:
    """A dozen queries, however many projects there are; the work grows with the projects."""

    def __init__(self, database: Database, closeout: CloseoutService, clock: Clock) -> None:
        self._database = database
        self._closeout = closeout
        self._clock = clock

    def get(
        self, principal: Principal, show: str = "all", page: int = 1, per_page: int = 25
    ) -> Dashboard:
        """The numbers, and one page of the projects of a list, the most urgent first."""
        require(principal, Action.SEE_DASHBOARD, Target())
        if show not in LISTS:
            raise InvalidInput(field="show", why=", ".join(LISTS))
        offset, limit = window(page, per_page)
        scope, today = scope_of(principal), day_of(self._clock())
        with self._database.read() as work:
            projects, _ = work.projects.find(scope, "", None, None, 0, LOOKED_AT)
            ids = [project.id for project in projects]
            actions = work.improvements.open_counts(scope, ids)
            waiting = ImprovementFilter(state=ImprovementState.OPEN)
            _, actions_open = work.improvements.find(scope, waiting, 0, 1)
            late = ImprovementFilter(overdue_on=today)
            _, actions_overdue = work.improvements.find(scope, late, 0, 1)
            reviews = approved_reviews(work, scope, ids)
        gauges = self._closeout.completeness(principal, projects)
        rows = [
            ProjectRow(
                project,
                gauges.get(project.id),
                told_outcome(reviews.get(project.id)),
                actions.get(project.id, 0),
                _closing(project, today),
            )
            for project in projects
        ]
        listed = sorted(filter(_IN[show], rows), key=_urgency)
        return Dashboard(
            counts={name: sum(map(chosen, rows)) for name, chosen in _IN.items()},
            met=sum(_outcome(row).met for row in rows),
            targets=sum(_outcome(row).targets for row in rows),
            complete=_complete(rows),
            satisfaction=_satisfaction(rows),
            actions=actions_open,
            actions_overdue=actions_overdue,
            page=Page(tuple(listed[offset : offset + limit]), len(listed), page, per_page),
        )


def _closing(project: Project, today: date) -> bool:
    """Open, and its last day has come near or has passed."""
    return (
        project.state == "open"
        and project.ended_on is not None
        and project.ended_on <= today + SOON
    )


def _urgency(row: ProjectRow) -> tuple[bool, int, date, str]:
    """Closed ones last; then the most overdue duties, the soonest end, the code."""
    closed = row.project.state != "open"
    return closed, -row.overdue, row.project.ended_on or date.max, row.project.code


_NOTHING = Outcome()


def _outcome(row: ProjectRow) -> Outcome:
    return row.outcome or _NOTHING


def _targets(row: ProjectRow) -> bool:
    return _outcome(row).targets > 0


def _complete(rows: Sequence[ProjectRow]) -> int | None:
    known = [row.gauge.percent for row in filter(_IN["gauged"], rows) if row.gauge]
    return sum(known) // len(known) if known else None


def _satisfaction(rows: Sequence[ProjectRow]) -> Decimal | None:
    known = [share for row in rows if (share := _outcome(row).satisfaction) is not None]
    return sum(known, Decimal(0)) / len(known) if known else None
