"""The good and the bad in tables: a column for each, a row for each, two rows of boxes, problems with causes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from archive.review.lessons.learned import Lesson, is_of_length
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.headings import title_headings
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import word_list
from archive.review.tables.tables import Row, Table

_WHY = word_list("lessons.cause_column")
_CONSEQUENCE = word_list("lessons.consequence_column")
_MOSTLY = 0.7
_SIDE_AND_TEXT = 2
_SHORT_HEADING = 20
_FEWEST_WORDS = 4


def lessons_in_table(paper: Paper, table: Table, sides: Mapping[str, Topic]) -> Iterator[Lesson]:
    """The lessons of one table, whatever its shape; `sides` are headings whose place told their side."""
    if paper.role is Role.OTHER and not table.header:
        return
    board = _with_margin(table)
    sided = board is not table and board.share(0, _is_kind) >= _MOSTLY
    if paper.role is Role.RETRO and not sided and (grid := list(_from_grid(paper, table))):
        yield from grid
        return
    table = board
    columns = [side_of(_bare_head(heading)) for heading in table.header]
    if len(set(columns) - {None}) == 2 or _is_of_problems(paper, table):
        yield from _from_columns(paper, table, columns)
        return
    kinds = [n for n in range(len(table.header)) if _tells_kinds(table, n)]
    if kinds and table.planned_and_actual is not None:
        return  # results, each met or missed
    if kinds and len(table.header) >= 2:
        yield from _from_rows(paper, table, kinds[0])
    elif (side := _side_of_section(paper, table, sides)) is not None:
        yield from _from_section(paper, table, columns, good=side)
    elif _is_log_of_mishaps(paper, table):
        yield from _from_section(paper, table, columns, good=False)


# ------------------------------------------------------------------ shapes
def _with_margin(table: Table) -> Table:
    """A board without a head, its sides in the margin: the row that was taken for the head is a row."""
    beyond = any(cell.strip() for row in table.every_row for cell in row.cells[_SIDE_AND_TEXT:])
    if (table.header and not table.header_spans) or beyond or not table.rows:
        return table
    rows = _carried(table.every_row[len(table.titles) :])
    margin = [row.cell(0) for row in rows]
    short = all(0 < len(cell) <= _SHORT_HEADING for cell in margin)
    both = {True, False} <= {side_of(cell) for cell in margin}
    if not (short and both and side_of(margin[0]) is not None and side_of(rows[0].cell(1)) is None):
        return table
    return replace(table, header=("", ""), header_spans=(), rows=rows)


def _carried(rows: Sequence[Row]) -> tuple[Row, ...]:
    """A side in the margin stands for the rows below it that have none."""
    label, carried = "", []
    for row in rows:
        label = row.cell(0) or label
        carried.append(replace(row, cells=(label, *row.cells[1:])))
    return tuple(carried)


def _tells_kinds(table: Table, column: int) -> bool:
    """Every row says which side it is on; a log holds causes and actions among them."""
    if table.share(column, lambda cell: side_of(cell) is not None) >= _MOSTLY:
        return True
    kinds = {side_of(cell) for cell in table.values(column)}
    if {True, False} <= kinds and table.header == ("", ""):
        return True
    return {True, False} <= kinds and table.share(column, _is_kind) >= _MOSTLY


def _is_kind(cell: str) -> bool:
    return len(cell) <= _SHORT_HEADING and heading_topic(cell) is not Topic.OTHER


def _is_of_problems(paper: Paper, table: Table) -> bool:
    """Problems beside their causes or remedies: each row is something that went wrong.

    In a report only beside their causes; a table of open questions has remedies as well.
    """
    topics = [heading_topic(heading) for heading in table.header]
    if topics.count(Topic.BAD) != 1 or Topic.GOOD in topics:
        return False
    causes = _cause_column(table) is not None
    if paper.role is Role.RETRO:
        weighed = any(map(_CONSEQUENCE.within, table.header))
        return causes or weighed or Topic.ACTIONS in topics
    return causes and paper.role is Role.REPORT


def _is_log_of_mishaps(paper: Paper, table: Table) -> bool:
    """What happened, beside its root cause or beside why and what is done about it.

    Nobody looks for the root of what went well, or mends it.
    """
    if paper.role is Role.RETRO and any(_ROOT.within(heading) for heading in table.header):
        return True
    happened = bool(table.header) and _HAPPENED.fullmatch(table.header[0])
    mended = {Topic.ACTIONS, Topic.ADVICE} & set(map(heading_topic, table.header))
    lists = paper.role in (Role.RETRO, Role.REPORT)
    return bool(lists and happened and mended) and _cause_column(table) is not None


_HAPPENED = re.compile(
    r"\s*(?:what(?: happened| (?:we )?saw)?|incident|event|(?:發生|发生)(?:了)?(?:什麼事?|什么事?|的事|情[況况形])"
    r"|事件|狀況|状况|[情實实][況况形])\s*",
    re.IGNORECASE,
)


_ROOT = word_list("lessons.root_column")


def _side_of_section(paper: Paper, table: Table, sides: Mapping[str, Topic]) -> bool | None:
    """The side of the section a table stands in, whose rows are its points (Problem, 缺的)."""
    if paper.role is not Role.RETRO or len(table.header) < _SIDE_AND_TEXT:
        return None
    if table.column(words.OWNER) is not None and _cause_column(table) is None:
        return None  # a list of actions
    titles = title_headings(paper.source.segments)
    for heading in reversed(table.about):
        if heading in titles or len(heading) > 2 * _SHORT_HEADING:
            continue
        topic = sides.get(heading) or heading_topic(heading)
        if topic is not Topic.OTHER:
            return {Topic.GOOD: True, Topic.BAD: False}.get(topic)
    return None


def _cause_column(table: Table) -> int | None:
    for number, heading in enumerate(table.header):
        if _WHY.within(heading) or heading_topic(heading) is Topic.CAUSES:
            return number
    return None


# ------------------------------------------------------------------ boxes
def _from_grid(paper: Paper, table: Table) -> Iterator[Lesson]:
    """Two rows of two boxes, each with its heading above it: liked and learned, lacked and longed for."""
    rows = table.every_row
    heads = [n for n, row in enumerate(rows) if _is_row_of_heads(row)]
    named = [cell for n in heads for cell in rows[n].cells if cell.strip()]
    apart = all(b - a > 1 for a, b in pairwise((*heads, len(rows))))
    both = {True, False} <= {side_of(cell) for cell in named}
    if len(heads) < 2 or heads[0] or not (apart and both) or len(set(named)) < len(named):
        return
    for head, following in pairwise((*heads, len(rows))):
        for row in rows[head + 1 : following]:
            yield from _from_boxes(paper, table, rows[head], row)


def _from_boxes(paper: Paper, table: Table, head: Row, row: Row) -> Iterator[Lesson]:
    for number, cell in enumerate(row.cells):
        side = side_of(head.cell(number))
        for point in _points(cell) if side is not None else ():
            yield Lesson(point, bool(side), paper, table.evidence(row))


def _is_row_of_heads(row: Row) -> bool:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    short = all(len(cell) <= _SHORT_HEADING and not _POINT.search(cell) for cell in filled)
    return len(filled) >= 2 and short and any(side_of(cell) is not None for cell in filled)


_POINT = re.compile(r"(?<=[。；！!])|(?<=[a-z0-9)”\"])[.;!]\s+(?=[A-Z])|\n+")


def _points(cell: str) -> list[str]:
    """The points in one box; an afterthought of three words stays with the point before it."""
    points: list[str] = []
    begin = 0
    for edge in (*(m.end() for m in _POINT.finditer(cell)), len(cell)):
        piece = cell[begin:edge].strip()
        aside = piece.isascii() and len(piece.split()) < _FEWEST_WORDS
        if points and aside and "\n" not in cell[begin - 1 : edge]:
            piece = f"{points.pop()} {piece}"
        points.append(piece)
        begin = edge
    return [p for p in points if is_of_length(p)]


_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def _bare_head(heading: str) -> str:
    """Delta (what to change) without what it means in brackets; a head of brackets alone stays."""
    return _ASIDE.sub("", heading) or heading


def side_of(heading: str) -> bool | None:
    """True for good, False for bad, None for a heading that says neither."""
    if len(heading) > _SHORT_HEADING:
        return None
    if heading.strip() in _SIGNS:
        return _SIGNS[heading.strip()]
    topic = heading_topic(heading)
    return {Topic.GOOD: True, Topic.BAD: False}.get(topic)


_SIGNS = {
    **dict.fromkeys(("+", "＋", "✓", "✔", "好", "优", "優", "佳", "赞", "讚", "正", "正面"), True),
    **dict.fromkeys(
        (
            "-",
            "−",
            "–",
            "Δ",
            "∆",
            "△",
            "✗",
            "✘",
            "差",
            "坏",
            "壞",
            "劣",
            "踩",
            "负",
            "負",
            "负面",
            "負面",
        ),
        False,
    ),
}
"""Heads and cells of one sign or character: plus and delta, 好 and 差."""


# ------------------------------------------------------------------ rows and columns
def _from_columns(paper: Paper, table: Table, sides: list[bool | None]) -> Iterator[Lesson]:
    why = _cause_column(table)
    for row in table.rows:
        for number, side in enumerate(sides):
            text = row.cell(number)
            if side is not None and number != why and is_of_length(text):
                cause = "" if side or why is None else row.cell(why)
                yield Lesson(text, side, paper, table.evidence(row), cause)


def _from_rows(paper: Paper, table: Table, kind: int) -> Iterator[Lesson]:
    why = _cause_column(table)
    text_column = _longest_column(table, {kind, why})
    for row in table.rows:
        side, text = side_of(row.cell(kind)), row.cell(text_column)
        because = "" if why is None else row.cell(why)
        if side is not None and is_of_length(text):
            yield Lesson(text, side, paper, table.evidence(row), "" if side else because)
        elif side is None and _is_mishap(because) and heading_topic(row.cell(kind)) in _TO_DO:
            yield Lesson(because, False, paper, table.evidence(row))


_TO_DO = (Topic.ACTIONS, Topic.ADVICE)


def _is_mishap(because: str) -> bool:
    """What is begun (Start) for a reason that went wrong: the reason is the shortcoming."""
    return is_of_length(because) and tone_of(because) == "negative"


def _from_section(
    paper: Paper, table: Table, sides: list[bool | None], *, good: bool
) -> Iterator[Lesson]:
    """Each row is a point: in the column that says so, else in the one that names the row.

    A row that begins with its own side (Went well: names on bibs) is on that one.
    """
    why = _cause_column(table)
    own = next((n for n, side in enumerate(sides) if side is good and n != why), None)
    column = table.name_column if own is None else own
    if column == why or table.is_numeric(column):
        return
    for row in table.rows:
        told, text = _own_side(row.cell(column))
        side = good if told is None else told
        if is_of_length(text):
            cause = "" if side or why is None else row.cell(why)
            yield Lesson(text, side, paper, table.evidence(row), cause)


def _own_side(cell: str) -> tuple[bool | None, str]:
    """The side a cell names before its point, and the point."""
    label, colon, point = re.sub("：", ":", cell, count=1).partition(":")
    side = side_of(label) if colon and point.strip() else None
    return (None, cell) if side is None else (side, point.strip())


def _longest_column(table: Table, but: set[int | None]) -> int:
    def total(number: int) -> int:
        return sum(map(len, table.values(number)))

    others = [n for n in range(len(table.header)) if n not in but]
    return max(others, key=lambda n: (total(n), -n), default=0)
