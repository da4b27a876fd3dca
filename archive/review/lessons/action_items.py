"""One item of a list of actions: what, who and until when, in whichever order it has them.

"Beth – send the report – by 30 Jan", 訂出範本——游品萱——2月10日前, 何家樂：整理授權書（9月11日前）, "@Owen 9/20
move the links". The time and the person are found by what they are and taken out; what is left is the
thing to do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from archive.review.reading.deadlines import Deadline, find_deadlines
from archive.review.reading.people import (
    LATIN,
    Person,
    is_latin,
    is_person,
    is_somebody,
    named_people,
)

_EMPHASIS = re.compile(r"\*\*|__")
_TICK_BOX = re.compile(r"^\s*\[[ xX✓✔]?\]\s*|^\s*[☐☑✅□]\s*")
_PARTING = re.compile(
    r"\s*(?:——|—|–|－|\s-\s|｜|\||→|=>|->|[（(〔【\[]|[)）〕】\]]|[:：]|，|,\s|；|;|。|\.\s|\s{2,}|\s/\s|／)\s*"
)
_EDGE = " >—–-－（(〔【[)）〕】]@，,；;｜|→:：。./／"
_UNTIL = re.compile(
    r"\s*(?:\b(?:has until|have until|by|before|from|starting|start|due|deadline|until|no later than|target|on|in|w/c|"
    r"the week of)|截止|期限|限期|完成日期?|完成[时時][间間]|時限|时限"
    r"|最遲|最迟|預計|预计|于|於|喺|在)\s*(?:date)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(
    r"^\s*(?:或?[之以]?前|止|為止|为止|內|内|起)?\s*(?:完成|交付|上线|上線|提交|执行|執行|实施|實施|生效|启用|啟用)?(?=[\s，,。；;）)〕】\]—–\-|｜]|$)"
)
_BEFORE = re.compile(r"^\s*[底末]?或?[之以]?前")


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be done, by whom (empty where nobody is named), and until when."""

    what: str
    owner: str
    due: str | None
    has_time: bool
    at: int = 0
    """Where the clause begins that names the person."""


def action_item(text: str, near: date, present: Collection[str] = ()) -> Item | None:
    """The item of a line; None where it names neither a person nor a time.

    `present` are people known by name, whatever their names look like.
    """
    text = _TICK_BOX.sub("", _EMPHASIS.sub("", text)).strip()
    times = find_deadlines(text, near)
    chosen = _chosen(text, times)
    owner, holes = _owner(text, times, present)
    if not owner and chosen is None:
        return None
    if chosen is not None:
        holes.append(_whole_time(text, chosen))
    what = _without(text, holes)
    if len(what) < (4 if not what.isascii() else 6):
        return None
    at = text.find(owner) if owner and not text.isascii() else 0
    return Item(what, owner, chosen.value if chosen else None, chosen is not None, at)


def _chosen(text: str, times: Sequence[Deadline]) -> Deadline | None:
    """The last day told; a time without a day only where there is none."""
    exact = [t for t in times if t.value]
    marked = [t for t in exact if _BEFORE.match(text[t.end :]) or _UNTIL.search(text[: t.start])]
    found = marked or exact or list(times)
    return found[-1] if found else None


def _whole_time(text: str, time: Deadline) -> tuple[int, int]:
    """The time with the words that belong to it: by …, …前完成."""
    until = _UNTIL.search(text[: time.start])
    after = _AFTER_TIME.match(text[time.end :])
    if after is None or not after.group():
        after = _BEFORE.match(text[time.end :])
    start = until.start() if until else time.start
    return start, time.end + (after.end() if after else 0)


def _owner(
    text: str, times: Sequence[Deadline], present: Collection[str]
) -> tuple[str, list[tuple[int, int]]]:
    """The name and the part of the line to take out for it."""
    if lead := _leading(text, present) or _beside_time(text, times, present):
        return lead
    for person in named_people(text):
        if all(person.end <= t.start or person.start >= t.end for t in times):
            return person.name, _taken_out(text, person, times)
    for start, end in reversed(_pieces(text)[1:]):
        piece = _bare(text, start, end, times)
        if (before := _before_time(text, start, end, times)) and is_somebody(before):
            return before, [(start, start + text[start:end].find(before) + len(before))]
        if piece in present and not _is_first(text, start):
            return piece, [(start, end)]
        if is_somebody(piece) and (is_person(piece) or not _is_first(text, start)):
            return piece, [(start, end)]
    return "", []


_BY_AN_EVENT = re.compile(r"(?:之?前|以前|之?[后後]|以[后後]|期[间間])\s*$")
"""明年提案前, 下次開幕以後: when, told by what happens; nobody's name, whatever it begins with."""
_PASSED_TO = re.compile(r"(?:由|交由|交[给給]?|請|请)\s*[一-鿿A-Za-z]{0,8}$")


def _taken_out(text: str, person: Person, times: Sequence[Deadline]) -> list[tuple[int, int]]:
    """The label with the name; of 由……于……前完成 and 請……於……前…… the words that hand it to somebody as well."""
    if person.outer[0] < person.outer[1]:
        return [person.outer]
    by = _PASSED_TO.search(text[: person.start])
    whole = (_whole_time(text, time) for time in times)
    behind = [end for start, end in whole if 0 <= start - person.end <= 1]
    ends = any(not text[end:].strip(_EDGE) for end in behind)
    opens = bool(by and behind and not text[: by.start()].strip(_EDGE))
    return [(by.start(), person.end)] if by and (ends or opens) else []


_LEAD = re.compile(
    r"^(?P<who>[^\s:：—–|｜，,（(]{2,8}|[^:：—–|｜，,（(]{2,30}?)\s*(?P<mark>[:：]|／|——|—|–|－|\s-\s|→|=>|->|｜|\||，|,\s|\s{2,})\s*"
)
_BOXED = re.compile(
    r"^[【\[〔（(]\s*@?(?P<who>[^\d【】\[\]〔〕（）()]{2,30}?)\s*[】\]〕）)]\s*[:：]?\s*"
)
"""【蘇晴】…, [Ada] …: who does it in brackets before what is to be done."""


def _leading(text: str, present: Collection[str]) -> tuple[str, list[tuple[int, int]]] | None:
    """A name or an office, then a mark, then what is to be done."""
    if (boxed := _BOXED.match(text)) and (
        boxed["who"] in present or is_somebody(boxed["who"]) or is_latin(boxed["who"])
    ):
        return boxed["who"], [boxed.span()]
    match = _LEAD.match(text)
    if match is None:
        return None
    who = match["who"].strip(" @")
    comma = match["mark"].strip() in ("，", ",")
    sure = (
        who in present
        or is_person(who)
        or (is_somebody(who) and not comma)
        or (is_latin(who) and not comma)
    )
    return (who, [match.span()]) if sure else None


_HAN_WHO = r"(?:[小阿老](?:[A-Z][a-z]+|[一-鿿])|[一-鿿]{2,4}?)"
_BEHIND_TIME = re.compile(
    r"\s*(?:[之以]?前|或之前)?\s*[,，:：–—-]?\s*(?:由|請|请|交[給给由]?)?\s*"
    rf"(?P<who>{LATIN}(?=\s+(?:to\s|will\s|must\s|is to\s|[a-z一-鿿]))"
    rf"|{_HAN_WHO}(?=\s*(?:[把將将去會会要同和跟]|負責|负责|做好|整好|完成|更新|寫|写|交出|\s)))"
    r"\s*(?:(?:to|will|must|is to)\s+|負責|负责|[把將将會会要](?=[^\s]))?"
)
_DOES_IT = re.compile(r"\s*(?:[,，:：])?\s*(?:to|will|must|is to)\s+")


_HANDED = re.compile(r"(?<=[一-鿿]{2})(?:负责|負責|牵头|牽頭|主责|主責|跟进|跟進)$")
"""陈默负责10月底前……: the verb is no part of the name."""


def _beside_time(
    text: str, times: Sequence[Deadline], present: Collection[str]
) -> tuple[str, list[tuple[int, int]]] | None:
    """A line that opens with who and until when, in either order: 阿晴喺6月3日前…, By 3 June Ada ...."""
    first = next(iter(times), None)
    if first is None:
        return None
    start, end = _whole_time(text, first)
    if lead := _HANDED.sub("", text[:start].strip(" ,，")):
        sure = lead in present or is_person(lead) or is_latin(lead) or is_somebody(lead)
        if not sure:
            return None
        does = _DOES_IT.match(text, end)
        return lead, [(0, start), *([does.span()] if does else [])]
    behind = _BEHIND_TIME.match(text, end)
    if behind is None or not is_somebody(behind["who"]):
        return None
    return behind["who"], [behind.span()]


def _before_time(text: str, start: int, end: int, times: Sequence[Deadline]) -> str:
    """設計部 9/30 前公告: who stands before the time within one piece."""
    inside = next((t for t in times if start < t.start < end), None)
    lead = _UNTIL.sub("", text[start : inside.start]) if inside else ""
    return _BY.sub("", lead.strip(" ，,：:"))


_BY = re.compile(r"^(?:由|交由|交[给給]?|請|请)\s*")


def _is_first(text: str, start: int) -> bool:
    return not text[:start].strip(_EDGE)


def _pieces(text: str) -> list[tuple[int, int]]:
    edges = [0, *(e for m in _PARTING.finditer(text) for e in m.span()), len(text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _bare(text: str, start: int, end: int, times: Sequence[Deadline]) -> str:
    """The piece without a time in it: 賴冠廷 8/15 前 -> 賴冠廷."""
    inside = [t for t in times if start <= t.start < end]
    if not inside and _BY_AN_EVENT.search(text[start:end]):
        return ""
    for time in inside:
        if time.end <= end:
            begin, stop = _whole_time(text, time)
            begin, stop = max(begin, start), min(stop, end)
            text = text[:begin] + " " * (stop - begin) + text[stop:]
    piece = re.sub(r"\s*(?:之?前|以前|\bby\b|\bbefore\b)\s*", " ", text[start:end]).strip(" ，,：:")
    return re.sub(r"^(?:由|负责|負責|owner|lead)\s*", "", piece, flags=re.IGNORECASE)


def _without(text: str, holes: Sequence[tuple[int, int]]) -> str:
    """The line without these parts and without the marks they leave behind."""
    for start, end in sorted(holes, reverse=True):
        before, after = text[:start].rstrip(_EDGE), text[end:].lstrip(_EDGE)
        joint = "，" if before and after and not (before + after).isascii() else ", "
        text = before + (joint if before and after else "") + after
    return text.strip(_EDGE)
