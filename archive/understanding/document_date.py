"""Which of a document's dates is *its* date, and where that is said.

What the date of a class means is a rule of the archive (signed, held, issued, end of the period). Every date
near the top, in the signatures, the file's name and its properties is a candidate; the words around it, its
place and its agreement with the others decide. `date_source` stays honest: a date that only the name or a
property gives is said to be inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.domain.dates import DateMention, find_dates, find_days
from archive.understanding.date_candidates import (
    RECKONED,
    WEEK_BEGINS,
    Candidate,
    end_of_week,
    in_name,
    last_in_columns,
    of_first_words,
    of_last_round,
    of_mail,
    of_short_days,
    of_stand,
    of_the_week,
    properties,
)
from archive.understanding.date_labels import (
    BEFORE_REACH,
    Label,
    after_of,
    label_of,
    tells_of_a_contract,
)
from archive.understanding.date_lines import DateLine, labelled_days, line_of
from archive.understanding.date_readings import settle
from archive.understanding.view import DocumentView, fold_in_place

TOP = 1_800
"""Characters at the beginning in which a document states its date."""

_TAIL = 500
_CHAT_SCORE, _SIGN_OFF_SCORE = 9.0, 2.5
_LISTED = ("data_report", "survey", "feedback", "media_clipping")
"""Classes whose workbooks list things by day: the last day is theirs, where nothing else says one."""
_RANGE = re.compile(
    r"\s*(?:日|号|號|[(（][^()（）]{1,5}[)）])?\s*(?:-|–|—|~|～|至|到|起至|to|and)\s*(?:\w{0,9}\s)?"
)
_DAY_OF = re.compile(r"(?i)\b(\d{1,2})\s?(?:st|nd|rd|th)?\s+day\s+of\s+(?=[A-Z])")  # 6th day of May
_OWN_LINE = re.compile(
    r"(?<=\d)\n(?=[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
    r"|(?<=[a-z])\n(?=\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4})"
)
"""A figure at the end of a line is no day of the date that fills the next one (revision 2 / May 8, 2026)."""
_GLUED = re.compile(r"(\d{4}[-/.]\d{2}[-/.]\d{2})\d{2}(?=:\d{2})")
"""A scan loses the space between day and time: 2025-10-1316:22:09."""

_NEARBY = 300
_FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """`value` is YYYY-MM-DD or YYYY-MM; `source` text, name, property or received."""

    value: str
    source: str
    choices: tuple[str, ...] = ()


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


def _candidates(view: DocumentView, class_key: str) -> Iterator[Candidate]:
    yield from of_mail(view, class_key)
    if (said := view.last_message) is not None:
        yield Candidate(said, "text", _CHAT_SCORE)
    near = _near(view)
    meaning = view.context.date_meanings.get(class_key, "issued")
    ranges = "period_end" if class_key in _ASKED_OVER else meaning
    yield from _in_text(view.text[:TOP], meaning, near, from_end=False, ranges=ranges)
    if len(view.text) > TOP:
        yield from _in_text(view.tail[-_TAIL:], meaning, near, from_end=True)
    if class_key == "quotation":
        yield from of_last_round(view, near)
    for margin in view.margins[:4]:
        yield from (Candidate(m, "text", 2.0) for m in find_dates(margin))
    yield from in_name(view, near, ranges)
    saved = list(properties(view))
    yield from saved
    if class_key in _LISTED and view.form == "sheet":
        yield from last_in_columns(view, saved, 3 if class_key == "data_report" else 2)
        yield from of_stand(view, near)
    if class_key == "weekly_report":
        # Week 5 (12.1–12.7) is the project's fifth one, whatever the calendar calls its own.
        yield from list(of_short_days(view, near)) or of_the_week(view)
    if class_key in _HELD:
        yield from of_first_words(view, near)


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
    saved = (candidate.mention.first_day for candidate in properties(view))
    return next((day for day in saved if abs((day - middle).days) <= _NEARBY), middle)


_HELD = ("minutes", "agenda", "retrospective", "acceptance", "execution_record")
"""Classes about something that took place on a day, which their first line may begin with."""

_ASKED_OVER = ("survey", "feedback")
"""Classes that are gathered over days: they are of the last one."""


def _in_text(
    text: str, meaning: str, near: date, *, from_end: bool, ranges: str = ""
) -> Iterator[Candidate]:
    folded = fold_in_place(text)
    text = _DAY_OF.sub(lambda match: f"{match[1]} ".rjust(len(match[0])), text)
    text = _OWN_LINE.sub("|", text)
    text = _GLUED.sub(r"\1  ", text)
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
        said = mention
        if (
            ranges == "period_end"
            and not begins_range
            and WEEK_BEGINS.search(text, 0, mention.start)
        ):
            said, score = end_of_week(mention), score - RECKONED
        if ends_range:
            score += 4.0 if (ranges or meaning) == "period_end" else -1.0
        elif begins_range:
            score -= 3.5
        score -= 0.5 if mention.start in yearless else 0.0
        yield Candidate(said, "text", score)


def _is_range(text: str, first: DateMention, second: DateMention) -> bool:
    return bool(_RANGE.fullmatch(text, first.end, second.start))


def _score(text: str, mention: DateMention, meaning: str, *, from_end: bool) -> float:
    """How much the place and the words around a date say that it is the document's own."""
    line = line_of(text, mention)
    before = text[max(line.start, mention.start - BEFORE_REACH) : mention.start]
    label = _label(before, meaning)
    score = _by_place(text, mention, meaning, from_end=from_end)
    if line.ends_text and not line.in_row and not from_end:
        signs_off = meaning in ("signed", "issued") or label is Label.ISSUED
        score = max(score, _SIGN_OFF_SCORE if signs_off else 1.0)
    label = Label.NONE if line.in_list else label
    score += _LABEL_SCORES[label] if label.meaning != meaning or label is Label.NOT else 4.0
    score += after_of(text[mention.end : mention.end + 14])
    score += _by_line_length(text, mention, line, label)
    if line.in_row or (line.in_pair and label is Label.NONE):
        score -= 4.0 if label is Label.NONE else 1.5
    return score - (2.0 if mention.month_only else 0.0)


def _label(before: str, meaning: str) -> Label:
    """What the words before a date call it; when its contract was signed is no day of a report."""
    label = label_of(before)
    of_another = label is Label.SIGNED and meaning != "signed" and tells_of_a_contract(before)
    return Label.NOT if of_another else label


def _by_line_length(text: str, mention: DateMention, line: DateLine, label: Label) -> float:
    """A day alone on its line or in its part of it stands there for the paper; one in a long sentence does not."""
    written = mention.end - mention.start
    near_top = text.count("\n", 0, mention.start) < _HEAD_LINES
    formal = (
        1.5 if label is Label.NONE and _ERA.match(text, mention.start) and line.at_edge else 0.0
    )
    listed = line.in_row or line.in_pair
    if line.length - written <= _LITTLE_ELSE:
        return 2.0 + formal
    if line.field - written <= _LITTLE_ELSE and near_top and not listed:
        return 2.0 + formal
    if line.at_edge and near_top and not listed:
        return 1.0 + formal
    return formal - (
        2.0 if label is Label.NONE and line.length > _LONG_LINE and not formal else 0.0
    )


_HEAD_LINES, _LITTLE_ELSE, _LONG_LINE = 6, 14, 60
_ERA = re.compile(r"(?:中\s*华\s*)?民\s*国")


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


def _support(candidate: Candidate, others: Iterable[Candidate]) -> float:
    """Dates that another source says too are surer."""
    value = candidate.mention.value
    sources = {c.source for c in others if c.mention.value == value}
    if candidate.source == "text":
        sources |= {
            c.source for c in others if c.mention.month_only and value.startswith(c.mention.value)
        }
    return _AGREES * len(sources - {candidate.source})


_AGREES = 1.6


def _fit(candidate: Candidate, view: DocumentView) -> float:
    """Dates after the day received, or far from the project, are not the document's."""
    day, context = candidate.mention.first_day, view.context
    if candidate.source == "property" and _is_stamped(day, view):
        return -2.8  # copying or converting a file on its way here stamps it with the day
    if candidate.source == "property" and context.started and day < context.started - _OF_ANOTHER:
        return -8.0  # the day of the template, or of the paper it was copied from
    if candidate.source == "property" and context.received - day <= _JUST_SAVED:
        return -1.0  # saved to be sent here, likelier than written that day
    if day > context.received + timedelta(days=1):
        return -8.0
    if (context.started and day < context.started - _FAR) or (
        context.ended and day > context.ended + _FAR
    ):
        return -3.0
    return 0.0


def _is_stamped(day: date, view: DocumentView) -> bool:
    """A property of the day received, or of a day long after the work was done and shortly before."""
    context = view.context
    if day == context.received:
        return True
    done = context.ended is not None and day > context.ended + _AFTER_THE_END
    return done and context.received - day <= _SHORTLY


_OF_ANOTHER = timedelta(days=730)
_AFTER_THE_END, _SHORTLY, _JUST_SAVED = timedelta(days=60), timedelta(days=30), timedelta(days=2)
