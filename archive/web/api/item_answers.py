"""An item and a batch, as the interface shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import Field

from archive.domain.intake import Batch, FieldReason, Item, SimilarTo
from archive.domain.messages import Message
from archive.web.api.facts import FieldsAnswer, SensitiveAnswer
from archive.web.api.fields import Answer, JsonObject
from archive.web.api.findings import FindingAnswer
from archive.wording import say


class SimilarAnswer(Answer):
    """Another item or document this one resembles, inside the caller's scope."""

    id: str
    kind: str
    name: str

    @classmethod
    def of(cls, similar: SimilarTo | None) -> SimilarAnswer | None:
        if similar is None:
            return None
        return cls(id=similar.id, kind=similar.kind, name=similar.name)


class ProgressAnswer(Answer):
    """The page of a scan that is being read, and how many are to be read."""

    page: int
    of: int

    @classmethod
    def of_item(cls, item: Item) -> ProgressAnswer | None:
        if item.progress is None:
            return None
        page, total = item.progress
        return cls(page=page, of=total)


class ReasonAnswer(Answer):
    """Why a field has the value that is proposed, and how sure, 0 to 1.

    `place` has what is known of `page`, `sheet`, `slide`, `row`, `member` and `heading`, and in `segment` which
    of the segments of the file's text it is, from 0; null where the words do not stand in the text.
    """

    field: str
    why: str
    confidence: float
    place: JsonObject | None

    @classmethod
    def of(cls, reason: FieldReason, spoken: str) -> ReasonAnswer:
        return cls(
            field=reason.field,
            why=say(spoken, reason.message),
            confidence=reason.confidence,
            place=dict(reason.place) if reason.place is not None else None,
        )


class ItemAnswer(Answer):
    """A file on its way in, with everything the archive proposes for it.

    `page_quality` is that of each page or slide (good, poor, none, ocr), in order; `poor_pages` are the
    pages on which words may stand that were not read.
    """

    id: str
    batch: str
    path: str
    name: str
    sha256: str
    size: int
    media_type: str
    state: str
    content_state: str
    verdict: str | None
    class_key: str | None = Field(alias="class")
    class_confidence: float
    class_reasons: list[str]
    proposed_name: str | None
    fields: FieldsAnswer
    date_source: str | None
    date_choices: list[str]
    version_choices: list[str]
    reasons: list[ReasonAnswer]
    confidentiality: str
    confidentiality_reasons: list[str]
    findings: list[FindingAnswer]
    duplicate_of: str | None
    similar_to: SimilarAnswer | None
    sensitive: list[SensitiveAnswer]
    parent: str | None
    text_quality: str
    page_quality: list[str]
    poor_pages: list[int]
    page_count: int | None
    progress: ProgressAnswer | None
    decision: str | None
    of: str | None
    reason: str | None
    document: str | None
    note: str | None
    revision: int
    received_at: datetime

    @classmethod
    def from_item(cls, item: Item, spoken: str) -> ItemAnswer:
        spoken_for = {
            "name": item.name,
            "state": item.state.value,
            "content_state": item.content_state.value,
            "class_key": item.class_key,
            "class_reasons": _said(item.class_reasons, spoken),
            "fields": FieldsAnswer.of(item.fields),
            "confidentiality": item.level.key,
            "confidentiality_reasons": _said(item.level_reasons, spoken),
            "findings": [FindingAnswer.of(finding, spoken) for finding in item.findings],
            "similar_to": SimilarAnswer.of(item.similar_to),
            "sensitive": [SensitiveAnswer.of(found) for found in item.sensitive],
            "text_quality": item.text_quality.value,
            "page_quality": [quality.value for quality in item.pages.each],
            "poor_pages": list(item.pages.poor),
            "progress": ProgressAnswer.of_item(item),
            "decision": item.decision.value if item.decision else None,
            "of": item.decision_of,
            "note": say(spoken, item.note) if item.note else None,
            "date_choices": list(item.date_choices),
            "version_choices": list(item.version_choices),
            "reasons": [ReasonAnswer.of(reason, spoken) for reason in item.reasons],
        }
        return cls.model_validate(_copied(item) | spoken_for)


_AS_THEY_ARE = (
    "id",
    "batch",
    "path",
    "sha256",
    "size",
    "media_type",
    "verdict",
    "class_confidence",
    "proposed_name",
    "date_source",
    "duplicate_of",
    "parent",
    "page_count",
    "reason",
    "document",
    "revision",
    "received_at",
)


def _copied(item: Item) -> dict[str, object]:
    return {name: getattr(item, name) for name in _AS_THEY_ARE}


def _said(reasons: Sequence[Message], spoken: str) -> list[str]:
    return [say(spoken, reason) for reason in reasons]


class BatchAnswer(Answer):
    """One drop of files. `ready`: nothing in it is still being read. `done`: nothing is left."""

    id: str
    project: str
    state: str
    counts: dict[str, int]
    created_at: datetime

    @classmethod
    def of(cls, batch: Batch) -> BatchAnswer:
        return cls.model_validate(_batch(batch))


class BatchWithItems(BatchAnswer):
    """A batch and its items, those unpacked from containers included."""

    items: list[ItemAnswer]

    @classmethod
    def of_answers(cls, batch: Batch, items: Sequence[ItemAnswer]) -> BatchWithItems:
        return cls.model_validate({**_batch(batch), "items": items})


def _batch(batch: Batch) -> Mapping[str, object]:
    return {
        "id": batch.id,
        "project": batch.project_code,
        "state": batch.state.value,
        "counts": dict(batch.counts),
        "created_at": batch.created_at,
    }
