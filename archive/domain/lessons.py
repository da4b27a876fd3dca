"""Lessons: what a project learned, told so that the next one can use it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from archive.domain.access import document_tokens
from archive.domain.documents import Level
from archive.domain.one_off_tasks import is_one_off


class LessonKind(StrEnum):
    """What a lesson is good for."""

    SUCCESS = "success"
    FAILURE = "failure"
    TEMPLATE = "template"
    HOW_TO = "how-to"


class LessonState(StrEnum):
    """Proposed ones are the project's own business; approved ones are the team's."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"


THEMES = (
    "scope", "money", "schedule", "suppliers", "client", "creative", "media", "onsite", "data", "team",
)  # fmt: skip
CHANNELS = ("event", "social", "video", "press", "outdoor", "print", "email", "web", "store")
BANDS = ("small", "medium", "large", "major")
"""The size of a project's budget; `band_of` says from what on."""
FACETS = ("kind", "theme", "client", "channel", "industry", "band", "language")
"""What lessons are narrowed down by; the language is that of the project they were learned in."""
PROSE = ("title", "situation", "happened", "cause", "advice", "worked")
"""The texts of a lesson; `advice` answers "next time", `worked` where it was seen to work."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. `evidence` are citations as in a review; `source` the statement it was proposed from.

    `masked`: the client's and the project's names were taken out of its texts, so that it may be
    read more widely than its sources.
    """

    id: str
    project: str
    project_code: str
    project_name: str
    client: str | None
    language: str
    kind: LessonKind
    state: LessonState
    level: Level
    masked: bool
    title: str
    situation: str = ""
    happened: str = ""
    cause: str = ""
    advice: str = ""
    worked: str = ""
    theme: str | None = None
    channel: str | None = None
    industry: str | None = None
    class_key: str | None = None
    band: str | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    source: str | None = None
    created_by: str = ""
    created_by_name: str = ""
    created_at: datetime | None = None
    approved_by_name: str | None = None
    approved_at: datetime | None = None
    revision: int = 1
    verified_until: date | None = None
    family: str | None = None
    """The lessons of one cause share it; None: no other is known."""

    @property
    def cause_key(self) -> str:
        """What the lessons of one cause have in common."""
        return self.family or self.id

    @property
    def text(self) -> str:
        """Everything it says, for searching."""
        return "\n".join(filter(None, (getattr(self, name) for name in PROSE[1:])))


_BAND_EDGES = (Decimal(10_000), Decimal(50_000), Decimal(250_000))
_TO_DOLLARS = {
    "TWD": Decimal("0.03"), "HKD": Decimal("0.13"), "CNY": Decimal("0.14"), "USD": Decimal(1), "SGD": Decimal("0.75"),
    "GBP": Decimal("1.3"), "EUR": Decimal("1.1"), "JPY": Decimal("0.007"),
}  # fmt: skip
"""Rough on purpose: a band tells small projects from large ones across currencies, nothing more."""
CHECKED_DAYS = 365
"""How long an approved lesson counts as checked, unless another day is given."""
NUDGE_DAYS = 30
"""How long before that day its project's managers are asked to check it again."""


def band_of(amount: Decimal | None, currency: str | None) -> str | None:
    """The band of a budget; None without one, or in a currency that is not known."""
    rate = _TO_DOLLARS.get(currency or "")
    if amount is None or rate is None:
        return None
    return BANDS[sum(amount * rate >= edge for edge in _BAND_EDGES)]


def next_check(day: date) -> date:
    """Until when a lesson counts as checked that was checked on that day."""
    return day + timedelta(days=CHECKED_DAYS)


def lesson_tokens(lesson: Lesson, *, project_restricted: bool) -> frozenset[str]:
    """The tokens a lesson carries: those of a document of its level.

    A masked one no longer tells whose it is, so a restricted project does not narrow it.
    """
    return document_tokens(
        lesson.project,
        lesson.level,
        project_restricted=project_restricted and not lesson.masked,
        class_readers=(),
        filed_by=lesson.created_by,
    )


def masked(lesson: Lesson, names: Sequence[str | None], stand_in: str) -> Lesson:
    """The lesson with those names replaced in every text, whatever their case."""
    known = sorted({name for name in names if name and len(name) > 1}, key=len, reverse=True)
    if not known:
        return replace(lesson, masked=True)
    pattern = re.compile("|".join(map(re.escape, known)), re.IGNORECASE)
    texts: dict[str, Any] = {
        name: pattern.sub(lambda _found: stand_in, getattr(lesson, name)) for name in PROSE
    }
    return replace(lesson, masked=True, **texts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a review's statement would be as a lesson.

    `written_from` are the documents that somebody's words in it rest on, besides those it cites.
    """

    kind: LessonKind
    source: str
    texts: Mapping[str, str]
    evidence: tuple[Mapping[str, Any], ...]
    written_from: tuple[str, ...] = ()


LONGEST_TITLE = 80
_SECTIONS = (
    ("successes", LessonKind.SUCCESS, "happened"),
    ("shortcomings", LessonKind.FAILURE, "happened"),
    ("lessons", LessonKind.HOW_TO, "advice"),
    ("actions", LessonKind.HOW_TO, "advice"),
)


def proposals(review: Mapping[str, Any]) -> Iterator[Proposal]:
    """One proposal for each success, shortcoming, piece of advice and action of an approved review.

    Actions that are done once (a deposit returned) teach nothing and are kept as actions alone.
    A cause that the review tells apart goes to its own field, unless a person wrote the statement anew.
    """
    for section, kind, place in _SECTIONS:
        for part in review.get(section) or ():
            text, key = str(part.get("text") or ""), part.get("key")
            if text and key and not (section == "actions" and is_one_off(text)):
                texts = {"title": short(text), place: text} | _apart(part, place)
                evidence = tuple(part.get("citations") or ())
                written_from = tuple(part.get("edit_documents") or ())
                yield Proposal(kind, f"{section}:{key}", texts, evidence, written_from)


def _apart(part: Mapping[str, Any], place: str) -> dict[str, str]:
    """What happened and its cause, each in its own field, where the review built them so."""
    cause = str(part.get("cause") or "")
    if not cause or part.get("edited_by"):
        return {}
    happened = str(part.get("happened") or "")
    if place != "happened" or not happened:
        return {"cause": cause}
    return {"title": short(happened), "happened": happened, "cause": cause}


def short(text: str) -> str:
    """The first sentence, cut where it is longer than a title may be."""
    first = re.split(r"(?<=[。！？；])|(?<=[.!?;])\s", text.strip(), maxsplit=1)[0].rstrip("。.；;")
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"
