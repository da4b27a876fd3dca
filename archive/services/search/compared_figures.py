"""How projects compare in the figure that a search names: what approved reviews say of it, as its reader may know.

One query where nothing is compared: in which visible projects figures of that name stand. Where there are two, what
the newest few of them say and which of the papers behind that the caller sees; older ones are read only where
these tell the caller nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import Final

from archive.domain.access import AccessScope
from archive.domain.projects import Project
from archive.indexer.asked_names import AskedName, asked_names, is_of_another_word
from archive.indexer.port import SearchRequest
from archive.indexer.thesaurus import Thesaurus
from archive.persistence.approved_figures import FigurePlace, FoundFigure
from archive.persistence.database import Work
from archive.review.parts import Part
from archive.services.reviews.approved_figures import is_satisfaction, told_figures
from archive.services.search.kept_reads import Reading

FEWEST, MOST = 2, 5
"""Projects that are compared: one alone is no comparison, and the hits tell it; five stand beside each other."""
READ_FIRST, READ_MOST = 12, 400
"""Projects whose figures are read at first, and the most that are read at once."""
_QUERIES_KEPT: Final = 512
_SIZE: Final = 4_000
"""About the bytes of one figure with its citations."""


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """What a project's approved review says of the figure: a metric, or the client's mean with its scale.

    `papers` has the names of the documents that it cites.
    """

    project: Project
    part: Part
    satisfaction: bool
    papers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure by the words that were typed, in the newest projects that tell it; `more`: older ones do too."""

    name: str
    figures: tuple[ComparedFigure, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What decides on a comparison besides the scope."""

    names: tuple[AskedName, ...]
    projects: tuple[str, ...]
    clients: tuple[str, ...]


class FigureComparer:
    """Compares projects by the words of a query."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._names = lru_cache(_QUERIES_KEPT)(partial(asked_names, thesaurus=thesaurus))

    def compare(
        self, reading: Reading, scope: AccessScope, request: SearchRequest
    ) -> Comparison | None:
        """The comparison on the first page of a search; None where it names no figure that two projects tell.

        Filters by project and client narrow the projects; the others are about documents.
        """
        if request.page > 1 or not request.text.strip():
            return None
        if not reading.one(("compared at all", scope), lambda work: self._any(work, scope)):
            return None
        names = self._names(request.text)
        if not names:
            return None
        filters = request.filters
        asked = _Asked(names, filters.get("project", ()), filters.get("client", ()))
        found = reading.many(
            ("compared", scope),
            [asked],
            lambda work, some: self._read(work, scope, some),
            lambda comparison: _SIZE * len(comparison.figures),
        )
        return found.get(asked)

    def _any(self, work: Work, scope: AccessScope) -> bool:
        """Whether there is anything to compare: most archives ask this once and save a query for every search."""
        return work.approved_figures.projects_told(scope, FEWEST) == FEWEST

    def _read(
        self, work: Work, scope: AccessScope, some: Collection[_Asked]
    ) -> dict[_Asked, Comparison]:
        return {
            asked: comparison
            for asked in some  # one: what a request asks
            if (comparison := self._compared(work, scope, asked)) is not None
        }

    def _compared(self, work: Work, scope: AccessScope, asked: _Asked) -> Comparison | None:
        whole = {name for one in asked.names for name in one.whole}
        ends = {name for one in asked.names for name in one.ends}
        places = [
            place
            for place in work.approved_figures.places(scope, whole, ends)
            if (not asked.projects or place.code in asked.projects)
            and (not asked.clients or place.client in asked.clients)
        ]
        if len({place.project for place in places}) < FEWEST:
            return None
        for name in asked.names:
            newest = _in_order(place for place in places if name.rank(place.ending) is not None)
            if len(newest) < FEWEST:
                continue
            figures = tuple(islice(self._newest(work, scope, name, newest), MOST + 1))
            if len(figures) >= FEWEST:
                return Comparison(name.typed, figures[:MOST], len(figures) > MOST)
        return None

    def _newest(
        self, work: Work, scope: AccessScope, name: AskedName, projects: Sequence[str]
    ) -> Iterator[ComparedFigure]:
        """The figure of each project that tells it, in their order.

        Some are read, then twice as many: most of the time the first tell enough, and it is no query for each.
        """
        start, some = 0, READ_FIRST
        while start < len(projects):
            batch = projects[start : start + some]
            start, some = start + some, min(2 * some, READ_MOST)
            found = work.approved_figures.named(scope, name.whole, name.ends, batch)
            papers = work.approved_figures.papers(
                scope, set[str]().union(*(row.kept.papers for row in found))
            )
            in_project: dict[str, dict[str, str]] = {}
            for paper, now in papers.items():
                if now is not None:  # a review is told from the papers of its project alone
                    in_project.setdefault(now[0], {})[paper] = now[1]
            of_project: dict[str, list[tuple[int, bool, str, FoundFigure]]] = {}
            for row in found:
                if (rank := name.rank(row.kept.ending)) is not None:
                    fit = rank, is_satisfaction(row.kept), row.kept.name_key, row
                    of_project.setdefault(row.project.id, []).append(fit)
            for project in batch:
                fitting = sorted(of_project.get(project, ()), key=lambda one: one[:-1])
                shown = in_project.get(project, {})
                told = (one for *_, row in fitting for one in _told(row, scope, shown, papers))
                if figure := next((one for one in told if not self._is_another(name, one)), None):
                    yield figure

    def _is_another(self, name: AskedName, figure: ComparedFigure) -> bool:
        told = "" if figure.satisfaction else str(figure.part.get("name") or "")
        return bool(told) and is_of_another_word(told, name, self._thesaurus)


def _in_order(places: Iterable[FigurePlace]) -> tuple[str, ...]:
    """The projects, what ended last first: its ways are the nearest to today's.

    The best would be first by nothing that holds between projects: each had a target of its own.
    """
    ages = {
        place.project: (-(place.ended_on or place.approved_at.date()).toordinal(), place.code)
        for place in places
    }
    return tuple(sorted(ages, key=ages.__getitem__))


def _told(
    row: FoundFigure, scope: AccessScope, shown: Mapping[str, str], known: Collection[str]
) -> Iterator[ComparedFigure]:
    """What a reader is told of the figure with its result: a target alone says nothing of how it came out."""
    satisfaction = is_satisfaction(row.kept)
    for part in told_figures(row.kept, scope, shown, known):
        if part.get("mean" if satisfaction else "actual") is not None:
            yield ComparedFigure(row.project, part, satisfaction, _cited(part, shown))


def _cited(part: Part, names: Mapping[str, str]) -> dict[str, str]:
    cited = dict.fromkeys(str(c["document"]) for c in part.get("citations") or ())
    return {document: names[document] for document in cited if document in names}
