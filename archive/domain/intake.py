"""Batches and items: files on their way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from archive.domain.documents import BatchState, Decision, ItemState, Level
from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.domain.text_quality import NOT_KNOWN, PageQualities, TextQuality

Json = Mapping[str, object]

CONTAINERS = frozenset({"zip", "eml", "msg"})
"""Extensions of files that hold others: those are items and documents of their own."""

TOO_DEEP = "intake.too_deep"
"""The note on a container below the last level that is opened: what is in it is no item of the batch."""


@dataclass(frozen=True, slots=True)
class ItemFields:
    """What is known about an item or a document, as the interface shows and takes it.

    `date` is YYYY-MM-DD or YYYY-MM; `version` is "1.0"-like; `amount` a decimal string in base units;
    `client_confirmed_on` the day a client agreed.
    """

    title: str = ""
    date: str | None = None
    version: str | None = None
    status: str | None = None
    language: str | None = None
    parties: tuple[str, ...] = ()
    amount: str | None = None
    currency: str | None = None
    client_confirmed_on: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Every field by name, as JSON."""
        return {name: getattr(self, name) for name in self.__slots__} | {
            "parties": list(self.parties)
        }

    @classmethod
    def from_dict(cls, known: Mapping[str, Any]) -> ItemFields:
        """The opposite of `as_dict`."""
        return cls(**{**known, "parties": tuple(known.get("parties") or ())})


@dataclass(frozen=True, slots=True)
class SimilarTo:
    """Another item or document this one resembles, already limited to the receiver's scope."""

    id: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SensitiveCount:
    """How often one kind of personal or company number stands in a file, and where."""

    kind: str
    count: int
    places: tuple[Json, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """As JSON."""
        return {"kind": self.kind, "count": self.count, "places": [dict(p) for p in self.places]}


@dataclass(frozen=True, slots=True)
class FieldReason:
    """Why a value is proposed for a field, and how sure: 0 to 1.

    `place` is where its words stand: what is known of page, sheet, slide, row, member and heading, and in
    `segment` which segment of the text it is, from 0. None where they do not stand in the text.
    """

    field: str
    message: Message
    confidence: float
    place: Json | None = None


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """A finding as it is kept with an item: `Finding` of the naming rules, in plain values."""

    rule: str
    component: str
    severity: str
    where: tuple[int, int]
    found: str
    expected: str
    message: Message
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A file on its way in, with everything the archive proposes for it.

    `name` is what it will be filed as (the person's, else the proposed name); `original_name` the
    last part of `path`. `duplicate_of` is a document's id or the id of an item of the same batch.
    `is_draft` marks a draft, whose version is V0.x. While `date_choices` holds two readings of its date,
    or `version_choices` two versions, it is filed by nothing but a person's answer. `revision` grows with
    each change (stale saves).
    """

    id: str
    batch: str
    project: str
    path: str
    original_name: str
    sha256: str
    size: int
    received_by: str
    received_at: datetime
    state: ItemState
    revision: int = 0
    parent: str | None = None
    media_type: str = "application/octet-stream"
    extension: str | None = None
    content_state: ContentState = ContentState.OK
    reading: str | None = None
    page_count: int | None = None
    text_quality: TextQuality = TextQuality.NONE
    pages: PageQualities = NOT_KNOWN
    verdict: str | None = None
    class_key: str | None = None
    class_confidence: float = 0.0
    class_reasons: tuple[Message, ...] = ()
    proposed_name: str | None = None
    chosen_name: str | None = None
    fields: ItemFields = field(default_factory=ItemFields)
    is_draft: bool = False
    date_source: str | None = None
    date_choices: tuple[str, ...] = ()
    version_choices: tuple[str, ...] = ()
    reasons: tuple[FieldReason, ...] = ()
    """Why each field but the class has what is proposed; none for what a person gave."""
    level: Level = Level.INTERNAL
    level_reasons: tuple[Message, ...] = ()
    findings: tuple[ItemFinding, ...] = ()
    duplicate_of: str | None = None
    duplicate_name: str | None = None
    similar_to: SimilarTo | None = None
    sensitive: tuple[SensitiveCount, ...] = ()
    decision: Decision | None = None
    decision_of: str | None = None
    reason: str | None = None
    document: str | None = None
    raw_path: str | None = None
    """Its path inside its container as bytes (hexadecimal), where nothing says their encoding."""
    name_encoding: str | None = None
    """Of a container: how such paths are read now."""
    names_confirmed: bool = False
    """A person has said that they are read so."""
    progress: tuple[int, int] | None = None
    """While its scans are read: the page that is being read, and how many there are to read."""
    note: Message | None = None
    """Why it failed, was discarded, or what unpacking said about it."""

    @property
    def asks_for_day(self) -> bool:
        """Its date has two readings, and nobody has said yet which one is meant."""
        return len(self.date_choices) > 1

    @property
    def asks_for_version(self) -> bool:
        """Its name and its text tell two versions, and nobody has said yet which one it is."""
        return len(self.version_choices) > 1

    def reasons_for(self, field: str) -> tuple[FieldReason, ...]:
        """Why that field has the value that is proposed."""
        return tuple(reason for reason in self.reasons if reason.field == field)

    @property
    def name(self) -> str:
        """What it will be filed as."""
        return self.chosen_name or self.proposed_name or self.original_name


@dataclass(frozen=True, slots=True)
class Batch:
    """One drop of files on a project, with the counts of its items by state and by verdict."""

    id: str
    project: str
    project_code: str
    state: BatchState
    created_by: str
    created_at: datetime
    counts: Mapping[str, int]


class Unfiled(NamedTuple):
    """Files of a project that no search finds yet: those being read, and those that wait to be filed."""

    code: str
    reading: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One item of an act: the revision it had after it, and what it was before, as it was stored.

    `document` is what it was filed as; `made` says how: "document", "version" or "link".
    """

    item: str
    revision: int
    before: Json
    document: str | None = None
    made: str = ""


@dataclass(frozen=True, slots=True)
class BatchAct:
    """Something one person did to items of a batch together; it can be undone once.

    `kind` is a decision's word, "class", "level" or "file".
    """

    id: str
    batch: str
    by: str
    kind: str
    at: datetime
    entries: tuple[ActEntry, ...]
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrives in pieces. `received` bytes are acknowledged; `item` is what it became.

    `sha256` is that of the whole file, where its sender told it beforehand.
    """

    id: str
    batch: str
    path: str
    size: int
    sha256: str | None
    created_by: str
    received: int
    item: str | None = None
