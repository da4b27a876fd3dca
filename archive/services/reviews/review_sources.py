"""What a review is built from: the project, its live documents, their text, and what stands for what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from archive.domain.documents import Document, DocumentState
from archive.domain.projects import Project
from archive.domain.segments import ContentState, Segment
from archive.naming.normalise import same_name_key
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.persistence.reviews import Approval
from archive.review.reading.sources import ReviewedProject, Source

# Of these a later issue replaces the earlier; of reports of a period, each stands for itself.
REPLACED_BY_LATER = frozenset(
    {"plan", "brief", "proposal", "quotation", "final_report", "settlement"}
)
WAITING = "waiting"  # a document that is still to be read


def reviewed_documents(
    work: Work, project_id: str, approvals: Sequence[Approval] | None = None
) -> tuple[Document, ...]:
    """Every live document a review is built from: all but the reviews this archive filed itself."""
    known = work.reviews.approvals(project_id) if approvals is None else approvals
    own = {approval.document for approval in known}
    documents = work.documents.of_project_for_maintenance(project_id)
    return tuple(document for document in documents if document.id not in own)


def reviewed(project: Project, rules: Rules) -> ReviewedProject:
    """What the review is told of its project."""
    return ReviewedProject(
        code=project.code,
        name=project.name,
        client=project.client,
        language=project.language,
        started=project.started_on,
        ended=project.ended_on,
        currency=project.currency,
        required=rules.required_classes,
    )


def sources_of(work: Work, documents: tuple[Document, ...]) -> list[Source]:
    """Documents with their text, as the review reads them."""
    return sources_from(documents, texts_of(work, documents))


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of documents and what parts the cells of their tables, by reading."""

    segments: Mapping[str, tuple[Segment, ...]]
    separators: Mapping[str, str]


def texts_of(work: Work, documents: Sequence[Document]) -> Texts:
    """The text of documents."""
    readings = [d.reading for d in documents if d.reading]
    return Texts(work.readings.segments_of(readings), work.readings.separators(readings))


def troubles_of(work: Work, documents: Sequence[Document]) -> Mapping[str, str]:
    """Why documents could not be read, by document: what reading the bytes came to, where not to a text."""
    states = work.readings.states_of([d.reading for d in documents if d.reading])
    found: dict[str, str] = {}
    for document in documents:
        state = states.get(document.reading or "", ContentState.OK)
        if document.state is DocumentState.FAILED:
            found[document.id] = DocumentState.FAILED.value
        elif document.reading is None:
            found[document.id] = WAITING
        elif state is not ContentState.OK:
            found[document.id] = state.value
    return found


def sources_from(
    documents: Sequence[Document],
    texts: Texts,
    troubles: Mapping[str, str] = MappingProxyType({}),
) -> list[Source]:
    """The documents with their text; of older states beside a newer one, and of equal bytes, it says so."""
    newest: dict[tuple[str, str], Document] = {}
    for document in documents:
        key = (document.class_key, same_name_key(document.title))
        if key not in newest or _age(document) > _age(newest[key]):
            newest[key] = document
    seen: set[str] = set()
    sources = []
    for document in documents:
        latest = newest[document.class_key, same_name_key(document.title)]
        replaced = document.is_draft or document.class_key in REPLACED_BY_LATER
        sources.append(
            Source(
                document=document.id,
                version=document.version,
                name=document.name,
                class_key=document.class_key,
                title=document.title,
                date=document.date or "",
                language=document.language or "",
                segments=_own_words(document, texts.segments.get(document.reading or "", ())),
                draft=document.is_draft,
                superseded=replaced and latest.id != document.id,
                duplicate=document.sha256 in seen,
                original_name=document.original_name,
                container=document.unpacked,
                trouble=troubles.get(document.id, ""),
                separator=texts.separators.get(document.reading or "", "\t"),
            )
        )
        seen.add(document.sha256)
    return sources


def _own_words(document: Document, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Of an unpacked container only its own words: its files are sources of their own.

    The rest is emptied, not left out, so that a citation's segment keeps its number.
    """
    if not document.unpacked:
        return segments
    return tuple(s if s.place.member is None else replace(s, text="", rows=()) for s in segments)


def _age(document: Document) -> tuple[bool, tuple[int, ...], str]:
    """Orders the states of one document: drafts first, then by version and date."""
    number = tuple(int(part) for part in document.version.split(".") if part.isdigit())
    return (not document.is_draft, number, document.date or "")


def fingerprint_of(documents: tuple[Document, ...]) -> str:
    """What the review was built from; another one means it is out of date.

    Only what the review reads counts: being indexed must not make it stale.
    """
    known = [
        [
            d.id,
            d.current_version,
            d.reading,
            d.class_key,
            d.name,
            d.date,
            d.state == DocumentState.FAILED,
        ]
        for d in sorted(documents, key=lambda d: d.id)
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()
