"""Document classes, confidentiality levels and the states of items and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from archive.domain.text_quality import NOT_KNOWN, PageQualities, poor_pages

CLASS_CODES = {
    "plan": "PLN",
    "brief": "BRF",
    "proposal": "PRP",
    "schedule": "SCH",
    "quotation": "QUO",
    "contract": "CON",
    "work_order": "WKO",
    "execution_record": "EXE",
    "acceptance": "ACP",
    "weekly_report": "WKR",
    "agenda": "AGD",
    "minutes": "MTG",
    "data_report": "DAT",
    "media_clipping": "MED",
    "final_report": "RPT",
    "invoice": "INV",
    "payment_proof": "PAY",
    "settlement": "COS",
    "survey": "SRV",
    "feedback": "FBK",
    "closeout_plan": "CLP",
    "retrospective": "RET",
    "review": "REV",
    "audit": "AUD",
    "actions": "ACT",
    "access_closing": "ACC",
    "template": "TPL",
    "creative": "CRE",
    "other": "OTH",
}
"""Class key (interface) -> code (names). The rule file may change labels and folders, never these."""


class Level(IntEnum):
    """How confidential a document is; higher is narrower."""

    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    RESTRICTED = 3

    @property
    def key(self) -> str:
        """The word of the interface: public, internal, confidential or restricted."""
        return self.name.lower()

    @classmethod
    def of(cls, key: str) -> Level:
        """The level with that word; KeyError for another word."""
        return cls[key.upper()]


class ItemState(StrEnum):
    """A file on its way in."""

    RECEIVED = "received"
    ANALYSING = "analysing"
    PROPOSED = "proposed"
    FILED = "filed"
    HELD = "held"
    DISCARDED = "discarded"
    FAILED = "failed"


class BatchState(StrEnum):
    """One drop of files. READY: nothing in it is still being read. DONE: nothing is left to decide."""

    OPEN = "open"
    ANALYSING = "analysing"
    READY = "ready"
    DONE = "done"


class DocumentState(StrEnum):
    """A filed document on its way to being searchable."""

    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What a person (or an accepted suggestion) decided about an item."""

    HOLD = "hold"
    DISCARD = "discard"
    LINK = "link"
    NEW_VERSION = "new_version"
    KEEP_BOTH = "keep_both"


class Similarity(StrEnum):
    """How an item resembles another document."""

    NEW_VERSION = "new_version"
    LANGUAGE_VARIANT = "language_variant"
    NEAR_DUPLICATE = "near_duplicate"


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a document: one blob and its text. `number` is the label, "1.0"."""

    id: str
    document: str
    ordinal: int
    number: str
    sha256: str
    size: int
    media_type: str
    extension: str
    name: str
    original_name: str
    reading: str | None
    page_count: int | None
    text_quality: str
    filed_by: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A filed item with its metadata. `fields` as in `archive.domain.intake.ItemFields`."""

    id: str
    accession: str
    project: str
    project_code: str
    project_name: str
    client: str | None
    class_key: str
    name: str
    original_name: str
    path: str
    title: str
    folder: str
    level: Level
    date: str | None
    language: str | None
    version: str
    fields: Mapping[str, object]
    sensitive: tuple[Mapping[str, object], ...]
    retention: str
    state: DocumentState
    filed_by: str
    filed_by_name: str
    filed_at: datetime
    rules_version: str
    is_draft: bool
    current_version: str
    media_type: str
    extension: str
    size: int
    sha256: str
    reading: str | None
    page_count: int | None
    text_quality: str
    revision: int
    withdrawn_reason: str | None = None
    unpacked: bool = False
    """A ZIP or mail whose files came in as items of their own, and are found as documents."""
    pages: PageQualities = NOT_KNOWN
    """How far the text of each page of the current version can be trusted."""

    @property
    def hard_pages(self) -> int:
        """How many of its pages hold words that a search may miss."""
        return poor_pages(self.pages, self.text_quality)
