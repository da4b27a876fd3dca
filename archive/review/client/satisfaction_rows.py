"""A mean that no paper writes, from the rows of scores that people gave: one row a person, or one a grade.

Computed only where the rows are of people (or of grades with how many gave each), and where one column
is the whole: several questions without an overall one make no mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from archive.review.client.given_scores import marked_score
from archive.review.reading import vocabulary as words
from archive.review.reading.people import is_latin, is_somebody
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


_FULL = word_list("satisfaction.full_marks")
_TICK = re.compile(r"[✓✔√☑●■◉VvXxO○]|[vV]")


def score_of_form(table: Table) -> tuple[Decimal, int, Row] | None:
    """(score, top, row) of a filled form: a tick below 4 of 1 to 5, or points beside the full marks, in all."""
    rows = table.every_row
    whole = [row for row in rows if _is_of_the_whole(row.cell(0)) or _is_total(row.cell(0))]
    if len(whole) != 1:
        return None
    row = whole[0]
    if points := next(filter(None, map(_points_above, rows)), None):
        ticked = [p for p, n in points.items() if _TICK.fullmatch(row.cell(n).strip())]
        return (Decimal(ticked[0]), max(points), row) if len(ticked) == 1 else None
    full = table.column(_FULL, where=table.is_numeric)
    scored = [
        n
        for n, h in enumerate(table.header)
        if words.SCORE.within(h) and n != full and table.is_numeric(n)
    ]
    if full is None or len(scored) != 1:
        return None
    score, top = _score(row.cell(scored[0])), _score(row.cell(full))
    fits = score is not None and top is not None and top in _TOPS and score <= top
    return (score, int(top), row) if fits and score is not None and top is not None else None


def _points_above(row: Row) -> dict[int, int]:
    """The columns of the points of a scale, where a row heads them: 1 2 3 4 5; empty for any other row."""
    points = {
        int(c): n for n, c in enumerate(row.cells) if n and c.strip().isdigit() and len(c) <= 3
    }
    run = sorted(points) == list(range(min(points), max(points) + 1)) if points else False
    return points if run and len(points) >= _TOPS[0] and max(points) in _TOPS else {}


def _is_total(name: str) -> bool:
    return words.TOTAL.within(name) and len(name) <= _LONGEST_NAME


def mean_of_rows(table: Table) -> MeanOfRows | None:
    """The mean of a table of single scores; None for any other table."""
    if beside := _by_grades_beside(table):
        return beside
    if not table.header or not _FEWEST <= len(table.rows) <= _MOST:
        return None
    return _by_grade(table) or _by_person(table) or _by_column(table)


def _by_person(table: Table) -> MeanOfRows | None:
    if not (any(_WHO.within(heading) for heading in table.header) or _begins_with_scores(table)):
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


def _by_column(table: Table) -> MeanOfRows | None:
    """A column for each who answered, the questions below each other: the row of the whole."""
    people = [
        n for n in range(len(table.header)) if n != table.name_column and table.header[n].strip()
    ]
    if len(people) < _FEWEST or table.name_column or not _are_people(table, people):
        return None
    whole = [row for row in table.rows if _is_of_the_whole(row.cell(0))]
    scores = [(whole[0], _score(whole[0].cell(n))) for n in people] if len(whole) == 1 else []
    told = [(row, value, Decimal(1)) for row, value in scores if value is not None]
    if len(told) < _FEWEST or len(told) < len(people):
        return None
    mean = _mean(table, people[0], told)
    return replace(mean, rows=(told[0][0],)) if mean else None


def _begins_with_scores(table: Table) -> bool:
    """A score and what was said beside it: each row is an answer, though nobody is named."""
    if len(table.header) < _FEWEST or not _is_scored(table, 0):
        return False
    remarks = table.column(words.COMMENT, where=lambda n: not table.is_numeric(n))
    reasons = table.column(words.NOTE, where=lambda n: not table.is_numeric(n))
    return remarks is not None or reasons is not None


def _are_people(table: Table, columns: Sequence[int]) -> bool:
    """By their names, or by the heading of the questions beside them; never figures, means or remarks."""
    heads = [table.header[n].strip() for n in columns]
    if any(_NO_PERSON.within(h) or any(w.within(h) for w in _OTHER_COLUMNS) for h in heads):
        return False
    if _WHO.within(table.header[0]) and not _ITEMS.within(table.header[0]):
        return False  # the people stand below each other
    named = sum((is_somebody(h) and not is_latin(h)) or bool(_ANSWERER.fullmatch(h)) for h in heads)
    asked = _ITEMS.within(table.header[0]) and all(len(h) <= _LONGEST_NAME for h in heads)
    return named == len(heads) or (asked and not any(map(str.isdigit, heads)))


_OTHER_COLUMNS = (
    words.MEAN, words.SCORE, words.NOTE, words.COMMENT, words.PLANNED, words.ACTUAL, words.VARIANCE,
    words.RATE, words.STATUS, words.UNIT, words.QUANTITY,
)  # fmt: skip
_ANSWERER = re.compile(
    r"(?:[问問]卷|受[访訪]者?|客[户戶]|[评評][审審委]|[样樣]本|respondent|client|rater|person|guest|reviewer|[RrQ#])\s*[A-Za-z\d一二三四五六七八九十]{1,2}",
    re.IGNORECASE,
)
_NO_PERSON = word_list("satisfaction.not_people")
_ITEMS = word_list("common.rows_are_items")
_LONGEST_NAME = 24


def _is_of_the_whole(name: str) -> bool:
    """綜合評分, Overall; the average of each column is something else."""
    return words.MEAN.within(name) and not _AVERAGE.search(name) and len(name) <= _LONGEST_NAME


_AVERAGE = re.compile(r"平均|均[值分]|\b(?:mean|average|avg)\b", re.IGNORECASE)


def _is_scored(table: Table, number: int) -> bool:
    """A column of scores by its heading: every filled cell is a score, and not all above any scale."""
    heading, cells = table.header[number], table.values(number)
    named = words.SCORE.within(heading) or words.MEAN.within(heading)
    values = [_score(cell) for cell in cells]
    return bool(named and len(cells) >= _FEWEST and all(v is not None for v in values))


def _score(cell: str) -> Decimal | None:
    if stars := _STARS.fullmatch(cell):
        return Decimal(len(stars["full"]))
    if marked := marked_score(cell):
        return marked[0]
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
    return _mean(table, grades[0], told, int(run[-1]))


def _by_grades_beside(table: Table) -> MeanOfRows | None:
    """The grades side by side, below them how many gave each: 5 | 4 | 3 | 2 | 1 over 人數 | 20 | 18 | 8 | 3 | 1."""
    rows = table.every_row
    points = next(filter(None, map(_points_above, rows)), None)
    counted = [row for row in rows if _HOW_MANY.within(row.cell(0)) or _WHO.within(row.cell(0))]
    if not points or len(points) not in _GRADES or len(counted) != 1:
        return None
    row = counted[0]
    answers = {point: _whole(row.cell(n)) for point, n in points.items()}
    several = sum((count for count in answers.values() if count), Decimal(0))
    if several < _FEWEST or None in answers.values():
        return None
    whole = sum((point * count for point, count in answers.items() if count), Decimal(0))
    value = (whole / several).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return MeanOfRows(value, max(points), (row,))


_GRADES = (5, 7, 10)


def _whole(cell: str) -> Decimal | None:
    figure = read_cell(cell, ColumnUnit())
    whole = figure is not None and not figure.is_rate and figure.value == int(figure.value)
    return figure.value if figure is not None and whole else None


def _mean(
    table: Table, column: int, told: list[tuple[Row, Decimal, Decimal]], top: int | None = None
) -> MeanOfRows | None:
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
    top = next(iter(widths)) if len(widths) == 1 else top
    return MeanOfRows(value, top, tuple(row for row, *_ in told))
