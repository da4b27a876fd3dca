"""What people type into the registers of a close, read into the values that are kept."""

from __future__ import annotations

from collections.abc import Iterable

from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.persistence.database import Work

LONGEST = 500
"""Characters of one line."""


def line(name: str, value: object, limit: int = LONGEST) -> str | None:
    """A line without outer or double spaces; None for nothing. InvalidInput when it is too long."""
    text = " ".join(str(value or "").split())
    if len(text) > limit:
        raise InvalidInput(field=name, why=f"0-{limit}")
    return text or None


def needed_line(name: str, value: object, limit: int = LONGEST) -> str:
    """A line that has to be there."""
    text = line(name, value, limit)
    if text is None:
        raise InvalidInput(field=name, why=f"1-{limit}")
    return text


def member_named(work: Work, project: Project, username: str | None) -> str | None:
    """The id of the project's member of that name; None for nobody."""
    if username is None:
        return None
    members = work.projects.members(project.id)
    found = next((m for m in members if m.username == username), None)
    if found is None:
        raise InvalidInput(field="owner", why="unknown")
    return found.user_id


def require_known(given: Iterable[str], known: frozenset[str]) -> None:
    """InvalidInput for a field there is not."""
    if unknown := set(given) - known:
        raise InvalidInput(field=sorted(unknown)[0], why=", ".join(sorted(known)))
