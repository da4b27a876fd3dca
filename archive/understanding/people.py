"""Who was there and who does what: a paper that says both records a meeting, whatever it is called.

Names are known by their shape (a row of short words of one kind between commas), tasks by a person beside
a day: in a table's columns, at the head of a line, behind an @ or an arrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.domain.dates import find_dates, find_days
from archive.domain.folding import fold
from archive.domain.segments import SegmentKind
from archive.understanding.evidence import Evidence
from archive.understanding.view import DocumentView

_TOP_LINES = 7
_PRESENT = re.compile(
    r"^\W*(?:人|人员|到|到场|到会|在线|在座|在场|出席|列席|参加|参会|参与(?:者|人|人员)?|与会(?:者|人|人员)?"
    r"|who|here|there|present|in attendance"
    r"|attend\w*|in the room|on (?:the )?(?:line|call|zoom|teams)|dialled in|around the table|came|walked"
    r"|people|participants|joined(?: by)?)"
    r"\s*(?:[(（][^()（）]{1,12}[)）])?\s*[:：]\s*(?P<names>\S.*)"
)
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_BETWEEN = re.compile(r"[、,，;；/&+]|\band\b|\s{1,3}(?=[\u3400-\u9fff])|[和与及]")
_HAN_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,3}(?:sir|[a-z]{1,2})|老[\u3400-\u9fff]"
)
_LATIN_NAME = re.compile(r"[A-Z][a-zA-Z'’.-]+(?: [A-Z][a-zA-Z'’.-]+){0,2}")
_FIELDS = re.compile(r"\s{2,}|\u3000+|\s[/|｜·•]\s|[｜|]|[，。]\s?|\.\s")
_FEWEST = 3


def roster(view: DocumentView) -> str:
    """The line near the top that lists at least three people; empty where there is none."""
    for line in view.lines[:_TOP_LINES]:
        labelled = _PRESENT.match(fold(line))
        if labelled and _names(line[-len(labelled["names"]) :], strict=False) >= _FEWEST - 1:
            return line
        if _has_day(line) and any(_names(part, strict=True) >= _FEWEST for part in _parts(line)):
            return line
    return ""


def _has_day(line: str) -> bool:
    return bool(find_dates(line) or find_days(line, loose=True))


def _parts(line: str) -> Iterator[str]:
    """The fields of a line, and what is left of it behind its first two."""
    fields = [field for field in _FIELDS.split(line) if field and field.strip()]
    yield from fields
    if "，" in line:
        yield line.split("，", 2)[-1]


def _names(text: str, *, strict: bool) -> int:
    """How many people the text lists; with `strict` every piece of it must be a name."""
    pieces = [
        p.strip(" .。:：*") for p in _BETWEEN.split(_REMARK.sub("", text)) if p and p.strip(" .。*")
    ]
    named = sum(bool(_HAN_NAME.fullmatch(p) or _LATIN_NAME.fullmatch(p)) for p in pieces)
    return 0 if strict and named < len(pieces) else named


# ------------------------------------------------------------------ tasks
_WHO = re.compile(
    r"^(?:who|owner|by whom|on the hook|responsible|lead|assigned to|name|pic"
    r"|谁|归谁|人|谁做|负责(?:人|方)?|主责|责任人|承办|对口人)$"
)
_WHEN = re.compile(
    r"^(?:when|by|before|until|by when|due(?: date)?|deadline|target date|date"
    r"|何时|时间|期限|限期|几号前|完成(?:日|时间)?|截止(?:日期?)?|预计完成|日期|完成日期)$"
)
_WHAT = re.compile(
    r"^(?:what|does what|action|actions|next step|task|to do|item"
    r"|事项|事情|待办|要做什么|工作|跟进|行动|change)\S{0,6}$"
)
_TASK_LINES = (
    re.compile(r"(?m)^\W*@\S+\s*\S|(?<=\S)\s@[^\s@]{1,12}\s*\S"),
    re.compile(
        r"(?m)^\W*[A-Z][a-z]+(?: [A-Z][a-z'’-]+)?(?:\s(?:to|will)\s|\s?[-–—:]\s)[^\n]{3,120}"
        r"(?:\bby\b|\bbefore\b|\btoday\b|\btomorrow\b|\bnoon\b|\bno later\b|\d)"
    ),
    re.compile(
        r"(?<=[.!?。] )[A-Z][a-z]+(?: [A-Z][a-z'’-]+)?\s(?:to|will|is to)\s[^\n.]{3,120}\bby\b[^\n.]{2,20}"
    ),
    re.compile(
        r"(?:→|->|=>)\s*[\u3400-\u9fffA-Z][^\n→]{0,16}(?:→|->|[,，\s])\s*\d{1,2}\s?[/月.]\s?\d"
    ),
    re.compile(
        r"(?m)(?:^|[，,；;。:：])\s*(?:\d{1,2}[.、]\s*)?[\u3400-\u9fff]{2,3}?[于於在]?\s?\d{1,2}\s?[/月.]\s?\d{1,2}日?(?:之?前|以前)"
    ),
    re.compile(
        r"(?m)^\W*(?:\d{4}[-/.年])?\d{1,2}\s?[-/月.]\s?\d{1,2}日?前?[ \t\u3000｜|:,，]{1,4}"
        r"(?:[\u3400-\u9fff]{2,4}|[A-Z][a-z]{1,12})[ \t\u3000｜|:,，]{1,4}\S"
    ),
    re.compile(r"(?m)^\W*[\u3400-\u9fff]{2,3}\s?\d{1,2}\s?[/月.]\s?\d{1,2}日?前?\s*\S"),
    re.compile(
        r"[(（][\u3400-\u9fff]{2,4}[,，、\s]{0,2}(?:\d{4}年)?\d{1,2}\s?[/月.]\s?\d{1,2}日?前?[)）]"
    ),
)
_SPEAKER = re.compile(
    r"(?m)^\u200e?\[[^\]\n]{4,30}\]\s*[^:：\n]{1,40}[:：]\s*"
    r"|^(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?[ \t](?:\S{1,12}[ \t]|[^:：\n]{1,30}[:：]\s*)"
    r"|^\u200e?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[,，]?\s[^-–:：\n]{0,8}\d{1,2}:\d{2}[^-–:：\n]{0,8}\s?[-–]\s?[^:：\n]{1,40}[:：]\s*"
)
_ANNOUNCED = re.compile(
    r"(?m)^[^\n]{0,24}?(?:待办|跟进|分工|总结|小结|整理|如下|结论|决议|行动"
    r"|to[- ]?dos?\b|next steps?\b|\bactions?\b|\brecap\b|who does what)[^\n]{0,24}$"
)
_HANDED = re.compile(r"[@＠]\S|→|->|=>|[☐□◻▢]|\[ \]|(?m:^\W*\d{1,2}[.、)）]\s?\S)")
_BY_WHEN = re.compile(
    r"\d{1,2}\s?[/月.-]\s?\d{1,2}|周[一二三四五六日天]|\b(?:by|before|due)\s\S|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:mon|tues?|wed|thu|fri|sat|sun)(?:\w*day)?\b|[今明后]天|前(?:给|交|要|完成)"
)
_CONCLUDED = re.compile(
    r"(?:结论|决议|决定如下|小结|总结一下|跟进|分工)\s*[:：]"
    r"|\b(?:recap|actions?|so we agreed|decisions?)\b(?: then)?\s*(?:[:：]|$)",
    re.MULTILINE,
)
_SETTLED = re.compile(
    r"\b(?:agreed|decided|decisions?|settled|recap|what we said|who does what|to confirm what)\b"
    r"|结论|决定|决议|定了|讲定|说定|敲定|同意|谁做什么|跟进|待办"
)
_LOOKS_BACK = re.compile(
    r"复盘|检讨|回顾|总结|收工会|不外传|别发客户"
    r"|retro|lessons?\b|wash-?up|post-?mortem|debrief|what we learn|not for the client"
)
_READ, _FEWEST_TASKS = 5_000, 2
_BOTH, _TASKS, _CONCLUSION, _SAID, _NOT_WRITTEN = 3.6, 3.2, 2.6, 2.0, -4.5


def from_people(view: DocumentView) -> Iterable[Evidence]:
    """People who came and people who do something; in a chat or a mail, tasks and what was agreed."""
    if view.form not in ("text", "mail", "image"):
        return
    chat = view.last_message is not None
    talked = view.form == "mail" or chat
    head = fold(view.stem) if chat else f"{fold(view.stem)} {view.folded[:400]}"
    if _LOOKS_BACK.search(head):
        return
    if chat and (handed := _handed_out(_body(view))):
        yield Evidence("minutes", "body", _HANDED_OUT, handed)
        return
    task = _task(view)
    settled = _SETTLED.search(view.folded, 0, _READ)
    if talked:
        concluded = _CONCLUDED.search(fold(_body(view)))
        if settled and (task or (concluded and view.form != "mail")):
            words = (settled.group(), task or settled.group())
            yield Evidence("minutes", "body", _TASKS if task else _CONCLUSION, words)
        return
    came = roster(view)
    if came and task:
        yield Evidence("minutes", "body", _BOTH, (came[:24], task))
        yield Evidence("weekly_report", "body", _NOT_WRITTEN, ())  # its title names the meeting
    elif came and settled:
        yield Evidence("minutes", "body", _SAID, (came[:24], settled.group()))


def _handed_out(text: str) -> tuple[str, ...]:
    """What announces the tasks of a talk and the first of them: each is someone's and has its day."""
    folded = fold(text)
    for announced in _ANNOUNCED.finditer(folded):
        lines = folded[announced.end() :].strip().splitlines()[:_TASKS_BELOW]
        tasks = [line for line in lines if _HANDED.search(line) and _BY_WHEN.search(line)]
        if len(tasks) >= _FEWEST_TASKS:
            return announced.group().strip()[:24], tasks[0].strip()[:24]
    return ()


_TASKS_BELOW, _HANDED_OUT = 8, 4.8


def _task(view: DocumentView) -> str:
    """What shows that people were given things to do: a table's heads, or lines of at least two tasks."""
    for head in view.heads[:6]:
        roles = [p for p in (_WHO, _WHEN, _WHAT) if any(p.match(cell) for cell in head)]
        if len(roles) == _FEWEST or (_WHO in roles and len(roles) == 2 and len(head) <= 4):
            return " ".join(head[:3])
    text = _body(view)
    hits = {m.start(): m.group().strip() for pattern in _TASK_LINES for m in pattern.finditer(text)}
    return hits[min(hits)][:24] if len(hits) >= _FEWEST_TASKS else ""


def _body(view: DocumentView) -> str:
    """The text without a mail's headers and without who spoke when in a chat."""
    text = view.text[:_READ]
    if view.form == "mail":
        text = "\n".join(s.text for s in view.segments if s.kind is not SegmentKind.FIELD)[:_READ]
    return _SPEAKER.sub("", text)
