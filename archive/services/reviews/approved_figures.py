"""The figures of approved reviews, kept by name with all that decides who is told what of them.

A whole approved review holds an edition for each group of readers, of every section. Comparing projects takes
one figure of each: so that is kept apart when a review is approved, with what every edition says of it and what
people had changed in it. What a reader is told of a kept figure is what they read in the review (0035, 0036).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from archive.domain.access import AccessScope
from archive.indexer.asked_names import FORM, backwards
from archive.persistence.approved_figures import KeptFigure
from archive.persistence.database import Database, Work
from archive.review.edit import from_kept
from archive.review.edits import documents_in
from archive.review.parts import Part, part_in, parts_in
from archive.review.restrict import restrict
from archive.review.same_statement import plain
from archive.services.reviews.review_editions import AS_BUILT, CHANGES, Edition, told_content

log = logging.getLogger(__name__)
METRICS, SATISFACTION = "metrics", "satisfaction"
_SATISFACTION_KEY: Final = "=satisfaction"
"""No metric has it: names are kept without signs."""
_SATISFACTION_NAME: Final = "滿意度"
"""What the client's mean is found by; the thesaurus has the other words for it."""
_LONGEST_KEY, _LONGEST_ENDING = 200, 400


def keep_figures(work: Work, project_id: str, at: datetime, content: Mapping[str, Any]) -> None:
    """Keep the figures of an approved review, instead of those of the project's earlier ones."""
    work.approved_figures.put(project_id, at, FORM, figures_of(content))


class FigureUpkeep:
    """Copies the figures of reviews that were approved before they were kept, or kept in another form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fill(self, _now: datetime) -> None:
        """Every project that lacks its figures, each in a transaction of its own.

        A project of which they cannot be read is named in the log and left for the next time: it lacks them, and the
        others do not wait for it.
        """
        with self._database.read() as work:
            lacking = work.approved_figures.lacking(FORM)
        for project in lacking:
            try:
                with self._database.write() as work:
                    newest = work.reviews.approvals(project)[0]
                    keep_figures(work, project, newest.at, newest.content)
            except Exception:  # whatever an older release stored there
                log.exception("the figures of project %s cannot be kept for comparing", project)


def figures_of(content: Mapping[str, Any]) -> tuple[KeptFigure, ...]:
    """What an approved review with its editions says under each name.

    Nothing where it was approved before the changes of people were kept with it: what it tells depends on what
    stands elsewhere.
    """
    if CHANGES not in content:
        return ()
    editions = _Editions.of(content)
    names: dict[str, str] = {}
    for one in editions.contents:
        for metric in parts_in(one.get(METRICS)):
            names.setdefault(_key(metric), str(metric.get("name") or ""))
    for change in (*content[CHANGES], *_laid(content)):
        if change["section"] == METRICS:
            names.setdefault(_key(change["before"]), str(change["before"].get("name") or ""))
    names.pop("", None)
    found = [editions.kept(key, name, _metrics_of(key), METRICS) for key, name in names.items()]
    if any(part_in(one.get(SATISFACTION)).get("mean") for one in editions.contents):
        named = _SATISFACTION_KEY, _SATISFACTION_NAME
        found.append(editions.kept(*named, _satisfaction_of, SATISFACTION))
    return tuple(figure for figure in found if figure.ending)


def told_figures(
    figure: KeptFigure, scope: AccessScope, shown: Collection[str], known: Collection[str]
) -> list[Part]:
    """What a reader is told under that name: metrics, or the client's mean as `satisfaction`.

    Args:
        figure: as it was kept.
        scope: what its reader may see.
        shown: of the documents it rests on those of its project that the reader sees.
        known: these with those that were withdrawn, or moved to another project, and that the reader would see or
            sees there: who saw what a correction rested on is told it.
    """
    told = json.loads(figure.told)
    edition = _edition_for(told, scope)
    if not edition.content:
        return []
    edits = [from_kept(change) for change in told[CHANGES]]
    whole = told_content(told, edition, edits, known, frozen=True)
    content = restrict(whole, frozenset(shown).__contains__)
    mean = part_in(content.get(SATISFACTION))
    return [mean] if mean.get("mean") else parts_in(content.get(METRICS))


def is_satisfaction(figure: KeptFigure) -> bool:
    """Whether it is the client's mean rather than a metric."""
    return figure.name_key == _SATISFACTION_KEY


def _edition_for(told: Mapping[str, Any], scope: AccessScope) -> Edition:
    """As `review_editions.edition_for`, from which documents are seen together instead of one by one."""
    contents, circles = told["contents"], told["circles"]
    saw = {number for number, (tokens, _) in enumerate(circles) if scope.sees(tokens)}
    if len(saw) == len(circles):
        return Edition(contents[told["whole"]], whole=True, stale=False)
    fitting = [edition for edition in told["editions"] if saw.issuperset(edition[0])]
    best = max(fitting, key=lambda e: sum(circles[n][1] for n in e[0]), default=None)
    return Edition(contents[best[1]] if best else {}, whole=False, stale=False)


Cut = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Editions:
    """An approved review: the documents it was built from by who sees them, and what each edition says.

    A circle is the access tokens of some documents and how many documents have just these.
    """

    content: Mapping[str, Any]
    circles: tuple[tuple[tuple[str, ...], int], ...]
    seen: tuple[tuple[tuple[int, ...], Mapping[str, Any]], ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> _Editions:
        built_from = content.get("built_from", {})
        of_tokens: dict[tuple[str, ...], set[str]] = {}
        for document, (_, tokens) in built_from.items():
            of_tokens.setdefault(tuple(sorted(tokens)), set()).add(document)
        circles = sorted(of_tokens)
        seen = tuple(
            (
                tuple(n for n, tokens in enumerate(circles) if of_tokens[tokens] <= set(e["sees"])),
                e["content"],
            )
            for e in content.get("editions", ())
        )
        return cls(content, tuple((tokens, len(of_tokens[tokens])) for tokens in circles), seen)

    @property
    def contents(self) -> Iterator[Mapping[str, Any]]:
        """What any reader may be told, each edition whole."""
        yield self.content
        yield from (content for _, content in self.seen)
        if AS_BUILT in self.content:
            yield self.content[AS_BUILT]["content"]

    def kept(self, key: str, name: str, cut: Cut, section: str) -> KeptFigure:
        """Of all of it what belongs to one name; what several editions say alike is kept once."""
        contents: list[dict[str, Any]] = []

        def place(content: Mapping[str, Any]) -> int:
            part = cut(content)
            if part not in contents:
                contents.append(part)
            return contents.index(part)

        told: dict[str, Any] = {
            "circles": [[list(tokens), count] for tokens, count in self.circles],
            "whole": place(self.content),
            "editions": [[list(sees), place(content)] for sees, content in self.seen],
            CHANGES: _of_this(self.content[CHANGES], section, key),
        }
        if AS_BUILT in self.content:
            changes = _of_this(_laid(self.content), section, key)
            unlaid = contents[place(self.content[AS_BUILT]["content"])]
            told[AS_BUILT] = {"content": unlaid, "changes": changes}
        changed = (*told[CHANGES], *told.get(AS_BUILT, {}).get("changes", ()))
        papers = set[str]().union(
            *map(documents_in, contents), *(change["documents"] for change in changed)
        )
        text = json.dumps(told | {"contents": contents}, ensure_ascii=False)
        ending = backwards(name)[:_LONGEST_ENDING]
        return KeptFigure(key, ending, tuple(sorted(papers)), text)


def _laid(content: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    laid: Sequence[Mapping[str, Any]] = content.get(AS_BUILT, {}).get("changes", ())
    return laid


def _of_this(
    changes: Sequence[Mapping[str, Any]], section: str, key: str
) -> list[Mapping[str, Any]]:
    return [c for c in changes if c["section"] == section and _key(c["before"]) == key]


def _key(metric: Part) -> str:
    """The name as statements are compared by it: two rows of one key may be one statement."""
    return plain(str(metric.get("name") or ""))[:_LONGEST_KEY]


def _metrics_of(key: str) -> Cut:
    def cut(content: Mapping[str, Any]) -> dict[str, Any]:
        """Rows of one name in their order: their keys, by which changes are found, are told apart by it."""
        return {METRICS: [dict(m) for m in parts_in(content.get(METRICS)) if _key(m) == key]}

    return cut


def _satisfaction_of(content: Mapping[str, Any]) -> dict[str, Any]:
    mean = part_in(content.get(SATISFACTION))
    return {SATISFACTION: {name: mean[name] for name in mean if name != "quotes"}}
