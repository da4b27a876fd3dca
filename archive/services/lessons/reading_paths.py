"""Reading paths: made by managers, leads and records managers, read and confirmed by everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.domain.access import (
    Action,
    Principal,
    ProjectRole,
    Role,
    Target,
    may,
    require,
    scope_of,
)
from archive.domain.documents import Document
from archive.domain.lessons import Lesson
from archive.domain.projects import Project
from archive.domain.reading_paths import (
    Confirmation,
    Progress,
    Reading,
    ReadingPath,
    Stop,
    progress_of,
    reading_of,
    rearranged,
    version_of_document,
    version_of_lesson,
    version_of_text,
)
from archive.errors import Conflict, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.lessons.path_drafts import Places, changed_path, stops_from
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.paging import Page, window
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.projects import project_of

_ROLE_AUDIENCES = {Role.LEAD: "lead", Role.RECORDS_MANAGER: "records"}
_PLACE_AUDIENCES = {
    ProjectRole.MANAGER: "manager",
    ProjectRole.FINANCE: "finance",
    ProjectRole.LEGAL: "legal",
}


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop somebody may see, with what it leads to and the version that is current."""

    stop: Stop
    number: int
    title: str
    language: str
    reading: Reading
    version: str
    label: str
    lesson: Lesson | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class PathView:
    """A path as one reader may see it: hidden stops are not in it, nor in any of its numbers."""

    path: ReadingPath
    stops: tuple[StopView, ...]
    progress: Progress
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PathReader:
    """How many of a path's stops somebody confirmed in the versions of today."""

    name: str
    read: int
    last: datetime


class ReadingPathService:
    """A path is for the team or for one project; each stop keeps the rights of what it leads to."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # reading

    def find(
        self,
        principal: Principal,
        audience: str | None = None,
        topic: str | None = None,
        page: int = 1,
        per_page: int = 20,
    ) -> Page[PathView]:
        """The paths the caller may see, with the caller's progress on each."""
        offset, limit = window(page, per_page)
        with self._database.read() as work:
            found, total = work.reading_paths.find(
                scope_of(principal), audience, topic, offset, limit
            )
            return Page(_views(work, principal, found), total, page, per_page)

    def get(self, principal: Principal, path_id: str) -> PathView:
        """One path; NotFound when it is not there for the caller."""
        with self._database.read() as work:
            return _view(work, principal, _path(work, principal, path_id))

    def first(self, principal: Principal) -> PathView | None:
        """The path to go on with: for newcomers, then for what the caller is; None when all is read."""
        suits = ("newcomer", *sorted(_audiences(principal)))
        with self._database.read() as work:
            found, _ = work.reading_paths.find(scope_of(principal), None, None, 0, 100)
            fitting = [path for path in found if path.audience in suits]
            views = _views(work, principal, fitting)
        open_ = [view for view in views if view.progress.next is not None]
        return min(open_, key=lambda view: suits.index(view.path.audience), default=None)

    def readers(self, principal: Principal, path_id: str) -> tuple[PathReader, ...]:
        """Who confirmed how much of the path, of the stops its editor sees."""
        with self._database.read() as work:
            view = _view(work, principal, _path(work, principal, path_id))
            require(principal, Action.EDIT_PATH, _target(view.path))
            versions = [(one.stop.subject, one.version) for one in view.stops]
            return tuple(PathReader(*row) for row in work.reading_paths.readers(versions))

    # confirming

    def confirm(
        self, principal: Principal, path_id: str, stop_id: str, version: str | None = None
    ) -> PathView:
        """Confirm having read a stop as it is now; Conflict when it is not the version read."""
        with self._database.write() as work:
            path = _path(work, principal, path_id)
            stop = _stop(_view(work, principal, path), stop_id)
            if version is not None and version != stop.version:
                raise Conflict(why="changed_meanwhile")
            said = Confirmation(
                principal.user_id, stop.stop.subject, stop.version, stop.label, self._clock()
            )
            work.reading_paths.confirm(said)
            return _view(work, principal, path)

    def take_back(self, principal: Principal, path_id: str, stop_id: str) -> PathView:
        """Take the confirmation of the version of now back."""
        with self._database.write() as work:
            path = _path(work, principal, path_id)
            stop = _stop(_view(work, principal, path), stop_id)
            work.reading_paths.withdraw(principal.user_id, stop.stop.subject, stop.version)
            return _view(work, principal, path)

    # writing

    def add(self, principal: Principal, said: Mapping[str, Any]) -> PathView:
        """Make a path. `said`: title, lead, language, audience, topic, project, stops."""
        with self._database.write() as work:
            project = self._project(work, principal, said.get("project"))
            action = Action.WRITE_PROJECT_PATH if project else Action.WRITE_PATH
            require(principal, action, Target(project.id if project else None))
            blank = ReadingPath(
                id=new_id(),
                project=project.id if project else None,
                project_code=project.code if project else None,
                title="",
                lead="",
                language=principal.language or "zh-Hant",
                audience="newcomer",
                topic=None,
                stops=(),
                created_by=principal.user_id,
                created_by_name=principal.display_name,
                created_at=self._clock(),
            )
            given = {"title": "", **{k: v for k, v in said.items() if k != "project"}}
            path = changed_path(blank, given)
            drafts = stops_from(given.get("stops") or (), frozenset())
            path = replace(path, stops=Places(work, principal).filled(drafts))
            work.reading_paths.add(path)
            self._note(work, principal, "path_made", path)
            return _view(work, principal, path)

    def edit(
        self, principal: Principal, path_id: str, said: Mapping[str, Any], revision: int | None
    ) -> PathView:
        """Change a path; stops the editor does not see stay where they are."""
        with self._database.write() as work:
            before = _path(work, principal, path_id)
            require(principal, Action.EDIT_PATH, _target(before))
            if revision is not None and revision != before.revision:
                raise changed_meanwhile(work, before.id)
            after = changed_path(before, said)
            if said.get("stops") is not None:
                seen = frozenset(s.stop.id for s in _view(work, principal, before).stops)
                drafts = stops_from(said["stops"], seen)
                wanted = Places(work, principal).filled(drafts)
                after = replace(after, stops=rearranged(before.stops, seen, wanted))
            after = replace(after, revision=before.revision + 1)
            if not work.reading_paths.replace(after):
                raise changed_meanwhile(work, before.id)
            self._note(work, principal, "path_changed", after)
            return _view(work, principal, after)

    def _project(self, work: Work, principal: Principal, code: object) -> Project | None:
        return project_of(work, scope_of(principal), str(code)) if code else None

    def _note(self, work: Work, principal: Principal, action: str, path: ReadingPath) -> None:
        details = {"title": path.title, "stops": len(path.stops), "retired": path.retired}
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, action, path.id, path.project, details)
        )


def _target(path: ReadingPath) -> Target:
    return Target(path.project, path.created_by)


def _audiences(principal: Principal) -> Iterable[str]:
    places = {_PLACE_AUDIENCES.get(place.role) for place in principal.memberships}
    return {*filter(None, places), *filter(None, [_ROLE_AUDIENCES.get(principal.role)])}


def _path(work: Work, principal: Principal, path_id: str) -> ReadingPath:
    path = work.reading_paths.get(scope_of(principal), path_id)
    if path is None or (path.retired and not may(principal, Action.EDIT_PATH, _target(path))):
        raise NotFound
    return path


def _stop(view: PathView, stop_id: str) -> StopView:
    for stop in view.stops:
        if stop.stop.id == stop_id:
            return stop
    raise NotFound


def _view(work: Work, principal: Principal, path: ReadingPath) -> PathView:
    return _views(work, principal, (path,))[0]


def _views(work: Work, principal: Principal, paths: Sequence[ReadingPath]) -> tuple[PathView, ...]:
    """Paths with their visible stops: four queries, however many there are."""
    stops = [stop for path in paths for stop in path.stops]
    places = Places(work, principal, stops)
    confirmed = work.reading_paths.confirmed(principal.user_id, {s.subject for s in stops})
    views = []
    for path in paths:
        shown = [stop for stop in path.stops if places.holds(stop)]
        numbered = tuple(
            _stop_view(number, stop, path, places, confirmed.get(stop.subject, {}))
            for number, stop in enumerate(shown, 1)
        )
        states = {view.stop.id: view.reading for view in numbered}
        allowed = may(principal, Action.EDIT_PATH, _target(path))
        views.append(PathView(path, numbered, progress_of(shown, states), allowed))
    return tuple(views)


def _stop_view(
    number: int, stop: Stop, path: ReadingPath, places: Places, confirmed: Mapping[str, datetime]
) -> StopView:
    lesson, document = places.lesson(stop), places.document(stop)
    title, language, version, label = stop.title, path.language, version_of_text(stop), ""
    if lesson is not None:
        title, language = stop.title or lesson.title, lesson.language
        version, label = version_of_lesson(lesson), str(lesson.revision)
    elif document is not None:
        title, language = stop.title or document.title, document.language or path.language
        version, label = version_of_document(document), document.version
    return StopView(
        stop, number, title, language, reading_of(version, confirmed), version, label,
        lesson, document,
    )  # fmt: skip
