"""What a team tells those who come after: advice in retrospectives and closing reports.

Below a heading or behind a label of advice (建議, 下次, lessons learned, next time), beside a problem in
the same row, or in a sentence that opens with it. What is to be done by somebody until a day is an
action, what went well or did not has its own section; none of it is told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.segments import SegmentKind
from archive.review.lessons.action_items import action_item
from archive.review.lessons.learned import is_of_length, with_cause
from archive.review.lessons.no_points import is_no_lesson
from archive.review.lessons.untold import Untold
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.headings import title_headings
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.passages import Passage, inline_items, point_of, sentences_of
from archive.review.reading.words import word_list
from archive.review.tables.tables import Table

MOST = 16
_HEADING = word_list("lessons.advice_heading")
_OPENS = word_list("lessons.advice_opens")
_PRESCRIBES = word_list("lessons.to_do_so")
_IMPERATIVE = word_list("lessons.imperative")
_CAUSE_COLUMN = word_list("lessons.cause_column")
_LONGEST_HEADING = 40
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Advice:
    """In the document's words; `cause` is what it rests on, empty where the paper does not say."""

    text: str
    evidence: Evidence
    cause: str = ""


def advice_of(papers: Papers, untold: Untold) -> list[Advice]:
    """The retrospective's advice before the report's, none that is told elsewhere, none twice."""
    kept: list[Advice] = []
    for paper in papers.current(Role.RETRO, Role.REPORT):
        for advice in _advice_in(paper, papers):
            if len(kept) < MOST and not untold.holds(advice.text, advice.evidence):
                kept.append(advice)
                untold.take(advice.text, advice.evidence)
    return kept


def _advice_in(paper: Paper, papers: Papers) -> Iterator[Advice]:
    near = paper.day or papers.middle
    for advice in _told(paper):
        if not is_of_length(advice.text) or is_no_lesson(advice.text) or _is_about(advice.text):
            continue
        found = action_item(advice.text, near)
        if not (found and found.owner and found.due):
            yield advice


_ABOUT = re.compile(
    r"^\s*(?:下次|下一次|next)\s*(?:[开開]?[会會][议議]?|meeting)|稍[后後][补補]|to follow\b|^\s*[无無]\s*$|^none\.?$",
    re.IGNORECASE,
)


def _is_about(text: str) -> bool:
    """When the next meeting is, and what is still to be written."""
    return bool(_ABOUT.search(text))


def _told(paper: Paper) -> Iterator[Advice]:
    in_tables: set[int] = set()
    for table in paper.tables:
        in_tables.update(span.segment for row in table.rows for span in row.spans)
        yield from _in_table(table)
    titles = title_headings(paper.source.segments)
    for paragraph in paper.paragraphs:
        if paragraph.ordinal not in in_tables:
            yield from _in_paragraph(paragraph, titles)


# ------------------------------------------------------------------ text
_LABEL = re.compile(rf"^\s*(?P<label>[^:：，,。；;]{{2,{_LONGEST_LABEL}}})[:：]\s*(?=\S)")


def _in_paragraph(paragraph: Passage, titles: frozenset[str]) -> Iterator[Advice]:
    topic = _advice_above(paragraph, titles)
    for item in inline_items(paragraph):
        point = point_of(item)
        label = _LABEL.match(point.text)
        if label and _is_label(label["label"]):
            yield _said(point.cut(label.end(), len(point.text)))
            continue
        pieces = [point] if topic and _is_item(item, paragraph) else sentences_of(point)
        yield from (_said(point_of(p)) for p in pieces if _is_told(p.text, topic))


def _is_told(text: str, topic: Topic | None) -> bool:
    """Below a heading of advice alone everything is; elsewhere what says what to do."""
    if topic is Topic.ADVICE:
        return True
    if topic is None:
        return _opens_with_advice(text)
    first = re.match(r"\s*[A-Za-z']+", text)
    return _PRESCRIBES.within(text) or bool(first and _IMPERATIVE.within(first.group()))


def _said(passage: Passage) -> Advice:
    what, why = with_cause(passage.text.strip(" 。；;"))
    return Advice(what.strip(" 。；;."), passage.evidence, why)


def _is_item(item: Passage, paragraph: Passage) -> bool:
    listed = paragraph.kind is SegmentKind.LIST_ITEM or item is not paragraph
    return listed or point_of(item).text != item.text


def _advice_above(passage: Passage, titles: frozenset[str]) -> Topic | None:
    """What a heading of advice is about; the title of the paper and a heading of good or bad are none."""
    heading = passage.trail[-1] if passage.trail else ""
    if (
        not heading
        or heading in titles
        or len(heading) > _LONGEST_HEADING
        or _MEETING.search(heading)
    ):
        return None
    topic = heading_topic(heading)
    return topic if _HEADING.within(heading) and topic in _NEITHER else None


_NEITHER = (Topic.ADVICE, Topic.MIXED, Topic.OTHER)
_NEITHER_OR_ACTIONS = (*_NEITHER, Topic.ACTIONS)
_MEETING = re.compile(r"[会會][议議]|[开開][会會]|\bmeeting\b|\bcall\b", re.IGNORECASE)


def _is_label(label: str) -> bool:
    """下次：, Lesson:, 給下一組的建議：; a sentence with a colon in it is no label."""
    meets = _MEETING.search(label)
    return not meets and _HEADING.within(label) and heading_topic(label) in _NEITHER_OR_ACTIONS


def _opens_with_advice(text: str) -> bool:
    """下次……, 建議……, Next time …: what somebody else proposed stands behind their name."""
    found = _OPENS.search(text.lstrip())
    return found is not None and found.start() == 0


# ------------------------------------------------------------------ tables
def _in_table(table: Table) -> Iterator[Advice]:
    """The cells of a column of advice, each with the cause beside it."""
    columns = [n for n, h in enumerate(table.header) if _is_column(h)]
    if len(columns) != 1 or len(table.header) < _TWO or table.is_numeric(columns[0]):
        return
    why = next((n for n, h in enumerate(table.header) if _CAUSE_COLUMN.within(h)), None)
    for row in table.rows:
        cause = row.cell(why) if why not in (None, columns[0]) else ""
        yield Advice(row.cell(columns[0]).strip(" 。；;."), table.evidence(row), cause)


def _is_column(heading: str) -> bool:
    return len(heading) <= _LONGEST_LABEL and _is_label(heading)


_TWO = 2
