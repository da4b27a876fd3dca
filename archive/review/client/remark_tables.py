"""Remarks in tables: a column of them, a row for each question, lines below a heading such as Comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.review.client.given_scores import tells_scores
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.words import word_list
from archive.review.tables.tables import Row, Table

_OPINION_HEADING = word_list("client_words.opinion_heading")
_NO_ANSWER = word_list("client_words.no_answer")
_REMARK = 8
_SHORT_REMARK = 4
_LABEL_AND_TEXT = 2
_SENTENCE = 8
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
        if (not found or len(table.header) != _LABEL_AND_TEXT) and not _is_head_of_form(table):
            for column in _columns(table):
                found += _in_column(paper, table, column)
    elif _is_about_opinions(table):
        found = list(_in_column(paper, table, _named_column(table) or _numbered_text(table)))
    else:
        found = list(_in_column(paper, table, _verbatim_column(table)))
    return [*found, *_below_heading(paper, table), *_behind_labels(paper, table)]


_FORM_LABEL = word_list("client_words.form_label")


def _is_head_of_form(table: Table) -> bool:
    """Who was asked, when and how: labels with what was filled in, nothing of it a remark."""
    rows = [row for row in table.every_row if any(cell.strip() for cell in row.cells)]
    if any(sum(bool(c.strip()) for c in row.cells) > 2 * _LABEL_AND_TEXT for row in rows):
        return False
    labels = [row.cell(0) for row in rows]
    known = [
        x for x in labels if _FORM_LABEL.within(x) and len(_FORM_LABEL.without(x).strip()) <= 2
    ]
    return len(known) >= _LABEL_AND_TEXT and len(known) * 2 > len(labels)


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


_WHO = word_list("satisfaction.who")
_FEWEST_ANSWERS = 3


def _is_of_answers(table: Table) -> bool:
    """An export of a survey: a row for each who answered, a score, and open questions put to them."""
    asked = [
        n for n, h in enumerate(table.header) if _QUESTION.within(h) and len(h) >= _SHORT_REMARK
    ]
    open_ones = [n for n in asked if n and table.values(n) and not table.is_numeric(n)]
    scored = table.column(words.SCORE, where=table.is_numeric) is not None
    who = any(_WHO.within(heading) for heading in table.header)
    return bool(open_ones) and scored and who and len(table.rows) >= _FEWEST_ANSWERS


def is_remark(text: str) -> bool:
    """Words of somebody, not "none", "n/a" or a note on how many answered."""
    bare = re.sub(r"[\W\d_]", "", text)
    if len(bare) < _SHORT_REMARK or is_blank_form(text) or _only_scores(text):
        return False
    return len(re.sub(r"[\W\d_]", "", _NO_ANSWER.without(text))) >= min(3, len(bare))


_BLANKS = re.compile(r"[＿_]{2,}|…{3,}|\.{6,}")
_BOXES = re.compile(r"[□☐]")
_IN_POINTS = re.compile(
    r"\d(?:\.\d{1,2})?\s*(?:分(?![钟鐘店部别別之析享批工鏡镜])|points?\b|/\s*(?:5|10)\b|out of)"
)
_MEAN_TOLD = word_list("satisfaction.mean_told")


def is_blank_form(text: str) -> bool:
    """A printed question with room for its answer, or with boxes to tick."""
    return bool(_BLANKS.search(text)) or len(_BOXES.findall(text)) >= _LABEL_AND_TEXT


def _only_scores(text: str) -> bool:
    """I give 8, purchasing 7: several scores, or one and a word for the mean, are figures and no remark."""
    if tells_scores(text):
        return True
    scores = len(_IN_POINTS.findall(text))
    rest = _IN_POINTS.sub("", text)
    short = len(re.sub(r"[\W\d_]", "", rest)) <= _LONGEST_OF_SCORES * (3 if text.isascii() else 1)
    return scores >= _LABEL_AND_TEXT or (scores == 1 and short and _MEAN_TOLD.within(text))


_LONGEST_OF_SCORES = 10


def _is_about_opinions(table: Table) -> bool:
    about = table.about[-1] if table.about else ""
    return len(about) <= 24 and (_OPINION_HEADING.within(about) or words.SATISFACTION.within(about))


# ------------------------------------------------------------------ columns
def _columns(table: Table) -> list[int | None]:
    """The columns of open questions, and the one of remarks where at most one says that it asks."""
    asked: list[int | None] = [
        n
        for n, heading in enumerate(table.header)
        if n
        and (asks_opinion(heading) or lean_of(heading))
        and table.values(n)
        and not table.is_numeric(n)
    ]
    if len(asked) > 1:
        return [*asked, *_behind_the_first(table, asked)]
    column = _column(table)
    return [*asked, *([column] if column not in asked else []), *_behind_the_first(table, asked)]


def _behind_the_first(table: Table, asked: Sequence[int | None]) -> Iterator[int]:
    """Forms end with their open questions: what stands behind the first of them in free words is one too."""
    first = next((n for n in asked if n is not None), len(table.header))
    for n in range(first + 1, len(table.header)):
        free = (
            not table.is_numeric(n) and not table.is_dated(n) and not _WHO.within(table.header[n])
        )
        long = (
            sum(map(len, values)) >= _SENTENCE * len(values) // 2
            if (values := table.values(n))
            else False
        )
        if n not in asked and free and long:
            yield n


def _column(table: Table) -> int | None:
    column = _named_column(table)
    if column is None or not any(len(cell) >= _SHORT_REMARK for cell in table.values(column)):
        column = _longest(table)
    if column is None:
        column = _numbered_text(table)
    scored = any(table.is_numeric(n) for n in range(1, len(table.header)))
    if column is not None and column == table.name_column and scored and not _is_numbered(table):
        return None
    return column


def _named_column(table: Table) -> int | None:
    for wanted in (words.COMMENT, words.NOTE):
        column = table.column(wanted, where=lambda n: not table.is_numeric(n))
        if column is not None:
            return column
    return None


_VERBATIM = word_list("client_words.verbatim_column")


def _verbatim_column(table: Table) -> int | None:
    """Among figures only a column that can hold nothing but somebody's words."""
    return table.column(_VERBATIM, where=lambda n: not table.is_numeric(n))


def _numbered_text(table: Table) -> int | None:
    """A number or a name for whoever answered, and what they said: nothing else."""
    if len(table.header) != _LABEL_AND_TEXT or not _is_numbered(table):
        return None
    values = table.values(1)
    long = sum(map(len, values)) >= _SENTENCE * len(values)
    return 1 if values and long and not table.is_numeric(1) else None


def _is_numbered(table: Table) -> bool:
    """A row for each answer, under its number: the only words are the remarks."""
    return words.INDEX.within(table.header[0]) or words.RESPONDENT.within(table.header[0])


def _longest(table: Table) -> int | None:
    """The column of free remarks, whatever its heading: the one with the longest words in its cells."""
    lengths = {
        n: [len(cell) for cell in table.values(n)]
        for n in range(len(table.header))
        if (n != table.name_column or (n and _is_numbered(table)))
        and not table.is_numeric(n)
        and not table.is_dated(n)
    }
    long = {n: sum(v) / len(v) for n, v in lengths.items() if v and max(v) >= _SHORT_REMARK + 2}
    best = max(long, key=lambda n: (long[n], -n), default=None)
    least = (
        _REMARK if best is not None and all(map(str.isascii, table.values(best))) else _SHORT_REMARK
    )
    return best if best is not None and long[best] >= least else None


def _in_column(paper: Paper, table: Table, column: int | None) -> Iterator[Remark]:
    if column is None:
        return
    top, asked = _top_of_scale(table), lean_of(table.header[column])
    for row in table.rows:
        comment = row.cell(column)
        of_the_whole = column != table.name_column and words.MEAN.within(
            row.cell(table.name_column)
        )
        reckoned = bool(_TELLS_A_MEAN.search(comment)) or len(comment) < _SHORT_REMARK
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


# ------------------------------------------------------------------ rows
def _in_rows(paper: Paper, table: Table) -> Iterator[Remark]:
    """A form's open questions (最滿意的地方), each with its answer beside it."""
    for row in table.every_row:
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        label = row.cell(filled[0]) if len(filled) >= _LABEL_AND_TEXT else ""
        lean = lean_of(label)
        if not label or len(label) > _LONGEST_LABEL or not (lean or asks_opinion(label)):
            continue
        least = _SHORT_REMARK if lean else _SENTENCE
        for column in filled[1:]:
            text = row.cell(column)
            if is_remark(text) and len(text) >= least and not text[:1].isdigit():
                evidence = Evidence(paper.source, (_cell_span(table, row, column),))
                yield Remark(text, evidence, lean)


_LONGEST_LABEL = 30
_QUESTION = word_list("client_words.open_question")


def asks_opinion(label: str) -> bool:
    return _OPINION_HEADING.within(label) or _QUESTION.within(label)


def lean_of(heading: str) -> int:
    """A question for the good or for the bad: its answers lean so."""
    good, bad = words.GOOD.within(heading), words.BAD.within(heading)
    good, bad = good or _LIKED.within(heading), bad or _DISLIKED.within(heading)
    return (good and not bad) - (bad and 1)


_LIKED = word_list("client_words.asked_liked")
_DISLIKED = word_list("client_words.asked_disliked")


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
    if _OPINION_HEADING.within(text):
        return True
    return bool(_NUMBERED.match(text)) and asks_opinion(text)


def _unquoted(table: Table, span: Span) -> Span:
    text = table.source.segments[span.segment].text[span.start : span.end]
    inner = text.strip("\"“”「」' ")
    at = span.start + text.find(inner)
    return Span(span.segment, at, at + len(inner))
