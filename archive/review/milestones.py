"""Milestones: planned and actual days, from tables and from lists that give both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review import vocabulary as words
from archive.review.citations import Evidence
from archive.review.days import (
    Day,
    days_in,
    read_day,
    short_days_in,
    writes_day_first,
    writes_month_first,
)
from archive.review.kinds import TableKind, kind_of
from archive.review.names import core
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, without_mark
from archive.review.tables import Table
from archive.review.words import Words, word_list

_ORDER = (Role.REPORT, Role.RETRO, Role.PROOF, Role.DATA, Role.OTHER, Role.MONEY, Role.INTERIM)
_PLANNED = word_list("milestones.planned")
_ACTUAL = word_list("milestones.actual")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone; a day is None where the paper has none."""

    name: str
    planned: Day | None
    actual: Day | None
    note: str
    paper: Paper
    evidence: tuple[Evidence, ...]

    @property
    def late(self) -> bool | None:
        """The actual day lies after the planned one; None when either is not known."""
        if self.planned is None or self.actual is None:
            return None
        if self.planned.is_exact and self.actual.is_exact:
            return self.actual.first > self.planned.first
        return self.actual.value[:7] > self.planned.value[:7]


def milestones_of(papers: Papers) -> list[Milestone]:
    """Every milestone once, as the best paper that has it tells; in the order of that paper."""
    found: dict[str, Milestone] = {}
    for paper in papers.current(*_ORDER):
        if paper.role is Role.INTERIM and found:
            break  # an interim schedule is asked only where nothing final has one
        for milestone in told_milestones(paper, papers):
            found.setdefault(core(milestone.name), milestone)
    return list(found.values())


def told_milestones(paper: Paper, papers: Papers) -> list[Milestone]:
    """The milestones one paper tells."""
    in_tables = [m for table in paper.tables for m in _from_table(paper, table, papers)]
    return in_tables or list(_from_lines(paper, papers))


def _from_table(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    if kind_of(paper, table) is not TableKind.MILESTONES or table.planned_and_actual is None:
        return
    planned, actual = table.planned_and_actual
    near = papers.middle
    written = [*table.values(planned), *table.values(actual)]
    month_first = writes_month_first(written, near)
    day_first = writes_day_first((table.caption, *table.header, *written))
    note = table.column(words.NOTE, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        name = row.cell(table.name_column)
        first = read_day(row.cell(planned), near, month_first=month_first, day_first=day_first)
        second = read_day(row.cell(actual), near, month_first=month_first, day_first=day_first)
        if name and (first or second):
            yield Milestone(name, first, second, row.cell(note), paper, (table.evidence(row),))


_ARROW = re.compile(r"^\s*(?:→|⇒|➔|➜|->|=>|―>|＞)\s*$")
_NAME_ENDS = re.compile(
    r"[:：，,（(]|原定|原订|原訂|预定|預定|计划|計畫|計劃|\s[-–—]\s|\b(?:planned|plan|due|was|were)\b"
)
_LONGEST_LINE = 140


def _from_lines(paper: Paper, papers: Papers) -> Iterator[Milestone]:
    """Lines that each give a milestone; how they write short days is told by all of them together."""
    lines = [p for p in map(without_mark, paper.paragraphs) if len(p.text) <= _LONGEST_LINE]
    told = [p for p in lines if _gives_both(p)]
    day_first = writes_day_first(text for p in told for text in (*p.trail[-1:], p.text))
    for line in told:
        if milestone := _from_line(paper, line, papers, day_first=day_first):
            yield milestone


def _gives_both(line: Passage) -> bool:
    """原定 and 實際 in one line, or in the heading above lines of arrows (原定→實際)."""
    if _PLANNED.within(line.text) and _ACTUAL.within(line.text):
        return True
    above = line.trail[-1] if line.trail else ""
    return _PLANNED.within(above) and _ACTUAL.within(above)


def _from_line(paper: Paper, item: Passage, papers: Papers, *, day_first: bool) -> Milestone | None:
    text, near = item.text, papers.middle
    mentions = days_in(text, near)
    if len(mentions) < 2:
        mentions = short_days_in(text, near, day_first=day_first)
    planned = next((m for m in mentions if _said(_PLANNED, text, m.start)), None)
    actual = next((m for m in mentions if m is not planned), None)
    if planned is None and len(mentions) >= 2:
        planned, actual = mentions[:2]
        if not _ARROW.match(text[planned.end : actual.start]):
            return None
    name = _NAME_ENDS.split(text)[0].strip(" \u3000-–—→")
    if planned is None or actual is None or not 2 <= len(name) <= 40:
        return None
    days = (Day(m.value, text[m.start : m.end]) for m in (planned, actual))
    return Milestone(name, next(days), next(days), "", paper, (item.evidence,))


def _said(wanted: Words, text: str, at: int) -> bool:
    return wanted.within(text[max(0, at - 14) : at])
