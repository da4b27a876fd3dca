"""How often people gave a class to documents with a word, apart for each access token."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select, text

from archive.persistence.tables import class_words

_ADD = text(
    "INSERT INTO class_words (owner, class_key, word, documents) VALUES (:owner, :class_key, :word, 1)"
    " ON CONFLICT (owner, class_key, word) DO UPDATE SET documents = class_words.documents + 1"
)


class ClassWordRepository:
    """Counts are kept under the token a document carries; they are read with the tokens of a scope."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, owner: str, class_key: str, words: Iterable[str]) -> None:
        """Count one document more that has these words."""
        rows = [
            {"owner": owner, "class_key": class_key, "word": word} for word in sorted(set(words))
        ]
        if rows:
            self._connection.execute(_ADD, rows)

    def counts(self, tokens: Collection[str], words: Collection[str]) -> dict[str, dict[str, int]]:
        """Word -> class -> documents, as far as the tokens reach."""
        query = (
            select(class_words.c.word, class_words.c.class_key, func.sum(class_words.c.documents))
            .where(class_words.c.owner.in_(sorted(tokens)), class_words.c.word.in_(sorted(words)))
            .group_by(class_words.c.word, class_words.c.class_key)
        )
        found: dict[str, dict[str, int]] = {}
        for word, class_key, documents in self._connection.execute(query):
            found.setdefault(word, {})[class_key] = int(documents)
        return found
