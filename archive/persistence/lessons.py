"""Lessons and their access tokens. Reads take the caller's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    delete,
    distinct,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.domain.access import AccessScope
from archive.domain.documents import Level
from archive.domain.folding import fold
from archive.domain.lessons import FACETS, PROSE, Lesson, LessonKind, LessonState
from archive.persistence.lesson_answers import newest_and_most_useful
from archive.persistence.scoping import lesson_visible_to
from archive.persistence.tables import lesson_access, lessons, projects, users

_FACET_COLUMNS = {
    "kind": lessons.c.kind,
    "theme": lessons.c.theme,
    "channel": lessons.c.channel,
    "client": lessons.c.client,
    "industry": lessons.c.industry,
    "band": lessons.c.band,
    "language": projects.c.language,
}


_cause = func.coalesce(lessons.c.family, lessons.c.id)
_APPROVED = lessons.c.state == LessonState.APPROVED.value
_OF_PROJECTS = lessons.join(projects, projects.c.id == lessons.c.project_id)


@dataclass(frozen=True, slots=True)
class LessonFilter:
    """What lessons are asked for. `own` are the caller's projects, whose proposed ones show too.

    `first`: languages whose lessons are listed before all others, in this order.
    """

    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    state: LessonState | None = None
    project: str | None = None
    own: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


class LessonRepository:
    """The tables of lessons; there is no unscoped read but those for maintenance."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, lesson: Lesson, tokens: Iterable[str]) -> None:
        """Store a new lesson."""
        self._connection.execute(insert(lessons).values(_columns(lesson)))
        self.set_tokens(lesson.id, tokens)

    def replace(self, lesson: Lesson, tokens: Iterable[str], approved_by: str | None) -> bool:
        """Store a changed lesson over revision `lesson.revision - 1`; False when somebody was first.

        Searches mask it until its index job has run.
        """
        values = _columns(lesson) | {"index_stale": lessons.c.indexed}
        if approved_by:
            values["approved_by"] = approved_by
        done = self._connection.execute(
            update(lessons)
            .where(lessons.c.id == lesson.id, lessons.c.revision == lesson.revision - 1)
            .values(values)
        )
        if done.rowcount:
            self.set_tokens(lesson.id, tokens)
        return done.rowcount > 0

    def set_tokens(self, lesson_id: str, tokens: Iterable[str]) -> None:
        """Replace a lesson's access tokens."""
        table = lesson_access
        self._connection.execute(delete(table).where(table.c.lesson_id == lesson_id))
        rows = [{"lesson_id": lesson_id, "token": token} for token in sorted(set(tokens))]
        self._connection.execute(insert(table), rows)

    def get(self, scope: AccessScope, own: Collection[str], lesson_id: str) -> Lesson | None:
        """The lesson with that id, if the scope sees it (and it is approved, or of an own project)."""
        query = lesson_rows().where(lessons.c.id == lesson_id, _visible(scope, own))
        row = self._connection.execute(query).mappings().first()
        return lesson_of(row) if row else None

    def get_many(
        self, scope: AccessScope, own: Collection[str], ids: Collection[str]
    ) -> dict[str, Lesson]:
        """Those of the lessons that `get` would give."""
        query = lesson_rows().where(lessons.c.id.in_(set(ids)), _visible(scope, own))
        return {row["id"]: lesson_of(row) for row in self._connection.execute(query).mappings()}

    def find(
        self, scope: AccessScope, wanted: LessonFilter, offset: int, limit: int
    ) -> tuple[tuple[Lesson, ...], int]:
        """One page, newest first but for what readers found useful, and how many there are in all.

        With `wanted.first` that is so within each of those languages, and among all others.
        """
        conditions = _conditions(scope, wanted, wanted.facets)
        query = lesson_rows().where(*conditions).order_by(*_by_language(wanted.first))
        query = query.order_by(newest_and_most_useful().desc(), lessons.c.id)
        rows = self._connection.execute(query.offset(offset).limit(limit)).mappings()
        total = self._connection.execute(
            select(func.count()).select_from(_OF_PROJECTS).where(*conditions)
        ).scalar_one()
        return tuple(map(lesson_of, rows)), total

    def facets(
        self, scope: AccessScope, wanted: LessonFilter
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each facet its values and how many visible lessons carry them, other filters applied."""
        found = {}
        for name in FACETS:  # a handful, whatever the number of lessons
            column = _FACET_COLUMNS[name]
            others = {key: value for key, value in wanted.facets.items() if key != name}
            count = func.count().label("n")
            query = (
                select(column, count)
                .select_from(_OF_PROJECTS)
                .where(column.is_not(None), *_conditions(scope, wanted, others))
                .group_by(column)
                .order_by(count.desc(), column)
            )
            found[name] = tuple((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def of_cause(self, scope: AccessScope, own: Collection[str], cause: str) -> tuple[Lesson, ...]:
        """The approved lessons of one cause that the scope sees, oldest first."""
        query = lesson_rows().where(_visible(scope, own), _APPROVED, _cause == cause)
        rows = self._connection.execute(query.order_by(lessons.c.created_at, lessons.c.id))
        return tuple(map(lesson_of, rows.mappings()))

    def seen_in(
        self, scope: AccessScope, own: Collection[str], causes: Collection[str]
    ) -> dict[str, int]:
        """Cause -> in how many projects approved lessons of it were learned, as the scope sees."""
        query = (
            select(_cause, func.count(distinct(lessons.c.project_id)))
            .where(_visible(scope, own), _APPROVED, _cause.in_(set(causes)))
            .group_by(_cause)
        )
        return {cause: int(number) for cause, number in self._connection.execute(query)}

    def proposed(
        self, scope: AccessScope, own: Collection[str], project_ids: Collection[str]
    ) -> int:
        """How many lessons are proposed in these projects, as the scope sees."""
        query = (
            select(func.count())
            .select_from(lessons)
            .where(
                _visible(scope, own),
                lessons.c.project_id.in_(set(project_ids)),
                lessons.c.state == LessonState.PROPOSED.value,
            )
        )
        return int(self._connection.execute(query).scalar_one())

    def to_check(self, day: date) -> tuple[Lesson, ...]:
        """The approved lessons that nobody has checked for after that day; for a duty."""
        query = lesson_rows().where(_APPROVED, lessons.c.verified_until <= day.isoformat())
        rows = self._connection.execute(query.order_by(lessons.c.verified_until, lessons.c.id))
        return tuple(map(lesson_of, rows.mappings()))

    def of_project_for_maintenance(self, project_id: str) -> tuple[Lesson, ...]:
        """Every lesson of a project, for making its tokens anew."""
        rows = self._connection.execute(lesson_rows().where(lessons.c.project_id == project_id))
        return tuple(map(lesson_of, rows.mappings()))


def _by_language(first: tuple[str, ...]) -> tuple[ColumnElement[int], ...]:
    places = {known: place for place, known in enumerate(first)}
    return (case(places, value=projects.c.language, else_=len(places)),) if places else ()


def _visible(scope: AccessScope, own: Collection[str]) -> ColumnElement[bool]:
    """What the tokens let through, and of that only approved lessons or those of an own project."""
    shared = lessons.c.state == LessonState.APPROVED.value
    return and_(lesson_visible_to(scope), or_(shared, lessons.c.project_id.in_(sorted(own))))


def _conditions(
    scope: AccessScope, wanted: LessonFilter, facets: Mapping[str, str]
) -> list[ColumnElement[bool]]:
    found = [_visible(scope, wanted.own)]
    found += [_FACET_COLUMNS[name] == value for name, value in facets.items()]
    found += [
        lessons.c.search_key.contains(word, autoescape=True) for word in fold(wanted.words).split()
    ]
    if wanted.state:
        found.append(lessons.c.state == wanted.state.value)
    if wanted.project:
        found.append(lessons.c.project_id == wanted.project)
    return found


_approver = users.alias("approver")


def lesson_rows() -> Select[Any]:
    """Lessons with what is shown of their project and people."""
    return (
        select(
            lessons,
            projects.c.code.label("project_code"),
            projects.c.name.label("project_name"),
            projects.c.language.label("project_language"),
            users.c.display_name.label("creator"),
            _approver.c.display_name.label("approver_name"),
        )
        .join(projects, projects.c.id == lessons.c.project_id)
        .join(users, users.c.id == lessons.c.created_by)
        .outerjoin(_approver, _approver.c.id == lessons.c.approved_by)
    )


def _columns(lesson: Lesson) -> dict[str, object]:
    words = (lesson.title, lesson.text, lesson.client or "")
    return {
        "id": lesson.id,
        "project_id": lesson.project,
        "kind": lesson.kind.value,
        "state": lesson.state.value,
        "level": int(lesson.level),
        "masked": lesson.masked,
        "theme": lesson.theme,
        "channel": lesson.channel,
        "client": lesson.client,
        "industry": lesson.industry,
        "band": lesson.band,
        "verified_until": lesson.verified_until.isoformat() if lesson.verified_until else None,
        "family": lesson.family,
        "source": lesson.source,
        "search_key": fold("\n".join(words)),
        "created_by": lesson.created_by,
        "created_at": lesson.created_at,
        "approved_at": lesson.approved_at,
        "revision": lesson.revision,
        "details": {name: getattr(lesson, name) for name in PROSE}
        | {"class": lesson.class_key}
        | {"evidence": [dict(citation) for citation in lesson.evidence]},
    }


def lesson_of(row: RowMapping) -> Lesson:
    """A row of `lesson_rows` as a value."""
    details = row["details"]
    return Lesson(
        id=row["id"],
        project=row["project_id"],
        project_code=row["project_code"],
        project_name=row["project_name"],
        client=row["client"],
        language=row["project_language"],
        kind=LessonKind(row["kind"]),
        state=LessonState(row["state"]),
        level=Level(row["level"]),
        masked=row["masked"],
        theme=row["theme"],
        channel=row["channel"],
        industry=row["industry"],
        class_key=details["class"],
        band=row["band"],
        verified_until=date.fromisoformat(row["verified_until"]) if row["verified_until"] else None,
        family=row["family"],
        evidence=tuple(details["evidence"]),
        source=row["source"],
        created_by=row["created_by"],
        created_by_name=row["creator"],
        created_at=row["created_at"],
        approved_by_name=row["approver_name"],
        approved_at=row["approved_at"],
        revision=row["revision"],
        **{name: details[name] for name in PROSE},
    )
