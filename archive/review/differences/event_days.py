"""Days of events that no table of milestones has: days in lists, and the day of the event itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.domain.dates import DateMention
from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clashes import Clash, day_claimed
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.days import days_in, read_day
from archive.review.reading.names import core, features
from archive.review.reading.words import folded, word_list
from archive.review.results.milestones import Milestone
from archive.review.tables.tables import Table, is_total

_HELD_ON = word_list("event_days.held_on")
_HELD = word_list("event_days.held")
_EVENT = word_list("event_days.event")
_PLAN_WORDS = word_list("claims.plan_words")
_TELLING = (Role.REPORT, Role.OTHER, Role.PROOF, Role.CLIENT, Role.RETRO, Role.DATA, Role.MONEY)
_MOST_ROWS, _LEAST_NAME = 60, 3
_FARTHEST = 10


# ------------------------------------------------------------------ days in lists
def listed_events(papers: Papers, milestones: Sequence[Milestone]) -> list[Milestone]:
    """The rows of lists with a column of days on which something was held, each once; none known already."""
    known = {core(m.name) for m in milestones}
    found: dict[str, Milestone] = {}
    for paper in papers.current(Role.DATA, Role.PROOF):
        for table in paper.tables:
            for event in _listed(paper, table, papers):
                if core(event.name) not in known:
                    found.setdefault(core(event.name), event)
    return list(found.values())


def _listed(paper: Paper, table: Table, papers: Papers) -> Iterator[Milestone]:
    column = table.column(_HELD_ON, where=table.is_dated) if table.header else None
    if column is None or column == table.name_column or len(table.rows) > _MOST_ROWS:
        return
    for row in table.rows:
        name = row.cell(table.name_column).strip()
        day = read_day(row.cell(column), papers.middle)
        plain = re.sub(r"[\W\d_]", "", name)
        if (
            day
            and day.is_exact
            and len(plain) >= _LEAST_NAME
            and not is_total(row, table.name_column)
        ):
            yield Milestone(name, None, day, "", paper, (table.evidence(row),))


def listed_otherwise(papers: Papers, milestones: Sequence[Milestone]) -> Iterator[Clash]:
    """A milestone whose day a list of days has otherwise, by a few days."""
    known = {_place(m.name): m for m in milestones if m.actual and m.actual.is_exact}
    for paper in papers.current(Role.DATA, Role.PROOF):
        for table in paper.tables:
            for event in _listed(paper, table, papers):
                milestone = known.get(_place(event.name))
                if milestone is None or milestone.actual is None or event.actual is None:
                    continue
                if 0 < abs((milestone.actual.first - event.actual.first).days) <= _FARTHEST:
                    own = day_claimed(milestone, milestone.actual)
                    yield Clash("date", milestone.name, (own, day_claimed(event, event.actual)))


def _place(name: str) -> str:
    """臨江大學場 of the report is 臨江大學 in the list of stops."""
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})[场站]$", "", core(name))


# ------------------------------------------------------------------ the event itself
def main_event_clash(papers: Papers) -> Iterator[Clash]:
    """Two papers written afterwards that each say once when it was held, on two days near each other."""
    told = [claim for paper in papers.current(*_TELLING) if (claim := _held_on(paper, papers))]
    by_day: dict[str, Claim] = {}
    for claim in told:
        by_day.setdefault(str(claim.value), claim)
    if len(by_day) != len(("one", "other")):
        return
    first, second = by_day.values()
    if not _one_event(first, second):
        return
    apart = abs((date.fromisoformat(str(first.value)) - date.fromisoformat(str(second.value))).days)
    if 0 < apart <= _FARTHEST:
        yield Clash("date", _subject(first, papers), (first, second))


def _held_on(paper: Paper, papers: Papers) -> Claim | None:
    """The one day that the paper gives for its event; None where it gives several, of several stops."""
    near = papers.time_of(paper)
    found: dict[str, Claim] = {}
    for claim in (*_told_held(paper, papers), *_labelled_days(paper, near)):
        found.setdefault(str(claim.value), claim)
    return next(iter(found.values())) if len(found) == 1 else None


def _told_held(paper: Paper, papers: Papers) -> Iterator[Claim]:
    for passage in paper.sentences:
        if not _HELD.within(passage.text) or REPORTED.within(passage.text):
            continue
        days = days_in(passage.text, papers.time_of(paper))
        for day in days[:1]:
            clause = _clause(passage.text, day.start, day.end)
            planned = _PLAN_WORDS.within(re.split(r"[，,]", clause)[0])
            if day.month_only or planned or not _of_the_event(clause, papers):
                continue
            if paper.day is None or day.first_day <= paper.day:
                written = passage.text[day.start : _end(passage.text, days)]
                yield Claim(day.value, written, paper, passage.evidence)


def _labelled_days(paper: Paper, near: date) -> Iterator[Claim]:
    for label, cell, evidence in _labelled(paper):
        own = read_day(cell, near) if _DAY_OF_EVENT.fullmatch(label) else None
        if own and own.is_exact:
            yield Claim(own.value, own.written, paper, evidence)


_DAY_OF_EVENT = re.compile(
    r"(?:活[动動]|[举舉][办辦行]|演出|[会會][议議]|比[赛賽]|典[礼禮])日期?|(?:event date|date of (?:the )?event)",
    re.IGNORECASE,
)


def _labelled(paper: Paper) -> Iterator[tuple[str, str, Evidence]]:
    """Labels with what stands beside them, in rows of two cells and in lines with a colon."""
    for table in paper.tables:
        for row in table.every_row:
            filled = [cell.strip() for cell in row.cells if cell.strip()]
            if len(filled) == len(("label", "value")):
                yield filled[0], filled[1], table.evidence(row)
    for passage in paper.sentences:
        label, colon, rest = re.sub("：", ":", passage.text).partition(":")
        if colon:
            yield label.strip(), rest, passage.evidence


def _end(text: str, days: Sequence[DateMention]) -> int:
    """Where the first day ends, or the last of several days in a row: 8 January of 8 to 10 January."""
    first, *more = days
    last = first
    if more and _UNTIL.fullmatch(text, first.end, more[0].start):
        last = more[0]
    return last.end + (text[last.end : last.end + 1] in ("日", "號", "号"))


_UNTIL = re.compile(r"[日號号]?\s*(?:至|到|[-–—~～]|to|until)\s*")


def _clause(text: str, start: int, end: int) -> str:
    before = re.split(r"[，,；;。]", text[:start])[-1]
    return before + " " + re.split(r"[；;。]|\.\s", text[end:])[0]


def _of_the_event(clause: str, papers: Papers) -> bool:
    """It is held, and it is what the project is called, or simply the event: no stop, rehearsal or press day."""
    if not _HELD.within(clause) or words.SUBSET.within(clause):
        return False
    own = features(papers.project.name)
    return (
        _EVENT.within(clause)
        or bool(_CALLED.search(clause))
        or bool(own and len(own & features(clause)) * 2 >= len(own))
    )


_CALLED = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:[会會](?![员員议議计計场場])|[节節]|[赛賽]|祭|典[礼禮]|展(?![示现現开開位台]))"
)
"""訂貨會, 音樂節, 路跑賽: events by the end of their names."""


def _one_event(first: Claim, second: Claim) -> bool:
    """Where both name an event, its name ends alike."""
    one, other = ({_end_of(n) for n in _CALLED.findall(_sentence(c))} for c in (first, second))
    return not (one and other) or bool(one & other)


def _end_of(name: str) -> str:
    return folded(name)[-2:]


def _sentence(claim: Claim) -> str:
    segments = claim.paper.source.segments
    return " ".join(segments[s.segment].text[s.start : s.end] for s in claim.evidence.spans)


def _subject(claim: Claim, papers: Papers) -> str:
    span = claim.evidence.spans[0]
    text = claim.paper.source.segments[span.segment].text[span.start : span.end]
    found = _EVENT.search(text)
    return found.group() if found and not folded(text).isascii() else papers.project.name
