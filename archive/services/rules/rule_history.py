"""Which text of the naming rules was in force when: noted where it matters, never lost."""

from __future__ import annotations

from datetime import datetime

from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.rules.rulebook import RulesInForce

SYSTEM = "system"


def note_in_force(
    work: Work, in_force: RulesInForce, now: datetime, activated_by: str | None = None
) -> None:
    """Keep the text in force, unless it is the one kept last.

    Runs inside the transaction of the act that depends on it, so the text a document was filed
    under is kept whenever the document is.
    """
    latest = work.rule_versions.latest()
    if latest is not None and latest.digest == in_force.digest:
        return
    version = in_force.rules.version
    work.rule_versions.add(version, in_force.digest, in_force.text, activated_by, now)
    action = "rules_activated" if activated_by else "rules_taken_up"
    details = {"version": version, "digest": in_force.digest}
    actor = activated_by or SYSTEM
    work.audit.append(AuditEvent(now, actor, action, in_force.digest[:32], None, details))


def last_good(database: Database) -> str | None:
    """The text kept last: what to go on with when the file cannot be used at the start."""
    with database.read() as work:
        latest = work.rule_versions.latest()
        return work.rule_versions.text_of(latest.number) if latest else None
