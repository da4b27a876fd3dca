"""The overall score of a table: the one its row of the mean gives, or what its rows come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.client.given_scores import marked_score
from archive.review.client.satisfaction_rows import mean_of_rows, score_of_form
from archive.review.client.scales import OVER_SCALE, scale_in
from archive.review.client.score import Score
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.tables.cells import ColumnUnit, is_figure, read_cell
from archive.review.tables.tables import Row, Table

_SAID_OVERALL = re.compile(
    r"(?:整体|整體|综合|綜合|总体|總體|总分|總分|总平均|總平均|overall|total)\D{0,6}(\d{1,2}(?:\.\d{1,2})?)"
    r"(?!\d|\s*[-–~～至到])",
    re.IGNORECASE,
)


def tabled_scores(paper: Paper) -> Iterator[Score]:
    """The means that tables give: all of a survey's, of other papers those named after satisfaction."""
    for table in paper.tables:
        if paper.role is not Role.CLIENT and not words.SATISFACTION.within(table.caption):
            continue
        if paper.role is Role.CLIENT and (form := score_of_form(table)):
            yield Score(form[0], form[1], paper, table.evidence(form[2]))
            continue
        row = _mean_row(table)
        if row and (marked := marked_score(" ".join(row.cells))):
            yield Score(marked[0], marked[1], paper, table.evidence(row))
            continue
        cell = _overall_cell(table, row) if row else ""
        if row is None or not cell:
            continue
        over = OVER_SCALE.search(cell)
        figure = read_cell(over[1] if over else cell, ColumnUnit())
        if figure and 0 < figure.value <= 100 and not figure.is_rate:
            scale = scale_in(" ".join((*row.cells, *table.header, table.caption)))
            yield Score(figure.value, scale, paper, table.evidence(row))


def reckoned_scores(paper: Paper) -> Iterator[Score]:
    """What the rows of a survey come to."""
    for table in paper.tables if paper.role is Role.CLIENT else ():
        if mean := mean_of_rows(table):
            scale = scale_in(" ".join((*table.header, table.caption))) or mean.top
            evidence = table.evidence(*mean.rows)
            yield Score(mean.value, scale, paper, evidence, computed=True)


def _mean_row(table: Table) -> Row | None:
    """The row of the whole; the last of several, since parts come before it."""
    found = [
        row for row in table.rows
        if (name := _label(table, row)) and words.MEAN.within(name)
        and len(name) <= (_LONGEST_LABEL if name.isascii() else _LONGEST_LABEL // 2)
    ]  # fmt: skip
    plain = [row for row in found if _is_of_the_whole(_label(table, row))]
    scored = any(words.SCORE.within(heading) for heading in table.header)
    return plain[-1] if plain else found[-1] if found and scored else None


_LONGEST_LABEL = 48


def _is_of_the_whole(name: str) -> bool:
    """Overall, 綜合平均分; not "Average watch time"."""
    rest = re.sub(r"[（(][^）)]*[）)]", "", name)
    for known in (words.MEAN, words.SATISFACTION, words.SCORE):
        rest = known.without(rest)
    return len(re.sub(r"[\W\d_]", "", rest)) <= 4


def _label(table: Table, row: Row) -> str:
    return row.cell(table.name_column) or next((c for c in row.cells if c.strip()), "")


def _overall_cell(table: Table, row: Row) -> str:
    """The overall score: under a heading of scores, alone in its row, or said to be overall.

    Several columns of items have a mean each, and none of these is the overall one.
    """
    if not table.header:
        return _beside_its_label(table, row)
    numeric = [
        n for n in range(len(table.header)) if n != table.name_column and table.is_numeric(n)
    ]
    named = [n for n in numeric if words.SCORE.within(table.header[n])]
    overall = [n for n in named if words.MEAN.within(table.header[n])]
    means = [n for n in numeric if words.MEAN.within(table.header[n])]
    if not overall and len(means) == 1:
        return row.cell(means[0])
    if overall or named:
        cell = row.cell((overall or named)[-1])
        if rounded := _said_in_short(row, cell):
            return rounded
        filled = [c for n in numeric if (c := row.cell(n)) and not c.rstrip().endswith(("%", "％"))]
        return cell or (filled[-1] if filled else "")
    if len(numeric) == 1:
        return row.cell(numeric[0])
    said = (_SAID_OVERALL.search(cell) for cell in row.cells)
    return next((match[1] for match in said if match), "")


def _said_in_short(row: Row, cell: str) -> str:
    """綜合3.9 in a remark beside 3.8944: the mean as the sheet itself says it, the same but rounded."""
    if not re.fullmatch(r"\s*\d{1,2}\.\d{3,}\s*", cell):
        return ""
    said = (match[1] for c in row.cells if (match := _SAID_OVERALL.search(c)) and "." in match[1])
    return next((s for s in said if Decimal(s) == round(Decimal(cell), len(s.split(".")[1]))), "")


def _beside_its_label(table: Table, row: Row) -> str:
    """Overall | 7.9 in a list of labels with a score each, which has no head."""
    pairs = [[cell.strip() for cell in r.cells if cell.strip()] for r in table.rows]
    scored = all(len(pair) == _LABEL_AND_SCORE and is_figure(pair[1]) for pair in pairs)
    return row.cell(1) if scored and len(pairs) > _LABEL_AND_SCORE else ""


_LABEL_AND_SCORE = 2
