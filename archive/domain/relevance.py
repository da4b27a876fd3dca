"""Which lessons and past projects matter to a new project, and why: each reason is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.domain.everyday_words import EVERYDAY, without_everyday
from archive.domain.folding import fold
from archive.domain.lessons import Lesson
from archive.domain.likeness import Likeness, likenesses, terms

_CHANNEL_WORDS: Mapping[str, str] = {
    "event": (
        "活動 現場 市集 展覽 路跑 典禮 論壇 音樂會 工作坊 快閃 巡演 路演 "
        "event exhibition festival fair workshop roadshow launch"
    ),
    "social": (
        "社群 粉絲團 貼文 達人 網紅 創作者 小紅書 抖音 微博 短視頻 直播 "
        "instagram tiktok facebook influencer creator social hashtag"
    ),
    "video": "影片 視頻 廣告片 拍攝 剪輯 微電影 youtube video film footage",
    "press": "媒體 記者 新聞稿 公關 報導 發布會 press journalist editorial publicity",
    "outdoor": "戶外 看板 燈箱 公車 捷運 地鐵 大屏 billboard outdoor transit",
    "print": "印刷 型錄 手冊 傳單 海報 包裝 print brochure leaflet poster",
    "email": "電子報 郵件 edm newsletter email mailing",
    "web": "網站 官網 網頁 落地頁 小程序 seo website landing microsite",
    "store": "門市 門店 通路 貨架 旗艦店 快閃店 專櫃 store retail shop counter",
}
_CHANNELS = {
    channel: tuple(fold(word) for word in words.split())
    for channel, words in _CHANNEL_WORDS.items()
}
_WEIGHTS = {
    "client": 4.0,
    "industry": 3.0,
    "channel": 2.0,
    "band": 1.0,
    "class": 1.0,
}
_WORDS_WEIGHT = 3.0
_USEFUL_WEIGHT = 0.1
_LEAST_LIKENESS = 0.12
ENOUGH = 3
"""How many lessons a new project should get; fewer are told to be few."""
_LONG_HAN, _LONG_LATIN = 3, 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something matters: the same client, industry, channel, band or class, or telling words that both hold."""

    kind: str
    value: str = ""

    def as_dict(self) -> dict[str, str]:
        """For storing."""
        return {"kind": self.kind, "value": self.value}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the new project. `text` is its brief, `common` what of it many projects say."""

    text: str
    client: str | None = None
    industry: str | None = None
    band: str | None = None
    channels: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    @property
    def telling(self) -> frozenset[str]:
        """The terms of the brief that are neither everyday words nor common in the archive."""
        return terms(without_everyday(fold(self.text))) - EVERYDAY - self.common


@dataclass(frozen=True, slots=True)
class Past:
    """A past project: what it is compared by."""

    id: str
    text: str
    client: str | None
    industry: str | None
    band: str | None


@dataclass(frozen=True, slots=True)
class Relevant:
    """The place of a candidate in what was given, how much it matters, and why."""

    place: int
    score: float
    reasons: tuple[Reason, ...]


def channels_of(text: str) -> frozenset[str]:
    """The channels a brief speaks of: two different words of one, or the same word twice."""
    folded = fold(text)
    found = set()
    for channel, words in _CHANNELS.items():
        times = sum(min(2, len(_occurrences(word, folded))) for word in words)
        if times >= 2:
            found.add(channel)
    return frozenset(found)


def relevant_lessons(
    wanted: Wanted, lessons: Sequence[Lesson], useful: Mapping[str, int] | None = None
) -> tuple[Relevant, ...]:
    """The lessons that matter, the most first; every one has a reason.

    `useful`: lesson -> the balance of what readers said. It moves a lesson that has a reason a
    little, and is none itself.
    """
    texts = [f"{one.title}\n{one.text}" for one in lessons]
    alike = likenesses(wanted.text, texts, wanted.telling)
    found = []
    for place, (lesson, likeness) in enumerate(zip(lessons, alike, strict=True)):
        reasons = _same(wanted, lesson.client, lesson.industry, lesson.band)
        if lesson.channel in wanted.channels:
            reasons.append(Reason("channel", lesson.channel or ""))
        if lesson.class_key in wanted.classes:
            reasons.append(Reason("class", lesson.class_key or ""))
        one = _relevant(place, reasons, likeness)
        said = (useful or {}).get(lesson.id, 0)
        found.append(replace(one, score=one.score + _USEFUL_WEIGHT * said) if one.score else one)
    return _ranked(found)


def similar_projects(wanted: Wanted, projects: Sequence[Past]) -> tuple[Relevant, ...]:
    """The past projects that are like the new one, the most alike first."""
    alike = likenesses(wanted.text, [one.text for one in projects], wanted.telling)
    found = [
        _relevant(place, _same(wanted, one.client, one.industry, one.band), likeness)
        for place, (one, likeness) in enumerate(zip(projects, alike, strict=True))
    ]
    return _ranked([one for one in found if not _by_size(one)])


def worth_handing(found: Sequence[Relevant], most: int) -> tuple[Relevant, ...]:
    """The best of what was ranked. Those with the size of the budget alone only fill up to `ENOUGH`."""
    told = [one for one in found if not _by_size(one)][:most]
    left = [one for one in found if _by_size(one)]
    return (*told, *left[: max(0, ENOUGH - len(told))])


def _by_size(one: Relevant) -> bool:
    """The size of a budget is all they share: that makes no two projects alike."""
    return {reason.kind for reason in one.reasons} <= {"band"}


def _same(
    wanted: Wanted, client: str | None, industry: str | None, band: str | None
) -> list[Reason]:
    pairs = (("client", wanted.client, client), ("industry", wanted.industry, industry))
    reasons = [
        Reason(kind, theirs or "") for kind, ours, theirs in pairs if _alike_words(ours, theirs)
    ]
    return reasons + ([Reason("band", band)] if band and band == wanted.band else [])


def _alike_words(ours: str | None, theirs: str | None) -> bool:
    """Equal but for script and case, or one names the other more closely (food, food and drink)."""
    a, b = fold(ours or "").strip(), fold(theirs or "").strip()
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 1 and (a in b or b in a)))


def _relevant(place: int, reasons: list[Reason], likeness: Likeness) -> Relevant:
    told = list(reasons)
    score = sum(_WEIGHTS[reason.kind] for reason in reasons)
    alike = likeness.score >= _LEAST_LIKENESS and likeness.words
    if alike and ({reason.kind for reason in reasons} - {"band"} or _tells(likeness.words)):
        told.append(Reason("words", "\t".join(likeness.words)))
        score += _WORDS_WEIGHT * likeness.score
    return Relevant(place, score, tuple(told))


def _tells(words: Sequence[str]) -> bool:
    """Words that are reason enough by themselves: two, or a long one; a short one is met by chance."""
    return len(words) > 1 or any(
        len(word) >= (_LONG_LATIN if word.isascii() else _LONG_HAN) for word in words
    )


def _ranked(found: Sequence[Relevant]) -> tuple[Relevant, ...]:
    return tuple(
        sorted((one for one in found if one.reasons), key=lambda one: (-one.score, one.place))
    )


def _occurrences(word: str, folded: str) -> list[str]:
    pattern = rf"\b{re.escape(word)}" if word.isascii() else re.escape(word)
    return re.findall(pattern, folded)
