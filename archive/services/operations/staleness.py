"""A stale save: who changed the thing meanwhile, and when, as far as that is known."""

from __future__ import annotations

from datetime import datetime

from archive.errors import ChangedMeanwhile
from archive.persistence.database import Work


def changed_meanwhile(
    work: Work,
    subject: str | None = None,
    said: tuple[str, datetime] | None = None,
    revision: int | None = None,
    action: str | None = None,
) -> ChangedMeanwhile:
    """The refusal of a save that was made from an older state, naming who was first.

    Args:
        work: the transaction of the save.
        subject: what the log knows the thing as; its last entry tells who and when.
        said: who and when, where the thing itself keeps that.
        revision: the present one of a thing that the archive changes too, whose log keeps revisions:
            nobody is named for what the archive did itself.
        action: what the log calls such a save, where it keeps other acts about the thing too.
    """
    if said is not None:
        return ChangedMeanwhile(*said)
    event = work.audit.last_about(subject, action) if subject else None
    account = work.accounts.by_id(event.actor) if event else None
    if event is None or account is None or event.details.get("revision") not in (None, revision):
        return ChangedMeanwhile()
    return ChangedMeanwhile(account.display_name or account.username, event.at)
