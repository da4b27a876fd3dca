"""Improvement actions in tables: which column says who, which until when, and which what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.review.lessons.action_cards import cards_in
from archive.review.lessons.action_items import action_item
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.days import read_day, writes_month_first
from archive.review.reading.deadlines import find_deadlines
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.people import is_somebody
from archive.review.tables.tables import Table


@dataclass(frozen=True, slots=True)
class Action:
    """One improvement action; owner and due are empty or None where the paper has none."""

    text: str
    owner: str
    due: str | None
    paper: Paper
    evidence: Evidence


def actions_in_table(paper: Paper, table: Table, near: date) -> Iterator[Action]:
    """The actions of a table with a column of who, and of cards with a label before every value."""
    if cards := cards_in(table):
        for card in cards:
            day = day_of(card.due, near, month_first=False)
            yield Action(card.what, card.owner, day, paper, table.evidence(*card.rows))
        return
    owner, due = _owner_and_due(table)
    if owner is None and paper.role is Role.RETRO:
        yield from _in_cells(paper, table, near)
    if owner is None or _is_schedule(table):
        return
    if due is None and not words.ACTION.within(" ".join(table.header)):
        return
    yield from _in_columns(paper, table, near, (owner, due))


def _in_columns(
    paper: Paper, table: Table, near: date, columns: tuple[int, int | None]
) -> Iterator[Action]:
    owner, due = columns
    text = _text_column(table, owner, due)
    month_first = due is not None and writes_month_first(table.values(due), near)
    for row in table.rows:
        name, what = row.cell(owner), row.cell(text)
        if _IN_ONE.search(name) and (item := action_item(" ".join(row.cells), near)):
            yield Action(item.what, item.owner, item.due, paper, table.evidence(row))
            continue
        if len(what) < 4 or _is_blank(name):
            continue
        day = day_of(row.cell(due), near, month_first=month_first) if due is not None else None
        yield Action(what, name, day, paper, table.evidence(row))


_IN_ONE = re.compile(r"\S\s[-–—]\s")
"""Ada - second till - 3 July: lines that only look like columns."""


def _in_cells(paper: Paper, table: Table, near: date) -> Iterator[Action]:
    """A column of a board headed Try or 下次: each cell says what, who and when in itself."""
    for column, heading in enumerate(table.header):
        if heading_topic(heading) is not Topic.ACTIONS:
            continue
        for row in table.rows:
            for line in re.split(r"[\n；]|;\s", row.cell(column)):
                item = action_item(line.strip(" •·-。."), near)
                if item and item.owner:
                    evidence = table.evidence(row)
                    yield Action(item.what, item.owner, item.due, paper, evidence)


def day_of(cell: str, near: date, *, month_first: bool) -> str | None:
    """The day in a cell, written as a day or as a time (end of July)."""
    if day := read_day(cell, near, month_first=month_first):
        return day.value
    return next((d.value for d in find_deadlines(cell, near) if d.value), None)


def _owner_and_due(table: Table) -> tuple[int | None, int | None]:
    """The columns of who and when: by their headings, else by what is in them."""
    owner = _owner_column(table)
    others = [n for n in range(len(table.header)) if n != owner]
    due = table.column(words.DUE, where=lambda n: n in others)
    if due is None or not _times(table, due):
        dated = [n for n in others if _times(table, n)]
        due = dated[-1] if dated and (due is None or len(dated) == 1) else due
    if owner is None and due is not None:
        people = [n for n in others if n != due and table.share(n, is_somebody) >= _MOSTLY]
        owner = people[0] if len(people) == 1 else None
    return owner, due


_MOSTLY = 0.7


def _times(table: Table, column: int) -> bool:
    def short_time(cell: str) -> bool:
        return len(cell) <= 24 and bool(find_deadlines(cell, date(2024, 6, 30)))

    return table.share(column, short_time) >= _MOSTLY


def _owner_column(table: Table) -> int | None:
    found = table.column(
        words.OWNER, avoid=words.ACTION_ONLY, where=lambda n: not table.is_numeric(n)
    )
    alone = (n for n, heading in enumerate(table.header) if heading.strip() in ("人", "谁", "誰"))
    return found if found is not None else next(alone, None)


def _is_schedule(table: Table) -> bool:
    """Planned and actual beside each other: milestones or figures, unless the header says actions."""
    named = any(words.ACTION_ONLY.within(heading) for heading in table.header)
    return table.planned_and_actual is not None and not named


def _is_blank(name: str) -> bool:
    return bool(re.fullmatch(r"[【】\[\]_\s　…\-—]*", name)) or len(name) > 40


def _text_column(table: Table, owner: int, due: int | None) -> int:
    """The action's own column: filled where somebody owns it, headed so, or the one with the most words."""
    others = [n for n in range(len(table.header)) if n not in {owner, due} and table.values(n)]
    worded = [n for n in others if not (table.is_numeric(n) or table.is_dated(n))]
    owned = _filled(table, owner)
    if len(owned) < len(table.rows):
        # in a log of good and bad only some rows have something to be done
        same = [n for n in worded if _filled(table, n) == owned]
        if same:
            return max(same, key=lambda n: (words.IMPROVEMENT.within(table.header[n]), -n))
    named = [n for n in worded if words.ACTION_ONLY.within(table.header[n])]
    if surely := [n for n in named if _is_of_actions(table.header[n])]:
        return surely[0]
    if named:
        return named[-1] if words.BAD.within(table.header[named[0]]) else named[0]
    plain = [n for n in others if not words.BAD.within(table.header[n])] or others
    return max(plain, key=lambda n: (sum(map(len, table.values(n))), -n), default=0)


def _filled(table: Table, column: int) -> set[int]:
    return {n for n, row in enumerate(table.rows) if not _is_blank(row.cell(column)[:_NAME])}


_NAME = 40


def _is_of_actions(heading: str) -> bool:
    """改进措施, Next step: nothing else; 事项, 内容, item may head the problems of the same table."""
    named = words.IMPROVEMENT.within(heading) or words.ADVICE.within(heading)
    return named and not words.BAD.within(heading)
