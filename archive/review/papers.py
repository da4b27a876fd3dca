"""The sources of one review, sorted by what they may be believed for.

Of several editions of one document the last final one counts; earlier ones and drafts are kept apart,
to say where they differ, and identical copies count once. Plans and interim papers speak of what was
meant or of a moment, never of the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from archive.domain.dates import find_dates
from archive.domain.segments import Segment, SegmentKind
from archive.review.layout import line_tables
from archive.review.outline import Topic, heading_topic
from archive.review.passages import Part, Passage, paragraphs_of, sentences_of
from archive.review.quantities import Quantity, find_quantities
from archive.review.sources import ReviewedProject, Source
from archive.review.table_reading import tables_of
from archive.review.tables import Table
from archive.review.words import folded


class Role(StrEnum):
    """What a document may be believed for."""

    REPORT = "report"  # the outcome, as told
    DATA = "data"  # the outcome, as counted
    MONEY = "money"  # the money, as finance has it
    RETRO = "retro"  # what was learned
    CLIENT = "client"  # what the client says
    CONTRACT = "contract"
    PLAN = "plan"  # what was meant
    INTERIM = "interim"  # how it stood at a moment
    PROOF = "proof"  # acceptance, records, clippings
    OTHER = "other"
    NONE = "none"  # templates and the like: says nothing of this project


_ROLES = {
    "final_report": Role.REPORT, "review": Role.REPORT, "audit": Role.REPORT,
    "data_report": Role.DATA, "media_clipping": Role.PROOF, "acceptance": Role.PROOF, "execution_record": Role.PROOF,
    "settlement": Role.MONEY, "invoice": Role.MONEY, "payment_proof": Role.MONEY,
    "retrospective": Role.RETRO, "actions": Role.RETRO,
    "survey": Role.CLIENT, "feedback": Role.CLIENT, "contract": Role.CONTRACT,
    "plan": Role.PLAN, "brief": Role.PLAN, "proposal": Role.PLAN, "schedule": Role.PLAN, "quotation": Role.PLAN,
    "agenda": Role.PLAN, "work_order": Role.PLAN, "closeout_plan": Role.PLAN, "access_closing": Role.NONE,
    "weekly_report": Role.INTERIM, "minutes": Role.INTERIM, "template": Role.NONE, "creative": Role.OTHER,
}  # fmt: skip
OUTCOME = frozenset(
    {Role.REPORT, Role.DATA, Role.MONEY, Role.RETRO, Role.CLIENT, Role.PROOF, Role.OTHER}
)
_HAVE_EDITIONS = frozenset(
    [
        "final_report",
        "settlement",
        "contract",
        "survey",
        "retrospective",
        "proposal",
        "plan",
        "quotation",
        "brief",
        "data_report",
        "review",
        "audit",
    ]
)
_SAME_DOCUMENT = 0.5
_COMPARED = 60_000  # characters; editions of one document agree long before that


@dataclass(frozen=True)
class Paper:
    """One source with its tables and its text, read once. `old` marks drafts and earlier editions."""

    source: Source
    role: Role
    old: bool
    day: date | None

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those in lines of text included."""
        return (*tables_of(self.source), *line_tables(self.source))

    @cached_property
    def paragraphs(self) -> tuple[Passage, ...]:
        return tuple(paragraphs_of(self.source))

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        return tuple(s for paragraph in self.paragraphs for s in sentences_of(paragraph))

    @cached_property
    def told(self) -> tuple[Passage, ...]:
        """Every sentence, and the title rows and remarks that stand alone in a row of a table."""
        return (*self.sentences, *(p for table in self.tables for p in _lone_cells(table)))

    @cached_property
    def figures(self) -> tuple[tuple[Passage, str, tuple[Quantity, ...]], ...]:
        """What is told with figures: the passage, its folded text, and its figures."""
        found = ((p, folded(p.text), tuple(find_quantities(p.text))) for p in self.told)
        return tuple(entry for entry in found if entry[2])

    @property
    def is_current(self) -> bool:
        """Neither a draft nor an earlier edition of something final."""
        return not self.old


@dataclass(frozen=True)
class Papers:
    """All papers of the project, in a fixed order."""

    project: ReviewedProject
    papers: tuple[Paper, ...]

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def current(self, *roles: Role) -> list[Paper]:
        """The current papers of these roles, in the order of the roles, then the latest first."""
        order = {role: n for n, role in enumerate(roles)}
        chosen = [p for p in self.papers if p.is_current and p.role in order]
        return sorted(chosen, key=lambda p: (order[p.role], _backwards(p.day), _key(p.source)))

    def of_class(self, *keys: str) -> list[Paper]:
        """The current papers of these classes."""
        return [p for p in self.papers if p.is_current and p.source.class_key in keys]

    def drafts(self) -> list[Paper]:
        """Drafts and earlier editions of reports and figures."""
        return [p for p in self.papers if p.old and p.role in (Role.REPORT, Role.DATA)]

    @property
    def middle(self) -> date:
        """A day in the project's time: it completes dates that are written without a year."""
        days = sorted(filter(None, (self.project.started, self.project.ended)))
        if not days:
            days = sorted(p.day for p in self.papers if p.day)
        return days[len(days) // 2] if days else date(2025, 6, 30)


def _lone_cells(table: Table) -> Iterator[Passage]:
    segment = table.source.segments[table.segment]
    if segment.kind is not SegmentKind.TABLE:
        return
    for row in (*table.titles, *table.rows):
        if len({cell for cell in row.cells if cell.strip()}) == 1:
            span = row.spans[0]
            text = segment.text[span.start : span.end]
            parts = (Part(0, len(text), span.segment, span.start),)
            yield Passage(table.source, text, parts)


def _backwards(day: date | None) -> int:
    return -day.toordinal() if day else 0


def _key(source: Source) -> tuple[str, str]:
    return (source.name, source.document)


def sort_papers(project: ReviewedProject, sources: Sequence[Source]) -> Papers:
    """Sort the sources; the result does not depend on the order they came in."""
    ordered = _without_copies(sorted(map(_own_text, sources), key=_key))
    old = _old_editions(ordered)
    stand_ins = _stand_ins(ordered, old)
    papers = tuple(
        Paper(
            source,
            _role_of(source),
            source.document in old and source.document not in stand_ins,
            _day(source.date),
        )
        for source in ordered
    )
    return Papers(project, papers)


def _day(text: str) -> date | None:
    found = find_dates(text)
    return found[0].first_day if found else None


def _role_of(source: Source) -> Role:
    """The role of its class; but what looks back on good and bad alike is a retrospective.

    Minutes of the last meeting, a note, a mail: the class may not say it, the headings do.
    """
    role = _ROLES.get(source.class_key, Role.OTHER)
    if role not in (Role.INTERIM, Role.OTHER):
        return role
    headings = [
        s.text for s in source.segments if s.kind is SegmentKind.HEADING and len(s.text) <= 30
    ]
    topics = {heading_topic(heading) for heading in headings[1:]}
    return Role.RETRO if {Topic.GOOD, Topic.BAD} <= topics else role


def _own_text(source: Source) -> Source:
    """The source without what it only carries: the members of an archive or a mail are filed themselves.

    Their segments keep their numbers, so that citations of the others stay true.
    """
    if all(segment.place.member is None for segment in source.segments):
        return source
    blank = Segment(SegmentKind.FIELD, "")
    own = (s if s.place.member is None else blank for s in source.segments)
    return replace(source, segments=tuple(own))


def _without_copies(sources: Iterable[Source]) -> list[Source]:
    """Sources with the same text count once: a final one is kept before a draft."""
    kept: dict[str, Source] = {}
    for source in sources:
        key = _plain(source) or source.document
        known = kept.get(key)
        if known is None or _standing(source) < _standing(known):
            kept[key] = source
    return sorted(kept.values(), key=_key)


def _standing(source: Source) -> tuple[bool, bool]:
    return (source.draft or source.superseded, source.duplicate)


def _plain(source: Source) -> str:
    return re.sub(r"\W+", "", "".join(folded(segment.text) for segment in source.segments))


def _old_editions(sources: Sequence[Source]) -> frozenset[str]:
    """Drafts, superseded documents, and all but the last of documents that are mostly one text."""
    old = {s.document for s in sources if s.draft or s.superseded}
    shingles = {
        s.document: _shingles(_plain(s)[:_COMPARED])
        for s in sources
        if s.class_key in _HAVE_EDITIONS
    }
    candidates = [s for s in sources if s.document in shingles]
    for number, first in enumerate(candidates):
        for second in candidates[number + 1 :]:
            if first.class_key == second.class_key and _same_document(
                shingles[first.document], shingles[second.document]
            ):
                older = min(first, second, key=lambda s: (s.document not in old, _edition(s)))
                old.add(older.document)
    return frozenset(old)


def _edition(source: Source) -> tuple[str, list[int], str]:
    numbers = [int(n) for n in re.findall(r"\d{1,3}", f"{source.original_name or source.name}")]
    return (source.date, numbers, source.name)


def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 6] for i in range(len(text) - 5))


def _same_document(first: frozenset[str], second: frozenset[str]) -> bool:
    smaller = min(len(first), len(second))
    return smaller > 40 and len(first & second) / smaller >= _SAME_DOCUMENT


def _stand_ins(sources: Sequence[Source], old: frozenset[str]) -> frozenset[str]:
    """Where a class has only drafts, the last of them stands in."""
    finals = {s.class_key for s in sources if s.document not in old}
    last: dict[str, Source] = {}
    for source in sources:
        if source.class_key in _HAVE_EDITIONS and source.class_key not in finals:
            known = last.get(source.class_key)
            if known is None or _edition(known) < _edition(source):
                last[source.class_key] = source
    return frozenset(source.document for source in last.values())
