"""What people wrote on the duties of a close, and what of it is filed, for many projects at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)

from archive.domain.access import AccessScope, ProjectRole
from archive.domain.closeout import Due, Evidence, Filed, RowNote, RowState
from archive.domain.documents import ItemState, Level
from archive.domain.projects import Member
from archive.persistence.document_rows import LIVE
from archive.persistence.scoping import visible_to
from archive.persistence.tables import (
    closeout_evidence,
    closeout_plans,
    closeout_rows,
    closing_things,
    documents,
    items,
    memberships,
    projects,
    reviews,
    users,
)

DRAFTED = "draft"


class CloseoutRepository:
    """Each reading takes any number of projects and asks the database once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # the plan

    def kinds(self, project_ids: Collection[str]) -> dict[str, str]:
        """Project -> the kind its plan was made for; projects without a plan are left out."""
        query = select(closeout_plans.c.project_id, closeout_plans.c.kind).where(
            closeout_plans.c.project_id.in_(set(project_ids))
        )
        return {row.project_id: row.kind for row in self._connection.execute(query)}

    def set_kind(self, project_id: str, kind: str, user_id: str, at: datetime) -> None:
        """Make a project's plan, or make it for another kind."""
        done = self._connection.execute(
            update(closeout_plans)
            .where(closeout_plans.c.project_id == project_id)
            .values(kind=kind)
        )
        if not done.rowcount:
            values = {"project_id": project_id, "kind": kind, "made_by": user_id, "made_at": at}
            self._connection.execute(insert(closeout_plans).values(values))

    def notes(self, project_ids: Collection[str]) -> dict[str, dict[str, RowNote]]:
        """Project -> key of a duty -> what people wrote on it, in the order of the keys."""
        query = (
            select(closeout_rows)
            .where(closeout_rows.c.project_id.in_(set(project_ids)))
            .order_by(closeout_rows.c.project_id, closeout_rows.c.key)
        )
        found: dict[str, dict[str, RowNote]] = defaultdict(dict)
        for row in self._connection.execute(query).mappings():
            found[row["project_id"]][row["key"]] = _note(row)
        return dict(found)

    def last_said(self, project_id: str) -> dict[str, tuple[str, datetime]]:
        """Key of a duty -> who wrote on it last, and when."""
        query = (
            select(closeout_rows.c.key, users.c.display_name, closeout_rows.c.changed_at)
            .join(users, users.c.id == closeout_rows.c.changed_by)
            .where(closeout_rows.c.project_id == project_id)
        )
        return {
            row.key: (row.display_name, row.changed_at) for row in self._connection.execute(query)
        }

    def put_note(self, project_id: str, note: RowNote, user_id: str, at: datetime) -> None:
        """Keep what people wrote on a duty, in place of what stood there."""
        self._connection.execute(
            delete(closeout_rows).where(
                closeout_rows.c.project_id == project_id, closeout_rows.c.key == note.key
            )
        )
        values = _columns(note) | {
            "project_id": project_id,
            "changed_by": user_id,
            "changed_at": at,
        }
        self._connection.execute(insert(closeout_rows).values(values))

    def link(self, project_id: str, key: str, document_ids: Iterable[str]) -> None:
        """Add documents as evidence of a duty."""
        rows = [
            {"project_id": project_id, "key": key, "document_id": document}
            for document in document_ids
        ]
        if rows:
            self._connection.execute(insert(closeout_evidence), rows)

    def unlink(self, project_id: str, key: str, document_ids: Collection[str]) -> None:
        """Take documents from the evidence of a duty."""
        self._connection.execute(
            delete(closeout_evidence).where(
                closeout_evidence.c.project_id == project_id,
                closeout_evidence.c.key == key,
                closeout_evidence.c.document_id.in_(set(document_ids)),
            )
        )

    def linked_ids(self, project_id: str, key: str) -> frozenset[str]:
        """Every document linked to a duty, seen or not: a link is made once, whoever makes it."""
        query = select(closeout_evidence.c.document_id).where(
            closeout_evidence.c.project_id == project_id, closeout_evidence.c.key == key
        )
        return frozenset(self._connection.execute(query).scalars())

    # what is filed, as far as a scope sees

    def filed(self, scope: AccessScope, project_ids: Collection[str]) -> dict[str, Filed]:
        """Project -> what of it the scope sees, counted and linked; every project has an entry."""
        wanted = set(project_ids)
        issued: dict[str, dict[str, int]] = defaultdict(dict)
        drafts: dict[str, dict[str, int]] = defaultdict(dict)
        counted = (
            select(
                documents.c.project_id, documents.c.class_key, documents.c.is_draft, func.count()
            )
            .where(documents.c.project_id.in_(wanted), visible_to(scope), LIVE)
            .group_by(documents.c.project_id, documents.c.class_key, documents.c.is_draft)
        )
        for project, class_key, is_draft, number in self._connection.execute(counted):
            (drafts if is_draft else issued)[project][class_key] = int(number)
        linked = self._linked(scope, wanted)
        drafted = self._drafted(wanted)
        return {
            project: Filed(
                issued.get(project, {}),
                drafts.get(project, {}),
                linked.get(project, {}),
                project in drafted,
            )
            for project in wanted
        }

    def _linked(
        self, scope: AccessScope, project_ids: Collection[str]
    ) -> Mapping[str, Mapping[str, list[Evidence]]]:
        table = closeout_evidence
        query = (
            select(
                table.c.project_id,
                table.c.key,
                documents.c.id,
                documents.c.name,
                documents.c.class_key,
                documents.c.is_draft,
            )
            # A document that was moved to another project is no evidence here any more.
            .join(
                documents,
                and_(
                    documents.c.id == table.c.document_id,
                    documents.c.project_id == table.c.project_id,
                ),
            )
            .where(table.c.project_id.in_(project_ids), visible_to(scope), LIVE)
            .order_by(documents.c.name, documents.c.id)
        )
        found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        for project, key, document, name, class_key, is_draft in self._connection.execute(query):
            found[project][key].append(Evidence(document, name, class_key, is_draft))
        return found

    def _drafted(self, project_ids: Collection[str]) -> frozenset[str]:
        query = select(reviews.c.project_id).where(
            reviews.c.project_id.in_(project_ids), reviews.c.status == DRAFTED
        )
        return frozenset(self._connection.execute(query).scalars())

    def undecided_files(self, project_id: str) -> int:
        """How many files came to a project and are neither filed nor discarded."""
        settled = [ItemState.FILED.value, ItemState.DISCARDED.value]
        query = select(func.count()).where(
            items.c.project_id == project_id, items.c.state.not_in(settled)
        )
        return int(self._connection.execute(query).scalar_one())

    def possible_owners(self) -> tuple[str, ...]:
        """Active accounts that something to do for the close of an open project may belong to.

        By role, or by name in the plan or on the closing list.
        """
        named = union_all(
            *(
                select(table.c.owner_id).where(table.c.owner_id.is_not(None))
                for table in (closeout_rows, closing_things)
            )
        )
        query = (
            select(memberships.c.user_id)
            .join(users, users.c.id == memberships.c.user_id)
            .join(projects, projects.c.id == memberships.c.project_id)
            .where(
                users.c.active,
                projects.c.state == "open",
                or_(
                    memberships.c.role != ProjectRole.MEMBER.value,
                    memberships.c.user_id.in_(named),
                ),
            )
            .distinct()
            .order_by(memberships.c.user_id)
        )
        return tuple(self._connection.execute(query).scalars())

    def members(self, project_ids: Collection[str]) -> dict[str, tuple[Member, ...]]:
        """Project -> its active members, managers first."""
        query = (
            select(memberships, users.c.username, users.c.display_name)
            .join(users, users.c.id == memberships.c.user_id)
            .where(memberships.c.project_id.in_(set(project_ids)), users.c.active)
            .order_by(memberships.c.role != ProjectRole.MANAGER.value, users.c.username_key)
        )
        found: dict[str, list[Member]] = defaultdict(list)
        for row in self._connection.execute(query).mappings():
            member = Member(
                row["user_id"],
                row["username"],
                row["display_name"],
                ProjectRole(row["role"]),
                Level(row["clearance"]),
            )
            found[row["project_id"]].append(member)
        return {project: tuple(people) for project, people in found.items()}


def _columns(note: RowNote) -> dict[str, object]:
    due = note.due
    return {
        "key": note.key,
        "title": note.title,
        "class_key": note.class_key,
        "standard": note.standard,
        "owner_id": note.owner,
        "due_on": due.on.isoformat() if due and due.on else None,
        "due_anchor": due.anchor if due else None,
        "due_days": due.days if due else None,
        "state": note.state.value if note.state else None,
        "reason": note.reason,
    }


def _note(row: RowMapping) -> RowNote:
    on, anchor, days = row["due_on"], row["due_anchor"], row["due_days"]
    return RowNote(
        key=row["key"],
        title=row["title"],
        class_key=row["class_key"],
        standard=row["standard"],
        owner=row["owner_id"],
        due=None if days is None else Due(date.fromisoformat(on) if on else None, anchor, days),
        state=RowState(row["state"]) if row["state"] else None,
        reason=row["reason"],
    )
