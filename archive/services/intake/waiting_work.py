"""What waits for somebody, as sentences of home: each with its consequence, its day and one way on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.domain.access import Principal, ProjectRole, scope_of
from archive.domain.closeout import Gauge
from archive.domain.improvements import ImprovementState
from archive.domain.intake import Unfiled
from archive.domain.projects import Project
from archive.persistence.database import Database, Work
from archive.persistence.improvements import ImprovementFilter
from archive.services.closeout.closeout import CloseoutService
from archive.services.intake.holding import HoldingService
from archive.services.lessons.lesson_views import LessonView
from archive.services.lessons.lessons import LessonService
from archive.services.operations.identifiers import Clock
from archive.services.operations.notices import NoticeService
from archive.team_time import day_of

LOOKED_AT = 100
SOON = timedelta(days=7)
SUGGESTED = 3
CLOSINGS = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `kind`: holding, review, duties (overdue), closing (near), actions, lessons or notices.

    `n` of them; of the duties `missing` are not there and `to_confirm` begun. `days` is how long the
    oldest has waited.
    """

    kind: str
    n: int
    project: str | None = None
    name: str = ""
    due: date | None = None
    overdue: bool = False
    missing: int = 0
    to_confirm: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody's first page tells: waiting work by its day, closings, lessons that may help."""

    waiting: tuple[Waiting, ...]
    closings: tuple[tuple[Project, Gauge], ...]
    lessons: tuple[LessonView, ...]
    today: date


class WaitingWorkService:
    """Everything is asked with the caller's rights; the queries do not grow with the projects."""

    def __init__(
        self,
        database: Database,
        holding: HoldingService,
        closeout: CloseoutService,
        lessons: LessonService,
        notices: NoticeService,
        clock: Clock,
    ) -> None:
        self._database = database
        self._holding = holding
        self._closeout = closeout
        self._lessons = lessons
        self._notices = notices
        self._clock = clock

    def get(self, principal: Principal, batches: Collection[str] = ()) -> Home:
        """What waits for the caller, the soonest due first; what waits in `batches` is told with those."""
        scope, today = scope_of(principal), day_of(self._clock())
        with self._database.read() as work:
            found, _ = work.projects.find(scope, "", "open", principal.user_id, 0, LOOKED_AT)
            managed = [project for project in found if _manages(principal, project)]
            waiting = [
                *self._reviews(work, managed),
                *self._proposed(work, principal, managed),
                *self._actions(work, principal, today),
            ]
            handed = work.waiting_work.handed([project.id for project in found], SUGGESTED)
            views = self._lessons.views_of(work, principal, handed)
        gauges = self._closeout.completeness(principal, found)
        waiting += _duties(managed, gauges, today)
        waiting += self._held(principal, batches)
        if unread := self._notices.unread_groups(principal):
            waiting.append(Waiting("notices", unread))
        ended = [project for project in found if project.id in gauges]
        ended.sort(key=lambda project: (project.ended_on or date.max, project.code))
        return Home(
            waiting=tuple(sorted(waiting, key=_by_day)),
            closings=tuple((project, gauges[project.id]) for project in ended[:CLOSINGS]),
            lessons=tuple(views[key] for key in handed if key in views),
            today=today,
        )

    def unfiled(self, principal: Principal) -> tuple[Unfiled, ...]:
        """What no search finds yet of the batches that the caller may look into."""
        places = principal.memberships
        managed = [place.project for place in places if place.role is ProjectRole.MANAGER]
        with self._database.read() as work:
            return work.batches.unfiled(
                principal.user_id, [place.project for place in places], managed
            )

    def _reviews(self, work: Work, managed: Sequence[Project]) -> list[Waiting]:
        drafts = work.waiting_work.drafts([project.id for project in managed])
        return [
            Waiting("review", 1, project.code, project.name)
            for project in managed
            if project.id in drafts
        ]

    def _proposed(
        self, work: Work, principal: Principal, managed: Sequence[Project]
    ) -> list[Waiting]:
        ids = [project.id for project in managed]
        proposed = work.lessons.proposed(scope_of(principal), ids, ids)
        return [Waiting("lessons", proposed)] if proposed else []

    def _actions(self, work: Work, principal: Principal, today: date) -> list[Waiting]:
        wanted = ImprovementFilter(owner=principal.user_id, state=ImprovementState.OPEN)
        found, _ = work.improvements.find(scope_of(principal), wanted, 0, LOOKED_AT)
        near = [one for one in found if one.due and one.due <= today + SOON]
        if not near:
            return []
        first = near[0]
        return [Waiting("actions", len(near), due=first.due, overdue=first.overdue(today))]

    def _held(self, principal: Principal, told: Collection[str]) -> list[Waiting]:
        held = self._holding.list(principal, per_page=1, besides=told)
        if not held.items:
            return []
        oldest = held.items[0]
        return [Waiting("holding", held.total, days=oldest.days, overdue=oldest.reminders > 0)]


def _manages(principal: Principal, project: Project) -> bool:
    place = principal.membership(project.id)
    return place is not None and place.role is ProjectRole.MANAGER


def _duties(managed: Sequence[Project], gauges: Mapping[str, Gauge], today: date) -> list[Waiting]:
    """Projects whose close has duties behind their day, or whose last day is near or past."""
    found = []
    for project in managed:
        gauge = gauges.get(project.id)
        if gauge is None or gauge.total == gauge.filed:
            continue
        due = project.ended_on
        late, near = gauge.overdue > 0, due is not None and due <= today + SOON
        if late or near:
            found.append(
                Waiting(
                    kind="duties" if late else "closing",
                    n=gauge.overdue if late else gauge.missing + gauge.to_confirm,
                    project=project.code,
                    name=project.name,
                    due=due,
                    overdue=late,
                    missing=gauge.missing,
                    to_confirm=gauge.to_confirm,
                )
            )
    return found


def _by_day(waiting: Waiting) -> tuple[bool, date, str]:
    return not waiting.overdue, waiting.due or date.max, waiting.kind
