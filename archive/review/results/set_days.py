"""Days that a plan or a contract set: schedules in tables, 主要日期：開展2025年6月9日；…, lines of a timetable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.conditions import is_conditional
from archive.review.reading.days import (
    Day,
    read_day,
    short_days_in,
    writes_day_first,
    writes_month_first,
)
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.words import word_list
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Table

_TIMES = word_list("milestones.times")
_LABEL = re.compile(r"\s*(?P<label>[^:：\d，,。；;]{1,20})[:：]\s*")
_PARTS = re.compile(r"[；;]|[。.](?=\s|$)")
_NAME_EDGE = re.compile(
    r"^[\W_]+|(?:[\s:：，,（(于於在–—-]|\bby\b|\bon\b|\bno later than\b|\bis\b|\bstarts?\b)+$",
    re.IGNORECASE,
)
_LONGEST_NAME, _FEWEST, _MOST = 30, 2, 40
_UNTIL = re.compile(r"\s*[日號号]?\s*(?:[至到~～—–-]|\bto\b|\buntil\b)")
"""Behind a day: what lasts until another is no point in time."""


@dataclass(frozen=True, slots=True)
class SetDay:
    """What was to happen, and on which day."""

    name: str
    day: Day
    evidence: Evidence


def days_set(papers: Papers) -> list[SetDay]:
    """Every day of the schedules of plans and contracts, once for each name; the schedule before the contract."""
    found: dict[str, SetDay] = {}
    for paper in papers.current(Role.PLAN, Role.CONTRACT):
        for told in (*_in_tables(paper, papers.middle), *_in_lines(paper, papers.middle)):
            found.setdefault(told.name, told)
    return list(found.values())


def _in_tables(paper: Paper, near: date) -> Iterator[SetDay]:
    for table in paper.tables:
        column = _day_column(table)
        if column is None or not _FEWEST <= len(table.rows) <= _MOST:
            continue
        cells = table.values(column)
        month_first, day_first = (
            writes_month_first(cells, near),
            writes_day_first((table.caption, *cells)),
        )
        for row in table.rows:
            cell = row.cell(column)
            day = read_day(cell, near, month_first=month_first, day_first=day_first)
            name = row.cell(table.name_column)
            if day and day.is_exact and _is_name(name) and not _lasts(cell, day.written):
                yield SetDay(name, day, table.evidence(row))


def _day_column(table: Table) -> int | None:
    """The only column of days of a table that is headed as a schedule and tells no money."""
    dated = [n for n in range(len(table.header)) if table.is_dated(n)]
    meant = [n for n in dated if side_of(table.header[n]) == "planned"]
    about = f"{table.caption} {table.header[table.name_column] if table.header else ''}"
    if table.column(words.MONEY_COLUMN) is not None or table.column(words.OWNER) is not None:
        return None
    if len(dated) != 1 or not (meant or _TIMES.within(about) or words.MILESTONE_NAME.within(about)):
        return None
    return dated[0]


def _in_lines(paper: Paper, near: date) -> Iterator[SetDay]:
    """The parts of a line that begins with 主要日期, or the lines under such a heading: several, one day each."""
    below: dict[str, list[SetDay]] = {}
    for paragraph in paper.paragraphs:
        line = without_mark(paragraph)
        label = _LABEL.match(line.text)
        heading = paragraph.trail[-1] if paragraph.trail else ""
        if label is not None and _TIMES.within(label["label"]):
            told = _set_in(line.cut(label.end(), len(line.text)), near)
            yield from told if len(told) >= _FEWEST else ()
        elif len(heading) <= _LONGEST_NAME and _TIMES.within(heading):
            below.setdefault(heading, []).extend(_set_in(line, near))
    for told in below.values():
        yield from told if len(told) >= _FEWEST else ()


def _set_in(line: Passage, near: date) -> list[SetDay]:
    return [told for part in _parts(line) if (told := _set_day(part, near))]


def _parts(line: Passage) -> Iterator[Passage]:
    for sentence in sentences_of(line):
        begin = 0
        for stop in (*_PARTS.finditer(sentence.text), None):
            end = stop.start() if stop else len(sentence.text)
            if sentence.text[begin:end].strip():
                yield sentence.cut(begin, end)
            begin = stop.end() if stop else end


def _set_day(part: Passage, near: date) -> SetDay | None:
    mentions = short_days_in(part.text, near)
    if len(mentions) != 1 or _UNTIL.match(part.text, mentions[0].end):
        return None
    mention = mentions[0]
    if is_conditional(part.text, mention.start):
        return None
    name = _NAME_EDGE.sub("", part.text[: mention.start])
    name = name or _NAME_EDGE.sub("", part.text[mention.end :])
    day = Day(mention.value, part.text[mention.start : mention.end])
    return SetDay(name, day, part.evidence) if _is_name(name) and day.is_exact else None


def _lasts(cell: str, written: str) -> bool:
    at = cell.find(written)
    return at >= 0 and _UNTIL.match(cell, at + len(written)) is not None


def _is_name(name: str) -> bool:
    money = words.INSTALMENT.within(name) or words.RECEIVED.within(name)
    return 2 <= len(name) <= _LONGEST_NAME and not money and bool(re.search(r"[^\W\d_]{2}", name))
