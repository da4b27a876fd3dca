"""The fields of the index, and what is kept of a document beside its postings."""

from __future__ import annotations

from typing import NamedTuple

from whoosh import columns, fields

WORDS, GRAMS, ACCESS = "w", "b", "access"
STORED, TEXT = "values", "text"


def make_schema() -> fields.Schema:
    """`w` words, `b` grams and single characters, `access` tokens; no positions.

    `values` is a `StoredValues`; `text` the searchable text in its normal form, by which short
    queries and phrases are verified without asking the database, as `texts.packed` makes it.
    """
    return fields.Schema(
        **{
            WORDS: fields.KEYWORD(),
            GRAMS: fields.KEYWORD(),
            ACCESS: fields.KEYWORD(),
            STORED: fields.STORED(),
            TEXT: fields.COLUMN(columns.VarBytesColumn()),
        }
    )


class StoredValues(NamedTuple):
    """One document's values, in the order of the tuple that is stored."""

    id: str
    kind: str
    name: str
    project: str
    client: str
    class_key: str
    date: str
    language: str
    access: tuple[str, ...]
    word_length: float
    gram_length: float
    draft: bool = False
    container: bool = False
    poor_pages: int = 0

    @property
    def year(self) -> str:
        return self.date[:4]
