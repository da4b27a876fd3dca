"""Milestones: planned and actual days, from tables and from lists that give both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.days import Day, read_day, writes_day_first, writes_month_first
from archive.review.reading.names import core, likeness
from archive.review.results.came_days import came_as_set
from archive.review.results.kept_days import shift_in_cell, shifted
from archive.review.results.milestone import Milestone
from archive.review.results.milestone_lines import told_in_lines
from archive.review.results.planned_lines import planned_in_lines
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Table

__all__ = ["Milestone", "milestones_of", "told_milestones"]

_ORDER = (Role.REPORT, Role.RETRO, Role.PROOF, Role.DATA, Role.OTHER, Role.MONEY)


def milestones_of(papers: Papers) -> list[Milestone]:
    """Every milestone once, as the best paper that has it tells; in the order of that paper.

    A schedule kept up to date counts where the final papers have fewer; a report on the way where nothing has any,
    and last what a plan lists.
    """
    final = _once(m for p in papers.current(*_ORDER) for m in told_milestones(p, papers))
    live = _once(m for p in _kept_up(papers) for m in told_milestones(p, papers))
    found = final if len(final) >= len(live) else _once([*live, *final])
    if not found:
        found = _once(m for p in papers.current(Role.INTERIM) for m in told_milestones(p, papers))
    return [*found, *came_as_set(papers, found)] or _once(planned_in_lines(papers))


def _kept_up(papers: Papers) -> Iterator[Paper]:
    """Schedules, and plans that have come to hold what happened: 節點計劃與實際."""
    yield from papers.of_class("schedule")
    for paper in papers.of_class("plan"):
        told = [m for table in paper.tables for m in _from_table(paper, table, papers)]
        if sum(m.actual is not None for m in told) > len(told) / 2:
            yield paper


def _once(told: Iterable[Milestone]) -> list[Milestone]:
    """Without those of a name told before, and those of the same days under a name like it."""
    found: dict[str, Milestone] = {}
    for milestone in told:
        days = (milestone.planned, milestone.actual)
        known = any(
            _values(days) == _values((m.planned, m.actual))
            and likeness(m.name, milestone.name) >= _ALIKE
            for m in found.values()
        )
        if not known:
            found.setdefault(core(milestone.name), milestone)
    return list(found.values())


def _values(days: tuple[Day | None, Day | None]) -> list[str]:
    return [day.value if day else "" for day in days]


_ALIKE = 0.6


def told_milestones(paper: Paper, papers: Papers) -> list[Milestone]:
    """The milestones one paper tells."""
    in_tables = [m for table in paper.tables for m in _from_table(paper, table, papers)]
    return in_tables or list(told_in_lines(paper, papers))


def _from_table(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    if table.planned_and_actual is None:
        yield from _from_slips(paper, table, papers)
        return
    if kind_of(paper, table) is not TableKind.MILESTONES:
        return
    planned, actual = table.planned_and_actual
    if table.column(words.OWNER) is not None and not table.is_dated(actual):
        return  # tasks of somebody, done or not: Owner, Due, Closed?
    near = papers.middle
    written = [*table.values(planned), *table.values(actual)]
    month_first = writes_month_first(written, near)
    day_first = writes_day_first((table.caption, *table.header, *written))
    note = table.column(words.NOTE, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        name = row.cell(table.name_column)
        first = read_day(row.cell(planned), near, month_first=month_first, day_first=day_first)
        second = read_day(row.cell(actual), near, month_first=month_first, day_first=day_first)
        if second is None and first and first.is_exact:
            second = _as_told(first, row.cell(actual))
        if name and (first or second):
            yield Milestone(name, first, second, row.cell(note), paper, (table.evidence(row),))


def _as_told(planned: Day, cell: str) -> Day | None:
    """如期, same, two days late in the column of what came."""
    shift = shift_in_cell(cell)
    return shifted(planned, shift) if shift is not None else None


def _from_slips(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    """Of papers that look back: a column of planned days and one that tells how late each was (按期, 延迟3天)."""
    if paper.role not in _LOOKING_BACK or not table.header:
        return
    dated = [n for n in range(len(table.header)) if table.is_dated(n) and n != table.name_column]
    slips = [
        n for n in range(len(table.header))
        if n not in (*dated, table.name_column)
        and table.share(n, lambda cell: shift_in_cell(cell) is not None) >= _MOSTLY
    ]  # fmt: skip
    if len(dated) != 1 or len(slips) != 1 or side_of(table.header[dated[0]]) == "actual":
        return
    cells = table.values(dated[0])
    near = papers.middle
    month_first = writes_month_first(cells, near)
    day_first = writes_day_first((table.caption, *table.header, *cells))
    for row in table.rows:
        planned = read_day(row.cell(dated[0]), near, month_first=month_first, day_first=day_first)
        came = _as_told(planned, row.cell(slips[0])) if planned and planned.is_exact else None
        name = row.cell(table.name_column)
        if name and planned and came:
            yield Milestone(name, planned, came, "", paper, (table.evidence(row),))


_LOOKING_BACK = (Role.REPORT, Role.RETRO, Role.PROOF)
_MOSTLY = 0.7
