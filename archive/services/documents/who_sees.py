"""Who can read a document, in the words of the rule itself."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.access import Principal, ProjectRole, scope_of
from archive.domain.documents import Document, Level
from archive.domain.projects import Member
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.services.documents.document_tokens import tokens_of


@dataclass(frozen=True, slots=True)
class WhoSees:
    """Who can read a document and why the caller can.

    `team`: every active account. `reason`: team, clearance, filer, finance or legal. `members` (those
    whose role or clearance reaches it) are shown to members only.
    """

    team: bool
    level: Level
    reason: str
    members: tuple[Member, ...]


def who_sees(work: Work, principal: Principal, document: Document, rules: Rules) -> WhoSees:
    """For a document the caller sees; asking for one that is hidden is the caller's to refuse."""
    project = work.projects.for_maintenance(document.project)
    tokens = tokens_of(document, restricted=project.restricted, rules=rules)
    members = (
        work.projects.members(document.project) if principal.membership(document.project) else ()
    )
    readers = [
        m
        for m in members
        if (other := work.accounts.principal(m.user_id)) and scope_of(other).sees(tokens)
    ]
    return WhoSees(
        "team" in tokens, document.level, _reason(principal, document, tokens), tuple(readers)
    )


def _reason(principal: Principal, document: Document, tokens: frozenset[str]) -> str:
    """The first ground, in the order of the rule, on which the caller sees the document."""
    held = scope_of(principal).tokens & tokens
    if "team" in held:
        return "team"
    if f"project:{document.project}:{document.level.key}" in held or any(
        token.endswith(":internal") for token in held
    ):
        return "clearance"
    for role in (ProjectRole.FINANCE, ProjectRole.LEGAL):
        if f"project:{document.project}:{role.value}" in held:
            return role.value
    return "filer"
