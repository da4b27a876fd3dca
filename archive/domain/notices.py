"""What people are told by the archive: one sentence with the way to what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from archive.domain.messages import Message


class Digest(StrEnum):
    """How often unread notices are mailed to somebody."""

    OFF = "off"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell somebody.

    `link` is a path of this site. A notice about a project or a document is shown only as long as
    its reader may see that project and that document. The same `key` is told the same person once.
    """

    kind: str
    message: Message
    link: str | None
    project_id: str | None = None
    document_id: str | None = None
    key: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class PostedNotice:
    """A notice as its reader has it; `project` is the name its project has now."""

    id: str
    kind: str
    message: Message
    link: str | None
    posted_at: datetime
    read_at: datetime | None
    project_id: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the archive does by itself once in every period.

    `run` gets the time it is run at. Periods are counted from midnight UTC of 1970-01-01.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], None]

    def period_start(self, now: datetime) -> datetime:
        """When the period began that `now` lies in."""
        origin = datetime(1970, 1, 1, tzinfo=UTC)
        return origin + (now - origin) // self.every * self.every
