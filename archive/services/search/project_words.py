"""Projects that a query names: `專案:河岸` means the projects of that name, as far as the caller sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from archive.domain.access import AccessScope
from archive.domain.folding import fold
from archive.indexer.field_words import projects_asked
from archive.indexer.port import SearchRequest
from archive.persistence.database import Work

MOST: Final = 50
"""Projects of one name that are looked up; the index itself finds all by a part of their code."""

FEW: Final = 4
"""Names of one query that are looked up: a long query full of them is no reason for a thousand lookups."""


def with_projects(
    request: SearchRequest, scope: AccessScope, work: Callable[[], Work]
) -> SearchRequest:
    """The request with the codes of the projects it names; `work` is asked for only where it names any."""
    parts = projects_asked(request.text)[:FEW]
    if not parts:
        return request
    return replace(request, projects={part: _codes(part, scope, work()) for part in parts})


def _codes(part: str, scope: AccessScope, work: Work) -> tuple[str, ...]:
    found, _ = work.projects.find(scope, part, None, None, 0, MOST)
    return tuple(project.code for project in found if fold(part) in fold(project.name))
