"""The search port: what the services ask of any index. Whoosh is behind it today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from archive.domain.access import AccessScope

FACETS = ("project", "class", "client", "year", "language", "kind")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One thing that can be found: a document today; lessons and reviews are kinds of their own.

    `headings` and `body` are text as stored (original script). `access` are its access tokens.
    A `draft` comes below what was issued, a `container` below the files in it. `date` is YYYY-MM-DD, YYYY-MM or "".
    `original_name` is the file name it came with, empty where it is the `name`. `poor_pages` are its pages on
    which words may stand that were not read.
    """

    id: str
    kind: str
    name: str
    title: str
    project: str
    client: str
    class_key: str
    date: str
    language: str
    access: tuple[str, ...]
    headings: tuple[str, ...]
    body: str
    project_name: str = ""
    draft: bool = False
    container: bool = False
    original_name: str = ""
    poor_pages: int = 0

    @property
    def year(self) -> str:
        """The year of the date, or an empty string."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What was asked, already bounded: text at most 300 characters, page 1-100, per_page 1-50.

    `filters` maps a facet to the values any of which may hold. `sort`: relevance, date or name.
    `among`: only these entries are hits; what they score does not depend on it. `projects`: for what a
    word of the query says of a project (`field_words.projects_asked`), the codes of the projects of that name.
    `today`: what last month and 去年 are counted from; without it they are words like others.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    per_page: int = 10
    among: frozenset[str] | None = None
    projects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that others are to be compared with. `id` is its own entry, which is never among them.

    Words of `left_out` (whose it is, rather than what it says) do not count.
    """

    id: str
    title: str
    body: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something like a sample: how much of what tells the sample apart it shares (0 to 1).

    `words` are the shared ones that weigh most, as the sample writes them.
    """

    id: str
    share: float
    words: tuple[str, ...]


@dataclass(slots=True)  # dozens are made for a page: frozen, each would take thrice as long
class FacetValue:
    """A value of a facet and how many of the hits carry it, after the scope. Never with count 0."""

    value: str
    count: int


@dataclass(slots=True)  # likewise
class IndexHit:
    """A thing found. Equal scores are ordered by id, so order never tells of hidden things."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class IndexResult:
    """One page of hits with the totals and facets of the whole result.

    `poor_documents` of all that was found have pages that are hard to read, `poor_pages` of them in all.
    `tried` names the variants that were searched beside the words as typed (regional
    word, synonym, a time counted from today), not the same words in the other script; `words` the folded
    terms to mark in passages. `nothing_of` names the times that words for a time were read as, or that are typed
    with their year, and none of the hits is of; empty where nothing was found.
    """

    hits: tuple[IndexHit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    tried: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    did_you_mean: str | None = None
    poor_documents: int = 0
    poor_pages: int = 0
    nothing_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """How a query is read, whatever the index holds.

    `sought` is what is looked for in texts, in plain form: empty where the query only narrows down.
    `words` are the folded terms to mark, `same` other words for the same thing, as a thesaurus writes them.
    `just_so`: something is quoted. `instead` holds every other word, the nearest first, for a query that is
    one thing; of a query of several it is empty. `times` says what words for a time were read as.
    """

    sought: str = ""
    words: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    just_so: bool = False
    instead: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


EntrySource = Callable[[], Iterable[IndexEntry]]
"""Gives entries when it is called; it can be pickled, to be called in a process of its own."""


class SearchIndex(Protocol):
    """A search index over entries. Every answer is computed from what the scope may see alone."""

    def search(
        self, request: SearchRequest, scope: AccessScope, hidden: Collection[str] = ()
    ) -> IndexResult:
        """Answer a request within a scope. Entries in `hidden` (their index debt is unpaid) are masked."""
        ...

    def wording(self, typed: str, today: date | None = None) -> Wording:
        """How a query is read on a day: the same words as `search` looks for."""
        ...

    def complete(
        self, typed: str, scope: AccessScope, hidden: Collection[str] = (), limit: int = 5
    ) -> tuple[str, ...]:
        """The query with its last word completed out of visible documents, the most frequent first."""
        ...

    def similar(
        self, sample: Sample, scope: AccessScope, hidden: Collection[str] = (), limit: int = 10
    ) -> tuple[Likeness, ...]:
        """What is like the sample, the most alike first."""
        ...

    def apply(self, entries: Sequence[IndexEntry], removed: Collection[str] = ()) -> None:
        """Put entries (replacing those of the same id) and remove others, in one durable commit."""
        ...

    def rebuild(self, entries: Iterable[IndexEntry], progress: Callable[[int], None]) -> None:
        """Replace the whole index; searches are answered from the old one until the new one stands."""
        ...

    def rebuild_from(
        self, sources: Callable[[], Sequence[EntrySource]], progress: Callable[[int], None]
    ) -> None:
        """The same with the entries of several sources, each read and written in a process of its own.

        `sources` is called when the new index has been begun: what is applied from then on is put
        into it as well. No id may come from two of them.
        """
        ...

    def stored(self) -> Mapping[str, tuple[str, ...]]:
        """Id -> access tokens of every entry, for `verify`."""
        ...

    @property
    def lost(self) -> bool:
        """True when the index could not be opened and stands empty until it is rebuilt."""
        ...
