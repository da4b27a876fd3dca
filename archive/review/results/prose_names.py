"""What the figures of a sentence are of: the words before them, the thing behind, or the heading of the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading import vocabulary as words
from archive.review.reading.bare_ordinals import names_nothing
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity

_SAYS_SIDE = re.compile(
    r"[:：]|(?:的?(?:目[标標]|原定|原[订訂]|設定|设定|[未没沒][達达]?到|未[達达](?=[约約]?\d|$)|(?:控制|[壓压])在|[只僅仅]有|实际|實際|实得|實得|达成|達成|完成|达到|達到|"
    r"(?<![到抵表传傳直发發雷马馬])[达達](?!人)|(?<!公)共(?:[有计計](?!者)|(?![享创創鸣鳴同用建学學识識乘]))|合[计計]|[录錄]得|(?<!比)[较較]|"
    r"高[于於]|低[于於]|超[过過出]|(?<![行因认認作])[为為]|(?<![但还還于於可或])是(?!否)))"
    r"|\b(?:targets?|goals?|kpis?|actual|reached|came|against|was|were|is|hit|finished|landed|"
    r"ended|stood|fell|rose|closed|topped|beat|exceeded|missed"
    r"|aimed|planned|set out|hoped|wanted|promised|intended|budgeted|delivered"
    r"|secured|achieved|recorded|generated|drew|brought|totalled|totaled)\b|\s[-–—]\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:本次|本案|本项目|本項目|全案|全期|此次|其中|另|而|且|并|並|the|our|a|an|total|overall|and|with|while|of)(?=[一-鿿]|\s|$)\s*",
    re.IGNORECASE,
)


_SOMEBODY = re.compile(r"(?:it|we|they|this|that|there|which|who|you|i)\b", re.IGNORECASE)


_COUNTED = re.compile(r"\d[\d,.]*\s+[a-z]", re.IGNORECASE)
"""4 films, 26 interpreter days (24 booked): what stands before is the item before, with its own number."""


def name_before(lead: str) -> str:
    """The words before the first figure, without those that only say target or actual."""
    head = [p for p in re.split(r"[，,、()（）]", lead) if p.strip()]
    for part in reversed(head):
        name = _ABOUT.sub("", _before_side(part).strip(" -–—:：的「」“”\"'"))
        while (opening := _OPENING.match(name)) and opening.end() > 0:
            name = name[opening.end() :]
        if _STOOD_BEFORE.search(name):
            continue
        if _SOMEBODY.match(name) or _COUNTED.match(name):
            return ""  # It found 6,112 first-time donors: the thing stands behind
        if _may_name(name):
            return name
    return ""


_STOOD_BEFORE = re.compile(r"\bbase ?line\b|基[線线期準准]\s*\d", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:大[约約]|(?<![合契签簽邀预預违違公条條制节節特])[约約]|[将將]?近|接近|[逾达達]|超[过過]|(?<=\s)(?:about|some|nearly|around|over|almost))\s*$"
)
"""到場約 13,000 人: the figure is round, its name is not."""


def _may_name(name: str) -> bool:
    """Neither too short nor a sentence; a name in two languages has twice the room."""
    han = len(_HAN.findall(name))
    longest = _LONGEST_HAN if han * 2 >= len(name) else _LONGEST_NAME
    if _ONLY_COMPARES.fullmatch(name) or names_nothing(name):
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
    while (opening := _OPENING.match(part.lstrip())) and not opening.group().isascii():
        part = part.lstrip()[opening.end() :]
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


_MEASURE = re.compile(
    r"^\s*(?:(?:pieces?|items?|units?|sets?|lots?|copies|bits?|rounds?|hours?|days?) )?of\s"
    r"|^\s*(?:/|out of|of)\s*(?:5|10|100|five|ten)\b",
    re.IGNORECASE,
)
"""38 pieces of coverage, 4.7 out of 5 average rating: the coverage is counted, the rating given."""
_SAYS_TARGET = re.compile(r"\b(?:target|goal|plan|kpi|forecast|benchmark|ceiling|limit)")


def thing_behind(text: str, figures: Sequence[Quantity]) -> str:
    """We aimed for 5,000 trial downloads: the thing stands behind its number."""
    for figure in figures:
        own = (
            len(figure.unit)
            if figure.unit.isalpha() and figure.written.endswith(figure.unit)
            else 0
        )
        found = _THING.match(_MEASURE.sub(" ", text[figure.end - own :]))
        if found and not _SAYS_TARGET.search(found["thing"]):
            return found["thing"].strip()
    return ""


def heading_over(clause: Passage) -> str:
    """媒體露出 above a line that only compares: the line's own heading names it."""
    heading = clause.trail[-1] if clause.trail else ""
    general = words.GOALS.within(heading) or words.BACKGROUND.within(heading)
    return (
        heading
        if 2 <= len(heading) <= 20 and not general and not _OF_ALL.fullmatch(heading)
        else ""
    )


_OF_ALL = re.compile(
    r"[\W\d_一二三四五六七八九十壹貳參肆伍]*(?:(?:活[动動]|[传傳]播|[项項]目|[专專]案|[宣推][传傳广廣]|[执執]行|整[体體]|本案|主要|[核關关][心鍵键]|[数數][据據]|具[体體]|[运運营營]+|投放)*"
    r"(?:效果|[数數][据據字]|表[现現]|情[况況形]|概[况況]|分析|回[顾顧]|[总總][结結]|小[结結]|[说說]明|亮[点點]|[结結][论論]|[评評]估|一[览覽]|[统統][计計]|回[报報]))+"
    r"|[\W\d_]*(?:(?:the|our|key|main|headline|overall|campaign|project|event|in|at a|a|of|and|how we did|by)\b\s*)*"
    r"(?:numbers|figures|data|highlights|analysis|review|evaluation|impact|findings|scorecard|glance|statistics|stats|facts|headlines|did)?[\W\d_]*",
    re.IGNORECASE,
)
"""活動效果, The numbers: a heading over everything names none of it."""
