"""Client satisfaction: scale, mean score, number of answers, and the client's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.domain.segments import SegmentKind
from archive.review.client.client_words import ClientWords, client_words
from archive.review.client.given_scores import given_scores, marked_score
from archive.review.client.respondents import Responses, about_survey, responses_in
from archive.review.client.satisfaction_rows import mean_of_rows, score_of_form
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import ColumnUnit, is_figure, read_cell
from archive.review.tables.tables import Row, Table

_ORDER = (Role.CLIENT, Role.REPORT, Role.RETRO, Role.DATA, Role.OTHER)
_SCALES = (5, 10, 7, 4, 100)
_SCALE = re.compile(
    r"(?:满分|滿分|最高)[為为是]?\s*(\d{1,3})|(\d{1,3}|[五七十])\s*分(?:制|為满|为满|為滿|量表)"
    r"|(\d{1,2}|[五七十])\s*[點点级級]式?(?:量表|[评評]分|李克特)"
    r"|(?:out of|on a scale of (?:1|one) (?:to|-)|scale of 1\s?[-–to]+)\s*(\d{1,3}|five|ten)"
    r"|(?<![\d.])\d\.\d{1,2}\s*/\s*(\d{1,3})(?![\d/])|(\d{1,3})-point"
    r"|(?:scale|rating|score|rated)[^.\d]{0,20}1\s*(?:\([^)]*\)\s*)?(?:to|-|–)\s*(\d{1,2})\b"
    r"|[(（]\s*1\s*[-–~～至到]\s*(\d{1,2})\s*[)）]"
    r"|(?<!\d)(\d{1,3})\s*[=＝]\s*(?:excellent|very|best|top|highest|outstanding|perfect|非常|很|最|[极極][佳好]|[优優])"
    r"|1\s*(?:[-–~～至到]|分?至)\s*(\d{1,3})\s*分|(\d{1,3})\s*分(?:為|为|是)?(?:非常|很|最|满|滿)",
    re.IGNORECASE,
)
_OVER_SCALE = re.compile(
    r"(?<![\d./])(\d{1,2}(?:\.\d{1,2})?)\s*(?:stars?|points?|分|星|顆星|颗星)?"
    r"\s*(?:[/／]|out of)\s*(5|7|10|100)(?![\d/]|\.\d)"
)
_OF_FULL = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s*分[^。；;\d]{0,6}(?:满分|滿分)\s*[为為是]?\s*(\d{1,3})"
)
_SAID_OVERALL = re.compile(
    r"(?:整体|整體|综合|綜合|总体|總體|总分|總分|总平均|總平均|overall|total)\D{0,6}(\d{1,2}(?:\.\d{1,2})?)"
    r"(?!\d|\s*[-–~～至到])",
    re.IGNORECASE,
)
_WORD_SCALES = {"five": 5, "ten": 10, "五": 5, "七": 7, "十": 10}
_MEAN_TOLD = word_list("satisfaction.mean_told")
_PART = word_list("satisfaction.part")


@dataclass(frozen=True, slots=True)
class Score:
    """A mean score with the scale it is on, when that is written."""

    value: Decimal
    scale: int | None
    paper: Paper
    evidence: Evidence
    computed: bool = False
    """No paper writes it: the mean of the rows that are cited."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What the project's papers say of the client's satisfaction."""

    mean: Score | None
    scale: int | None
    scale_evidence: Evidence | None
    responses: Responses | None
    quotes: tuple[ClientWords, ...]


def satisfaction_of(papers: Papers) -> Satisfaction:
    """Score and answers from the survey before any report; the client's words from what they wrote."""
    scores = [s for paper in papers.current(*_ORDER) for s in scores_in(paper)]
    told = [r for paper in papers.current(*_ORDER) for r in responses_in(paper)]
    mean = _with_answers(scores, told)
    scale, where = (mean.scale, mean.evidence) if mean else (None, None)
    if mean and scale is None:
        scale, where = _scale_elsewhere(mean, papers)
    elif mean and scale is not None and scale_in(_cited(mean.evidence)) != scale:
        where = _place_of_scale(mean.paper, scale)
    answers = [r for r in told if mean is None or r.paper is mean.paper] or told
    return Satisfaction(
        mean, scale, where, answers[0] if answers else None, tuple(client_words(papers))
    )


def _with_answers(scores: Sequence[Score], told: Sequence[Responses]) -> Score | None:
    """The first score of a survey that says how many answered; else the first score.

    A score and a number of answers of two different groups of people make no whole.
    """
    counted = [id(r.paper) for r in told if r.paper.role is Role.CLIENT]
    whole = (s for s in scores if s.paper.role is Role.CLIENT and id(s.paper) in counted)
    return next(whole, scores[0] if scores else None)


# ------------------------------------------------------------------ the mean
def scores_in(paper: Paper) -> list[Score]:
    """The mean scores a paper gives: its survey's table first, then its sentences, last what its rows come to."""
    told = [*_from_tables(paper), *_from_text(paper)]
    return told or list(_from_rows(paper))


def _from_rows(paper: Paper) -> Iterator[Score]:
    for table in paper.tables if paper.role is Role.CLIENT else ():
        if mean := mean_of_rows(table):
            scale = scale_in(" ".join((*table.header, table.caption))) or mean.top
            evidence = table.evidence(*mean.rows)
            yield Score(mean.value, scale, paper, evidence, computed=True)


def _from_tables(paper: Paper) -> Iterator[Score]:
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
        over = _OVER_SCALE.search(cell)
        figure = read_cell(over[1] if over else cell, ColumnUnit())
        if figure and 0 < figure.value <= 100 and not figure.is_rate:
            scale = scale_in(" ".join((*row.cells, *table.header, table.caption)))
            yield Score(figure.value, scale, paper, table.evidence(row))


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


def _from_text(paper: Paper) -> Iterator[Score]:
    """The means that sentences tell, then what one person of the client's gave."""
    sentences = [s for s in paper.sentences if not _ASKS.search(s.text)]
    told = [
        (score, _MEAN_TOLD.within(sentence.text) or _BEHIND.search(sentence.text) is not None)
        for sentence in sentences
        if about_survey(paper, sentence.trail, sentence.text)
        and (score := _score_told(paper, sentence))
    ]
    yield from (score for score, of_all in sorted(told, key=lambda entry: not entry[1]))
    if not told and paper.role is Role.CLIENT and (given := given_scores(sentences)):
        spans = tuple(span for passage in given.passages for span in passage.evidence.spans)
        text = " ".join(passage.text for passage in given.passages)
        several = len(given.scores) > 1
        yield Score(given.mean, scale_in(text), paper, Evidence(paper.source, spans), several)


_ASKS = re.compile(r"[？?][」”\"）)]*\s*$")
"""What score would you give (out of 10)? is no answer."""


_BEHIND = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\.\d{1,2})?)\s*(?:points?\s+|分\s*)?(?:on average|overall|的?平均)(?![数數]?\D{0,4}\d)",
    re.IGNORECASE,
)
"""So an 8 on average."""


def _score_told(paper: Paper, sentence: Passage) -> Score | None:
    """A score behind the words for a mean; of the client also "8.5 out of 10" alone."""
    text = sentence.text
    if paper.role is Role.CLIENT and (behind := _BEHIND.search(text)):
        return Score(Decimal(behind[1]), scale_in(text), paper, sentence.evidence)
    named = _MEAN_TOLD.search(text)
    if named and (marked := marked_score(text)):
        return Score(marked[0], marked[1], paper, sentence.evidence)
    given = _OVER_SCALE.search(text, named.end() if named else 0)
    reach = 26 if text.isascii() else 8
    if given and (given.start() - named.end() <= reach if named else paper.role is Role.CLIENT):
        return Score(Decimal(given[1]), int(given[2]), paper, sentence.evidence)
    if paper.role is Role.CLIENT and (in_words := _IN_WORDS.search(text)):
        value = _told_in_words(in_words)
        return Score(value, _WORD_SCALES[in_words["top"].lower()], paper, sentence.evidence)
    if paper.role is Role.CLIENT and (full := _OF_FULL.search(text)) and int(full[2]) in _SCALES:
        return Score(Decimal(full[1]), int(full[2]), paper, sentence.evidence)
    return _behind_a_mean(paper, sentence, reach)


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_WORDS = re.compile(
    rf"\b(?P<score>{'|'.join(_NUMBERS)})(?P<half> and a half)?\s+out of\s+(?P<top>five|ten)\b",
    re.IGNORECASE,
)
"""Eight out of ten, as people say it."""


def _told_in_words(match: re.Match[str]) -> Decimal:
    whole = Decimal(_NUMBERS.index(match["score"].lower()) + 1)
    return whole + (Decimal("0.5") if match["half"] else 0)


def _behind_a_mean(paper: Paper, sentence: Passage, reach: int) -> Score | None:
    """The first figure close behind words for a mean that is a score of the whole."""
    text = sentence.text
    means = list(_MEAN_TOLD.pattern.finditer(folded(text)))
    scale = scale_in(text)
    for figure in find_quantities(text) if means else ():
        nearest = next((m for m in reversed(means) if m.end() <= figure.start), None)
        if nearest is None or figure.start - nearest.end() > reach:
            continue
        lead = text[max(0, nearest.start() - 8) : figure.start]
        if _NAMES_A_PART.search(text[nearest.end() : figure.start]) and _is_list(text):
            continue
        if not _PART.within(lead) and _is_score(text, figure, scale):
            return Score(figure.value, scale, paper, sentence.evidence)
    return None


_NAMES_A_PART = re.compile(
    r"^\s*(?:scores?|points?|[為为是]|\([^)]*\))?\s*[:：]\s*[^\W\d_]{2,}", re.IGNORECASE
)
_ONE_OF_SEVERAL = re.compile(
    r"[^\W\d_]\s*[:：]?\s*\d{1,2}(?:\.\d{1,2})?\s*分?(?=[，,、；;。.\s]|$)"
)
_SEVERAL = 3


def _is_list(text: str) -> bool:
    """平均分：人流 4.4，宣傳 4.2，… gives the means of parts, and the first of them is not the whole."""
    return len(_ONE_OF_SEVERAL.findall(text)) >= _SEVERAL


_IN_POINTS = ("", "分", "out", "points", "/", "stars", "星", "颗", "顆")


def _is_score(text: str, figure: Quantity, scale: int | None) -> bool:
    """In points and in digits ("the average of the three is 8"), within the scale and not its top."""
    told = figure.unit in _IN_POINTS and figure.written[:1].isdigit() and not figure.currency
    return told and 0 < figure.value <= (scale or 100) and not _is_top_of_scale(text, figure)


def _is_top_of_scale(text: str, figure: Quantity) -> bool:
    behind = text[figure.end :].lstrip()
    before = text[: figure.start].rstrip().lower()
    return before.endswith(("out of", "满分", "滿分", "最高")) or bool(_OF_THE_TOP.match(behind))


_OF_THE_TOP = re.compile(r"分?\s*(?:制|量表|[为為是]?\s*(?:满分|滿分|最高))")
"""以 10 分為滿分: the top of the scale behind the figure."""


def scale_in(text: str) -> int | None:
    """The top of the scale that a text names: 满分5分, 10分制, out of 10."""
    if stars := re.search(r"[★☆]{3,10}", text):
        return len(stars.group()) if len(stars.group()) in _SCALES else None
    if "百分制" in text:
        return 100
    for match in _SCALE.finditer(text):
        word = next(group for group in match.groups() if group)
        top = _WORD_SCALES.get(word.lower()) or (int(word) if word.isdigit() else 0)
        if top in _SCALES:
            return top
    return None


def _scale_elsewhere(mean: Score, papers: Papers) -> tuple[int | None, Evidence | None]:
    """The scale may be explained in another line of the same paper, or in another paper."""
    others = [p for p in papers.current(*_ORDER) if p is not mean.paper]
    for paper in (mean.paper, *others):
        for sentence in paper.sentences:
            top = scale_in(sentence.text)
            if top and top >= mean.value and about_survey(paper, sentence.trail, sentence.text):
                return top, sentence.evidence
        for table in paper.tables if paper.role is Role.CLIENT else ():
            for row in table.every_row:
                top = scale_in(" ".join(row.cells))
                if top and top >= mean.value:
                    return top, table.evidence(row)
    return None, None


def _place_of_scale(paper: Paper, scale: int) -> Evidence | None:
    """Where the paper of the score names its scale: above the table, in its head, in another line."""
    rows = ((table, row) for table in paper.tables for row in table.every_row)
    places = (
        *(table.evidence(row) for table, row in rows if row.spans),
        *(passage.evidence for passage in paper.sentences),
        *(
            Evidence(paper.source, (Span(ordinal, 0, len(segment.text)),))
            for ordinal, segment in enumerate(paper.source.segments)
            if segment.kind is SegmentKind.HEADING
        ),
    )
    return next((place for place in places if scale_in(_cited(place)) == scale), None)


def _cited(evidence: Evidence) -> str:
    segments = evidence.source.segments
    return " ".join(segments[s.segment].text[s.start : s.end] for s in evidence.spans)
