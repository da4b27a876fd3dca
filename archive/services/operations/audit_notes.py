"""What is done to a project, told in the audit log inside the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from archive.domain.access import Principal
from archive.domain.projects import Project
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Work


def note_of_project(
    work: Work,
    at: datetime,
    principal: Principal,
    project: Project,
    act: str,
    details: Mapping[str, object],
) -> None:
    """Add the act behind the last entry."""
    work.audit.append(AuditEvent(at, principal.user_id, act, project.id, project.id, details))
