"""The day on which something came, told by a paper other than the schedule that set it.

A row of a log with its day; a clause that names it, gives one day and says that it happened; the day on the
signed contract; the day on the report that was due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.domain.dates import find_dates
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.days import (
    Day,
    read_day,
    short_days_in,
    writes_day_first,
    writes_month_first,
)
from archive.review.reading.names import likeness, mentioned, same_thing
from archive.review.reading.passages import Passage
from archive.review.reading.words import folded, word_list
from archive.review.results.kept_days import told_shift
from archive.review.results.milestone import Milestone
from archive.review.results.milestone_lines import ACTUAL, PLANNED
from archive.review.results.set_days import SetDay, days_set
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Table

_TELL = (Role.REPORT, Role.RETRO, Role.PROOF, Role.DATA, Role.OTHER, Role.INTERIM)
_SIGNING = word_list("contracts.signing")
_REPORT_DUE = re.compile(
    r"(?:结案|结项|总结|成果|最终|最后|赛后|活动后|期末)[^，。；]{0,4}(?:报告|简报|汇报)书?"
    r"|(?:final|closing|close-?out|wrap(?:-?up)?|post-?event|end of project)\s+(?:report|deck|presentation|evaluation)"
)
_HAPPENED = re.compile(
    r"已于|举行|举办|召开|开幕|开展|开跑|开始|上线|进场|入场|登场|完成|结束|闭幕|签|发布|交付|送达|落成|启动|开播|首播|开业|拆"
    r"|\b(?:took place|was|were|went live|opened|launched|ran|held|began|started|ended|closed|signed|delivered|landed"
    r"|issued)\b"
)
_NOT = re.compile(
    r"下次|下一|[^以之]前|应|须|[未没不]|取消|延|改"
    r"|\b(?:not|never|cancelled|postponed|moved|will|would|should|to be|due)\b"
)
_EARLIEST, _FARTHEST, _ALL, _LONGEST = 21, 90, 0.99, 60


def came_as_set(papers: Papers, known: Sequence[Milestone]) -> Iterator[Milestone]:
    """Milestones of the schedules that no paper tells whole, with the day another paper tells."""
    for told in days_set(papers):
        if any(_is_known(told, milestone) for milestone in known):
            continue
        if came := _came(told, papers):
            day, paper, evidence = came
            yield Milestone(told.name, told.day, day, "", paper, (told.evidence, evidence))


def _is_known(told: SetDay, milestone: Milestone) -> bool:
    alike = likeness(told.name, milestone.name)
    same_day = milestone.planned is not None and milestone.planned.value == told.day.value
    return alike >= 0.6 or (same_day and alike > 0) or same_thing(told.name, milestone.name)


def _came(told: SetDay, papers: Papers) -> tuple[Day, Paper, Evidence] | None:
    """What the best paper says; of a report that was due, and of a signing, the day the paper itself bears."""
    for paper in papers.current(*_TELL):
        for day, evidence in (
            *_in_rows(told, paper, papers.middle),
            *_in_clauses(told, paper, papers.middle),
        ):
            if _is_likely(told, day, paper):
                return day, paper, evidence
    plain = folded(told.name)
    bearing = (
        Role.CONTRACT
        if _SIGNING.within(plain)
        else Role.REPORT
        if _REPORT_DUE.search(plain)
        else None
    )
    for paper in papers.current(bearing) if bearing else ():
        if (shown := _day_shown(paper)) and _is_likely(told, shown[0], paper):
            return shown[0], paper, shown[1]
    return None


def _is_likely(told: SetDay, day: Day, paper: Paper) -> bool:
    """Told when it was over, and neither long before it was due nor a season behind."""
    late = (day.first - told.day.first).days
    over = paper.day is None or day.first <= paper.day
    return over and -_EARLIEST <= late <= _FARTHEST


def _in_rows(told: SetDay, paper: Paper, near: date) -> Iterator[tuple[Day, Evidence]]:
    for table in paper.tables:
        column = _done_column(table)
        if column is None:
            continue
        cells = table.values(column)
        month_first, day_first = (
            writes_month_first(cells, near),
            writes_day_first((table.caption, *cells)),
        )
        for row in table.rows:
            if same_thing(told.name, row.cell(table.name_column)):
                day = read_day(row.cell(column), near, month_first=month_first, day_first=day_first)
                if day and day.is_exact:
                    yield day, table.evidence(row)


def _done_column(table: Table) -> int | None:
    """The column of days that came: headed so, or the only one of days, and none of what is due."""
    dated = [n for n in range(len(table.header)) if table.is_dated(n)]
    done = [
        n for n in dated if side_of(table.header[n]) == "actual" or ACTUAL.within(table.header[n])
    ]
    if done:
        return done[0]
    meant = any(
        side_of(table.header[n]) == "planned" or words.DEADLINE_DAY.within(table.header[n])
        for n in dated
    )
    return dated[0] if len(dated) == 1 and not meant else None


def _in_clauses(told: SetDay, paper: Paper, near: date) -> Iterator[tuple[Day, Evidence]]:
    name = re.sub(r"(?<=[^\x00-\x7f]{2})[日當天]+$", "", told.name)
    for sentence in paper.sentences:
        if not _names(name, sentence.text):
            continue
        for clause in _clauses(sentence):
            mentions = short_days_in(clause.text, near)
            if len(mentions) != 1 or not _names(name, clause.text) or len(clause.text) > _LONGEST:
                continue
            plain = folded(clause.text)
            kept = told_shift(clause.text) == 0 or _HAPPENED.search(plain)
            if kept and not _NOT.search(plain) and not PLANNED.within(clause.text):
                mention = mentions[0]
                day = Day(mention.value, clause.text[mention.start : mention.end])
                if day.is_exact:
                    yield day, clause.evidence


def _names(name: str, text: str) -> bool:
    """All words of the name; of Chinese ones the pairs it is written of, wherever they stand (裝置…如期進場)."""
    han = re.sub(r"\W", "", folded(name))
    if han.isascii():
        return mentioned(name, text) >= _ALL
    plain = folded(text)
    return all(han[n : n + 2] in plain for n in range(0, len(han), 2))


def _clauses(sentence: Passage) -> Iterator[Passage]:
    begin = 0
    for stop in (*re.finditer(r"[，；;、]|,(?!\s*(?:19|20)\d\d)", sentence.text), None):
        end = stop.start() if stop else len(sentence.text)
        if sentence.text[begin:end].strip():
            yield sentence.cut(begin, end)
        begin = stop.end() if stop else end


def _day_shown(paper: Paper) -> tuple[Day, Evidence] | None:
    """The day a paper bears, where its text shows it."""
    if paper.day is None:
        return None
    for paragraph in paper.paragraphs:
        for mention in find_dates(paragraph.text, near=paper.day):
            if mention.value == paper.day.isoformat():
                written = paragraph.text[mention.start : mention.end]
                return Day(mention.value, written), paragraph.cut(
                    mention.start, mention.end
                ).evidence
    return None
