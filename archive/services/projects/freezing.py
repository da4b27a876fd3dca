"""A closed project is read only: asked inside the transaction of every act that would change it."""

from __future__ import annotations

from archive.errors import Conflict
from archive.persistence.database import Work


def require_open(work: Work, project_id: str) -> None:
    """Raise Conflict(project_closed) when the project is closed.

    Asked after the caller's right to the act, so that it tells nobody the state of a project they
    may not see.
    """
    if work.projects.for_maintenance(project_id).state != "open":
        raise Conflict(why="project_closed")
