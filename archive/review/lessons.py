"""What went well and what did not, from the sections, tables and sentences that say so.

The team's retrospective is heard first, then the closing report; an interim paper's problems of one
week are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.domain.segments import SegmentKind
from archive.review import vocabulary as words
from archive.review.citations import Evidence
from archive.review.headings import looks_like_heading
from archive.review.names import distinct
from archive.review.outline import Topic, heading_topic, topic_of
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, inline_items, sentences_of, without_mark
from archive.review.polarity import tone_of
from archive.review.retro_sections import sides_by_place
from archive.review.tables import Row, Table

MOST = 16
_SHORTEST = 5
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that went well or did not, in the document's words."""

    text: str
    good: bool
    paper: Paper
    evidence: Evidence


def lessons_of(papers: Papers) -> tuple[list[Lesson], list[Lesson]]:
    """(successes, shortcomings), the retrospective's before the report's, none said twice."""
    found = [
        lesson
        for paper in papers.current(Role.RETRO, Role.REPORT, Role.OTHER)
        for lesson in lessons_in(paper)
    ]
    good = _once([lesson for lesson in found if lesson.good])
    bad = _once([lesson for lesson in found if not lesson.good])
    return good[:MOST], bad[:MOST]


def _once(lessons: list[Lesson]) -> list[Lesson]:
    return [lessons[n] for n in distinct((lesson.text for lesson in lessons), 0.7)]


def lessons_in(paper: Paper) -> list[Lesson]:
    """The lessons one paper tells, in its order."""
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    sides = sides_by_place(paper.source, paper.paragraphs) if paper.role is Role.RETRO else {}
    found = [lesson for table in paper.tables for lesson in _from_table(paper, table)]
    for paragraph in paper.paragraphs:
        if paragraph.ordinal not in in_tables:
            for item in inline_items(paragraph):
                found += _from_paragraph(paper, item, sides)
    return found


_SIGN = re.compile(r"^\s*[(（\[【]\s*(?P<sign>[+＋✓✔○👍]|[-−－–✗✘×👎])\s*[)）\]】]\s*")
_LABEL = re.compile(r"^(?P<label>[^:：。，,;；]{2,40})[:：]\s*(?=\S.{4})")


def _from_paragraph(
    paper: Paper, paragraph: Passage, sides: Mapping[str, Topic]
) -> Iterator[Lesson]:
    innermost = paragraph.trail[-1] if paragraph.trail else ""
    topic = sides.get(innermost) or topic_of(paragraph)
    if mark := _SIGN.match(paragraph.text):
        topic = Topic.GOOD if mark["sign"] in "+＋✓✔○👍" else Topic.BAD
        paragraph = paragraph.cut(mark.end(), len(paragraph.text))
    elif label := _labelled(without_mark(paragraph).text):
        shift = paragraph.text.find(label[1])
        topic, paragraph = label[0], paragraph.cut(shift, len(paragraph.text))
    if topic not in (Topic.GOOD, Topic.BAD, Topic.MIXED):
        return
    whole = without_mark(paragraph)
    is_item = paragraph.kind is SegmentKind.LIST_ITEM or whole.text != paragraph.text
    pieces = [whole] if is_item else sentences_of(whole)
    for piece in pieces:
        item = without_mark(piece)
        if not _SHORTEST <= len(item.text) <= _LONGEST or words.TO_FOLLOW.within(item.text):
            continue
        good = topic is Topic.GOOD if topic is not Topic.MIXED else _is_good(item.text)
        yield Lesson(item.text, good, paper, item.evidence)


_ASKED = re.compile(r"(?:what|where|how|things|the bits|the parts)\b", re.IGNORECASE)


def _labelled(text: str) -> tuple[Topic, str] | None:
    """Went well: …, 不足：… on the line itself."""
    match = _LABEL.match(text)
    if match is None or not (_ASKED.match(match["label"]) or looks_like_heading(match["label"])):
        return None
    topic = heading_topic(match["label"])
    return (topic, text[match.end() :]) if topic in (Topic.GOOD, Topic.BAD) else None


def _is_good(text: str) -> bool:
    return tone_of(text) == "positive"


# ------------------------------------------------------------------ tables
def _from_table(paper: Paper, table: Table) -> Iterator[Lesson]:
    """A board with a column for what went well and one for what did not, or a row for each."""
    if paper.role is Role.OTHER and not table.header:
        return
    if paper.role is Role.RETRO and (grid := list(_from_grid(paper, table))):
        yield from grid
        return
    table = _with_margin(table)
    sides = [_side(heading) for heading in table.header]
    if len(set(sides) - {None}) == 2:
        yield from _from_columns(paper, table, sides)
        return
    if paper.role is Role.RETRO and _is_of_problems(table):
        yield from _from_columns(paper, table, sides)
        return
    kinds = [n for n in range(len(table.header)) if _tells_kinds(table, n)]
    if kinds and len(table.header) >= 2:
        yield from _from_rows(paper, table, kinds[0])


_MOSTLY = 0.7


def _with_margin(table: Table) -> Table:
    """A board without a head, its sides in the margin: the row that was taken for the head is a row."""
    if not table.header_spans or len(table.header) != _SIDE_AND_TEXT or not table.rows:
        return table
    margin = [row.cell(0) for row in table.every_row[len(table.titles) :]]
    short = all(0 < len(cell) <= _SHORT_HEADING for cell in margin)
    both = {True, False} <= {_side(cell) for cell in margin}
    if not (short and both and _side(margin[0]) is not None and _side(table.header[1]) is None):
        return table
    rows = table.every_row[len(table.titles) :]
    return replace(table, header=("", ""), header_spans=(), rows=rows)


_SIDE_AND_TEXT = 2


def _tells_kinds(table: Table, column: int) -> bool:
    """Every row says which side it is on; a log holds causes and actions among them."""
    if table.share(column, lambda cell: _side(cell) is not None) >= _MOSTLY:
        return True
    kinds = {_side(cell) for cell in table.values(column)}
    if {True, False} <= kinds and table.header == ("", ""):
        return True
    return {True, False} <= kinds and table.share(column, _is_kind) >= _MOSTLY


def _is_kind(cell: str) -> bool:
    return len(cell) <= _SHORT_HEADING and heading_topic(cell) is not Topic.OTHER


def _is_of_problems(table: Table) -> bool:
    """Problems beside their causes or remedies: each row is something that went wrong."""
    topics = [heading_topic(heading) for heading in table.header]
    alone = sum(topic is Topic.BAD for topic in topics) == 1 and Topic.GOOD not in topics
    return alone and (Topic.CAUSES in topics or Topic.ACTIONS in topics)


def _from_grid(paper: Paper, table: Table) -> Iterator[Lesson]:
    """Two rows of two boxes, each with its heading above it: liked and learned, lacked and longed for."""
    rows = table.every_row
    heads = [n for n, row in enumerate(rows) if _is_row_of_heads(row)]
    named = [cell for n in heads for cell in rows[n].cells if cell.strip()]
    apart = all(b - a > 1 for a, b in pairwise((*heads, len(rows))))
    both = {True, False} <= {_side(cell) for cell in named}
    if len(heads) < 2 or heads[0] or not (apart and both) or len(set(named)) < len(named):
        return
    for head, following in pairwise((*heads, len(rows))):
        for row in rows[head + 1 : following]:
            yield from _from_boxes(paper, table, rows[head], row)


def _from_boxes(paper: Paper, table: Table, head: Row, row: Row) -> Iterator[Lesson]:
    for number, cell in enumerate(row.cells):
        side = _side(head.cell(number))
        for point in _points(cell) if side is not None else ():
            yield Lesson(point, bool(side), paper, table.evidence(row))


def _is_row_of_heads(row: Row) -> bool:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    short = all(len(cell) <= _SHORT_HEADING and not _POINT.search(cell) for cell in filled)
    return len(filled) >= 2 and short and any(_side(cell) is not None for cell in filled)


_SHORT_HEADING = 20
_POINT = re.compile(r"(?<=[。；！!])|(?<=[a-z0-9)”\"])[.;!]\s+(?=[A-Z])|\n+")
_FEWEST_WORDS = 4


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
    return [p for p in points if _SHORTEST <= len(p) <= _LONGEST]


def _side(heading: str) -> bool | None:
    """True for good, False for bad, None for a heading that says neither."""
    if len(heading) > _SHORT_HEADING:
        return None
    if heading.strip() in _SIGNS:
        return _SIGNS[heading.strip()]
    topic = heading_topic(heading)
    return {Topic.GOOD: True, Topic.BAD: False}.get(topic)


_SIGNS = {**dict.fromkeys("+＋✓✔", True), **dict.fromkeys("-−–Δ∆△✗✘", False)}
"""Heads of one sign: plus and delta."""


def _from_columns(paper: Paper, table: Table, sides: list[bool | None]) -> Iterator[Lesson]:
    for row in table.rows:
        for number, side in enumerate(sides):
            text = row.cell(number)
            if side is not None and _SHORTEST <= len(text) <= _LONGEST:
                yield Lesson(text, side, paper, table.evidence(row))


def _from_rows(paper: Paper, table: Table, kind: int) -> Iterator[Lesson]:
    text_column = _longest_column(table, kind)
    for row in table.rows:
        side, text = _side(row.cell(kind)), row.cell(text_column)
        if side is not None and _SHORTEST <= len(text) <= _LONGEST:
            yield Lesson(text, side, paper, table.evidence(row))


def _longest_column(table: Table, but: int) -> int:
    def total(number: int) -> int:
        return sum(map(len, table.values(number)))

    return max((n for n in range(len(table.header)) if n != but), key=lambda n: (total(n), -n))
