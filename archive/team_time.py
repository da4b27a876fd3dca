"""The team's time: an instant is kept in UTC; which day it falls on, and how it is shown, is asked here.

One zone for an archive and everybody in it, given at the start (`ARCHIVE_TIME_ZONE`): a day that a duty is due, last
month in a search and the time beside a save are then the same for all who talk about them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Taipei"
"""Eight hours ahead of UTC all year, as Hong Kong and the mainland are."""
_chosen = [DEFAULT_ZONE]


def is_zone(name: str) -> bool:
    """Whether a zone of that name is known: of the system's or the package's database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def use_zone(name: str) -> None:
    """Reckon days in that zone from now on, in this process. ZoneInfoNotFoundError for an unknown one."""
    _chosen[0] = ZoneInfo(name).key


def local(at: datetime) -> datetime:
    """The instant as the team's clocks show it."""
    return at.astimezone(ZoneInfo(_chosen[0]))


def day_of(at: datetime) -> date:
    """The day on which the instant falls for the team."""
    return local(at).date()


def begin_of(day: date) -> datetime:
    """The instant at which the day begins for the team, in UTC. OverflowError for one before the calendar's first."""
    return datetime.combine(day, time(), ZoneInfo(_chosen[0])).astimezone(UTC)
