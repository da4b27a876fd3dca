"""The rule files that were in force, each kept as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One text of the naming rules, from the moment it came into force.

    `number` counts on; `version` is what the file calls itself; `digest` its SHA-256. `activated_by`
    is None (and the name empty) where a changed file was taken up from the disk.
    """

    number: int
    version: str
    digest: str
    activated_by: str | None
    activated_by_name: str
    activated_at: datetime


@dataclass(frozen=True, slots=True)
class FiledName:
    """A filed document, as far as a change of the rules concerns it."""

    document: str
    project: str
    class_key: str
    name: str


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """A rule file that is tried on every filed name: how far it is, and what it came to.

    `state` is waiting, done or failed; `outcome` the totals, once it is done.
    """

    id: str
    by: str
    text: str
    state: str
    done: int
    total: int
    outcome: Mapping[str, object] | None
    asked_at: datetime
