"""The access rule as SQL: a document or a lesson is visible when its tokens meet the scope's."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select

from archive.domain.access import TEAM, AccessScope
from archive.persistence.tables import (
    document_access,
    documents,
    lesson_access,
    lessons,
    projects,
)


def visible_to(scope: AccessScope) -> ColumnElement[bool]:
    """A predicate on `documents`; an empty scope sees nothing."""
    if not scope.tokens:
        return false()
    return exists(
        select(document_access.c.document_id).where(
            document_access.c.document_id == documents.c.id,
            document_access.c.token.in_(sorted(scope.tokens)),
        )
    )


TOKENS = "scope_tokens"
VISIBLE: ColumnElement[bool] = exists(
    select(document_access.c.document_id).where(
        document_access.c.document_id == documents.c.id,
        document_access.c.token.in_(bindparam(TOKENS, expanding=True)),
    )
)
"""The same for statements that are made once: the scope's tokens, sorted, are the parameter `TOKENS`."""


def lesson_visible_to(scope: AccessScope) -> ColumnElement[bool]:
    """The same on `lessons`; which states of a lesson are shown besides is the asker's to say."""
    if not scope.tokens:
        return false()
    return exists(
        select(lesson_access.c.lesson_id).where(
            lesson_access.c.lesson_id == lessons.c.id,
            lesson_access.c.token.in_(sorted(scope.tokens)),
        )
    )


def project_visible_to(scope: AccessScope) -> ColumnElement[bool]:
    """A predicate on `projects`: the tokens of `domain.access.project_tokens`, as SQL."""
    if not scope.tokens:
        return false()
    member_of = [
        token.split(":")[1]
        for token in sorted(scope.tokens)
        if token.startswith("project:") and token.endswith(":internal")
    ]
    open_to_team = [projects.c.restricted.is_(False)] if TEAM in scope.tokens else []
    return or_(
        *open_to_team,
        and_(projects.c.restricted.is_(True), projects.c.id.in_(member_of)),
    )
