"""Where besides its text a document tells its date: a mail's header, the name, properties, columns, weeks.

Each place gives candidates with how surely it speaks; `document_date` weighs them against those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.domain.dates import DateMention, find_dates, find_days
from archive.domain.folding import fold
from archive.understanding.date_lines import of_rounds
from archive.understanding.view import DocumentView, fold_in_place

_NAME_SCORE, _PROPERTY_SCORE, _COLUMN_SCORE, _WEEK_SCORE, _ROUND_SCORE = 4.2, 2.5, 3.6, 3.0, 3.0
_WEEK = re.compile(r"(?i)\b(?:w|wk|week)[ ._#-]?(\d{1,2})\b|第\s?(\d{1,2})\s?[周週]")
WEEK_BEGINS = re.compile(
    r"(?i)(?:\b(?:week|wk) (?:of|commencing|beginning|starting)(?: (?:mon|sun)(?:day)?)?,?|\bw/?c|[周週]起)[\s_]?:?\s?$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date, where it is said (text, name or property) and how much speaks for it."""

    mention: DateMention
    source: str
    score: float


def of_mail(view: DocumentView, class_key: str) -> Iterator[Candidate]:
    """The day of sending; of minutes the day of the meeting, if the subject names one shortly before."""
    sent = next(iter(find_dates(view.fields.get("date", ""))), None)
    if sent is None:
        return
    yield Candidate(sent, "text", _SENT_SCORE)
    if class_key != "minutes":
        return
    subject = view.fields.get("subject", "")
    for mention in find_dates(subject, loose=True, near=sent.first_day):
        if timedelta(0) <= _gap(mention, sent) <= _SOON_WRITTEN:
            yield Candidate(mention, "text", _SENT_SCORE + 0.5)


_SENT_SCORE, _SOON_WRITTEN = 9.0, timedelta(days=14)
_NUMBER_LEAD = re.compile(r"(?:[A-Za-z]{1,5}-)+$")
_NUMBER_PARTS = re.compile(r"\d+(?:-\d+)*")


def _in_a_number(view: DocumentView, mention: DateMention) -> bool:
    """The last figures of the paper's or its project's number (AB-Q-0917, CD-25-07), given as such."""
    lead = _NUMBER_LEAD.search(view.stem, 0, mention.start)
    digits = view.stem[mention.start : mention.end]
    if lead is None or not _NUMBER_PARTS.fullmatch(digits):
        return False
    number = f"{lead[0]}{digits}"
    return number in view.text or number in view.context.project_code


def end_of_week(begins: DateMention) -> DateMention:
    """The last day of the week that begins on that day: what a report of the week is of."""
    if begins.month_only:
        return begins
    last = begins.first_day + timedelta(days=6)
    return replace(begins, value=last.isoformat(), choices=())


RECKONED = 1.5
"""How much less a day says that was reckoned from another one than one that is written."""


def in_name(view: DocumentView, near: date, ranges: str) -> Iterator[Candidate]:
    """The days of the file's name. Apr25 is the month where 25 is a year of the project."""
    names = [m for m in find_dates(view.stem, loose=True, near=near) if not _in_a_number(view, m)]
    for place, mention in enumerate(names):
        score = _NAME_SCORE + 0.1 * place
        if any(view.stem[mention.start : mention.end] in line for line in view.lines[:2]):
            score += _IN_TITLE
        written = _MONTH_AND_YEAR.fullmatch(view.stem, mention.start, mention.end)
        years = {day.year for day in (view.context.started, view.context.ended, near) if day}
        if written and int(written[1]) + 2000 in years:
            month = f"20{written[1]}-{mention.value[5:7]}"
            named = DateMention(mention.start, mention.end, month, month_only=True)
            yield Candidate(named, "name", score - _VAGUE_NAME)
        elif ranges == "period_end" and WEEK_BEGINS.search(view.stem, 0, mention.start):
            yield Candidate(end_of_week(mention), "name", score)
        else:
            yield Candidate(mention, "name", score)


_IN_TITLE = 1.6
"""How much surer a day of the name is that the paper's first lines write in the same figures."""

_MONTH_AND_YEAR = re.compile(r"[A-Za-z]{3,9}[-_ ]?'?(\d\d)")
_VAGUE_NAME = 1.6
"""How much less a month in a name says than a day: a day of the text within it goes before it."""


def of_last_round(view: DocumentView, near: date) -> Iterator[Candidate]:
    """The day of the last round, where a quotation's columns are its rounds."""
    for table in [s for s in view.segments if s.rows][:1]:
        days = [d if isinstance(d, DateMention) else d.near(near) for d in of_rounds(table.rows)]
        if days:
            last = max(days, key=lambda day: day.value)
            yield Candidate(replace(last, start=0, end=0), "text", _ROUND_SCORE)


def properties(view: DocumentView) -> Iterator[Candidate]:
    for name, more in (("modified", 0.1), ("created", 0.0)):
        if found := find_dates(view.extracted.properties.get(name, "")):
            yield Candidate(found[0], "property", _PROPERTY_SCORE + more)


def last_in_columns(
    view: DocumentView, properties: Sequence[Candidate], fewest: int
) -> Iterator[Candidate]:
    """The last day of a table of results: the end of its period, unless the file was saved soon after."""
    table = next((s for s in view.segments if s.rows), None)
    if table is None:
        return
    cells = (find_dates(cell) for row in table.rows for cell in row if len(cell) <= 24)
    days = [found[0] for found in cells if found and not found[0].month_only]
    if len(days) < fewest:
        return
    last = max(days, key=lambda mention: mention.value)
    saved = [c for c in properties if timedelta(0) <= _gap(last, c.mention) <= timedelta(days=45)]
    yield from (replace(candidate, score=_COLUMN_SCORE + 0.4) for candidate in saved[:1])
    yield Candidate(last, "text", _COLUMN_SCORE)


def of_stand(view: DocumentView, near: date) -> Iterator[Candidate]:
    """The day as at which figures were counted or exported, said in words: it goes before the days of the rows."""
    text = view.text[:_STAND_REACH]
    folded = fold_in_place(text)
    if not _STAND.search(folded):
        return
    days = (day.near(near) for day in find_days(text))
    for mention in (*find_dates(text), *days):
        before = folded[max(0, mention.start - 24) : mention.start]
        if not mention.month_only and (
            _STAND_BEFORE.search(before) or _STAND_BEHIND.match(folded, mention.end)
        ):
            yield Candidate(replace(mention, start=0, end=0), "text", _STAND_SCORE)


_STAND_REACH, _STAND_SCORE = 20_000, 4.6
_STAND_WORDS = (
    r"截[至止](?:到|于)?|(?:统计|更新|盘点|结算|整理|汇整|收录|监测)[至到于]|(?:导|汇)出[于日]?|下载于|撷取于|截数"
    r"|\b(?:as (?:of|at)|counted|exported|extracted|pulled|downloaded|(?:compiled|collected|tracked)(?: up)?(?: to)?"
    r"|(?:data|figures|numbers|status) (?:to|at|as of|up to))"
)
_STAND_AFTER = r"日?\s?(?:导出|汇出|下载|撷取|截数|为止|统计|盘点|整理|汇整|export\b|extract\b|download\b|count\b)"
_STAND = re.compile(f"{_STAND_WORDS}|{_STAND_AFTER}")
_STAND_BEFORE = re.compile(rf"(?:{_STAND_WORDS})\s?(?:日期|on\b)?[\s:：]*$")
_STAND_BEHIND = re.compile(rf"\s?{_STAND_AFTER}(?=$|[\s)）,，.。;；\t])")
"""As of 17 November, 數據截至 7 月 21 日, 11 月 3 日匯出."""


def _gap(earlier: DateMention, later: DateMention) -> timedelta:
    return later.first_day - earlier.first_day


def of_short_days(view: DocumentView, near: date) -> Iterator[Candidate]:
    """The last of the days that one of the first lines has without a year and little else (7.14–7.20)."""
    for line in view.lines[:4]:
        days = find_days(line, loose=True) if len(line) <= _SHORT_LINE else []
        if days:
            yield Candidate(replace(days[-1].near(near), start=0, end=0), "text", _WEEK_SCORE)


_SHORT_LINE = 24


_FIRST_DAY = re.compile(
    r"(?i)(?:(?P<what>[^\d\n]{2,24}?)[\s,，（(]+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+"
    r"|(?:週|周|星期|禮拜|礼拜)[一二三四五六日天]\s?)?"
    r"(?P<day>\d{1,2}\s?[./]\s?\d{1,2}(?:\s?[./]\s?\d{2})?)(?![\d./:%])(?P<behind>.{0,40})$"
)
_TAKES_PLACE = re.compile(
    r"上午|下午|晚上?|中午|早上?|[週周]会|例会|会议|碰头|会|星期|[週周][一二三四五六日]|call|meeting|catch|wip|check|stand"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun)|\bam\b|\bpm\b|teams|zoom|\d{1,2}:\d{2}"
)


def of_first_words(view: DocumentView, near: date) -> Iterator[Candidate]:
    """The short day one of the first two lines has beside what took place (9/23 週會; catch up Tues 4/11/25)."""
    for line in view.lines[:2]:
        match = _FIRST_DAY.match(line)
        if match is None or not _TAKES_PLACE.search(fold(line)):
            continue
        written = match["day"]
        found: Sequence[DateMention] = find_dates(written, loose=True, near=near)
        found = found or [day.near(near) for day in find_days(written, loose=True)]
        yield from (Candidate(_within(m, near), "text", _WEEK_SCORE) for m in found[:1])


def _within(mention: DateMention, near: date) -> DateMention:
    """The mention, of whose readings those are left that lie within a year of the day."""
    said = [v for v in mention.choices if abs(date.fromisoformat(v) - near) <= _YEAR]
    value = said[0] if said else mention.value
    return replace(mention, start=0, end=0, value=value, choices=tuple(said) if said[1:] else ())


_YEAR = timedelta(days=366)


def of_the_week(view: DocumentView) -> Iterator[Candidate]:
    """The Sunday of a numbered calendar week that lies in the project's span (W45; not its 6th week)."""
    context = view.context
    if not (context.started and context.ended):
        return
    for source, text in (("text", " ".join(view.lines[:3])), ("name", view.stem)):
        for match in _WEEK.finditer(text):
            for year in {context.started.year, context.ended.year}:
                sunday = _sunday(year, int(match[1] or match[2]))
                if sunday and context.started <= sunday <= context.ended + timedelta(days=7):
                    yield Candidate(DateMention(0, 0, sunday.isoformat()), source, _WEEK_SCORE)


def _sunday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
