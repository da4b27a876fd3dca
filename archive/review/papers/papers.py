"""The sources of one review, sorted by what they may be believed for.

Of several editions of one document the last final one counts; earlier ones and drafts are kept apart,
to say where they differ, and identical copies count once. Plans and interim papers speak of what was
meant or of a moment, never of the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from archive.domain.dates import find_dates
from archive.domain.segments import Segment, SegmentKind
from archive.review.papers.client_papers import client_speaks, is_told_by_client
from archive.review.papers.editions import old_editions, order_of, stand_ins, without_copies
from archive.review.papers.forwarded import apart
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.passages import Part, Passage, paragraphs_of, sentences_of
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.sources import ReviewedProject, Source
from archive.review.reading.vocabulary import BUDGET, COST_HEADING
from archive.review.reading.words import folded
from archive.review.tables.column_pairs import with_pair, with_sums
from archive.review.tables.day_columns import with_days
from archive.review.tables.layout import line_tables
from archive.review.tables.reckoned_columns import with_reckoned
from archive.review.tables.summed_columns import with_whole
from archive.review.tables.table_reading import tables_of
from archive.review.tables.tables import Table


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
        found = (*tables_of(self.source), *line_tables(self.source))
        summed = (with_sums(table, money=self._is_of_money(table)) for table in found)
        return tuple(self._with_sides(table) for table in summed)

    def _with_sides(self, table: Table) -> Table:
        money = self._is_of_money(table)
        table = with_whole(with_reckoned(table)) if money else table
        return with_days(with_pair(table, money=money))

    def _is_of_money(self, table: Table) -> bool:
        above = table.about[-1] if table.about else self.source.title
        told = any(map(BUDGET.within, table.header))
        return self.role is Role.MONEY or told or COST_HEADING.within(above)

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
        return sorted(chosen, key=lambda p: (order[p.role], _backwards(p.day), order_of(p.source)))

    def of_class(self, *keys: str) -> list[Paper]:
        """The current papers of these classes."""
        return [p for p in self.papers if p.is_current and p.source.class_key in keys]

    def drafts(self) -> list[Paper]:
        """Drafts and earlier editions of reports and figures."""
        return [p for p in self.papers if p.old and p.role in (Role.REPORT, Role.DATA)]

    @property
    def middle(self) -> date:
        """A day in the project's time: it completes dates that are written without a year."""
        started, ended = self.project.started, self.project.ended
        if started and ended and started <= ended:
            return started + (ended - started) / 2
        days = sorted(filter(None, (started, ended)))
        if not days:
            days = sorted(p.day for p in self.papers if p.day)
        return days[len(days) // 2] if days else date(2025, 6, 30)

    def time_of(self, paper: Paper) -> date:
        """The day by which days without a year in a paper are completed: its own, where that can be true."""
        started, ended = self.project.started, self.project.ended
        if paper.day is None or (ended and (paper.day - ended).days > _LONG_AFTER):
            return self.middle
        return self.middle if started and (started - paper.day).days > _LONG_BEFORE else paper.day


_LONG_AFTER, _LONG_BEFORE = 180, 365
"""Days. Papers so far from the project bear the day on which they were copied, not their own."""


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


def sort_papers(project: ReviewedProject, sources: Sequence[Source]) -> Papers:
    """Sort the sources; the result does not depend on the order they came in."""
    ordered = without_copies(sorted(map(_own_text, sources), key=order_of))
    old = old_editions(ordered)
    standing_in = stand_ins(ordered, old)
    papers = tuple(
        Paper(
            part,
            role,
            source.document in old and source.document not in standing_in,
            _day(source.date),
        )
        for source in ordered
        for part, role in _parts_of(source, project.client)
    )
    return Papers(project, papers)


def _parts_of(source: Source, client: str | None) -> list[tuple[Source, Role]]:
    """The source with its role; of a mail that looks back and forwards the client's, both with theirs."""
    role = _role_of(source, client)
    both = apart(source) if role in (Role.CLIENT, Role.RETRO, Role.OTHER, Role.INTERIM) else None
    if both is None:
        return [(source, role)]
    above, below = both
    told = role is Role.CLIENT or client_speaks(below, client)
    return [(above, Role.RETRO), (below, Role.CLIENT if told else role)]


def _day(text: str) -> date | None:
    found = find_dates(text)
    return found[0].first_day if found else None


_MAY_BE_ABOUT = (Role.REPORT, Role.MONEY, Role.DATA, Role.PROOF, Role.RETRO)
"""A mail about the report or the bill, the notes of a talk with the client that look back."""


def _role_of(source: Source, client: str | None) -> Role:
    """The role of its class; but what looks back on good and bad alike is a retrospective.

    Minutes of the last meeting, a note, a mail: the class may not say it, the headings do.
    """
    role = _ROLES.get(source.class_key, Role.OTHER)
    if role in (Role.REPORT, Role.DATA) and _is_on_the_way(source.title):
        return Role.INTERIM
    if (
        role is Role.DATA
        and _BY_THE_MONTH.search(source.title)
        and not _AT_THE_END.search(source.title)
    ):
        return Role.INTERIM
    if role in _MAY_BE_ABOUT and is_told_by_client(source):
        return Role.CLIENT
    if role not in (Role.INTERIM, Role.OTHER):
        return role
    headings = [s.text for s in source.segments if s.kind is SegmentKind.HEADING]
    topics = {
        heading_topic(heading) for heading in headings[1:] if len(heading) <= _LONGEST_HEADING
    }
    if {Topic.GOOD, Topic.BAD} <= topics:
        return Role.RETRO
    return Role.CLIENT if role is Role.OTHER and client_speaks(source, client) else role


_ON_THE_WAY = re.compile(
    r"(?<!學)(?<!学)期中|中期|[進进]度[報报]告|\b(?:mid[- ]?(?:term|project)|interim|half[- ]?way|progress report)\b",
    re.IGNORECASE,
)
_BY_THE_MONTH = re.compile(
    r"(?:[月周週]|双周|雙週|[执執]行[月周週])[报報](?![告社名道导導])"
    r"|\b(?:monthly|weekly|fortnightly) (?:status )?report\b",
    re.IGNORECASE,
)
"""執行月報 with figures in a table: a moment on the way, whatever it was filed as."""
_AT_THE_END = re.compile(
    r"[結结][案項项]|[總总][結结]|期末|成果|\b(?:final|closing|close-?out|wrap-?up|end of)\b",
    re.IGNORECASE,
)
"""A report of this title tells how things stand on the way, whatever class it was filed as."""


def _is_on_the_way(title: str) -> bool:
    return bool(_ON_THE_WAY.search(title)) and not _AT_THE_END.search(title)


_LONGEST_HEADING = 30


def _own_text(source: Source) -> Source:
    """The source without what it only carries: the members of an archive or a mail are filed themselves.

    Their segments keep their numbers, so that citations of the others stay true.
    """
    if all(segment.place.member is None for segment in source.segments):
        return source
    blank = Segment(SegmentKind.FIELD, "")
    own = (s if s.place.member is None else blank for s in source.segments)
    return replace(source, segments=tuple(own))
