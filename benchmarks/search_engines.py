"""The engines that `benchmarks/search.py` compares, each behind the same few calls.

All are given the same words: the normal form of the text, cut by the same segmenter, so that what differs
is the engine alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from archive.domain.access import AccessScope
from archive.indexer.analysis import normal_form, plain_form, tokens_of, words_of
from archive.indexer.port import IndexEntry, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex

TEAM = "team"
FACETED = ("class_key", "client", "year")
TOP = 10


@dataclass(frozen=True)
class Query:
    """One question: the text, its words, and the value of `client` to filter by, if any."""

    kind: str
    text: str
    words: tuple[str, ...]
    client: str = ""


class Engine(Protocol):
    """Built once, then opened and asked. `ask` returns how many documents it found, facets counted."""

    name: str
    folder: Path

    def build(self, entries: Iterable[IndexEntry]) -> None: ...

    def open(self) -> None: ...

    def ask(self, query: Query) -> int: ...


def words_in(text: str) -> list[str]:
    """The words of a text as every engine is given them."""
    normal = normal_form(plain_form(text))
    words = words_of(normal, list(tokens_of(normal)))
    return [word for word in words if word.isalnum()]


class OwnIndex:
    """This project's index, asked through its port: statistics, facets and total are always made."""

    name = "this index"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scope = AccessScope(frozenset({TEAM}))

    def build(self, entries: Iterable[IndexEntry]) -> None:
        WhooshIndex(self.folder).rebuild(entries, lambda _done: None)

    def open(self) -> None:
        self.index = WhooshIndex(self.folder)

    def ask(self, query: Query) -> int:
        filters = {"client": (query.client,)} if query.client else {}
        return self.index.search(SearchRequest(query.text, filters), self.scope).total


class PlainWhoosh:
    """Whoosh's own searcher over the same words, without positions: a phrase is an AND."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, entries: Iterable[IndexEntry]) -> None:
        from whoosh import fields, index

        self.folder.mkdir(exist_ok=True)
        schema = fields.Schema(
            id=fields.ID(stored=True),
            w=fields.KEYWORD(),
            **{name: fields.ID(sortable=True) for name in FACETED},
        )
        writer = index.create_in(str(self.folder), schema).writer(limitmb=256)
        for entry in entries:
            values = {name: str(getattr(entry, name)) for name in FACETED}
            writer.add_document(id=entry.id, w=" ".join(words_in(entry.body)), **values)
        writer.commit()

    def open(self) -> None:
        from whoosh import index

        self.searcher: Any = index.open_dir(str(self.folder)).searcher()

    def ask(self, query: Query) -> int:
        from whoosh import query as q

        words = [q.Term("w", word) for word in query.words]
        if query.kind == "prefix":
            asked: Any = q.Prefix("w", query.words[0])
        else:
            together = query.kind in ("and", "phrase")
            asked = q.And(words) if together else q.Or(words)
        only = q.Term("client", query.client) if query.client else None
        facets = list(FACETED) if query.kind == "facets" else None
        found = self.searcher.search(asked, limit=TOP, filter=only, groupedby=facets)
        return len(found)


class Fts5:
    """SQLite's full-text table, filtered and counted in SQL."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        self.database = sqlite3.connect(self.folder / "fts.db")

    def build(self, entries: Iterable[IndexEntry]) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "fts.db").unlink(missing_ok=True)
        self.open()
        self.database.execute(
            "create virtual table d using fts5"
            "(w, id unindexed, class_key unindexed, client unindexed, year unindexed)"
        )
        rows = (
            (" ".join(words_in(e.body)), e.id, *(str(getattr(e, name)) for name in FACETED))
            for e in entries
        )
        with self.database:
            self.database.executemany("insert into d values (?, ?, ?, ?, ?)", rows)

    def ask(self, query: Query) -> int:
        quoted = [f'"{word}"' for word in query.words]
        match = (" " if query.kind in ("and",) else " OR ").join(quoted)
        if query.kind == "phrase":
            match = '"' + " ".join(query.words) + '"'
        if query.kind == "prefix":
            match = f"{quoted[0]} *"
        only, values = (" and client = ?", [query.client]) if query.client else ("", [])
        where = f"from d where d match ?{only}"
        self.database.execute(
            f"select id {where} order by rank limit {TOP}",
            [match, *values],
        ).fetchall()
        for name in FACETED if query.kind == "facets" else ():
            self.database.execute(
                f"select {name}, count(*) {where} group by {name}",
                [match, *values],
            ).fetchall()
        counted = self.database.execute(f"select count(*) {where}", [match, *values])
        return int(counted.fetchone()[0])


class Tantivy:
    """tantivy through its Python package, where that is installed."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        self.folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("w", tokenizer_name="whitespace", index_option="position")
        for name in FACETED:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        self.schema = builder.build()

    def build(self, entries: Iterable[IndexEntry]) -> None:
        self.folder.mkdir(exist_ok=True)
        writer = self.tantivy.Index(self.schema, path=str(self.folder)).writer(256 << 20, 1)
        for entry in entries:
            values = {name: str(getattr(entry, name)) for name in FACETED}
            words = " ".join(words_in(entry.body))
            writer.add_document(self.tantivy.Document(id=entry.id, w=words, **values))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.searcher = self.tantivy.Index.open(str(self.folder)).searcher()

    def ask(self, query: Query) -> int:
        asked = self._query(query)
        found = self.searcher.search(asked, TOP, count=True)
        for _, address in found.hits:
            self.searcher.doc(address)
        if query.kind == "facets":
            counts = {name: {"terms": {"field": name, "size": 100}} for name in FACETED}
            self.searcher.aggregate(asked, counts)
        return int(found.count)

    def _query(self, query: Query) -> Any:
        make, schema = self.tantivy.Query, self.schema
        occur = self.tantivy.Occur
        if query.kind == "phrase":
            asked = make.phrase_query(schema, "w", list(query.words))
        elif query.kind == "prefix":
            asked = make.regex_query(schema, "w", f"{query.words[0]}.*")
        else:
            how = occur.Must if query.kind == "and" else occur.Should
            terms = [(how, make.term_query(schema, "w", word)) for word in query.words]
            asked = make.boolean_query(terms)
        if query.client:
            only = make.const_score_query(make.term_query(schema, "client", query.client), 0.0)
            asked = make.boolean_query([(occur.Must, asked), (occur.Must, only)])
        return asked


ENGINES: dict[str, Callable[[Path], Engine]] = {
    engine.name: engine for engine in (OwnIndex, PlainWhoosh, Fts5, Tantivy)
}


def engine_in(name: str, folder: Path) -> Engine:
    """An engine in a folder of its own. Raises ImportError where it is not installed."""
    return ENGINES[name](folder / name.replace(" ", "-"))
