"""What people wrote on the closing list of a project."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from archive.domain.closing_list import ThingKind, ThingNote, ThingState
from archive.persistence.tables import closing_things, users


class ClosingListRepository:
    """The table of the closing list."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_project(self, project_id: str) -> tuple[ThingNote, ...]:
        """Every row people wrote on, by its name."""
        return self.of_projects([project_id]).get(project_id, ())

    def of_projects(self, project_ids: Collection[str]) -> dict[str, tuple[ThingNote, ...]]:
        """Project -> every row people wrote on, by its name."""
        table = closing_things
        rows = self._connection.execute(
            select(table)
            .where(table.c.project_id.in_(set(project_ids)))
            # Not by the day of change: a proof hidden from a reader must not move a row.
            .order_by(table.c.name, table.c.key)
        )
        found: dict[str, list[ThingNote]] = {}
        for row in rows.mappings():
            note = ThingNote(
                key=row["key"],
                kind=ThingKind(row["kind"]),
                name=row["name"],
                owner=row["owner_id"],
                due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
                state=ThingState(row["state"]),
                note=row["note"],
                proof=row["proof_id"],
            )
            found.setdefault(row["project_id"], []).append(note)
        return {project: tuple(notes) for project, notes in found.items()}

    def last_said(self, project_id: str) -> dict[str, tuple[str, datetime]]:
        """Key of a row -> who wrote on it last, and when."""
        table = closing_things
        query = (
            select(table.c.key, users.c.display_name, table.c.changed_at)
            .join(users, users.c.id == table.c.changed_by)
            .where(table.c.project_id == project_id)
        )
        return {
            row.key: (row.display_name, row.changed_at) for row in self._connection.execute(query)
        }

    def put(self, project_id: str, note: ThingNote, by: str, at: datetime) -> None:
        """Store a row over what stood there."""
        table = closing_things
        values = {
            "kind": note.kind.value,
            "name": note.name,
            "owner_id": note.owner,
            "due_on": note.due_on.isoformat() if note.due_on else None,
            "state": note.state.value,
            "note": note.note,
            "proof_id": note.proof,
            "changed_by": by,
            "changed_at": at,
        }
        here = (table.c.project_id == project_id, table.c.key == note.key)
        if self._connection.execute(update(table).where(*here).values(values)).rowcount == 0:
            names = {"project_id": project_id, "key": note.key}
            self._connection.execute(insert(table).values(names | values))
