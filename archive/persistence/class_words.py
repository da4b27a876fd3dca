"""How often people gave a class to documents with a word, apart for each access token."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, delete, func, insert, select, text

from archive.persistence.tables import class_lessons, class_words, documents

_ADD = text(
    "INSERT INTO class_words (owner, class_key, word, documents) VALUES (:owner, :class_key, :word, 1)"
    " ON CONFLICT (owner, class_key, word) DO UPDATE SET documents = class_words.documents + 1"
)
_TAKE = text(
    "UPDATE class_words SET documents = documents - 1"
    " WHERE owner = :owner AND class_key = :class_key AND word = :word"
)


@dataclass(frozen=True, slots=True)
class ClassLesson:
    """What one document is counted as: under whose token, for which class, by which words.

    `owner` is "" while it is not counted.
    """

    document: str
    owner: str
    class_key: str
    words: tuple[str, ...]


class ClassWordRepository:
    """Counts are kept under the token a document carries; they are read with the tokens of a scope."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lesson_of(self, document_id: str) -> ClassLesson | None:
        """What a document was last counted as."""
        row = self._connection.execute(
            select(class_lessons).where(class_lessons.c.document_id == document_id)
        ).first()
        if row is None:
            return None
        words = tuple(cast("list[str]", row.words))
        return ClassLesson(row.document_id, row.owner, row.class_key, words)

    def lessons_in(self, project_id: str, owner: str) -> tuple[ClassLesson, ...]:
        """What the documents of a project are counted as under one token."""
        query = (
            select(class_lessons)
            .join(documents, documents.c.id == class_lessons.c.document_id)
            .where(documents.c.project_id == project_id, class_lessons.c.owner == owner)
        )
        return tuple(
            ClassLesson(r.document_id, r.owner, r.class_key, tuple(cast("list[str]", r.words)))
            for r in self._connection.execute(query)
        )

    def count(self, lesson: ClassLesson) -> None:
        """Count a document as this, and no more as what it was counted as before."""
        before = self.lesson_of(lesson.document)
        if before == lesson:
            return
        if before is not None:
            self._connection.execute(
                delete(class_lessons).where(class_lessons.c.document_id == lesson.document)
            )
            if before.owner:
                self._take(before)
        if lesson.owner and lesson.words:
            self._connection.execute(_ADD, _rows(lesson))
        self._connection.execute(
            insert(class_lessons).values(
                document_id=lesson.document,
                owner=lesson.owner,
                class_key=lesson.class_key,
                words=sorted(set(lesson.words)),
            )
        )

    def _take(self, lesson: ClassLesson) -> None:
        if not lesson.words:
            return
        self._connection.execute(_TAKE, _rows(lesson))
        self._connection.execute(
            delete(class_words).where(
                class_words.c.owner == lesson.owner,
                class_words.c.class_key == lesson.class_key,
                class_words.c.documents <= 0,
            )
        )

    def counts(self, tokens: Collection[str], words: Collection[str]) -> dict[str, dict[str, int]]:
        """Word -> class -> documents, as far as the tokens reach."""
        query = (
            select(class_words.c.word, class_words.c.class_key, func.sum(class_words.c.documents))
            .where(class_words.c.owner.in_(sorted(tokens)), class_words.c.word.in_(sorted(words)))
            .group_by(class_words.c.word, class_words.c.class_key)
        )
        found: dict[str, dict[str, int]] = {}
        for word, class_key, number in self._connection.execute(query):
            found.setdefault(word, {})[class_key] = int(number)
        return found


def _rows(lesson: ClassLesson) -> list[dict[str, str]]:
    owner, class_key = lesson.owner, lesson.class_key
    words: Iterable[str] = sorted(set(lesson.words))
    return [{"owner": owner, "class_key": class_key, "word": word} for word in words]
