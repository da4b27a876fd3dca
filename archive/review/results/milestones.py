"""Milestones: planned and actual days, from tables and from lists that give both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from archive.domain.dates import DateMention, DayMention
from archive.domain.segments import SegmentKind
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.days import (
    Day,
    days_in,
    read_day,
    short_days_in,
    writes_day_first,
    writes_month_first,
)
from archive.review.reading.names import core
from archive.review.reading.passages import Passage, inline_items, sentences_of, without_mark
from archive.review.reading.words import folded, word_list
from archive.review.tables.tables import Table

_ORDER = (Role.REPORT, Role.RETRO, Role.PROOF, Role.DATA, Role.OTHER, Role.MONEY)
_PLANNED = word_list("milestones.planned")
_ACTUAL = word_list("milestones.actual")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone; a day is None where the paper has none."""

    name: str
    planned: Day | None
    actual: Day | None
    note: str
    paper: Paper
    evidence: tuple[Evidence, ...]

    @property
    def late(self) -> bool | None:
        """The actual day lies after the planned one; None when either is not known."""
        if self.planned is None or self.actual is None:
            return None
        if self.planned.is_exact and self.actual.is_exact:
            return self.actual.first > self.planned.first
        return self.actual.value[:7] > self.planned.value[:7]


def milestones_of(papers: Papers) -> list[Milestone]:
    """Every milestone once, as the best paper that has it tells; in the order of that paper."""
    found: dict[str, Milestone] = {}
    kept_up = papers.of_class("schedule")
    for paper in (*papers.current(*_ORDER), *kept_up, *papers.current(Role.INTERIM)):
        if paper.role in (Role.PLAN, Role.INTERIM) and found:
            break  # a schedule kept up to date, then a report on the way, where nothing final has one
        for milestone in told_milestones(paper, papers):
            found.setdefault(core(milestone.name), milestone)
    return list(found.values())


def told_milestones(paper: Paper, papers: Papers) -> list[Milestone]:
    """The milestones one paper tells."""
    in_tables = [m for table in paper.tables for m in _from_table(paper, table, papers)]
    return in_tables or list(_from_lines(paper, papers))


def _from_table(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    if kind_of(paper, table) is not TableKind.MILESTONES or table.planned_and_actual is None:
        return
    planned, actual = table.planned_and_actual
    near = papers.middle
    written = [*table.values(planned), *table.values(actual)]
    month_first = writes_month_first(written, near)
    day_first = writes_day_first((table.caption, *table.header, *written))
    note = table.column(words.NOTE, where=lambda n: n not in (planned, actual))
    for row in table.rows:
        name = row.cell(table.name_column)
        first = read_day(row.cell(planned), near, month_first=month_first, day_first=day_first)
        second = read_day(row.cell(actual), near, month_first=month_first, day_first=day_first)
        if name and (first or second):
            yield Milestone(name, first, second, row.cell(note), paper, (table.evidence(row),))


_ARROW = re.compile(r"^\s*(?:→|⇒|➔|➜|->|=>|―>|＞)\s*$")
_NAME_ENDS = re.compile(
    r"[:：，,（(]|原定|原订|原訂|预定|預定|计划|計畫|計劃|延[至到]|改[至到為为]|於|于|\s[-–—]\s"
    r"|\b(?:planned|plan|due|was|were|slipped|moved|shifted|pushed|brought|delayed|from|took|happened|went)\b"
)
_SLIPPED = re.compile(r"(?:\bfrom\b[^.;]{0,20}$|由\s*$|從\s*$|从\s*$)", re.IGNORECASE)
_SLIPPED_TO = re.compile(
    r"^\s*(?:\bto\b|延[後后]?[至到]|改[至到為为]|[推提][遲迟前]?[至到]|→|->)", re.IGNORECASE
)
_DONE_BEHIND = re.compile(
    r"^\s*[日號号]?\s*(?:如期|準時|准时|提前|順利|顺利)?(?:完成|開|开|舉行|举行|上線|上线|簽|签|交付|定稿|到位|\()|^\s*(?:actual|"
    r"done|achieved|completed)\b",
    re.IGNORECASE,
)
_PLANNED_BEHIND = re.compile(
    r"^\s*[日號号]?\s*[（(]?\s*(?:原定|原訂|原订|預定|预定|計畫|计划|planned|baseline|target|original)",
    re.IGNORECASE,
)
_LONGEST_LINE = 140


def _from_lines(paper: Paper, papers: Papers) -> Iterator[Milestone]:
    """Lines that each give a milestone; how they write short days is told by all of them together."""
    pieces = (piece for p in paper.paragraphs for piece in _pieces(p))
    lines = [p for p in map(without_mark, pieces) if len(p.text) <= _LONGEST_LINE]
    told = [p for p in lines if _gives_both(p)]
    day_first = writes_day_first(text for p in told for text in (*p.trail[-1:], p.text))
    for line in told:
        if milestone := _from_line(paper, line, papers, day_first=day_first):
            yield milestone


def _pieces(paragraph: Passage) -> list[Passage]:
    """A list item stays whole; running text tells one milestone a sentence."""
    if paragraph.kind is SegmentKind.LIST_ITEM:
        return [paragraph]
    return [s for item in inline_items(paragraph) for s in sentences_of(item)]


def _gives_both(line: Passage) -> bool:
    """原定 and 實際 in one line, or in the heading above lines of arrows (原定→實際)."""
    if _PLANNED.within(line.text) and (
        _ACTUAL.within(line.text) or line.kind is SegmentKind.LIST_ITEM
    ):
        return True
    if re.search(
        r"\b(?:slipped|moved|shifted|pushed|brought forward|delayed)\b.*\bto\b"
        r"|延[後后期]?[至到]|改[至到]|[推提][遲迟前][至到]",
        line.text,
    ):
        return True
    above = line.trail[-1] if line.trail else ""
    return _PLANNED.within(above) and _ACTUAL.within(above)


def _from_line(paper: Paper, item: Passage, papers: Papers, *, day_first: bool) -> Milestone | None:
    text, near = item.text, papers.middle
    mentions = days_in(text, near)
    if len(mentions) < 2:
        mentions = short_days_in(text, near, day_first=day_first)
    pair = _planned_and_actual(text, mentions)
    name = _name(text, mentions)
    if pair is None or not 2 <= len(name) <= 40:
        return None
    planned, actual = _in_one_year(text, *pair)
    return Milestone(name, planned, actual, "", paper, (item.evidence,))


def _planned_and_actual(
    text: str, mentions: Sequence[DateMention]
) -> tuple[DateMention, DateMention] | None:
    """Which of the days was meant and which came: by the words before and behind each."""
    for first, second in pairwise(mentions):
        between = text[first.end : second.start]
        slipped = _SLIPPED.search(text[: first.start]) and _SLIPPED_TO.search(between)
        if _ARROW.match(between) or slipped:
            return first, second
    planned = next((m for n, m in enumerate(mentions) if _is_planned(text, mentions, n)), None)
    others = [m for m in mentions if m is not planned]
    if planned is None or not others:
        return None
    done = (m for m in others if _DONE_BEHIND.match(text[m.end :]))
    return planned, next(done, others[0])


def _is_planned(text: str, mentions: Sequence[DateMention], number: int) -> bool:
    """A word of planning between the day before and this one, or right behind it."""
    mention = mentions[number]
    begin = mentions[number - 1].end if number else 0
    end = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
    before, behind = text[max(begin, mention.start - 24) : mention.start], text[mention.end : end]
    last = max((m.end() for m in _PLANNED.pattern.finditer(folded(before))), default=-1)
    done = max((m.end() for m in _ACTUAL.pattern.finditer(folded(before))), default=-1)
    if last > done:
        return True
    alone = number + 1 == len(mentions) or bool(re.search(r"[)）]", behind))
    return last < 0 and done < 0 and alone and bool(_PLANNED_BEHIND.match(behind))


def _in_one_year(text: str, planned: DateMention, actual: DateMention) -> tuple[Day, Day]:
    """Both days; one written without a year lies near the other."""
    values = [planned.value, actual.value]
    written = [text[m.start : m.end] for m in (planned, actual)]
    has_year = [bool(re.search(r"\d{4}|\d{3}\s*[年./]", w)) for w in written]
    if has_year[0] != has_year[1] or not any(has_year):
        lead = 1 if has_year[0] is False and has_year[1] else 0
        other = 1 - lead
        if len(values[lead]) == len(values[other]) == 10:
            fixed = date.fromisoformat(values[lead])
            month, day = (int(part) for part in values[other].split("-")[1:])
            values[other] = DayMention(0, 0, month, day).near(fixed).value
    return Day(values[0], written[0]), Day(values[1], written[1])


def _name(text: str, mentions: Sequence[DateMention]) -> str:
    """What comes before the days and the words of planning; else what stands behind the first day."""
    lead = text[: mentions[0].start] if mentions else text
    name = _NAME_ENDS.split(lead)[0].strip(_EDGE)
    if len(name) < 2 and mentions:
        name = _NAME_ENDS.split(text[mentions[0].end :])[0].strip(_EDGE)
    if len(name) < 2 and mentions:
        name = text[mentions[-1].end :].strip(_EDGE + "）)日")
    return name


_EDGE = " \u3000-–—→:："
