"""Whether words speak of an event: by its name, in other words for its start or end, or by its own part of the name."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.domain.dates import DateMention
from archive.review.reading.names import features, mentioned
from archive.review.reading.words import folded

_LAUNCH = re.compile(r"\b(?:went|go|goes|gone|going) live\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:begins?|began|begun|starts?|started|kick(?:s|ed)?[\s-]?off|opens?|opened)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ends?|ended|finish(?:es|ed)?|closes?|closed|conclude[sd]?)\b", re.IGNORECASE
)
_OF_AN_EVENT = re.compile(r"(?:场|場|日|活[动動]|典[礼禮]|[仪儀]式|[当當]天)$")


_LABELLED = re.compile(
    r"(?:活[动動]|[举舉][办辦行]|演出|[会會][议議]|比[赛賽]|典[礼禮]|[辦办]理)日期"
    r"|\b(?:event|show|performance|walk|race) date\b|\bdate of (?:the )?event\b",
    re.IGNORECASE,
)
_KIND_OF_EVENT = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{2})[场場站]|活[动動])$|\s+(?:walk|day|show|event|stop|session|leg|race|concert|clinic|workshop)s?$",
    re.IGNORECASE,
)


def is_its_day(name: str, text: str) -> bool:
    """A bill or a record labels the day of the event and names which one: "Riverside, marshals, event date 8 June"."""
    which = which_of_its_kind(name)
    return bool(which and _LABELLED.search(text)) and mentioned(which, text) >= 1


@lru_cache(maxsize=1 << 14)
def which_of_its_kind(name: str) -> str:
    """What tells an event from the others of its kind: Woodlands of Woodlands stop; empty of an event by itself."""
    which = _KIND_OF_EVENT.sub("", name.strip())
    return which if which != name.strip() else ""


def may_be_said(name: str, text: str) -> bool:
    """A quick look at a whole sentence: the name, or what tells it from others, is in it."""
    which = which_of_its_kind(name)
    if _name_said(name, text) or is_its_day(name, text) or bool(which and _says(which, text)):
        return True
    return not name.isascii() and folded(name)[-_NOUN:] in folded(text)


def tells_its_day(name: str, text: str, mention: DateMention, around: str) -> bool:
    """The words around a day speak of the event: by its name, its short form right beside, or as one stop of many."""
    if is_its_day(name, text) or _is_held(name, text, mention) or _opens_there(name, text, mention):
        return True
    if not _name_said(name, around):
        return False
    return not _is_short(name) or _right_beside(name, text, mention)


_WHICH = re.compile(
    r"第?(?P<n>[首末一二三四五六七八九十]|\d{1,2})(?:[场場站期批梯次集輪轮]|(?=支|条|條|部))"
    r"|\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|last|final)\b|(?P<end>最[后後])",
    re.IGNORECASE,
)
_SAME_ORDER = {
    same: first
    for first, *others in (
        ("1", "首", "一", "first"), ("2", "二", "second"), ("3", "三", "third"), ("4", "四", "fourth"),
        ("5", "五", "fifth"), ("6", "六", "sixth"), ("7", "七", "seventh"), ("8", "八", "eighth"),
        ("-", "末", "最后", "最後", "last", "final"),
    )
    for same in (first, *others)
}  # fmt: skip


def is_another_of_its_kind(name: str, text: str) -> bool:
    """The first broadcast is not the second: both say which one, and another one."""
    wanted, said = _orders(name), _orders(text)
    return bool(wanted and said) and not wanted & said


def _orders(text: str) -> set[str]:
    found = (m["n"] or m["word"] or m["end"] for m in _WHICH.finditer(text))
    return {_SAME_ORDER.get(one.lower(), one) for one in found}


def _name_said(name: str, text: str) -> bool:
    """The text says the event's name, in other words for its start or end too, or its short form."""
    plain = _with_launch(text)
    if _is_short(name):
        return _bare(name) in folded(plain)
    own = _one_word(name)
    return len(features(own)) >= 2 and mentioned(own, plain) >= 0.6


@lru_cache(maxsize=1 << 14)
def _with_launch(text: str) -> str:
    """The text with one word for each start and end; remembered, since every event is looked for in it."""
    return _one_word(_LAUNCH.sub("launch", text))


def _says(which: str, text: str) -> bool:
    return folded(which) in folded(text)


def _is_held(name: str, text: str, mention: DateMention) -> bool:
    """Woodlands ran on 19 May; 末站屏东8/31): the stop's own name, a word for holding it or nothing, and the day."""
    which = which_of_its_kind(name)
    before = _PAUSE.split(text[: mention.start])[-1]
    if len(which) < _SHORT_NAME or not _says(which, before):
        return False
    between = folded(before).rsplit(folded(which), 1)[1]
    behind = _PAUSE.split(text[mention.end :])[0]
    if not between.strip("场站於于在 "):
        return not behind.strip("日号號 ") or bool(_HELD.match(behind.lstrip("日号號 ")))
    return bool(_HELD.match(between.strip())) and len(between) <= _MOST_BETWEEN


_NOUN = 3
_FIRST_NIGHT = re.compile(r"(?:的)?(?:首|[头頭]一?)[场場站]")


def _opens_there(name: str, text: str, mention: DateMention) -> bool:
    """开幕礼9月20日 of 线下开幕礼: the noun alone before the day; 10月24日嘉義首場: the stop's first day behind it."""
    before = folded(re.split(r"[\s，,；;。：:（()）、]", text[: mention.start])[-1])
    if len(before) >= _NOUN and not before.isascii() and folded(name).endswith(before):
        return True
    which = folded(which_of_its_kind(name))
    behind = folded(text[mention.end :].lstrip("日号號 "))
    return (
        len(which) >= _SHORT_NAME
        and behind.startswith(which)
        and bool(_FIRST_NIGHT.match(behind[len(which) :]))
    )


_MOST_BETWEEN = 24
_PAUSE = re.compile(r"[，,；;。：:（()）、]|\.\s")
_HELD = re.compile(
    r"(?:场|場|站)?(?:已|如期|[顺順]利)*[于於在]?(?:[举舉][办辦行]|[开開][场場演跑幕]|登[场場]|上[场場演]|[办辦]|落地|[执執]行)"
    r"|(?:stop |event |session |show )?(?:was |were )?(?:ran|held|took place|happened|went ahead|on\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def _one_word(text: str) -> str:
    return _ENDS.sub("close", _STARTS.sub("open", text))


@lru_cache(maxsize=1 << 14)
def _bare(name: str) -> str:
    return folded(_OF_AN_EVENT.sub("", name.strip()))


def _is_short(name: str) -> bool:
    """閉幕場, 公测: two characters name it, as soon as they stand right beside the day."""
    return len(_bare(name)) == _SHORT_NAME and not name.isascii()


_SHORT_NAME = 2
_BESIDE = 4


def _right_beside(name: str, text: str, mention: DateMention) -> bool:
    bare = _bare(name)
    behind = folded(text[mention.end : mention.end + len(bare) + _BESIDE])
    before = folded(text[max(0, mention.start - len(bare) - _BESIDE) : mention.start])
    return (bare in behind and not _APART.search(behind.split(bare)[0])) or (
        bare in before and not _APART.search(before.rsplit(bare, 1)[1])
    )


_APART = re.compile(r"[，,；;。、]")
