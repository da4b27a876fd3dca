"""The days on which papers written afterwards say that a milestone came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from archive.domain.dates import DateMention
from archive.domain.segments import SegmentKind
from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clauses import clause_before
from archive.review.differences.event_names import (
    is_another_of_its_kind,
    is_its_day,
    may_be_said,
    tells_its_day,
)
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import days_in, short_days_in
from archive.review.reading.names import features
from archive.review.reading.passages import Part, Passage
from archive.review.reading.words import folded, word_list
from archive.review.results.milestones import Milestone

_PLAN_WORDS = word_list("claims.plan_words")
_AS_PLANNED = re.compile(
    r"as planned|on schedule|按计划|按計劃|按計畫|如期|準時|准时|按期", re.IGNORECASE
)


def day_claims(milestone: Milestone, papers: Papers) -> Iterator[Claim]:
    """The days on which papers written afterwards say that a milestone came about."""
    for paper in papers:
        if not paper.is_current or paper.day is None or paper.role in ("plan", "contract", "none"):
            continue
        own = {span.segment for e in milestone.evidence for span in e.spans}
        for passage in (*paper.told, *remarks_of(paper)):
            if paper is milestone.paper and passage.ordinal in own:
                continue
            yield from _days_claimed(milestone, paper, passage, papers)


def remarks_of(paper: Paper) -> Iterator[Passage]:
    """What tables of interim papers and of money say in words: Master creative approved 12 August.

    Each remark behind the name of its row, which often says what it is about: Registration | open since 1 April.
    """
    if paper.role not in (Role.INTERIM, Role.MONEY):
        return
    for ordinal, segment in enumerate(paper.source.segments):
        if segment.kind is SegmentKind.TABLE:
            for row in re.finditer(r"[^\n]+", segment.text):
                yield from _remarks_in(paper, ordinal, row)


_CELL = re.compile(r"[^\t;；。]{6,160}")
_SENTENCE_ENDS = re.compile(r"(?<=[a-z])\.\s+")
_SAYS = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{4}", re.IGNORECASE)


def _remarks_in(paper: Paper, ordinal: int, row: re.Match[str]) -> Iterator[Passage]:
    first = row.group().split("\t")[0]
    label = first if _SAYS.search(first) and len(first) <= _LONGEST_LABEL else ""
    for cell in _CELL.finditer(row.group()):
        begin = cell.start()
        for ended in (*_SENTENCE_ENDS.finditer(cell.group()), None):
            end = cell.start() + ended.start() if ended else cell.end()
            said = row.group()[begin:end]
            if any(map(str.isdigit, said)) and _SAYS.search(said):
                named = label if begin and label not in said else ""
                at = len(named) + 1 if named else 0
                parts = [Part(at, len(said), ordinal, row.start() + begin)]
                if named:
                    parts.insert(0, Part(0, len(named), ordinal, row.start()))
                text = f"{named} {said}" if named else said
                yield Passage(paper.source, text, tuple(parts)).cut(0, len(text))
            begin = cell.start() + ended.end() if ended else end


_LONGEST_LABEL = 40


def _days_claimed(
    milestone: Milestone, paper: Paper, passage: Passage, papers: Papers
) -> Iterator[Claim]:
    text = _AS_PLANNED.sub("", passage.text)
    said = may_be_said(milestone.name, text)
    if REPORTED.within(text) or not (said or _may_tell_it_came_as_planned(milestone, paper, text)):
        return
    label = _label_of(text, milestone.name)
    for mention in _days(text, papers.time_of(paper), paper.day):
        clause = clause_before(text, mention.start)
        done = _DONE_HEADING.within(passage.trail[-1]) if passage.trail else False
        if mention.month_only or _lies_ahead(paper, mention.first_day, text, done=done):
            continue
        around = text if is_its_day(milestone.name, text) else _around(text, mention.start)
        if _PLAN_WORDS.within(clause) or _is_left(clause, text[mention.end :]):
            continue
        if paper.role is Role.INTERIM and _is_due(text, mention):
            continue
        if is_another_of_its_kind(milestone.name, around):
            continue
        as_planned = _came_as_planned(milestone, paper, mention, around)
        if as_planned or (
            said and tells_its_day(milestone.name, text, mention, f"{label} {around}")
        ):
            written = text[mention.start : mention.end]
            yield Claim(mention.value, written, paper, passage.evidence)
            return


_CAME = re.compile(
    r"已|完工|完成|完[毕畢]|正式|[启啟]用|上[线線]|[开開][放幕业業]|收到|收[悉讫訖]|交付|到位|落成"
    r"|\b(?:opened|launched|released|went (?:live|up)|received|started|finished|installed|delivered|completed)\b",
    re.IGNORECASE,
)
_OF_ANY = frozenset(
    map(
        folded,
        (
            *(
                "完成",
                "提交",
                "上線",
                "啟用",
                "報告",
                "結案",
                "簽訂",
                "簽約",
                "簽署",
                "合約",
                "合同",
                "契約",
                "活動",
                "專案",
                "項目",
                "開始",
                "結束",
            ),
            *(
                "正式",
                "定稿",
                "確認",
                "舉行",
                "舉辦",
                "期中",
                "期末",
                "成果",
                "總結",
                "開放",
                "開幕",
                "發布",
            ),
            *(
                "release",
                "live",
                "open",
                "close",
                "launch",
                "report",
                "sign",
                "final",
                "campaign",
                "event",
                "project",
            ),
            *(
                "start",
                "end",
                "week",
                "complet",
                "finish",
                "deliver",
                "approv",
                "first",
                "client",
                "site",
                "page",
            ),
        ),
    )
)
"""What many milestones are called by."""


def _may_tell_it_came_as_planned(milestone: Milestone, paper: Paper, text: str) -> bool:
    """A look before the careful one: a paper written on the way or by the client, and a word of the name."""
    planned, actual = milestone.planned, milestone.actual
    if paper.role not in (Role.INTERIM, Role.CLIENT) or not planned or not actual:
        return False
    late = planned.is_exact and planned.first != actual.first
    return late and bool(_CAME.search(text)) and bool(_own_words(milestone.name, text))


def _came_as_planned(milestone: Milestone, paper: Paper, mention: DateMention, around: str) -> bool:
    """It came on the very day it was planned for, which the report gives another day: two words need not be said."""
    planned = milestone.planned
    return (
        planned is not None
        and mention.first_day == planned.first
        and _may_tell_it_came_as_planned(milestone, paper, around)
    )


def _own_words(name: str, text: str) -> frozenset[str]:
    return (features(name) & features(text)) - _OF_ANY


_DUE = re.compile(
    r"(?:[|｜/／@＠]|\s[-–—]+\s)\s*@?[^|｜/／@＠]{1,16}?(?:[|｜/／,，]|\s[-–—]+\s|\s)\s*$"
)


def _is_due(text: str, mention: DateMention) -> bool:
    """A task, somebody, and at the end the day by which: 後期短片初剪 — 阿晴 — 11月26日."""
    return bool(_DUE.search(text[: mention.start])) and not text[mention.end :].strip("日號号。. ")


_LABEL = re.compile(r"^\s*(?:[（(]?\d{1,2}[.、)）]\s*)?(?P<label>[^\d，,；;。：:]{2,10})[：:]")


def _label_of(text: str, name: str) -> str:
    """What a point says first that it is about: 1.路權：三方會勘，工務處5/8核准了; as the name where that begins so."""
    found = _LABEL.match(text)
    label = found["label"].strip() if found else ""
    begun = len(label) >= 2 and folded(name).startswith(folded(label))
    return name if begun and folded(name)[-2:] in folded(text) else label


_MOVED = re.compile(
    r"\s*(?:[（(][^（）()]{1,4}[)）]\s*)?(?:→|➔|⇒|[-=]+>)\s*\S{0,4}\d|\s*(?:推[迟遲]|延[后後期至到]|[顺順]延|提前|改[为為到至期]|[调調]整?[为為到至])"
    r"|\s*(?:was |were )?(?:moved|postponed|pushed|brought forward|put (?:off|back)) (?:back |on )?to\b",
    re.IGNORECASE,
)
_SHIFTED = re.compile(r"\b(?:moved|postponed|pushed|slipped|brought|put)\b", re.IGNORECASE)


def _is_left(before: str, behind: str) -> bool:
    """The day from which something was moved (由7月11日推迟到7月18日) is not the day on which it came."""
    from_to = _SHIFTED.search(before) and re.match(r"\s*to\b", behind)
    return bool(_MOVED.match(behind) or from_to)


_HAPPENED = re.compile(
    r"已[於于]?|[举舉]行了|[顺順]利|完成了|\b(?:took place|was held|were held|held|went live|happened|opened"
    r"|launched|started|closed)\b",
    re.IGNORECASE,
)
_A_WEEK = 7
_DONE_HEADING = word_list("claims.done_heading")


def _lies_ahead(paper: Paper, day: date, text: str, *, done: bool = False) -> bool:
    """A day after the paper's own; but a weekly report may bear the day on which its week began."""
    if paper.day is None or day <= paper.day:
        return False
    told_back = paper.role is Role.INTERIM and (_HAPPENED.search(text) or done)
    return not (told_back and (day - paper.day).days <= _A_WEEK)


_STAMP = re.compile(r"\s*[\[【][^\]】]{6,40}[\]】]")
"""When a message of a chat was sent: no day that it tells."""
_SHORT_DAY = re.compile(r"\d{1,2}/\d{1,2}")


def _days(text: str, near: date, told_on: date | None) -> list[DateMention]:
    """The days of a sentence; notes also write 6/24, which in a sentence of an event is no fraction.

    Where 12/9 would lie ahead of the paper as December, it is the twelfth of September.
    """
    stamp = _STAMP.match(text)
    if found := [m for m in days_in(text, near) if stamp is None or m.start >= stamp.end()]:
        return found
    short = [m for m in short_days_in(text, near) if _SHORT_DAY.fullmatch(text[m.start : m.end])]
    if told_on is not None and any(m.first_day > told_on for m in short):
        turned = short_days_in(text, near, day_first=True)
        if turned and all(m.first_day <= told_on for m in turned):
            return [m for m in turned if _SHORT_DAY.fullmatch(text[m.start : m.end])]
    return short


_RELATIVE = re.compile(r"^\s*(?:which|who|that)\b", re.IGNORECASE)


def _around(text: str, at: int) -> str:
    """The clause of a date and, in Chinese, the one behind it; a relative clause with the one before."""
    clause = clause_before(text, at)
    rest = re.split(r"[，,；;。]", text[at:])[0]
    if _RELATIVE.match(clause):
        clause = clause_before(text, max(0, at - len(clause) - 1)) + clause
    return clause + rest
