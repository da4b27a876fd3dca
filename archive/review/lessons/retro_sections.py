"""The good and the bad of a retrospective whose headings nobody foresaw (成了的, 砸了的, 👍, our proudest bits).

Teams look back in pairs: first what went well, then what did not. Where the words of the headings say only
one side or neither, the place of a section among the others and the tone of its items say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.segments import SegmentKind
from archive.review.reading import vocabulary as words
from archive.review.reading.headings import title_headings
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import Passage, point_of
from archive.review.reading.polarity import tone_of
from archive.review.reading.sources import Source

_LONGEST_HEADING = 40
_FEW_WORDS = 400
_LEAN = {"positive": 1, "negative": -1}


@dataclass(frozen=True, slots=True)
class _Section:
    """The passages below one heading; `lean` is above zero where they praise more than they complain."""

    heading: str
    topic: Topic
    listed: int
    lean: int
    words: int


def sides_by_place(source: Source, paragraphs: Sequence[Passage]) -> dict[str, Topic]:
    """Heading -> GOOD or BAD, for headings whose words say neither."""
    sections = _sections(source, paragraphs)
    good = next((n for n, s in enumerate(sections) if s.topic is Topic.GOOD), None)
    bad = next((n for n, s in enumerate(sections) if s.topic is Topic.BAD), None)
    mixed = any(s.topic is Topic.MIXED for s in sections)
    if mixed or (good is not None and bad is not None):
        return {}
    free = [n for n, s in enumerate(sections) if _may_be_a_side(s)]
    if good is not None:
        return _beside(sections, free, good + 1, Topic.BAD)
    if bad is not None:
        return _beside(sections, free, bad - 1, Topic.GOOD)
    pair = next(((a, b) for a, b in pairwise(free) if b == a + 1), None)
    if pair is None:
        return {}
    first, second = (sections[n] for n in pair)
    turned = second.lean > 0 > first.lean
    if not turned and (first.lean < 0 or second.lean > 0):
        return {}
    sides = (Topic.BAD, Topic.GOOD) if turned else (Topic.GOOD, Topic.BAD)
    return {first.heading: sides[0], second.heading: sides[1]}


def side_beside_praise(source: Source, paragraphs: Sequence[Passage]) -> dict[str, Topic]:
    """Of a closing report: What worked over one list, Rethink right behind it over another that complains.

    A report has sections of every kind; only one of nothing else, of points that speak ill, is the other side.
    """
    sections = _sections(source, paragraphs)
    good = [n for n, s in enumerate(sections) if s.topic is Topic.GOOD and s.listed >= _FEWEST]
    told = {s.topic for s in sections} & {Topic.BAD, Topic.MIXED}
    if told or len(good) != 1 or good[0] + 1 >= len(sections):
        return {}
    after = sections[good[0] + 1]
    other = any(w.within(after.heading) for w in _OF_A_REPORT) or _OF_OTHERS.search(after.heading)
    complains = after.listed >= _FEWEST and after.lean < 0
    return {after.heading: Topic.BAD} if complains and _may_be_a_side(after) and not other else {}


_FEWEST = 2
_OF_A_REPORT = (
    words.GOALS, words.COST_HEADING, words.SATISFACTION, words.DELIVERY_HEADING, words.PAYABLES, words.RECEIPTS,
    words.MILESTONE_NAME, words.METRIC_NAME, words.CLIENT, words.DECISIONS, words.CLOSING_HEADING,
)  # fmt: skip

_OF_OTHERS = re.compile(
    r"竞品|競品|[对對]手|同[业業]|市[场場]|行[业業]|[风風][险險]|\b(?:competit\w+|rivals?|markets?|industry|sector|risks?)\b",
    re.IGNORECASE,
)


_EXPERIENCE_ALONE = re.compile(
    r"\s*(?:\S{1,3}[、.．)）]\s*|\d{1,2}\s+)?"
    r"(?:(?:主要|成功|有效)?(?:经验|經驗)(?:与做法|與做法|及做法|做法|总结|總結|分享)?"
    r"|(?:主要|特色|创新|創新|有效|好的?|工作|典型)做法|做法[与與和及](?:成效|经验|經驗|亮[点點]|体会|體會))\s*[:：]?\s*"
)


def experience_beside_lessons(paragraphs: Sequence[Passage]) -> dict[str, Topic]:
    """經驗 or 主要做法 over one section, 教訓 or 存在問題 over another: what the first one tells went well."""
    topics = {p.trail[-1]: heading_topic(p.trail[-1]) for p in paragraphs if p.trail}
    alone = [heading for heading in topics if _EXPERIENCE_ALONE.fullmatch(heading)]
    told = set(topics.values())
    paired = len(alone) == 1 and Topic.BAD in told and Topic.GOOD not in told
    return {alone[0]: Topic.GOOD} if paired else {}


def _sections(source: Source, paragraphs: Sequence[Passage]) -> list[_Section]:
    titles = title_headings(source.segments)
    groups: dict[str, list[Passage]] = {}
    for passage in paragraphs:
        if passage.trail and passage.trail[-1] not in titles:
            groups.setdefault(passage.trail[-1], []).append(passage)
    return [
        _Section(
            heading,
            topic_of(group[0]),
            _listed(group),
            _lean(group),
            sum(len(p.text) for p in group),
        )
        for heading, group in groups.items()
    ]


def _listed(group: Iterable[Passage]) -> int:
    return sum(p.kind is SegmentKind.LIST_ITEM or point_of(p).text != p.text for p in group)


def _lean(group: Iterable[Passage]) -> int:
    return sum(_LEAN.get(tone_of(passage.text), 0) for passage in group)


_MEANT = re.compile(
    r"\b(?:supposed|meant|expected|intended|planned|objectives?|goals?)\b|目[标標]|[预預]期|原定|原[计計]",
    re.IGNORECASE,
)
"""What was supposed to happen is neither good nor bad."""


def _may_be_a_side(section: _Section) -> bool:
    """A section of a few points under a short heading that is about nothing else."""
    return (
        section.topic is Topic.OTHER
        and not _MEANT.search(section.heading)
        and (section.listed >= 1 or section.words <= _FEW_WORDS)
        and len(section.heading) <= _LONGEST_HEADING
    )


def _beside(
    sections: Sequence[_Section], free: Sequence[int], at: int, side: Topic
) -> dict[str, Topic]:
    """The section right behind the good one, or right before the bad one, unless its tone says no."""
    if at not in free:
        return {}
    section = sections[at]
    against = section.lean > 0 if side is Topic.BAD else section.lean < 0
    return {} if against else {section.heading: side}
