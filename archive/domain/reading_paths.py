"""Reading paths: what somebody new reads first, in which order, and what they confirmed having read."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from archive.domain.access import TEAM, level_token
from archive.domain.documents import Document, Level
from archive.domain.lessons import PROSE, Lesson

AUDIENCES = (
    "newcomer", "manager", "account", "planner", "designer", "finance", "legal", "lead", "records",
)  # fmt: skip
"""For whom a path is. The first is for everybody who is new."""
MOST_STOPS = 60
LONGEST_TEXT = 8000
LONGEST_MINUTES = 240

_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[^\W㐀-鿿]+")
HAN_A_MINUTE = 255
WORDS_A_MINUTE = 238
"""Reading silently: Chinese characters (Trauzettel-Klosinski and Dietz 2012) and English words of
prose (Brysbaert 2019)."""


class StopKind(StrEnum):
    """What a stop leads to. A template is a document to copy from."""

    LESSON = "lesson"
    DOCUMENT = "document"
    TEMPLATE = "template"
    TEXT = "text"


class Reading(StrEnum):
    """How far somebody is with a stop. CHANGED: what they confirmed has been changed since."""

    OPEN = "open"
    READ = "read"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a path; `target` is the lesson's or document's id, None for a text of its own."""

    id: str
    kind: StopKind
    minutes: int
    title: str = ""
    text: str = ""
    target: str | None = None

    @property
    def subject(self) -> str:
        """What is confirmed: the same lesson on two paths is read once."""
        kind = "document" if self.kind is StopKind.TEMPLATE else self.kind.value
        return f"{kind}:{self.target or self.id}"


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """An ordered reading list. `project` None: for the whole team, else for that project's members."""

    id: str
    project: str | None
    project_code: str | None
    title: str
    lead: str
    language: str
    audience: str
    topic: str | None
    stops: tuple[Stop, ...]
    created_by: str
    created_by_name: str
    created_at: datetime
    retired: bool = False
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody read that version of a subject. `label` is what people call the version."""

    user_id: str
    subject: str
    version: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is on the stops they may see; `next` is the first that is not read."""

    states: Mapping[str, Reading]
    total: int
    read: int
    minutes: int
    minutes_left: int
    next: str | None


def path_token(project: str | None) -> str:
    """The token that lets a path be seen: the team's, or that of the project's members."""
    if project is None:
        return TEAM
    return level_token(project, Level.INTERNAL, project_restricted=True)


def minutes_to_read(text: str) -> int:
    """Whole minutes for reading the text once, at least 1."""
    needed = len(_HAN.findall(text)) / HAN_A_MINUTE + len(_WORD.findall(text)) / WORDS_A_MINUTE
    return min(LONGEST_MINUTES, max(1, math.ceil(needed)))


def version_of_lesson(lesson: Lesson) -> str:
    """What the lesson says, as a version: its release or its date of checking change nothing."""
    return _digest(*(getattr(lesson, name) for name in PROSE))


def version_of_document(document: Document) -> str:
    """The version of a document that is current."""
    return document.current_version


def version_of_text(stop: Stop) -> str:
    """What a stop's own text says, as a version."""
    return _digest(stop.title, stop.text)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def reading_of(version: str, confirmed: Collection[str]) -> Reading:
    """How far somebody is with a subject, from the versions of it they confirmed."""
    if version in confirmed:
        return Reading.READ
    return Reading.CHANGED if confirmed else Reading.OPEN


def progress_of(stops: Sequence[Stop], states: Mapping[str, Reading]) -> Progress:
    """Progress over the stops somebody may see, with the state of each by the stop's id."""
    left = [stop for stop in stops if states[stop.id] is not Reading.READ]
    return Progress(
        states=dict(states),
        total=len(stops),
        read=len(stops) - len(left),
        minutes=sum(stop.minutes for stop in stops),
        minutes_left=sum(stop.minutes for stop in left),
        next=left[0].id if left else None,
    )


def rearranged(
    before: Sequence[Stop], visible: Collection[str], after: Sequence[Stop]
) -> tuple[Stop, ...]:
    """The new order, with what the editor cannot see kept where it was.

    A hidden stop stays behind the stop it followed; where that one is gone, behind the nearest
    earlier one that is left. So an editor who sees less takes nothing away and learns of nothing.
    """
    kept = {stop.id for stop in after}
    behind: dict[str | None, list[Stop]] = {}
    anchor: str | None = None
    for stop in before:
        if stop.id not in visible:
            behind.setdefault(anchor, []).append(stop)
        elif stop.id in kept:
            anchor = stop.id
    merged = list(behind.get(None, ()))
    for stop in after:
        merged += [stop, *behind.get(stop.id, ())]
    return tuple(merged)


def with_minutes(stop: Stop, text: str) -> Stop:
    """The stop with its minutes reckoned from the text where nobody gave them (0)."""
    return stop if stop.minutes else replace(stop, minutes=minutes_to_read(text))
