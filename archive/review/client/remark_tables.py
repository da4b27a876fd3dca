"""Remarks in tables: a column of them, a row for each question, lines below a heading such as Comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.review.client.remark_columns import (
    LABEL_AND_TEXT,
    RESPONDENT,
    SENTENCE,
    named_remarks,
    numbered_remarks,
    remark_columns,
    verbatim_column,
)
from archive.review.client.remark_words import (
    OPEN_QUESTION,
    OPINION_HEADING,
    SHORT_REMARK,
    asks_opinion,
    is_remark,
    lean_of,
)
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.words import word_list
from archive.review.tables.tables import Row, Table

_HIGH, _LOW = 0.85, 0.6
_TOPS = (5, 10, 100)


@dataclass(frozen=True, slots=True)
class Remark:
    """What one cell says. `lean` is above zero beside a high score, below zero beside a low one."""

    text: str
    evidence: Evidence
    lean: int = 0


def remarks_in_table(paper: Paper, table: Table) -> list[Remark]:
    """The remarks of a survey's table; of figures and reports only where a heading says so."""
    if paper.role is Role.CLIENT or _is_of_answers(table):
        found = list(_in_rows(paper, table))
        if (not found or len(table.header) != LABEL_AND_TEXT) and not _is_head_of_form(table):
            for column in remark_columns(table):
                found += _in_column(paper, table, column)
    elif _is_about_opinions(table):
        found = list(_in_column(paper, table, named_remarks(table) or numbered_remarks(table)))
    else:
        found = list(_in_column(paper, table, verbatim_column(table)))
    return [*found, *_below_heading(paper, table), *_behind_labels(paper, table)]


_FORM_LABEL = word_list("client_words.form_label")


def _is_head_of_form(table: Table) -> bool:
    """Who was asked, when and how: labels with what was filled in, nothing of it a remark."""
    rows = [row for row in table.every_row if any(cell.strip() for cell in row.cells)]
    if any(sum(bool(c.strip()) for c in row.cells) > 2 * LABEL_AND_TEXT for row in rows):
        return False
    labels = [row.cell(0) for row in rows]
    known = [
        x for x in labels if _FORM_LABEL.within(x) and len(_FORM_LABEL.without(x).strip()) <= 2
    ]
    return len(known) >= LABEL_AND_TEXT and len(known) * 2 > len(labels)


_LABELLED_CELL = re.compile(r"^(?P<label>[^:：]{2,16})[:：]\s*(?=\S.{3})")


def _behind_labels(paper: Paper, table: Table) -> Iterator[Remark]:
    """留言摘錄：… alone in a row of a survey's table, as exports put remarks below the figures."""
    for row in table.every_row if paper.role is Role.CLIENT else ():
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        label = _LABELLED_CELL.match(row.cell(filled[0])) if len(filled) == 1 else None
        if label is None or not asks_opinion(label["label"]):
            continue
        whole = _cell_span(table, row, filled[0])
        span = Span(whole.segment, whole.start + label.end(), whole.end)
        text = table.source.segments[span.segment].text[span.start : span.end]
        if is_remark(text):
            yield Remark(text, Evidence(paper.source, (span,)), lean_of(label["label"]))


_FEWEST_ANSWERS = 3


def _is_of_answers(table: Table) -> bool:
    """An export of a survey: a row for each who answered, a score, and open questions put to them."""
    asked = [
        n for n, h in enumerate(table.header) if OPEN_QUESTION.within(h) and len(h) >= SHORT_REMARK
    ]
    open_ones = [n for n in asked if n and table.values(n) and not table.is_numeric(n)]
    scored = table.column(words.SCORE, where=table.is_numeric) is not None
    who = any(RESPONDENT.within(heading) for heading in table.header)
    return bool(open_ones) and scored and who and len(table.rows) >= _FEWEST_ANSWERS


def _is_about_opinions(table: Table) -> bool:
    about = table.about[-1] if table.about else ""
    return len(about) <= 24 and (OPINION_HEADING.within(about) or words.SATISFACTION.within(about))


def _in_column(paper: Paper, table: Table, column: int | None) -> Iterator[Remark]:
    if column is None:
        return
    top, asked = _top_of_scale(table), lean_of(table.header[column])
    for row in table.rows:
        comment = row.cell(column)
        of_the_whole = column != table.name_column and words.MEAN.within(
            row.cell(table.name_column)
        )
        reckoned = bool(_TELLS_A_MEAN.search(comment)) or len(comment) < SHORT_REMARK
        if is_remark(comment) and not (of_the_whole and reckoned):
            yield Remark(
                comment,
                Evidence(paper.source, (_cell_span(table, row, column),)),
                asked or _lean(row, top),
            )


_TELLS_A_MEAN = re.compile(
    r"\d|平均|加[权權]|[总總][计計分]|\b(?:average|mean|weighted|n\s?=)", re.IGNORECASE
)
"""How the figure of the whole came about is no remark; 願意再合作 is one."""


def _scores(row: Row) -> list[float]:
    return [
        float(c)
        for cell in row.cells[1:]
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", c := cell.strip())
    ]


def _top_of_scale(table: Table) -> int:
    highest = max((score for row in table.rows for score in _scores(row)), default=0.0)
    return next((top for top in _TOPS if highest <= top), 0)


def _lean(row: Row, top: int) -> int:
    """The last score of a row is the overall one."""
    scores = [score for score in _scores(row) if score]
    if not scores or not top:
        return 0
    share = scores[-1] / top
    return 1 if share >= _HIGH else -1 if share <= _LOW else 0


def _cell_span(table: Table, row: Row, column: int) -> Span:
    """The comment's own place in its row, so that nothing else of the row is quoted."""
    span = row.spans[0]
    text = table.source.segments[span.segment].text[span.start : span.end]
    at = text.find(row.cells[column].strip())
    if at < 0:
        return span
    return Span(span.segment, span.start + at, span.start + at + len(row.cells[column].strip()))


def _in_rows(paper: Paper, table: Table) -> Iterator[Remark]:
    """A form's open questions (最滿意的地方), each with its answer beside it."""
    for row in table.every_row:
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        label = row.cell(filled[0]) if len(filled) >= LABEL_AND_TEXT else ""
        lean = lean_of(label)
        if not label or len(label) > _LONGEST_LABEL or not (lean or asks_opinion(label)):
            continue
        least = SHORT_REMARK if lean else SENTENCE
        for column in filled[1:]:
            text = row.cell(column)
            if is_remark(text) and len(text) >= least and not text[:1].isdigit():
                evidence = Evidence(paper.source, (_cell_span(table, row, column),))
                yield Remark(text, evidence, lean)


_LONGEST_LABEL = 30


def _below_heading(paper: Paper, table: Table) -> Iterator[Remark]:
    """Lines of one cell below a row that only says Comments, as exports of surveys end."""
    rows: Sequence[Row] = table.every_row
    begun, lean = False, 0
    for row in rows:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) != 1:
            begun = False
        elif len(filled[0]) <= _LONGEST_LABEL and _heads_remarks(filled[0]):
            begun, lean = True, lean_of(filled[0])
        elif begun and is_remark(filled[0]):
            column = next(n for n, cell in enumerate(row.cells) if cell.strip())
            span = _unquoted(table, _cell_span(table, row, column))
            text = table.source.segments[span.segment].text[span.start : span.end]
            yield Remark(text, Evidence(paper.source, (span,)), lean)


_NUMBERED = re.compile(r"^\s*(?:Q|問|问|題|题)?\s*\d{1,2}\s*[.、)）:：]?\s*")


def _heads_remarks(text: str) -> bool:
    """Comments; or a question for the good or the bad, with its number: Q5 最喜歡的部分."""
    if OPINION_HEADING.within(text):
        return True
    return bool(_NUMBERED.match(text)) and asks_opinion(text)


def _unquoted(table: Table, span: Span) -> Span:
    text = table.source.segments[span.segment].text[span.start : span.end]
    inner = text.strip("\"“”「」' ")
    at = span.start + text.find(inner)
    return Span(span.segment, at, at + len(inner))
