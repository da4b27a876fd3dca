"""What was decided about the access of members, one row an account; tokens of members, counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from archive.domain.access import ProjectRole
from archive.domain.access_review import AccessChoice, AccessDecision
from archive.domain.documents import Level
from archive.persistence.tables import access_decisions, api_tokens, users

_decider = users.alias("decider")


class AccessDecisionRepository:
    """The table of the access review."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_project(self, project_id: str) -> tuple[AccessDecision, ...]:
        """Every decision, of members who left as well, by name."""
        rows = self._connection.execute(
            select(
                access_decisions,
                users.c.display_name,
                users.c.username,
                _decider.c.display_name.label("decider_name"),
            )
            .join(users, users.c.id == access_decisions.c.user_id)
            .join(_decider, _decider.c.id == access_decisions.c.decided_by)
            .where(access_decisions.c.project_id == project_id)
            .order_by(users.c.username_key)
        )
        return tuple(
            AccessDecision(
                user_id=row["user_id"],
                name=row["display_name"] or row["username"],
                choice=AccessChoice(row["choice"]),
                clearance=Level(row["clearance"]),
                role=ProjectRole(row["role"]),
                held=Level(row["held"]),
                by=row["decider_name"],
                at=row["decided_at"],
                applied_at=row["applied_at"],
            )
            for row in rows.mappings()
        )

    def put(self, project_id: str, decision: AccessDecision, by: str) -> None:
        """Store a decision over the earlier one about that account; `by` is the decider's id."""
        table = access_decisions
        here = (table.c.project_id == project_id, table.c.user_id == decision.user_id)
        values = {
            "choice": decision.choice.value,
            "clearance": int(decision.clearance),
            "role": decision.role.value,
            "held": int(decision.held),
            "decided_by": by,
            "decided_at": decision.at,
            "applied_at": decision.applied_at,
        }
        if self._connection.execute(update(table).where(*here).values(values)).rowcount == 0:
            names = {"project_id": project_id, "user_id": decision.user_id}
            self._connection.execute(insert(table).values(names | values))

    def set_applied(self, project_id: str, user_ids: Collection[str], now: datetime) -> None:
        """Note that decisions were carried out."""
        table = access_decisions
        self._connection.execute(
            update(table)
            .where(table.c.project_id == project_id, table.c.user_id.in_(set(user_ids)))
            .values(applied_at=now)
        )

    def token_counts(self, user_ids: Collection[str], now: datetime) -> dict[str, int]:
        """Account -> how many bearer tokens of it still work; accounts without any are left out."""
        query = (
            select(api_tokens.c.user_id, func.count())
            .where(api_tokens.c.user_id.in_(set(user_ids)), api_tokens.c.expires_at > now)
            .group_by(api_tokens.c.user_id)
        )
        return {user_id: int(n) for user_id, n in self._connection.execute(query)}
