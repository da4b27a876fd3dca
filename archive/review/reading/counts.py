"""Things and how many of them, in sentences: 短视频只交付了37条, all six landing pages, 57 篇笔记."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.reading.names import features, sides
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list

_CLAUSE = re.compile(
    r"[，,；;。！？!?、：:（）()]|\s[-–—]\s|(?<=[a-z])\.\s|\b(?:and|but)\b|(?<=\d[条條篇張张則则場场支份個个])(?:及|和|與|与)"
)
_REPORTED = word_list("counts.reported")
_LESS_OR_MORE = word_list("counts.less_or_more")
_ORDINAL = re.compile(
    r"[第頭头]\s*$|\b(?:no|number|report|week|version|v|session|episode|part|phase|stage|wave|round|day|step|issue"
    r"|item|clause|section|page|schedule|level|tier|room|hall)\.?\s*$",
    re.IGNORECASE,
)
_EACH = word_list("counts.each")
_ONLY_TIME = re.compile(
    r"^(?:[个個]?(?:工作[日天]|月|小[时時])|天|日|年|月|週|周|分|小時|小时|分鐘|分钟|秒|days?|weeks?|months?|years?|hours?|minutes?|per|percent)$"
)


_CLOCK = re.compile(r"[\d一二三四五六七八九十]{1,3}\s*(?:時|时|點|点)(?!長|长)")
_ADDRESS = re.compile(
    r"\s*(?:[之\-]\d+\s*)?(?:[號号](?![外碼码])|[樓楼](?![盘盤])|弄|巷|室|/F\b|(?:st|nd|rd|th)\b)"
    r"|\s+(?:[A-Z][a-z]+\s){0,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Floor|Way|Drive|Boulevard|Blvd|House|Quay)\b"
)
"""鴻圖道83號19樓C室, 12 Mill Lane: where somebody is."""
_EVENT_DAY = re.compile(
    r"(?:open|family|press|media|field|fun|career|careers|sports|community|sampling|activation|demo|race|market|taster"
    r"|clinic|training|shoot|filming|roadshow)",
    re.IGNORECASE,
)
"""Two open days are two events."""
_TIME_BEHIND = re.compile(
    r"[年月日]|\s?%|\s?per cent|\s*[个個]?(?:工作[日天]|[月周週天年]|小[时時]|分[钟鐘]|星期)(?!报|報|刊|度)"
    r"|\s+(?:(?:working|business|calendar|full)\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|words|seconds?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of things. `before` and `after` are the words of its own clause around it."""

    value: Decimal
    unit: str
    start: int
    end: int
    before: str
    after: str
    reported: bool


def counts_in(text: str, *, promised: bool = False) -> list[Count]:
    """The counts of a text that stand for something done or there, in order.

    Left out: rates and money, ordinals, figures per piece, what is missing or beyond (缺3条), and,
    unless `promised`, what was only promised.
    """
    return list(_counts(text, promised=promised))


def _counts(text: str, *, promised: bool) -> Iterator[Count]:
    text = _TIMES_SIGN.sub("×", text)
    figures = [
        f
        for f in _said_twice(text, find_quantities(text))
        if not (_names_a_day(text, f) or _IN_A_NAME.search(text[: f.start]))
    ]
    edges = [0, *(m.start() for m in _CLAUSE.finditer(text)), len(text)]
    for number, figure in enumerate(figures):
        holder = promised and _is_held(text, figures, number)
        if not _is_count(text, figure) or (not holder and _is_whole_of(text, figures, number)):
            continue
        left = max(edge for edge in edges if edge <= figure.start)
        right = min(edge for edge in edges if edge >= figure.end)
        previous = figures[number - 1].end if number else 0
        following = _next_thing(text, figures, number)
        before = text[max(left, previous) : figure.start].strip(" ，,、：:（）().；;")
        after = text[figure.end : min(right, following)].strip(" .;；。")
        if figure.unit and figure.unit.isascii():
            after = f"{figure.unit} {after}"
        if not promised and _ONLY_PROMISED.match(text[figure.end :]):
            continue
        if _is_other(_LIMITS.sub("", before) if promised else before) or (
            not promised and words.PROMISED_BEFORE.within(text[left : figure.start])
        ):
            continue
        reported = _REPORTED.within(text[max(left, figure.start - 24) : figure.start])
        unit = "" if figure.unit.isascii() else figure.unit
        yield Count(figure.value, unit, figure.start, figure.end, before, after, reported)


_TIMES_SIGN = re.compile(
    r"(?<![A-Za-z0-9])(?:x(?=\d)|X(?=[\d,]+(?:[^\w]|$|[条條支篇张張则則场場份個个部件集组組块塊幅款本册冊位名次站期家]))"
    r"|(?<=[\x00-\x7f])X(?=\d))"
)
"""x12 is a number with a sign before it, no word; the X5 of a model stays a name."""
_SALE = re.compile("618(?=大|至|到|期|活|预|預|返|当|當|主|直|节|節|年)")


def _names_a_day(text: str, figure: Quantity) -> bool:
    """雙11, 双12, 618大促: days of sales that are called by a number."""
    return text[: figure.start].endswith(("双", "雙")) or bool(_SALE.match(text, figure.start))


_IN_A_NAME = re.compile(r"(?<![A-Za-z])[A-Z]{1,2}$")
"""X5, GT8: a model, whatever stands behind it."""
_ONE_IN = re.compile(
    r"\s*\bin\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d+)\b",
    re.IGNORECASE,
)
_IN_EVERY = re.compile(r"\b(?:one|two|three|four|five|\d+)\s+in\s+(?:every\s+)?$", re.IGNORECASE)
_ONLY_PROMISED = re.compile(
    r"\s*(?:[a-z\-]+\s+){0,3}(?:was|were|had been|have been)\s+(?:promised|agreed|planned|expected|contracted|due)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:(?:not|no) (?:fewer|less) than|at least|a minimum of|minimum)\b"
    r"|不少[于於]|不低[于於]|不得少[于於]|不下[于於]|至少|最少",
    re.IGNORECASE,
)
"""What a promise says of its least: no word of a shortfall."""


def _said_twice(text: str, figures: list[Quantity]) -> list[Quantity]:
    """One figure for "six (6) films" and 六(6)場: the words and the figure in brackets behind them."""
    kept: list[Quantity] = []
    for figure in figures:
        before = kept[-1] if kept else None
        close = re.match(r"\s*[)）]", text[figure.end :])
        opened = before is not None and _IN_BRACKETS.fullmatch(text[before.end : figure.start])
        if before is not None and close and opened and before.value == figure.value:
            end = figure.end + close.end()
            kept[-1] = replace(figure, start=before.start, end=end, unit="")
        else:
            kept.append(figure)
    return kept


_IN_BRACKETS = re.compile(r"\s*[(（]\s*")
_OF_THE = re.compile(r"\s+of\s+(?:the|our|all|these|those|a|an)?\s*$")
_AMONG = re.compile(
    r"\s*(?:之?中(?![心學学小國国文醫医型央秋餐年獎奖])|裡|里(?!程)|當中|当中|[內内](?![容地部衣]))"
)


def _is_whole_of(text: str, figures: list[Quantity], number: int) -> bool:
    """The second figure of "3 of the 4 papers", the first of 12支中完成10支: not what was done."""
    figure = figures[number]
    before = text[figures[number - 1].end : figure.start] if number else ""
    out_of = re.search(r"\bout\s+of\s+(?:the\s+)?$", text[: figure.start], re.IGNORECASE)
    return bool(out_of or _OF_THE.fullmatch(before) or _AMONG.match(text, figure.end))


def _is_held(text: str, figures: list[Quantity], number: int) -> bool:
    """The photographs of "1 library of 400 photographs" are counted themselves."""
    holder = figures[number - 1] if number else None
    if holder is None or holder.value != 1 or not (holder.unit.isascii() and holder.unit):
        return False
    return text[holder.end : figures[number].start].strip() == "of"


_ITEM_NUMBER = re.compile(r"\s*[)）、.．](?!\d)")


def _is_count(text: str, figure: Quantity) -> bool:
    whole = figure.value == figure.value.to_integral_value() and 0 < figure.value < 10**7
    if not whole or figure.is_rate or _is_money(figure) or _LARGER.fullmatch(figure.unit):
        return False
    return not (
        numbers_an_item(text, figure)
        or is_ordinal(text, figure)
        or _is_share(text, figure)
        or _is_time(text, figure)
        or _ADDRESS.match(text, figure.end)
    )


_LARGER = re.compile(r"hundreds?|thousands?|millions?", re.IGNORECASE)
"""Five hundred is not five."""


def _is_money(figure: Quantity) -> bool:
    """Also where the sign alone does not say which currency: $436,000.00."""
    return bool(figure.currency) or figure.unit == "元" or figure.written[:1] in "$€£¥￥"


def _is_share(text: str, figure: Quantity) -> bool:
    """Four in ten, one in eight."""
    behind = figure.end - len(figure.unit) if figure.unit == "in" else figure.end
    return bool(_ONE_IN.match(text, behind) or _IN_EVERY.search(text[: figure.start]))


def _is_time(text: str, figure: Quantity) -> bool:
    """Three weeks, 8時, at four."""
    ahead, spelt = text[: figure.start], not figure.written[:1].isdigit()
    if _ONLY_TIME.match(figure.unit) or (spelt and re.search(r"\bat\s+$", ahead)):
        return True
    if _CLOCK.match(text, figure.start) or ahead.rstrip().endswith(("時", "时", "點", "点")):
        return True
    return not _EVENT_DAY.fullmatch(figure.unit) and bool(_TIME_BEHIND.match(text, figure.end))


def is_ordinal(text: str, figure: Quantity) -> bool:
    """The figure says which one, not how many: 第3, report 3."""
    return _ORDINAL.search(text[max(0, figure.start - 12) : figure.start]) is not None


def numbers_an_item(text: str, figure: Quantity) -> bool:
    """4、 at the start of an item, （2） in a row of items, or a number inside a word (一次性)."""
    opened = not figure.unit and _OPENS_ITEM.search(text[: figure.start])
    in_brackets = opened and text[figure.end :][:1] in (")", "）")
    alone = figure.written.isdigit() and not text[: figure.start].strip(" (（")
    short = figure.written.isdigit() and len(figure.written) <= _LONGEST_NUMBER
    ends = (
        short
        and text[figure.end : figure.end + 1] == "."
        and not _AFTER_MARK.search(text[: figure.start])
    )
    in_a_row = short and not ends and _BEGINS_ITEM.search(text[: figure.start])
    marked = (alone or in_a_row) and _ITEM_NUMBER.match(text, figure.end) is not None
    return marked or bool(in_brackets) or text[figure.end :].startswith("性")


_LONGEST_NUMBER = 2
_AFTER_MARK = re.compile("[：:；;。]\\s*$")
"""Leads came to 54. The number ends its sentence: a point makes an item only behind a mark."""
_BEGINS_ITEM = re.compile("[：:；;。，,、\\s]\\s*$")
"""…：1) 影片2支 2) 貼文60則: where the number of an item stands inside a sentence."""
_OPENS_ITEM = re.compile("(?:^|[\\s：:；;。，,、])[(（]$")


def _next_thing(text: str, figures: list[Quantity], number: int) -> int:
    """Where the words of this figure end; in "3 of the 4 papers" they go on behind the 4."""
    behind = figures[number + 1 :]
    held = behind and _is_held(text, figures, number + 1)
    if behind and not held and _OF_THE.fullmatch(text[figures[number].end : behind[0].start]):
        behind = behind[1:]
    return behind[0].start if behind else len(text)


def _is_other(before: str) -> bool:
    """The figure is of a shortfall, an excess or one piece."""
    near = before[-14:] if before.isascii() else before[-5:]
    return _LESS_OR_MORE.within(near) or _EACH.within(before if before.isascii() else near)


_TAIL = re.compile(
    r"(?:总|總)?(?:数量|數量|件数|件數|则数|則數|篇数|篇數|期数|期數|场数|場數|场次|場次|站次|次数|次數|条数|條數|支数|支數|份数|份數|人数|人數|张数|張數|数|數)$"
)


def head_of(name: str) -> str:
    """A name without the word for counting at its end: 直播场次 -> 直播, 社群貼文則數 -> 社群貼文."""
    bare = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]", "", name).strip()
    return _TAIL.sub("", bare) or bare


def names_it(name: str, text: str, *, same_unit: bool) -> bool:
    """True when a text names the thing: most of its words, or the end of its name, where the noun is.

    Of a name in two languages either side will do.
    """
    return any(_names_it(side, text, same_unit=same_unit) for side in sides(name))


def _names_it(name: str, text: str, *, same_unit: bool) -> bool:
    head = head_of(name)
    if not text:
        return False
    wanted, said = features(head), features(text)
    if wanted and len(wanted & said) / len(wanted) >= 0.6:
        return True
    if head.isascii():
        noun = features(head.split()[-1]) if head.split() else frozenset()
        return bool(noun & said) and len(wanted & said) / len(wanted) >= 0.5
    plain, where = re.sub(r"\W", "", folded(head)), folded(text)
    least = 2 if same_unit or len(plain) <= 2 else 3
    return any(plain[-size:] in where for size in range(len(plain), least - 1, -1))
