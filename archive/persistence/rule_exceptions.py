"""Exceptions from naming rules, and the documents that were filed by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.domain.rule_exceptions import (
    ExceptionScope,
    ExceptionState,
    MonthFigures,
    RuleException,
)
from archive.persistence.tables import exception_uses, items, projects, rule_exceptions, users

_STILL_WAITING = (ItemState.PROPOSED.value, ItemState.HELD.value)
_ASKED_BY = users.alias("asked_by_user")
_DECIDED_BY = users.alias("decided_by_user")

_EXCUSING = (  # built once: it is asked for every file read
    select(rule_exceptions.c.id, rule_exceptions.c.rules)
    .where(
        rule_exceptions.c.project_id == bindparam("project"),
        rule_exceptions.c.state == ExceptionState.APPROVED.value,
        rule_exceptions.c.until >= bindparam("day"),
        or_(
            and_(
                rule_exceptions.c.scope == ExceptionScope.FILE.value,
                rule_exceptions.c.item_id == bindparam("item"),
            ),
            and_(
                rule_exceptions.c.scope == ExceptionScope.BATCH.value,
                rule_exceptions.c.batch_id == bindparam("batch"),
            ),
            and_(
                rule_exceptions.c.scope == ExceptionScope.CLASS.value,
                rule_exceptions.c.class_key.is_not_distinct_from(bindparam("class_key")),
            ),
        ),
    )
    .order_by(rule_exceptions.c.decided_at)
)


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """Whose requests are meant, and which of them. `since` and `before` limit when they were asked.

    `items` limits them to those for some files; None: for any.
    """

    everything: bool = False
    own: str = ""
    member_of: Collection[str] = ()
    managed: Collection[str] = ()
    state: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    items: Collection[str] | None = None


class RuleExceptionRepository:
    """Requests are changed once, when they are decided."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, asked: RuleException) -> None:
        """Keep a request."""
        self._connection.execute(
            insert(rule_exceptions).values(
                id=asked.id,
                project_id=asked.project,
                scope=asked.scope.value,
                item_id=asked.item,
                batch_id=asked.batch,
                class_key=asked.class_key,
                name=asked.name,
                rules=list(asked.rules),
                reason=asked.reason,
                state=asked.state.value,
                asked_by=asked.asked_by,
                asked_at=asked.asked_at,
                until=asked.until.isoformat(),
            )
        )

    def decide(
        self, exception_id: str, state: ExceptionState, by: str, at: datetime, reason: str | None
    ) -> bool:
        """Approve or refuse; False when that was done already."""
        done = self._connection.execute(
            update(rule_exceptions)
            .where(
                rule_exceptions.c.id == exception_id,
                rule_exceptions.c.state == ExceptionState.ASKED.value,
            )
            .values(state=state.value, decided_by=by, decided_at=at, decision_reason=reason)
        )
        return done.rowcount > 0

    def get(self, view: ExceptionView, exception_id: str) -> RuleException | None:
        """One request the view holds."""
        query = _listed().where(rule_exceptions.c.id == exception_id, *_seen(view))
        row = self._connection.execute(query).mappings().first()
        return _exception(row) if row else None

    def find(self, view: ExceptionView, offset: int, limit: int) -> tuple[RuleException, ...]:
        """Requests, what waits for a decision first, then the newest."""
        undecided = rule_exceptions.c.state != ExceptionState.ASKED.value
        order = (undecided, rule_exceptions.c.asked_at.desc(), rule_exceptions.c.id)
        query = _listed().where(*_seen(view)).order_by(*order).offset(offset).limit(limit)
        return tuple(map(_exception, self._connection.execute(query).mappings()))

    def count(self, view: ExceptionView) -> int:
        """How many the view holds."""
        query = select(func.count()).select_from(rule_exceptions).where(*_seen(view))
        return int(self._connection.execute(query).scalar_one())

    def ending(self, first: date, last: date) -> tuple[RuleException, ...]:
        """Approved ones whose last day lies there and that can still be used; for duties."""
        table = rule_exceptions.c
        waits = (
            select(items.c.id)
            .where(items.c.id == table.item_id, items.c.state.in_(_STILL_WAITING))
            .exists()
        )
        query = (
            _listed()
            .where(
                table.state == ExceptionState.APPROVED.value,
                table.until >= first.isoformat(),
                table.until <= last.isoformat(),
                or_(table.scope != ExceptionScope.FILE.value, waits),
            )
            .order_by(table.until, table.id)
        )
        return tuple(map(_exception, self._connection.execute(query).mappings()))

    def figures(self, since: datetime, before: datetime) -> tuple[MonthFigures, ...]:
        """What was asked for between two times, project by project; for duties."""
        table = rule_exceptions.c
        uses = (
            select(exception_uses.c.exception_id, func.count().label("documents"))
            .group_by(exception_uses.c.exception_id)
            .subquery()
        )

        def count(state: ExceptionState) -> ColumnElement[int]:
            return func.count().filter(table.state == state.value)

        query = (
            select(
                table.project_id,
                projects.c.code,
                func.count(),
                count(ExceptionState.APPROVED),
                count(ExceptionState.REFUSED),
                func.coalesce(func.sum(uses.c.documents), 0),
            )
            .select_from(rule_exceptions)
            .join(projects, projects.c.id == table.project_id)
            .join(uses, uses.c.exception_id == table.id, isouter=True)
            .where(table.asked_at >= since, table.asked_at < before)
            .group_by(table.project_id, projects.c.code)
            .order_by(projects.c.code)
        )
        return tuple(MonthFigures(*row) for row in self._connection.execute(query))

    def any_in_force(self, project_id: str, today: date) -> bool:
        """Whether any approved exception of a project is in force today."""
        table = rule_exceptions.c
        query = select(table.id).where(
            table.project_id == project_id,
            table.state == ExceptionState.APPROVED.value,
            table.until >= today.isoformat(),
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def excused_class(self, project_id: str, class_key: str, today: date) -> dict[str, str]:
        """Rule -> the approved exception that answers it for every file of a class in a project."""
        table = rule_exceptions.c
        query = select(table.id, table.rules).where(
            table.project_id == project_id,
            table.state == ExceptionState.APPROVED.value,
            table.until >= today.isoformat(),
            table.scope == ExceptionScope.CLASS.value,
            table.class_key == class_key,
        )
        return _by_rule(self._connection.execute(query.order_by(table.decided_at)))

    def excused(self, item: Item, today: date) -> dict[str, str]:
        """Rule -> the approved exception that answers it for this item today."""
        asked = {
            "project": item.project,
            "day": today.isoformat(),
            "item": item.id,
            "batch": item.batch,
            "class_key": item.class_key,
        }
        return _by_rule(self._connection.execute(_EXCUSING, asked))

    def note_use(self, exception_id: str, document_id: str) -> None:
        """A document, or a new version of it, was filed by an exception."""
        used = exception_uses.c
        known = select(used.document_id).where(
            used.exception_id == exception_id, used.document_id == document_id
        )
        if self._connection.execute(known).first() is not None:
            return
        self._connection.execute(
            insert(exception_uses).values(exception_id=exception_id, document_id=document_id)
        )

    def of_document(self, document_id: str) -> tuple[RuleException, ...]:
        """The exceptions a document was filed by; who may read the document is the caller's question."""
        used = select(exception_uses.c.exception_id).where(
            exception_uses.c.document_id == document_id
        )
        query = _listed().where(rule_exceptions.c.id.in_(used)).order_by(rule_exceptions.c.id)
        return tuple(map(_exception, self._connection.execute(query).mappings()))


def _by_rule(rows: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for exception_id, rules in rows:
        for rule in rules:
            found.setdefault(rule, exception_id)
    return found


def _listed() -> Select[tuple[object, ...]]:
    uses = (
        select(func.count())
        .where(exception_uses.c.exception_id == rule_exceptions.c.id)
        .scalar_subquery()
    )
    return (
        select(
            rule_exceptions,
            projects.c.code.label("project_code"),
            func.coalesce(func.nullif(_ASKED_BY.c.display_name, ""), _ASKED_BY.c.username).label(
                "asked_name"
            ),
            func.coalesce(
                func.nullif(_DECIDED_BY.c.display_name, ""), _DECIDED_BY.c.username
            ).label("decided_name"),
            uses.label("uses"),
        )
        .join(projects, projects.c.id == rule_exceptions.c.project_id)
        .join(_ASKED_BY, _ASKED_BY.c.id == rule_exceptions.c.asked_by)
        .join(_DECIDED_BY, _DECIDED_BY.c.id == rule_exceptions.c.decided_by, isouter=True)
    )


def _seen(view: ExceptionView) -> list[ColumnElement[bool]]:
    table = rule_exceptions.c
    own = and_(table.asked_by == view.own, table.project_id.in_(set(view.member_of)))
    managed = table.project_id.in_(set(view.managed))
    conditions: list[ColumnElement[bool]] = [true() if view.everything else or_(own, managed)]
    if view.state is not None:
        conditions.append(table.state == view.state)
    if view.since is not None:
        conditions.append(table.asked_at >= view.since)
    if view.before is not None:
        conditions.append(table.asked_at < view.before)
    if view.items is not None:
        conditions.append(table.item_id.in_(view.items))
    return conditions


def _exception(row: RowMapping) -> RuleException:
    return RuleException(
        id=row["id"],
        project=row["project_id"],
        project_code=row["project_code"],
        scope=ExceptionScope(row["scope"]),
        item=row["item_id"],
        batch=row["batch_id"],
        class_key=row["class_key"],
        name=row["name"],
        rules=tuple(row["rules"]),
        reason=row["reason"],
        state=ExceptionState(row["state"]),
        asked_by=row["asked_by"],
        asked_by_name=row["asked_name"],
        asked_at=row["asked_at"],
        until=date.fromisoformat(row["until"]),
        decided_by_name=row["decided_name"] or "",
        decided_at=row["decided_at"],
        decision_reason=row["decision_reason"],
        uses=row["uses"],
    )
