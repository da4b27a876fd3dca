"""Which of a document's dates is *its* date, and where that is said.

What the date of a class means is a rule of the archive (signed, held, issued, end of the period). Every date
near the top, in the signatures, the file's name and its properties is a candidate; the words around it, its
place and its agreement with the others decide. `date_source` stays honest: a date that only the name or a
property gives is said to be inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.domain.dates import DateMention, find_dates, find_days
from archive.understanding.chat import last_message
from archive.understanding.date_labels import BEFORE_REACH, Label, after_of, label_of
from archive.understanding.date_lines import labelled_days, line_of, of_rounds
from archive.understanding.date_readings import settle
from archive.understanding.view import DocumentView, fold_in_place

TOP = 1_800
"""Characters at the beginning in which a document states its date."""

_TAIL = 500
_NAME_SCORE, _PROPERTY_SCORE, _COLUMN_SCORE, _WEEK_SCORE = 4.2, 2.5, 3.6, 3.0
_CHAT_SCORE, _ROUND_SCORE, _SIGN_OFF_SCORE = 9.0, 3.0, 2.5
_LISTED = ("data_report", "survey", "feedback", "media_clipping")
"""Classes whose workbooks list things by day: the last day is theirs, where nothing else says one."""
_RANGE = re.compile(
    r"\s*(?:日|号|號|[(（][^()（）]{1,5}[)）])?\s*(?:-|–|—|~|～|至|到|起至|to)\s*(?:\w{0,9}\s)?"
)
_WEEK = re.compile(r"(?i)\b(?:w|wk|week)[ ._#-]?(\d{1,2})\b|第\s?(\d{1,2})\s?[周週]")
_DAY_OF = re.compile(r"(?i)\b(\d{1,2})\s?(?:st|nd|rd|th)?\s+day\s+of\s+(?=[A-Z])")  # 6th day of May
_OWN_LINE = re.compile(r"(?<=\d)\n(?=[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})")
"""A figure at the end of a line is no day of the date that fills the next one (revision 2 / May 8, 2026)."""
_WEEK_BEGINS = re.compile(
    r"(?i)(?:\b(?:week|wk) (?:of|commencing|beginning|starting)|\bw/c|[周週]起)\s?:?\s?$"
)
_NEARBY = 300
_FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """`value` is YYYY-MM-DD or YYYY-MM; `source` text, name, property or received."""

    value: str
    source: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: DateMention
    source: str
    score: float


def document_date(view: DocumentView, class_key: str) -> DocumentDate:
    """The likeliest date of a document of that class; the day received when nothing says another."""
    received = view.context.received
    candidates = list(_candidates(view, class_key))
    if not candidates:
        return DocumentDate(received.isoformat(), "received")
    scored = [
        replace(c, score=c.score + _support(c, candidates) + _fit(c, view)) for c in candidates
    ]
    best = max(scored, key=lambda c: c.score)
    if best.score <= 0:
        return DocumentDate(received.isoformat(), "received")
    others = [c.mention for c in scored if not c.mention.choices]
    value, choices = settle(best.mention, others, view)
    in_text = any(c.source == "text" and c.score > 0 and c.mention.value == value for c in scored)
    return DocumentDate(value, "text" if in_text else best.source, choices)


def _candidates(view: DocumentView, class_key: str) -> Iterator[_Candidate]:
    yield from _of_mail(view, class_key)
    if (said := last_message(view)) is not None:
        yield _Candidate(said, "text", _CHAT_SCORE)
    near = _near(view)
    meaning = view.context.date_meanings.get(class_key, "issued")
    ranges = "period_end" if class_key in _ASKED_OVER else meaning
    yield from _in_text(view.text[:TOP], meaning, near, from_end=False, ranges=ranges)
    if len(view.text) > TOP:
        yield from _in_text(view.tail[-_TAIL:], meaning, near, from_end=True)
    if class_key == "quotation":
        yield from _of_last_round(view, near)
    for margin in view.margins[:4]:
        yield from (_Candidate(m, "text", 2.0) for m in find_dates(margin))
    names = [m for m in find_dates(view.stem, loose=True, near=near) if not _in_a_number(view, m)]
    yield from (_Candidate(m, "name", _NAME_SCORE + 0.1 * place) for place, m in enumerate(names))
    properties = list(_properties(view))
    yield from properties
    if class_key in _LISTED and view.form == "sheet":
        yield from _last_in_columns(view, properties, 3 if class_key == "data_report" else 2)
    if class_key == "weekly_report":
        yield from _of_the_week(view)


def _of_mail(view: DocumentView, class_key: str) -> Iterator[_Candidate]:
    """The day of sending; of minutes the day of the meeting, if the subject names one shortly before."""
    sent = next(iter(find_dates(view.fields.get("date", ""))), None)
    if sent is None:
        return
    yield _Candidate(sent, "text", _SENT_SCORE)
    if class_key != "minutes":
        return
    subject = view.fields.get("subject", "")
    for mention in find_dates(subject, loose=True, near=sent.first_day):
        if timedelta(0) <= _gap(mention, sent) <= _SOON_WRITTEN:
            yield _Candidate(mention, "text", _SENT_SCORE + 0.5)


_SENT_SCORE, _SOON_WRITTEN = 9.0, timedelta(days=14)
_NUMBER_LEAD = re.compile(r"(?:[A-Za-z]{1,5}-)+$")


def _in_a_number(view: DocumentView, mention: DateMention) -> bool:
    """The last figures of the paper's own number (AB-Q-0917), which its text gives as such."""
    lead = _NUMBER_LEAD.search(view.stem, 0, mention.start)
    digits = view.stem[mention.start : mention.end]
    return lead is not None and digits.isdigit() and f"{lead[0]}{digits}" in view.text


def _near(view: DocumentView) -> date:
    """A day in whose neighbourhood dates without a year are: full dates first, then the project's span.

    A property counts only near the project: a file that was copied or converted later carries that day.
    """
    written = find_dates(view.stem, loose=True) or find_dates(view.text[:TOP])
    if written:
        return written[0].first_day
    context = view.context
    middle = context.started or context.ended or context.received
    if context.started and context.ended:
        middle = context.started + (context.ended - context.started) / 2
    saved = (candidate.mention.first_day for candidate in _properties(view))
    return next((day for day in saved if abs((day - middle).days) <= _NEARBY), middle)


_ASKED_OVER = ("survey", "feedback")
"""Classes that are gathered over days: they are of the last one."""


def _in_text(
    text: str, meaning: str, near: date, *, from_end: bool, ranges: str = ""
) -> Iterator[_Candidate]:
    folded = fold_in_place(text)
    text = _DAY_OF.sub(lambda match: f"{match[1]} ".rjust(len(match[0])), text)
    text = _OWN_LINE.sub("|", text)
    full = find_dates(text)
    known = {d.start: d for d in (*labelled_days(text), *find_days(text))}
    taken = {place for m in full for place in range(m.start, m.end)}
    days = [d.near(near) for d in known.values() if d.start not in taken]
    mentions = sorted((*full, *days), key=lambda m: m.start)
    yearless = {m.start for m in days}
    for place, mention in enumerate(mentions):
        ends_range = place > 0 and _is_range(text, mentions[place - 1], mention)
        begins_range = place + 1 < len(mentions) and _is_range(text, mention, mentions[place + 1])
        score = _score(folded, mention, meaning, from_end=from_end)
        if ends_range:
            score += 4.0 if (ranges or meaning) == "period_end" else -1.0
        elif begins_range:
            score -= 3.5
        elif ranges == "period_end" and _WEEK_BEGINS.search(text, 0, mention.start):
            score -= 3.0
        score -= 0.5 if mention.start in yearless else 0.0
        yield _Candidate(mention, "text", score)


def _is_range(text: str, first: DateMention, second: DateMention) -> bool:
    return bool(_RANGE.fullmatch(text, first.end, second.start))


def _score(text: str, mention: DateMention, meaning: str, *, from_end: bool) -> float:
    """How much the place and the words around a date say that it is the document's own."""
    line = line_of(text, mention)
    score = _by_place(text, mention, meaning, from_end=from_end)
    if line.ends_text and not line.in_row and not from_end:
        score = max(score, _SIGN_OFF_SCORE if meaning in ("signed", "issued") else 1.0)
    label = label_of(text[max(line.start, mention.start - BEFORE_REACH) : mention.start])
    label = Label.NONE if line.in_list else label
    score += _LABEL_SCORES[label] if label.meaning != meaning or label is Label.NOT else 4.0
    score += after_of(text[mention.end : mention.end + 14])
    if line.length - (mention.end - mention.start) <= 14:
        score += 2.0
    elif label is Label.NONE and line.length > 60:
        score -= 2.0
    if line.in_row or (line.in_pair and label is Label.NONE):
        score -= 4.0 if label is Label.NONE else 1.5
    return score - (2.0 if mention.month_only else 0.0)


def _by_place(text: str, mention: DateMention, meaning: str, *, from_end: bool) -> float:
    if from_end:
        return 3.0 if meaning in ("signed", "issued") else 1.0
    return _by_line(text.count("\n", 0, mention.start))


_LABEL_SCORES = {
    Label.DATE: 3.5, Label.SIGNED: 2.0, Label.ISSUED: 2.5, Label.HELD: 2.0, Label.PERIOD: 0.5,
    Label.AS_OF: 2.0, Label.NONE: 0.0, Label.NOT: -4.5,
}  # fmt: skip


def _by_line(number: int) -> float:
    for limit, score in ((2, 4.0), (5, 3.2), (9, 2.2), (16, 1.0)):
        if number < limit:
            return score
    return 0.0


def _of_last_round(view: DocumentView, near: date) -> Iterator[_Candidate]:
    """The day of the last round, where a quotation's columns are its rounds."""
    for table in [s for s in view.segments if s.rows][:1]:
        days = [d if isinstance(d, DateMention) else d.near(near) for d in of_rounds(table.rows)]
        if days:
            last = max(days, key=lambda day: day.value)
            yield _Candidate(replace(last, start=0, end=0), "text", _ROUND_SCORE)


def _properties(view: DocumentView) -> Iterator[_Candidate]:
    for name, more in (("modified", 0.1), ("created", 0.0)):
        if found := find_dates(view.extracted.properties.get(name, "")):
            yield _Candidate(found[0], "property", _PROPERTY_SCORE + more)


def _last_in_columns(
    view: DocumentView, properties: Sequence[_Candidate], fewest: int
) -> Iterator[_Candidate]:
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
    yield _Candidate(last, "text", _COLUMN_SCORE)


def _gap(earlier: DateMention, later: DateMention) -> timedelta:
    return later.first_day - earlier.first_day


def _of_the_week(view: DocumentView) -> Iterator[_Candidate]:
    """The Sunday of a numbered calendar week that lies in the project's span (W45; not its 6th week)."""
    context = view.context
    if not (context.started and context.ended):
        return
    for source, text in (("text", " ".join(view.lines[:3])), ("name", view.stem)):
        for match in _WEEK.finditer(text):
            for year in {context.started.year, context.ended.year}:
                sunday = _sunday(year, int(match[1] or match[2]))
                if sunday and context.started <= sunday <= context.ended + timedelta(days=7):
                    yield _Candidate(DateMention(0, 0, sunday.isoformat()), source, _WEEK_SCORE)


def _sunday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _support(candidate: _Candidate, others: Iterable[_Candidate]) -> float:
    """Dates that another source says too are surer."""
    sources = {c.source for c in others if c.mention.value == candidate.mention.value}
    return 1.2 * len(sources - {candidate.source})


def _fit(candidate: _Candidate, view: DocumentView) -> float:
    """Dates after the day received, or far from the project, are not the document's."""
    day, context = candidate.mention.first_day, view.context
    if candidate.source == "property" and day == context.received:
        return -2.8  # copying or converting a file on its way here stamps it with the day
    if day > context.received + timedelta(days=1):
        return -8.0
    if (context.started and day < context.started - _FAR) or (
        context.ended and day > context.ended + _FAR
    ):
        return -3.0
    return 0.0
