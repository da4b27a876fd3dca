"""The access review on a page: a row for each member, with what may be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from archive.domain.access import ProjectRole
from archive.domain.access_review import AccessChoice, AccessDecision
from archive.domain.documents import Level
from archive.services.accounts.access_review import AccessRow, AccessView
from archive.web.presenters.marks import Mark, level_mark, moment
from archive.wording import say

_LEFT = (Level.INTERNAL, Level.CONFIDENTIAL)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member. `choices` as key and word; `left` what a reduction may leave."""

    username: str
    name: str
    role: str
    clearance: Mark
    tokens: int
    choice: str
    choices: tuple[tuple[str, str], ...]
    clearance_left: str
    left: tuple[tuple[str, str], ...]
    decided: str
    done: bool


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Everything the page shows; `past` are those who left by this review."""

    rows: tuple[MemberRow, ...]
    links: tuple[str, ...]
    past: tuple[tuple[str, str], ...]
    undecided: int
    waiting: int


def access_page(
    view: AccessView, language: str, chosen: Mapping[str, str] = MappingProxyType({})
) -> AccessPage:
    """The page of a review.

    Args:
        view: as it is kept.
        language: of the page.
        chosen: what a form that was refused had, by the names of its fields.
    """
    return AccessPage(
        rows=tuple(_chosen(_row(row, language), chosen) for row in view.rows),
        links=tuple(link.address for link in view.links),
        past=tuple((d.name, _decided(d, language)) for d in view.past if d.applied_at),
        undecided=view.undecided,
        waiting=view.waiting,
    )


def _chosen(row: MemberRow, chosen: Mapping[str, str]) -> MemberRow:
    """The row with what was chosen in the form, as far as it may be chosen."""
    choice = chosen.get(f"decision:{row.username}", row.choice)
    left = chosen.get(f"clearance:{row.username}", row.clearance_left)
    return replace(
        row,
        choice=choice if choice in dict(row.choices) else row.choice,
        clearance_left=left if left in dict(row.left) else row.clearance_left,
    )


def _row(row: AccessRow, language: str) -> MemberRow:
    member, decision = row.reviewed.member, row.reviewed.decision
    left = tuple(known for known in _LEFT if known <= member.clearance)
    less = member.role is not ProjectRole.MEMBER or member.clearance > Level.INTERNAL
    reduced = decision is not None and decision.choice is AccessChoice.REDUCE
    offered = [c for c in AccessChoice if c is not AccessChoice.REDUCE or less or reduced]
    return MemberRow(
        username=member.username,
        name=member.display_name or member.username,
        role=say(language, f"ui.project_role_{member.role.value}"),
        clearance=level_mark(member.clearance, language),
        tokens=row.tokens,
        choice=decision.choice.value if decision else "",
        choices=tuple((c.value, say(language, f"registers.access_{c.value}")) for c in offered),
        clearance_left=decision.clearance.key if decision and reduced else Level.INTERNAL.key,
        left=tuple((known.key, say(language, f"ui.level_{known.key}")) for known in left),
        decided=_decided(decision, language) if decision else "",
        done=decision is not None and decision.applied_at is not None,
    )


def _decided(decision: AccessDecision, language: str) -> str:
    key = "ui_registers.access_done_by" if decision.applied_at else "ui_registers.access_decided_by"
    at = moment(decision.applied_at or decision.at)
    return say(language, key, name=decision.by, at=at)
