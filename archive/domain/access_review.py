"""Who keeps what access when a project ends: decided member by member, before the close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.domain.projects import Member


class AccessChoice(StrEnum):
    """What becomes of a member: stays as is, becomes an ordinary member of lower clearance, or leaves."""

    KEEP = "keep"
    REDUCE = "reduce"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class AccessDecision:
    """What was decided about one account, by whom and when.

    `role` and `held` are what the member had then, `clearance` what is left of it. `applied_at` None:
    the close applies it.
    """

    user_id: str
    name: str
    choice: AccessChoice
    clearance: Level
    role: ProjectRole
    held: Level
    by: str
    at: datetime
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A member with the decision that holds for them, if there is one."""

    member: Member
    decision: AccessDecision | None

    @property
    def after(self) -> tuple[ProjectRole, Level] | None:
        """Role and clearance once the decision is applied; None for whoever leaves."""
        member, decision = self.member, self.decision
        if decision is None or decision.choice is AccessChoice.KEEP:
            return member.role, member.clearance
        if decision.choice is AccessChoice.REMOVE:
            return None
        return ProjectRole.MEMBER, decision.clearance


def reviewed(
    members: Sequence[Member], decisions: Iterable[AccessDecision], since: datetime | None
) -> tuple[Reviewed, ...]:
    """Every member with the decision that still holds.

    Args:
        members: of today.
        decisions: all that were made.
        since: when the project was last opened again; what was decided before was for another close.
    """
    known = {d.user_id: d for d in decisions if since is None or d.at >= since}
    return tuple(Reviewed(m, _holding(m, known.get(m.user_id))) for m in members)


def _holding(member: Member, decision: AccessDecision | None) -> AccessDecision | None:
    """A decision is about the access somebody had: when that changed, it is asked for again."""
    if decision is None:
        return None
    now = (member.role, member.clearance)
    if decision.applied_at is not None and decision.choice is AccessChoice.REDUCE:
        return decision if now == (ProjectRole.MEMBER, decision.clearance) else None
    return decision if now == (decision.role, decision.held) else None


def leaves_a_manager(rows: Iterable[Reviewed]) -> bool:
    """Somebody still manages the project when every decision is applied."""
    left = (row.after for row in rows)
    return any(after is not None and after[0] is ProjectRole.MANAGER for after in left)
