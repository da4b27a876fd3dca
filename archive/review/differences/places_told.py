"""Where events were held, by reports, records, press papers and those who were there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import Fact, cells_of, is_aside
from archive.review.differences.things_told import Noun
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.days import days_in
from archive.review.reading.words import folded

_THING = Noun(stems=("place",))
_LABEL = re.compile(
    r"(?P<event>活动|举办|举行|演出|比赛|展出|发布会|大会|典礼|开幕|晚会|论坛|市集|执行)?(?:地点|场地|会场|场馆)(?:名称)?"
    r"|(?P<own>event |show |main )?(?:venue|location)(?: of the event)?"
)
_LINE = re.compile(rf"^[\s•*·\-–]*(?:{_LABEL.pattern})\s*[:：]\s*(?P<place>[^。；;\n]{{2,60}})")
_HAN_PLACE = re.compile(
    r"(?:[于在]|假)(?P<place>(?:(?![于在])[\u4e00-\u9fff\da-z·.\s]){2,24}?)(?:隆重|顺利|圆满|盛大|成功|如期|正式)*(?:举行|举办|登场|召开|开幕|落幕|办理|开展)"
)
_LATIN_PLACE = re.compile(
    r"\b(?:held|took place|staged|hosted|happened|ran)\s+(?:at|in)\s+(?:the\s+)?"
    r"(?P<place>[A-Z][\w'’&]*(?:\s+(?:of\s+the\s+|of\s+|the\s+|on\s+)?(?:[A-Z][\w'’&]*|\d{1,3}))*)"
)
_A_PLACE = re.compile(
    r"(?:馆|中心|广场|酒店|饭店|公园|仓库|剧院|剧场|园区|特区|会所|礼堂|体育场|书店|商场|百货|码头|学院|大学|俱乐部|艺文|花博|公馆|文创|农场|车站|美术|工场|工厂|音乐厅|会堂|活动中心|号)"
)
_ROOM = re.compile(
    r"^(?:[a-z\d一二三四五六七八九十]+\s?(?:号?厅|楼|层|馆|区)|大?宴会厅|会议室|大厅|中庭|多功能厅"
    r"|hall \w+|room \w+|(?:grand )?ballroom|main hall|floor \w+|atrium)+$"
)
_MOVED = re.compile(
    r"改[至到在为]|移[至到师]|换[至到]|原[定订本]|备[用选]|雨备|彩排|排练"
    r"|\b(?:moved|instead|originally|rehears\w*|backup|back-up|alternative|fallback)\b"
)

_SEVERAL = re.compile(
    r"巡[展演回讲]|[首末各每]站|第[一二三四五]站|两地|多地|分会场"
    r"|\b(?:roadshow|(?:first|second|third|last|each|every) (?:stop|city|venue|leg)|both venues|cities)\b"
)
"""An event that went from place to place."""
_ANOTHER_EVENT = re.compile(
    r"竞品|同业|别家|检讨会|检讨会议|复盘会|庆功|筹备会|预热"
    r"\b(?:rival|competit\w+|another|debrief|preview|after-?party|kick-?off|rehearsal)\b"
)


def place_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash where the report and another paper name two places for one event, and nobody tells of both."""
    if any(_SEVERAL.search(folded(p.text)) for paper in papers for p in paper.told):
        return
    told = [fact for paper in papers.current(*_ORDER) for fact in _places(paper, papers)]
    kept = _distinct(told)
    if len(kept) != len(("one", "other")):
        return
    one, other = kept
    apart = one.claim.paper.role is Role.REPORT and _of_one_event(one, other)
    if apart and not _is_change(one, other, papers):
        yield Clash("place", "place", (one.claim, other.claim))


_ORDER = (Role.REPORT, Role.DATA, Role.PROOF, Role.RETRO, Role.CLIENT, Role.OTHER)
_OF_THE_EVENT = (Role.REPORT, Role.DATA, Role.PROOF)
"""In others a bare label is of their own meeting."""


def _places(paper: Paper, papers: Papers) -> Iterator[Fact]:
    near = papers.time_of(paper)
    for passage in paper.told:
        text, plain = passage.text, folded(passage.text)
        for match in _said(text, plain, paper):
            written = text[match.start("place") : match.end("place")]
            told = not (_MOVED.search(plain) or _ANOTHER_EVENT.search(plain))
            if told and not is_aside(plain, match.start("place")):
                yield from _fact(written, paper, passage.evidence, _context(text, near))
    yield from _labelled(paper, near)
    for cell in cells_of(paper):
        label = _LABEL.fullmatch(folded(cell.heading).strip())
        if label and _is_of_the_event(label, paper):
            yield from _fact(cell.text, paper, cell.evidence, "")


def _labelled(paper: Paper, near: date) -> Iterator[Fact]:
    """Rows of a label and a place."""
    for table in paper.tables:
        context = _context(" ".join(c for row in table.every_row for c in row.cells), near)
        for row in table.every_row:
            filled = [cell.strip() for cell in row.cells if cell.strip()]
            label = _LABEL.fullmatch(folded(filled[0])) if len(filled) > 1 else None
            if label and _is_of_the_event(label, paper) and not _MOVED.search(folded(filled[1])):
                yield from _fact(filled[1], paper, table.evidence(row), context)


def _said(text: str, plain: str, paper: Paper) -> Iterator[re.Match[str]]:
    """Places behind a word for holding an event, and those on a line of their own behind a label."""
    yield from (m for m in _HAN_PLACE.finditer(plain) if _A_PLACE.search(m["place"]))
    yield from _LATIN_PLACE.finditer(text)
    line = _LINE.match(plain)
    if line and _is_of_the_event(line, paper):
        yield line


def _is_of_the_event(label: re.Match[str], paper: Paper) -> bool:
    return bool(label["event"] or label["own"]) or paper.role in _OF_THE_EVENT


def _context(text: str, near: date) -> str:
    """The days and the kinds of event that are told with a place."""
    days = " ".join(day.value for day in days_in(text, near) if not day.month_only)
    kinds = " ".join(m.group() for m in _KIND.finditer(folded(text)))
    if _THE_EVENT.search(folded(text)):
        kinds = f"{kinds} {_GENERALLY}"
    return f"{days}|{kinds}"


_KIND = re.compile(
    r"发布会|论坛|峰会|市集|晚会|晚宴|体验[日会营]|工作坊|讲座|展览|演唱会|典礼|快闪店|路演|年会|招商会|品鉴会"
    r"|\b(?:gala|launch|workshop|fair|summit|conference|dinner|exhibition|concert|expo|festival|race|roadshow|seminar|pop-up)\b"
)

_THE_EVENT = re.compile(r"活动|\bevents?\b")
_GENERALLY = "*"
"""Stands for whatever kind of event it was."""


def _fact(written: str, paper: Paper, evidence: Evidence, context: str) -> Iterator[Fact]:
    place = written.strip(" ,，。.;；")
    if _FOR_SOMETHING.search(folded(place)):
        return
    if _own_name(place) and not _NO_PLACE.search(folded(place)):
        yield Fact(_THING, "", Claim(place, place, paper, evidence), note=context)


_FOR_SOMETHING = re.compile(
    r"布展|撤展|集[合中]|存放|签到|彩排|停车|住宿|仓储|\bfor (?:the|our|all)\b|\b(?:storage|parking|load-?in|crew"
    r"|hotel for)\b"
)
"""Where people met, things were kept or the stands came from."""
_NO_PLACE = re.compile(
    r"线上|云端|直播|zoom|teams|online|virtual|办公室|会议室|office|待定|全[国台省市]|各[地店市门]|多地"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|tbc)\b"
)
_GENERIC = re.compile(
    r"国际|会展|展览|会议|购物|文化|艺术|创意|馆|中心|广场|酒店|饭店|公园|仓库|剧院|剧场|园区|特区|会所|礼堂|体育场|体育|商场|百货|码头|学院|大学|市|县|区"
    r"|\b(?:the|hall|centre|center|house|hotel|room|park|museum|gallery|street|road|theatre|theater|studios?|arena|stadium|garden|gardens|college"
    r"|university|court|square|of|and|at|in|main|grand|conference|exhibition|club|pier|wharf|dock|\d+)\b"
)


def _own_name(place: str) -> str:
    """What tells the place from others of its kind; empty for a room, a city or a word that is no name."""
    plain = _ROOM_AT_END.sub("", folded(place).strip())
    if not plain or _ROOM.match(plain):
        return ""
    if plain.isascii():
        return plain if len(plain.split()) > 1 else ""
    return plain if len(re.sub(r"\W", "", plain)) > _CITY or _A_PLACE.search(plain) else ""


_ROOM_AT_END = re.compile(
    r"[\s,，]*(?:[a-z\d一二三四五六七八九十]+\s?(?:号厅|楼|层|厅)|\(.*\)|（.*）)$"
)
_CITY = 3


def _alike(one: str, other: str) -> bool:
    """One name inside the other, or a word or two characters in common beside what any place is called."""
    a, b = (re.sub(r"[\s·]", "", name) for name in (one, other))
    short, long = sorted((a, b), key=len)
    letters = iter(long)
    if all(letter in letters for letter in short):
        return True
    if one.isascii() and other.isascii():
        first, second = (set(re.findall(r"[a-z]+", _GENERIC.sub(" ", n))) for n in (one, other))
        return not (first and second) or bool(first & second)
    first, second = (_pairs(_GENERIC.sub(" ", name)) for name in (one, other))
    return not (first and second) or bool(first & second)


def _pairs(name: str) -> set[str]:
    return {part[n : n + 2] for part in name.split() for n in range(max(1, len(part) - 1))}


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in facts:
        if not any(_alike(_name(fact), _name(other)) for other in kept):
            kept.append(fact)
    return kept


def _name(fact: Fact) -> str:
    return _own_name(fact.claim.written)


def _of_one_event(one: Fact, other: Fact) -> bool:
    """Not on other days and not of other kinds, where both tell them; others than records have to share one."""
    told = [[set(part.split()) for part in fact.note.partition("|")[::2]] for fact in (one, other)]
    shared = any(a & b for a, b in zip(*told, strict=True))
    if not (shared or other.claim.paper.role in _OF_THE_EVENT or _GENERALLY in told[1][1]):
        return False
    told = [[part - {_GENERALLY} for part in parts] for parts in told]
    return all(not (a and b) or bool(a & b) for a, b in zip(*told, strict=True))


def _is_change(one: Fact, other: Fact, papers: Papers) -> bool:
    """One paper knows both places, or tells of a place that it was changed."""
    names = [re.sub(r"\s", "", _name(fact)) for fact in (one, other)]
    for paper in papers:
        text = [folded(segment.text) for segment in paper.source.segments]
        whole = re.sub(r"\s", "", "".join(text))
        if all(name in whole for name in names):
            return True
        near = (re.sub(r"\s", "", t) for t in text if _MOVED.search(t))
        if any(name in t for t in near for name in names):
            return True
    return False
