"""Searches that people keep: what was asked, never what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_NAME = 120
MOST = 50
"""Saved searches of one person."""


class Alert(StrEnum):
    """When somebody is told of new hits."""

    NONE = "none"
    AT_ONCE = "at_once"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search somebody keeps. `filters` maps a facet to its values, `sort` is the order of the hits.

    `looked_at`: what can be found only since then is new to its owner; `told_at`: a notice was posted for
    what could be found before.
    """

    id: str
    user_id: str
    name: str
    text: str
    filters: Mapping[str, tuple[str, ...]]
    sort: str
    alert: Alert
    created_at: datetime
    looked_at: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class RecentSearch:
    """Words somebody searched for lately."""

    text: str
    at: datetime
