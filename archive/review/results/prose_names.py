"""What the figures of a sentence are of: the words before them, the thing behind, or the heading of the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity

_SAYS_SIDE = re.compile(
    r"[:：]|(?:的?(?:目[标標]|原定|原[订訂]|設定|设定|[未没沒][達达]?到|未[達达](?=[约約]?\d|$)|(?:控制|[壓压])在|[只僅仅]有|实际|實際|实得|實得|达成|達成|完成|达到|達到|"
    r"(?<![到抵表传傳直发發雷马馬])[达達](?!人)|(?<!公)共(?:[有计計](?!者)|(?![享创創鸣鳴同用建学學识識乘]))|合[计計]|[录錄]得|(?<!比)[较較]|"
    r"高[于於]|低[于於]|超[过過出]|(?<![行因认認作])[为為]|(?<![但还還于於可或])是(?!否)))"
    r"|\b(?:targets?|goals?|kpis?|actual|reached|came|against|was|were|is|hit|finished|landed|"
    r"ended|stood|fell|rose|closed|topped|beat|exceeded|missed"
    r"|aimed|planned|delivered|secured|achieved|recorded|generated|drew|brought|totalled|totaled)\b|\s[-–—]\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:本次|本案|本项目|本項目|全案|全期|此次|其中|另|而|且|并|並|the|our|a|an|total|overall|and|with|while|we|of)(?=[一-鿿]|\s|$)\s*",
    re.IGNORECASE,
)


_SOMEBODY = re.compile(r"(?:it|we|they|this|that|there|which|who|you|i)\b", re.IGNORECASE)


def name_before(lead: str) -> str:
    """The words before the first figure, without those that only say target or actual."""
    head = [p for p in re.split(r"[，,、()（）]", lead) if p.strip()]
    for part in reversed(head):
        name = _before_side(part).strip(" -–—:：的「」“”\"'")
        while (opening := _OPENING.match(name)) and opening.end() > 0:
            name = name[opening.end() :]
        if _SOMEBODY.match(name):
            return ""  # It found 6,112 first-time donors: the thing stands behind
        if _may_name(name):
            return name
    return ""


def _may_name(name: str) -> bool:
    """Neither too short nor a sentence; a name in two languages has twice the room."""
    han = len(_HAN.findall(name))
    longest = _LONGEST_HAN if han * 2 >= len(name) else _LONGEST_NAME
    if _ONLY_COMPARES.fullmatch(name):
        return False
    room = 2 <= len(name) <= longest and han <= _LONGEST_HAN
    return room and bool(re.search(r"[^\W\d_]{2}", name))


_ONLY_COMPARES = re.compile(
    r"(?:共|[总總]共|[则則])?(?:[比较較](?:\S{0,8}))?(?:减少|減少|增加|短少|短缺|不足|超出|超[过過]|高出|高[于於]|低[于於]|多出|相差|落差|[领領]先|[多少差高低缺])"
    r"(?:了|出|到|近)?(?:大?[约約]|[将將]?近|[达達])?"
    r"|(?:(?:about|some|nearly|around|just|only|up|down|over|under|more|fewer|less|higher|lower|short|by|than|of)\s*)+",
    re.IGNORECASE,
)
"""少了約, 比去年多, fewer than: how a figure compares, and not what it is of."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST_HAN, _LONGEST_NAME = 20, 48


def _before_side(part: str) -> str:
    """The words before 實際, 合計, 達到; in Chinese those behind it where it stands first (合計覆蓋門市)."""
    pieces = [p for p in _SAYS_SIDE.split(part) if p.strip()]
    first = _SAYS_SIDE.match(part.lstrip())
    if first is None or not pieces or pieces[0].isascii():
        return _SAYS_SIDE.split(part)[0]
    return pieces[0]


_THING = re.compile(
    r"^\s*(?P<thing>(?!(?:and|but|against|versus|vs|from|to|by|in|on|at|of|the|target|"
    r"goal)\b)[a-z][a-z\-]*(?:\s(?!(?:and|but|against|versus|vs|from|to|by|in|on|at|of|the|target|"
    r"goal|with|were|was)\b)[a-z][a-z\-]*){0,2})"
)


_SAYS_TARGET = re.compile(r"\b(?:target|goal|plan|kpi|forecast|benchmark|ceiling|limit)")


def thing_behind(text: str, figures: Sequence[Quantity]) -> str:
    """We aimed for 5,000 trial downloads: the thing stands behind its number."""
    for figure in figures:
        own = (
            len(figure.unit)
            if figure.unit.isalpha() and figure.written.endswith(figure.unit)
            else 0
        )
        found = _THING.match(re.sub(r"^\s*of\s", " ", text[figure.end - own :]))
        if found and not _SAYS_TARGET.search(found["thing"]):
            return found["thing"].strip()
    return ""


def heading_over(clause: Passage) -> str:
    """媒體露出 above a line that only compares: the line's own heading names it."""
    heading = clause.trail[-1] if clause.trail else ""
    general = words.GOALS.within(heading) or words.BACKGROUND.within(heading)
    return heading if 2 <= len(heading) <= 20 and not general else ""
