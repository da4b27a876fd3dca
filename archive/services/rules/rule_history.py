"""Which text of the naming rules was in force when: noted where it matters, never lost."""

from __future__ import annotations

from datetime import datetime

from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.rules.rulebook import RulesInForce

SYSTEM = "system"
ANNOUNCED = "rules_announced"


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
    announced = work.audit.last_about(in_force.digest[:32], ANNOUNCED)
    by = activated_by or (announced.actor if announced else None)
    work.rule_versions.add(version, in_force.digest, in_force.text, by, now)
    action = "rules_activated" if activated_by else "rules_taken_up"
    details = {"version": version, "digest": in_force.digest}
    actor = activated_by or SYSTEM
    work.audit.append(AuditEvent(now, actor, action, in_force.digest[:32], None, details))


def note_announced(work: Work, coming: RulesInForce, now: datetime, by: str) -> None:
    """Keep who put a text in the place of the file whose day is to come."""
    details = {
        "version": coming.rules.version,
        "digest": coming.digest,
        "from": coming.rules.effective_from.isoformat(),
    }
    work.audit.append(AuditEvent(now, by, ANNOUNCED, coming.digest[:32], None, details))


def last_good(database: Database) -> str | None:
    """The text kept last: what to go on with when the file cannot be used at the start."""
    with database.read() as work:
        latest = work.rule_versions.latest()
        return work.rule_versions.text_of(latest.number) if latest else None
