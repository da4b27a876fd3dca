"""What filing teaches: the class a person gave or confirmed, remembered by the words of the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.domain.access import AccessScope, level_token
from archive.domain.documents import Document, DocumentState, Level
from archive.domain.intake import Item
from archive.domain.projects import Project
from archive.persistence.class_words import ClassLesson
from archive.persistence.database import Work
from archive.understanding.learned import ACCEPTED, DOCUMENTS, Learned, words_of

FIRST = 60
"""Segments that are looked at for the first lines and headings."""


def learned_about(
    work: Work, scope: AccessScope, project: Project, words: Mapping[str, str]
) -> Learned:
    """What is known of these words from documents of the project, and of the team, in the scope."""
    own = {token for token in scope.tokens if _kept_under(token, project)}
    return Learned(words, work.class_words.counts(own, [*words, DOCUMENTS]))


def learn(work: Work, item: Item, project: Project, document: Document) -> None:
    """Count a document that is being filed under its class.

    It is counted under the token of its level: only those who may see it will be told what it teaches.
    """
    if item.reading is None:
        return
    corrected = document.class_key != item.class_key or given_by_a_person(item)
    counted = document.class_key if corrected else document.class_key + ACCEPTED
    words = _counted_words(work, item.reading, item.path)
    owner = _owner(document, restricted=project.restricted)
    work.class_words.count(ClassLesson(document.id, owner, counted, words))


def learn_again(work: Work, before: Document, after: Document, *, restricted: bool) -> None:
    """Count a changed document as what it is now.

    A class that a person changes is a correction; a withdrawn document is not counted at all; one
    that was moved or whose level was changed is counted under its new token.
    """
    known = work.class_words.lesson_of(after.id)
    reclassed = after.class_key != before.class_key
    if known is None and not (reclassed and after.reading):
        return
    if known is None:
        words = _counted_words(work, after.reading or "", after.path)
        known = ClassLesson(after.id, "", after.class_key, words)
    counted = after.class_key if reclassed else known.class_key
    gone = after.state is DocumentState.WITHDRAWN
    owner = "" if gone else _owner(after, restricted=restricted)
    work.class_words.count(replace(known, owner=owner, class_key=counted))


def learn_within(work: Work, project: Project) -> None:
    """Count a project's internal documents under its present token: it was restricted, or opened."""
    here, before = (
        level_token(project.id, Level.INTERNAL, project_restricted=restricted)
        for restricted in (project.restricted, not project.restricted)
    )
    for lesson in work.class_words.lessons_in(project.id, before):
        work.class_words.count(replace(lesson, owner=here))


def _owner(document: Document, *, restricted: bool) -> str:
    return level_token(document.project, document.level, project_restricted=restricted)


def _counted_words(work: Work, reading: str, path: str) -> tuple[str, ...]:
    words = words_of(work.readings.first_segments(reading, FIRST), path)
    return (*words, DOCUMENTS)


def given_by_a_person(item: Item) -> bool:
    """True when somebody chose the class: it is sure, and no word speaks for it."""
    return item.class_confidence >= 1.0 and not item.class_reasons


def _kept_under(token: str, project: Project) -> bool:
    return ":" not in token or token.startswith(f"project:{project.id}:")
