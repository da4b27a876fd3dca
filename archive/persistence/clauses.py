"""What people wrote on the clauses of contracts. Who may see which is the service's question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from archive.domain.clauses import ClauseKind, ClauseNote, ClauseState
from archive.persistence.tables import clause_evidence, clauses, users


class ClauseRepository:
    """The tables of the clause checklist."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_project(self, project_id: str) -> tuple[ClauseNote, ...]:
        """Every note of a project, by its words."""
        linked: dict[str, list[str]] = {}
        query = select(clause_evidence.c.key, clause_evidence.c.document_id)
        query = query.where(clause_evidence.c.project_id == project_id)
        for key, document in self._connection.execute(
            query.order_by(clause_evidence.c.document_id)
        ):
            linked.setdefault(key, []).append(document)
        rows = self._connection.execute(
            select(clauses, users.c.display_name)
            .join(users, users.c.id == clauses.c.changed_by)
            .where(clauses.c.project_id == project_id)
            # Not by the day of change: evidence hidden from a reader must not move a row.
            .order_by(clauses.c.text, clauses.c.key)
        )
        return tuple(_note(row, tuple(linked.get(row["key"], ()))) for row in rows.mappings())

    def last_said(self, project_id: str) -> dict[str, tuple[str, datetime]]:
        """Key of a row -> who wrote on it last, and when."""
        table = clauses
        query = (
            select(table.c.key, users.c.display_name, table.c.changed_at)
            .join(users, users.c.id == table.c.changed_by)
            .where(table.c.project_id == project_id)
        )
        return {
            row.key: (row.display_name, row.changed_at) for row in self._connection.execute(query)
        }

    def put(self, project_id: str, note: ClauseNote, by: str, at: datetime) -> None:
        """Store a note over the earlier one of its clause; the evidence is kept by `relink`."""
        values = {
            "kind": note.kind.value,
            "contract_id": note.contract,
            "text": note.text,
            "promised": note.promised,
            "own": note.own,
            "state": note.state.value if note.state else None,
            "delivered": note.delivered,
            "remedy": note.remedy,
            "owner_id": note.owner,
            "drafted": note.drafted,
            "basis": note.basis,
            "documents": list(note.documents),
            "changed_by": by,
            "changed_at": at,
        }
        here = (clauses.c.project_id == project_id, clauses.c.key == note.key)
        if self._connection.execute(update(clauses).where(*here).values(values)).rowcount == 0:
            names = {"project_id": project_id, "key": note.key}
            self._connection.execute(insert(clauses).values(names | values))

    def relink(self, project_id: str, key: str, gone: set[str], new: set[str]) -> None:
        """Take documents off a clause and put others to it."""
        table = clause_evidence.c
        self._connection.execute(
            delete(clause_evidence).where(
                table.project_id == project_id, table.key == key, table.document_id.in_(gone)
            )
        )
        if new:
            names = {"project_id": project_id, "key": key}
            self._connection.execute(
                insert(clause_evidence), [names | {"document_id": d} for d in sorted(new)]
            )


def _note(row: RowMapping, evidence: tuple[str, ...]) -> ClauseNote:
    return ClauseNote(
        key=row["key"],
        kind=ClauseKind(row["kind"]),
        contract=row["contract_id"],
        text=row["text"],
        promised=row["promised"],
        own=row["own"],
        state=ClauseState(row["state"]) if row["state"] else None,
        delivered=row["delivered"],
        remedy=row["remedy"],
        owner=row["owner_id"],
        drafted=row["drafted"],
        basis=row["basis"],
        documents=tuple(row["documents"]),
        evidence=evidence,
        by=row["display_name"],
        at=row["changed_at"],
    )
