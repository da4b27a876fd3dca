"""A mean that no paper writes, from the rows of scores that people gave: one row a person, or one a grade.

Computed only where the rows are of people (or of grades with how many gave each), and where one column
is the whole: several questions without an overall one make no mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.cells import ColumnUnit, read_cell
from archive.review.tables.tables import Row, Table

_WHO = word_list("satisfaction.who")
_HOW_MANY = word_list("satisfaction.how_many")
_STARS = re.compile(r"\s*(?P<full>★{1,10})(?P<empty>☆{0,9})\s*")
_FEWEST, _MOST = 2, 200
_TOPS = (5, 10, 100)


@dataclass(frozen=True, slots=True)
class MeanOfRows:
    """The mean of these rows, two decimals; `top` where stars show the scale."""

    value: Decimal
    top: int | None
    rows: tuple[Row, ...]


def mean_of_rows(table: Table) -> MeanOfRows | None:
    """The mean of a table of single scores; None for any other table."""
    if not table.header or not _FEWEST <= len(table.rows) <= _MOST:
        return None
    return _by_grade(table) or _by_person(table)


def _by_person(table: Table) -> MeanOfRows | None:
    if not any(_WHO.within(heading) for heading in table.header):
        return None
    if any(_HOW_MANY.within(heading) for heading in table.header):
        return None
    scored = [n for n in range(len(table.header)) if _is_scored(table, n)]
    whole = [n for n in scored if words.MEAN.within(table.header[n])] or scored
    if len(whole) != 1:
        return None
    told = [(row, value) for row in table.rows if (value := _score(row.cell(whole[0]))) is not None]
    if len(told) < _FEWEST:
        return None
    return _mean(table, whole[0], [(row, value, Decimal(1)) for row, value in told])


def _is_scored(table: Table, number: int) -> bool:
    """A column of scores by its heading: every filled cell is a score, and not all above any scale."""
    heading, cells = table.header[number], table.values(number)
    named = words.SCORE.within(heading) or words.MEAN.within(heading)
    values = [_score(cell) for cell in cells]
    return bool(named and len(cells) >= _FEWEST and all(v is not None for v in values))


def _score(cell: str) -> Decimal | None:
    if stars := _STARS.fullmatch(cell):
        return Decimal(len(stars["full"]))
    if len(cell) > _LONGEST or _NOT_A_SCORE.search(cell):
        return None
    figure = read_cell(re.split(r"[/／]", cell)[0], ColumnUnit())
    fits = figure is not None and not figure.is_rate and 0 < figure.value <= _TOPS[-1]
    return figure.value if figure is not None and fits else None


_LONGEST = 8
_NOT_A_SCORE = re.compile(r"[-–—]\s*\d|年|月|日|:\d\d")


def _by_grade(table: Table) -> MeanOfRows | None:
    """Grades and how many gave each: 5分|12人, 4分|6人."""
    grades = [
        n for n, h in enumerate(table.header) if words.SCORE.within(h) and not _HOW_MANY.within(h)
    ]
    counts = [n for n, h in enumerate(table.header) if _HOW_MANY.within(h)]
    if len(grades) != 1 or len(counts) != 1 or grades == counts:
        return None
    told = []
    for row in table.rows:
        grade, count = _score(row.cell(grades[0])), _whole(row.cell(counts[0]))
        if grade is not None and count is not None:
            told.append((row, grade, count))
    run = sorted(grade for _, grade, _ in told)
    steps = {second - first for first, second in pairwise(run)}
    if len(told) < 3 or steps != {Decimal(1)} or run[-1] not in (5, 7, 10):
        return None
    return _mean(table, grades[0], told)


def _whole(cell: str) -> Decimal | None:
    figure = read_cell(cell, ColumnUnit())
    whole = figure is not None and not figure.is_rate and figure.value == int(figure.value)
    return figure.value if figure is not None and whole else None


def _mean(table: Table, column: int, told: list[tuple[Row, Decimal, Decimal]]) -> MeanOfRows | None:
    answers = sum((count for *_, count in told), Decimal(0))
    if not answers:
        return None
    whole = sum((value * count for _, value, count in told), Decimal(0)) / answers
    value = whole.quantize(Decimal("0.01"), ROUND_HALF_UP)
    widths = {
        len(stars["full"] + stars["empty"])
        for cell in table.values(column)
        if (stars := _STARS.fullmatch(cell))
    }
    top = next(iter(widths)) if len(widths) == 1 else None
    return MeanOfRows(value, top, tuple(row for row, *_ in told))
