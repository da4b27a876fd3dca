"""What filing teaches: the class a person gave or confirmed, remembered by the words of the document."""

from __future__ import annotations

from collections.abc import Mapping

from archive.domain.access import AccessScope, level_token
from archive.domain.intake import Item
from archive.domain.projects import Project
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


def learn(work: Work, item: Item, project: Project, class_key: str) -> None:
    """Count a document that is being filed under a class.

    It is counted under the token of its level: only those who may see it will be told what it teaches.
    """
    if item.reading is None:
        return
    corrected = class_key != item.class_key or given_by_a_person(item)
    owner = level_token(project.id, item.level, project_restricted=project.restricted)
    words = words_of(work.readings.first_segments(item.reading, FIRST), item.path)
    counted = class_key if corrected else class_key + ACCEPTED
    work.class_words.add(owner, counted, [*words, DOCUMENTS])


def given_by_a_person(item: Item) -> bool:
    """True when somebody chose the class: it is sure, and no word speaks for it."""
    return item.class_confidence >= 1.0 and not item.class_reasons


def _kept_under(token: str, project: Project) -> bool:
    return ":" not in token or token.startswith(f"project:{project.id}:")
