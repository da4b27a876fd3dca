"""Milestones told in lines and sentences: both days, or one and how far the other was from it.

裝置（原定11月12日）11月13日; "Hotline open: due 13 August, open 14 August"; below 時間（計劃→實際） a line of two
days; 設計如期於9月12日完成; 原定5月2日，延後一週.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from archive.domain.dates import DateMention, DayMention
from archive.domain.segments import SegmentKind
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import Day, days_in, short_days_in, writes_day_first
from archive.review.reading.passages import Passage, inline_items, sentences_of, without_mark
from archive.review.reading.words import folded, word_list
from archive.review.results.kept_days import shifted, told_shift
from archive.review.results.milestone import Milestone

PLANNED = word_list("milestones.planned")
ACTUAL = word_list("milestones.actual")
_TIMES = word_list("milestones.times")

_ARROW = re.compile(r"^\s*(?:→|⇒|➔|➜|->|=>|―>|＞)\s*$")
_STROKE = re.compile(r"^[\s日號号]*(?:[/／|｜,，、;；–—-]|→|⇒|➔|➜|->|=>|＞)?\s*$")
"""What parts two days below a line that says what they are."""
_NAME_ENDS = re.compile(
    r"[:：，,（(]|[按照依]?原?(?:计划|計畫|計劃)|原[定订訂]|[预預]定|[由從从](?=\s*$)|延[至到]|改[至到為为]|於|于|\s[-–—]\s"
    r"|如期|按期|准时|準時|按时|按時"
    r"|\b(?:planned|plan|due|was|were|is|had|slipped|moved|shifted|pushed|brought|delayed|from|took|happened|went"
    r"|set for|came|on|as|launched)\b"
)
_SLIPPED = re.compile(r"(?:\bfrom\b[^.;]{0,20}$|由\s*$|從\s*$|从\s*$)", re.IGNORECASE)
_SLIPPED_TO = re.compile(
    r"^\s*(?:\bto\b|延[後后]?[至到]|改[至到為为]|[推提][遲迟前]?[至到]|→|->)", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:slipped|moved|shifted|pushed|brought forward|delayed)\b.*\bto\b"
    r"|延[後后期]?[至到]|改[至到]|[推提][遲迟前][至到]"
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
_TO_BE = re.compile(r"\bto (?:be )?[a-z]+|[完开開][成展]?(?:前|之前)")
_INSTEAD = re.compile(
    r"[日號号]?\s*[，,]?\s*(?:\b(?:rather than|instead of|and not|not)\b(?: on)?(?: the)?|而非|而不是"
    r"|(?:並|并)?[非不]是(?:原[定訂订]的)?)\s*",
    re.IGNORECASE,
)
"""On 4 October rather than 27 September: what came, then what was meant."""
_NO_EVENT = re.compile(
    r"截至|(?<![名稿件])截止(?=\s*\d)|\b(?:as of|as at|up to)\b|[期笔]款|尾款|入[账帐]|到[账帐款]|回款|发票|kpi|指标"
    r"|\b(?:invoiced?|instalments?|receivables?|payables?|kpis?)\b|\d{1,3},\d{3}|[$£€¥]\s?\d"
)
"""How figures stood on a day, or when money moved, is no milestone."""
_NEXT_TO = re.compile(
    r"[日號号]?\s*(?:[，,（(）)/／|｜][^，,。；;]{0,18}|\band\b(?!\s*\d)[^，,。；;]{3,24})",
    re.IGNORECASE,
)
"""Between a planned day and the one beside it that came: a comma or a bracket and a verb, "and was signed on"."""
_LONGEST_LINE, _LONGEST_HEAD, _LEAD = 140, 40, 40
_EDGE = " \u3000-–—→:：.·"


def told_in_lines(paper: Paper, papers: Papers) -> Iterator[Milestone]:
    """Lines that each give a milestone; how they write short days is told by all of them together."""
    near = papers.middle
    told = [(p, above) for p, above in _lines(paper, near) if _gives_both(p, above, near)]
    day_first = writes_day_first(text for p, above in told for text in (above, p.text))
    for line, above in told:
        if milestone := _from_line(paper, line, above, near, day_first=day_first):
            yield milestone


def _lines(paper: Paper, near: date) -> Iterator[tuple[Passage, str]]:
    """The pieces of the text that may each tell one, with the line above that says what days they give."""
    announced = ""
    for paragraph in paper.paragraphs:
        heading = paragraph.trail[-1] if paragraph.trail else ""
        if len(paragraph.text) <= _LONGEST_HEAD and _names_both(paragraph.text):
            if not short_days_in(paragraph.text, near):
                announced = paragraph.text
                continue
        elif announced and len(short_days_in(paragraph.text, near)) < 2:
            announced = ""
        for piece in map(_without_label, map(without_mark, _pieces(paragraph))):
            if len(piece.text) <= _LONGEST_LINE:
                yield piece, announced or (heading if _names_both(heading) else "")


def _names_both(line: str) -> bool:
    return PLANNED.within(line) and ACTUAL.within(line)


def _pieces(paragraph: Passage) -> list[Passage]:
    """A list item stays whole unless it strings several together; running text tells one a sentence."""
    sentences = [s for item in inline_items(paragraph) for s in sentences_of(item)]
    if paragraph.kind is SegmentKind.LIST_ITEM:
        return sentences if sum(PLANNED.within(s.text) for s in sentences) > 1 else [paragraph]
    return sentences


_LABEL = re.compile(r"\s*(?P<label>[^:：\d，,。；;]{1,12})[:：]\s*(?=\S)")


def _without_label(piece: Passage) -> Passage:
    """日程：, Schedule: before the first milestone of a sentence is none of its name."""
    label = _LABEL.match(piece.text)
    if label is None or not _TIMES.within(label["label"]):
        return piece
    rest = piece.text[label.end() :]
    return piece.cut(label.end(), len(piece.text)) if re.match(r"[^\d\s]{2}", rest) else piece


def _gives_both(line: Passage, above: str, near: date) -> bool:
    """原定 and 實際 in one line, two days of which one is planned, or a line above that says which is which."""
    text = line.text
    if _NO_EVENT.search(folded(text)):
        return False
    if above or _MOVED.search(text) or told_shift(text) is not None:
        return True
    mentions = _mentions(text, near)
    if any(_INSTEAD.fullmatch(text[a.end : b.start]) for a, b in pairwise(mentions)):
        return True
    if not PLANNED.within(text):
        return False
    listed = line.kind is SegmentKind.LIST_ITEM
    return listed or ACTUAL.within(text) or _side_by_side(text, mentions)


def _side_by_side(text: str, mentions: Sequence[DateMention]) -> bool:
    return any(_NEXT_TO.fullmatch(text[a.end : b.start]) for a, b in pairwise(mentions))


def _mentions(text: str, near: date, *, day_first: bool = False) -> list[DateMention]:
    found = days_in(text, near)
    return found if len(found) >= 2 else short_days_in(text, near, day_first=day_first)


def _from_line(
    paper: Paper, item: Passage, above: str, near: date, *, day_first: bool
) -> Milestone | None:
    text = item.text
    mentions = _mentions(text, near, day_first=day_first)
    pair = _planned_and_actual(text, mentions, above)
    days = _in_one_year(text, *pair) if pair else _from_one_day(paper, text, mentions)
    name = _name(text, mentions)
    if days is None or not 2 <= len(name) <= 40 or _SAYS.search(name):
        return None
    return Milestone(name, *days, "", paper, (item.evidence,))


def _planned_and_actual(
    text: str, mentions: Sequence[DateMention], above: str
) -> tuple[DateMention, DateMention] | None:
    """Which of the days was meant and which came: by the words before and behind each, else by the line above."""
    for first, second in pairwise(mentions):
        between = text[first.end : second.start]
        slipped = _SLIPPED.search(text[: first.start]) and _SLIPPED_TO.search(between)
        if _ARROW.match(between) or slipped:
            return _in_order(first, second, above)
        if _INSTEAD.fullmatch(between):
            return second, first
    planned = next((m for n, m in enumerate(mentions) if _is_planned(text, mentions, n)), None)
    others = [m for m in mentions if m is not planned]
    if planned is not None and others:
        done = (m for m in others if _DONE_BEHIND.match(text[m.end :]))
        return planned, next(done, others[0])
    if above and len(mentions) == 2 and _STROKE.match(text[mentions[0].end : mentions[1].start]):
        return _in_order(mentions[0], mentions[1], above)
    return None


def _in_order(
    first: DateMention, second: DateMention, above: str
) -> tuple[DateMention, DateMention]:
    """The planned day first, unless the line above names the other first."""
    planned, actual = PLANNED.search(above), ACTUAL.search(above)
    turned = planned is not None and actual is not None and actual.start() < planned.start()
    return (second, first) if turned else (first, second)


def _is_planned(text: str, mentions: Sequence[DateMention], number: int) -> bool:
    """A word of planning between the day before and this one, or right behind it."""
    mention = mentions[number]
    begin = mentions[number - 1].end if number else 0
    end = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
    before = folded(text[max(begin, mention.start - _LEAD) : mention.start])
    behind = text[mention.end : end]
    last = max((m.end() for m in PLANNED.pattern.finditer(before)), default=-1)
    meant = _TO_BE.sub(lambda m: " " * len(m.group()), before)
    done = max((m.end() for m in ACTUAL.pattern.finditer(meant)), default=-1)
    if last > done:
        return True
    alone = number + 1 == len(mentions) or bool(re.search(r"[)）]", behind))
    return last < 0 and done < 0 and alone and bool(_PLANNED_BEHIND.match(behind))


_SAYS = re.compile(
    r"[预預][计計测測料]|宣[布佈]|表示|[公发發][布佈]了|\b(?:expects?|forecasts?|announced|said|says|confirmed)\b",
    re.IGNORECASE,
)
"""氣象署預計週末…: who says or foresees something is no name of what took place."""
_SPEAKS_OF_OUTCOME = (Role.REPORT, Role.RETRO, Role.PROOF)


def _from_one_day(
    paper: Paper, text: str, mentions: Sequence[DateMention]
) -> tuple[Day, Day] | None:
    """如期, a week late: the day that is not written lies so far from the one that is."""
    shift = told_shift(text)
    if shift is None or len(mentions) != 1 or paper.role not in _SPEAKS_OF_OUTCOME:
        return None
    mention = mentions[0]
    told = Day(mention.value, text[mention.start : mention.end])
    if not told.is_exact:
        return None
    if shift == 0:
        return told, told
    planned = _is_planned(text, mentions, 0)
    return (told, shifted(told, shift)) if planned else (shifted(told, -shift), told)


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
