"""What somebody writes into a lesson, checked: its words, what it applies to, and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from archive.domain.access import Principal, scope_of
from archive.domain.documents import CLASS_CODES, Document, DocumentState, Level
from archive.domain.lessons import (
    BANDS,
    CHANNELS,
    PROSE,
    THEMES,
    Lesson,
    LessonKind,
    LessonState,
    Proposal,
    band_of,
    masked,
)
from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.persistence.database import Work
from archive.review.edits import quoted
from archive.review.same_statement import Statement, is_same, statement_of
from archive.services.operations.identifiers import new_id
from archive.services.reviews.review_sources import sources_of
from archive.wording import say

LONGEST = 4000
MOST_QUOTES = 20
_CHOICES = {"theme": THEMES, "channel": CHANNELS, "class_key": tuple(CLASS_CODES), "band": BANDS}
EDITABLE = (*PROSE, "kind", *_CHOICES, "industry", "verified_until")

Quotes = Iterable[tuple[str, str]]
"""Pairs of a document and the words that stand in it."""


def changed(lesson: Lesson, said: Mapping[str, object]) -> Lesson:
    """The lesson with what was said; InvalidInput names what cannot be."""
    values: dict[str, Any] = {}
    for name, value in said.items():
        if name not in EDITABLE:
            raise InvalidInput(field=name, why=", ".join(EDITABLE))
        if name == "kind":
            values[name] = LessonKind(_one_of(name, value, tuple(LessonKind)))
        elif name in _CHOICES:
            values[name] = _one_of(name, value, _CHOICES[name]) if value else None
        elif name == "verified_until":
            values[name] = _day(value)
        else:
            values[name] = _text(name, value)
    return replace(lesson, **values)


def with_evidence(work: Work, principal: Principal, lesson: Lesson, quotes: Quotes) -> Lesson:
    """The lesson resting on these quotes; what the writer cannot see of its evidence stays.

    Each quote has to stand word for word in a document of the lesson's own project: its level is
    then that of its sources. InvalidInput otherwise, hidden and absent alike.
    """
    wanted = list(quotes)
    if len(wanted) > MOST_QUOTES:
        raise InvalidInput(field="evidence", why=f"0-{MOST_QUOTES}")
    cited = [str(citation["document"]) for citation in lesson.evidence]
    seen = work.documents.get_many(scope_of(principal), [*cited, *(d for d, _ in wanted)])
    kept: list[Mapping[str, Any]] = [c for c in lesson.evidence if str(c["document"]) not in seen]
    own = tuple(d for d in seen.values() if _usable(d, lesson.project))
    sources = {source.document: source for source in sources_of(work, own)}
    known = {(str(c["document"]), str(c["quote"])): c for c in lesson.evidence}
    for document, quote in wanted:
        source = sources.get(document)
        # What was found once stays evidence of that version, whatever a later version says.
        standing = known.get((document, quote)) if document in seen else None
        found: Sequence[Mapping[str, Any]]
        found = [standing] if standing else quoted(source, quote) if source else []
        if not found:
            raise InvalidInput(field="evidence", why="quote_not_there")
        kept += [citation for citation in found if citation not in kept]
    return replace(lesson, evidence=tuple(kept))


def _usable(document: Document, project: str) -> bool:
    return document.project == project and document.state is not DocumentState.WITHDRAWN


def level_of_sources(
    work: Work, lesson: Lesson, written_from: Iterable[str] | None = None
) -> Level:
    """The highest level of what the lesson rests on; public where it rests on nothing.

    `written_from` are the documents that somebody's words in its statement rest on besides those it cites; None:
    as they were when the statement was approved.
    """
    words = _written_from(work, lesson) if written_from is None else written_from
    ids = sorted({*(str(citation["document"]) for citation in lesson.evidence), *words})
    documents: Sequence[Document] = work.documents.for_maintenance(ids)
    return max((document.level for document in documents), default=Level.PUBLIC)


def _written_from(work: Work, lesson: Lesson) -> tuple[str, ...]:
    """As the approval kept it that proposed the lesson: the newest there was when the lesson was made."""
    made = lesson.created_at
    if not lesson.source or made is None:
        return ()
    section, _, key = lesson.source.partition(":")
    for approval in work.reviews.approvals(lesson.project):
        if approval.at <= made:
            return tuple(
                str(document)
                for part in approval.content.get(section) or ()
                if part.get("key") == key
                for document in part.get("edit_documents") or ()
            )
    return ()


def masked_for(lesson: Lesson, project: Project) -> Lesson:
    """The lesson without its client's and its project's names."""
    stand_in = say(project.language, "ui_lesson.masked_client")
    names = (project.client, project.name, project.code)
    return replace(masked(lesson, names, stand_in), client=None)


def _text(name: str, value: object) -> str | None:
    text = str(value or "").strip()
    if len(text) > LONGEST or (name == "title" and not 1 <= len(text) <= 200):
        raise InvalidInput(field=name, why=f"1-{200 if name == 'title' else LONGEST}")
    return text or (None if name == "industry" else "")


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        raise InvalidInput(field="verified_until", why="YYYY-MM-DD") from None


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise InvalidInput(field=name, why=", ".join(allowed))
    return str(value)


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What the lessons of a project were proposed from: keys of statements, and the statements themselves."""

    sources: frozenset[str]
    statements: tuple[Statement, ...]

    def holds(self, proposal: Proposal) -> bool:
        """Whether there is a lesson of this statement, under whichever key the review told it then."""
        if proposal.source in self.sources:
            return True
        texts = (proposal.texts.get(name) for name in _SAID)
        said = [_statement(proposal.source, text, proposal.evidence) for text in texts if text]
        return any(is_same(one, known) for one in said for known in self.statements)


_SAID = ("happened", "advice")
"""Where a lesson holds the words of its statement."""


def made_of(lessons: Iterable[Lesson]) -> MadeOf:
    """What these lessons were proposed from; one that a person began tells nothing of it."""
    proposed = [lesson for lesson in lessons if lesson.source]
    return MadeOf(
        frozenset(str(lesson.source) for lesson in proposed),
        tuple(statement for lesson in proposed for statement in statements_in(lesson)),
    )


def statements_in(lesson: Lesson) -> tuple[Statement, ...]:
    """What a lesson that was proposed from a review may have been told as there."""
    texts = (getattr(lesson, name) for name in _SAID)
    return tuple(_statement(str(lesson.source), text, lesson.evidence) for text in texts if text)


def _statement(source: str, text: str, evidence: Sequence[Mapping[str, Any]]) -> Statement:
    section = source.partition(":")[0]
    return statement_of(section, {"text": text, "citations": evidence})


def blank_lesson(principal: Principal, project: Project, kind: LessonKind, at: datetime) -> Lesson:
    """A lesson of the project that says nothing yet, proposed at the level internal."""
    return Lesson(
        id=new_id(),
        project=project.id,
        project_code=project.code,
        project_name=project.name,
        client=project.client,
        language=project.language,
        kind=kind,
        state=LessonState.PROPOSED,
        level=Level.INTERNAL,
        masked=False,
        title="",
        industry=project.industry,
        band=band_of(project.budget, project.currency),
        created_by=principal.user_id,
        created_by_name=principal.display_name,
        created_at=at,
    )
