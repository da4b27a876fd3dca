"""Milestones: planned and actual days, from tables and from lists that give both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review import vocabulary as words
from archive.review.citations import Evidence
from archive.review.days import Day, days_in, read_day, writes_month_first
from archive.review.kinds import TableKind, kind_of
from archive.review.names import core
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, without_mark
from archive.review.tables import Table
from archive.review.words import word_list

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
    return in_tables or [m for p in paper.paragraphs if (m := _from_text(paper, p, papers))]


def _from_table(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    if kind_of(paper, table) is not TableKind.MILESTONES or table.planned_and_actual is None:
        return
    planned, actual = table.planned_and_actual
    near = papers.middle
    month_first = writes_month_first([*table.values(planned), *table.values(actual)], near)
    note = table.column(words.NOTE, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        name = row.cell(table.name_column)
        first = read_day(row.cell(planned), near, month_first=month_first)
        second = read_day(row.cell(actual), near, month_first=month_first)
        if name and (first or second):
            yield Milestone(name, first, second, row.cell(note), paper, (table.evidence(row),))


def _from_text(paper: Paper, passage: Passage, papers: Papers) -> Milestone | None:
    """簽約：原定 6/25，實際 6/27 and the like, in one line."""
    item = without_mark(passage)
    text = item.text
    if len(text) > 110 or not _PLANNED.within(text) or not _ACTUAL.within(text):
        return None
    mentions = days_in(text, papers.middle)
    planned = next(
        (m for m in mentions if _PLANNED.within(text[max(0, m.start - 12) : m.start])), None
    )
    actual = next((m for m in mentions if m is not planned), None)
    name = re.split(
        r"[:：，,（(]|原定|预定|預定|计划|計畫|\s[-–—]\s|\b(?:planned|due|was)\b", text
    )[0].strip()
    if planned is None or actual is None or not 2 <= len(name) <= 40:
        return None
    days = (Day(m.value, text[m.start : m.end]) for m in (planned, actual))
    return Milestone(name, next(days), next(days), "", paper, (item.evidence,))
