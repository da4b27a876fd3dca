"""The same bytes, or nearly the same text, within the receiver's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.domain.access import AccessScope
from archive.domain.documents import Document, ItemState
from archive.domain.intake import Item, SimilarTo
from archive.naming.interpret import read_version
from archive.persistence.database import Work
from archive.understanding.facts import Reading
from archive.understanding.similar import may_be_related, relation, resemblance

SKETCH = 8
"""Hashes of words, and of figures, by which a text is found again. Of two texts that share half of
their shingles 996 pairs in 1,000 share one of their eight smallest."""

CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What `relation` compares of something received or filed earlier."""

    id: str
    name: str
    class_key: str
    title: str
    language: str
    date: str
    version: str | None
    signature: tuple[int, ...]


def with_duplicate(work: Work, scope: AccessScope, item: Item, twins: Sequence[Item]) -> Item:
    """The item with its twin: a document its receiver may see, else the original in its batch.

    `twins` are the items of its batch with the same bytes.

    Of equal bytes the original is the one whose name does not call itself a copy, else the earlier.
    """
    if item.size == 0:
        return item
    document = work.documents.with_digest(scope, item.project, item.sha256)
    if document is not None:
        return replace(item, duplicate_of=document.id, duplicate_name=document.name)
    original = _original(twins)
    if original is None or original.id == item.id:
        return item
    return replace(item, duplicate_of=original.id, duplicate_name=original.original_name)


def unflagged_copies(item: Item, twins: Sequence[Item]) -> tuple[Item, ...]:
    """Items proposed before their original came, which still pass for it: flagged, to be judged again."""
    if item.size == 0 or item.duplicate_of is not None:
        return ()
    return tuple(
        replace(twin, duplicate_of=item.id, duplicate_name=item.original_name)
        for twin in twins
        if twin.id != item.id
        and twin.state is ItemState.PROPOSED
        and twin.duplicate_of is None
        and twin.decision is None
    )


def _original(twins: Sequence[Item]) -> Item | None:
    kept = [twin for twin in twins if twin.state is not ItemState.DISCARDED]
    return min(kept, key=lambda twin: read_version(_stem(twin)).is_copy, default=None)


def _stem(item: Item) -> str:
    stem, dot, _ = item.original_name.rpartition(".")
    return stem if dot else item.original_name


def with_similar(work: Work, scope: AccessScope, item: Item, facts: Reading) -> Item:
    """The item with what it resembles most: a document, else an earlier item of its batch."""
    found = work.readings.alike(item.project, _hashes(facts.signature), CANDIDATES)
    readings = {
        key: one for key, one in found.items() if may_be_related(facts.signature, one)
    }  # the others are not worth their rows
    if not readings:
        return item
    documents = work.documents.with_readings(scope, item.project, readings)
    items = work.intake.items_with_readings(item.batch, readings)
    known = [_of_document(d, readings) for d in documents]
    known += [_of_item(i, readings) for i in items if not _is_twin(i, item)]
    related = [(other, kind) for other in known if (kind := relation(facts, other)) is not None]
    if not related:
        return item
    best, kind = max(related, key=lambda pair: resemblance(facts.signature, pair[0].signature))
    return replace(item, similar_to=SimilarTo(best.id, kind.value, best.name))


def _is_twin(other: Item, item: Item) -> bool:
    """Itself, or the same bytes: a copy is linked to its original, which is no version of its copy."""
    return other.id == item.id or other.sha256 == item.sha256


def remember(
    work: Work, project_id: str, reading_id: str, facts: Reading, *, again: bool = True
) -> None:
    """Let later files find this text; `again` where an earlier state of it may be found already."""
    work.readings.set_sketch(project_id, reading_id, _hashes(facts.signature), again=again)


def _hashes(signature: Sequence[int]) -> list[int]:
    """The smallest hashes of words and of figures; of a sketch they are the first of each part."""
    if not signature:
        return []
    words = signature[0] + 1
    return [*signature[1:words][:SKETCH], *signature[words:][:SKETCH]]


def _of_document(document: Document, readings: dict[str, tuple[int, ...]]) -> Known:
    return Known(
        document.id,
        document.name,
        document.class_key,
        document.title,
        document.language or "",
        document.date or "",
        document.version,
        readings.get(document.reading or "", ()),
    )


def _of_item(item: Item, readings: dict[str, tuple[int, ...]]) -> Known:
    return Known(
        item.id,
        item.original_name,
        item.class_key or "",
        item.fields.title,
        item.fields.language or "",
        item.fields.date or "",
        item.fields.version,
        readings.get(item.reading or "", ()),
    )
