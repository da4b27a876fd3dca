"""How long films and recordings are, as reports, lists and records of acceptance have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import (
    Cell,
    Fact,
    called,
    cells_of,
    clause_around,
    fact_clashes,
    in_order,
    is_aside,
    thing_before,
    things_of,
)
from archive.review.differences.things_told import Noun, noun_of
from archive.review.papers.papers import Paper, Papers
from archive.review.reading.names import features
from archive.review.reading.words import folded, word_list

_LENGTH = word_list("facts.length")
_NOT_OF_IT = re.compile(
    r"平均|人均|均|每|观看|停留|收看|\b(?:average|mean|avg|watch|view|each|per|first)"
)
_OF_ITS_SHOWING = re.compile(
    r"[晚迟早]了?|延[迟误后]|等了?|花了?|耗时|放了|播了|看了|卡了?|停了"
    r"|\b(?:took|takes|started|starts|began|stopped|froze|came on|delayed|waited|after|within|about to)\b"
)
"""The film came on so late, or took so long to make: no length of its own."""
_PASSED = re.compile(
    r"\s*(?:[处后前内]|(?:才|就|没|便|左右才)"
    r"|(?:late|later|early|earlier|in\b(?! (?:length|all|total))|into|before|after|ago|to (?:load|make|start"
    r"|render|set|cut|edit))\b)"
)
_ABOUT = re.compile(r"(?:约|大概|左右|近|\b(?:about|around|roughly|some|nearly|approximately))\s*$")
_IN_WORDS = {
    word: number
    for words, number in (
        ("一 one", 1), ("两 二 two", 2), ("三 three", 3), ("四 four", 4), ("五 five", 5), ("六 six", 6),
        ("七 seven", 7), ("八 eight", 8), ("九 nine", 9), ("十 ten", 10), ("fifteen", 15), ("twenty", 20),
        ("thirty", 30), ("forty-five", 45), ("sixty", 60), ("ninety", 90),
    )
    for word in words.split()
}  # fmt: skip
_N = rf"\d{{1,4}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))}"
_DURATION = re.compile(
    rf"(?<![\d.:,a-z])(?:(?P<minutes>{_N})[\s\-]*(?:分钟(?P<half>半)?|分(?P<half2>半)|分(?=\s?\d{{1,2}}\s?秒)|minutes?(?![a-z])|mins?(?![a-z])|['′’](?=\d))"
    rf"(?:\s*(?:and\s)?(?P<more>\d{{1,2}})[\s\-]*(?:秒钟?|seconds?|secs?|s(?![a-z])|[\"″”]))?"
    rf"|(?P<seconds>{_N})[\s\-]*(?:秒钟?|seconds?(?![a-z])|secs?(?![a-z])|s(?![a-z])|[\"″”]))"
)
_CLOCK = re.compile(r"(?P<minutes>\d{1,3})[:：](?P<more>\d{2})")


def length_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each film that papers give different lengths."""
    found = [fact for paper in in_order(papers) for fact in _lengths(paper)]
    yield from fact_clashes("deliverable", found, agrees=_agree)


_TRIMMED = 0.05


def _agree(first: Fact, second: Fact) -> bool:
    """The same but for a few frames: a film of 60 seconds is 58 by the clock."""
    one, other = (int(str(f.claim.value).split()[0]) for f in (first, second))
    return abs(one - other) <= max(one, other) * _TRIMMED


def _lengths(paper: Paper) -> Iterator[Fact]:
    for passage in paper.told:
        plain = folded(passage.text)
        for match in _DURATION.finditer(plain):
            before, behind = clause_around(plain, *match.span())
            thing = _film(before, behind) or _film(_clause_ahead(plain, match, before), "")
            other = _NOT_OF_IT.search(before) or _OF_ITS_SHOWING.search(before)
            if thing and not other and not _PASSED.match(behind):
                written = _written(passage.text, match)
                claim = Claim(_seconds(match), written, paper, passage.evidence)
                aside = is_aside(plain, match.start()) or _ABOUT.search(before) is not None
                name = called(passage.text, match.start(), thing)
                yield Fact(thing, name, claim, aside)
    for cell in cells_of(paper):
        if found := _in_cell(cell):
            claim = Claim(_seconds(found), _written(cell.text, found), paper, cell.evidence)
            aside = _LEAST_OR_MOST.within(cell.text)
            for thing in things_of(cell.name):
                yield Fact(thing, cell.name, claim, aside, in_table=True)


def _in_cell(cell: Cell) -> re.Match[str] | None:
    """A length below a heading that says so, or one that says so itself: 时长75秒，4K."""
    plain = folded(cell.text)
    by_heading = _LENGTH.within(cell.heading)
    if _NOT_OF_IT.search(folded(cell.heading) + plain):
        return None
    if not (by_heading or _LENGTH.within(plain)):
        return None
    return _DURATION.search(plain) or (_CLOCK.fullmatch(plain) if by_heading else None)


def _clause_ahead(plain: str, match: re.Match[str], before: str) -> str:
    """形象影片1支，片长2分30秒: behind a bare word for length, the clause ahead names the film."""
    if not _LENGTH.within(before) or _LENGTH.without(before).strip(" 为约:"):
        return ""
    ahead = plain[: match.start() - len(before)].rstrip(" ,，:：(（")
    return _HOW_MANY.sub("", clause_around(ahead, len(ahead), len(ahead))[0])


_HOW_MANY = re.compile(r"[\d一二两三]+\s*[支条部则集个]$")


def _film(before: str, behind: str) -> Noun | None:
    """The film beside the length: before it (the hero film runs 60 seconds), or behind (60-second hero film)."""
    for noun in (thing_before(_LENGTH.without(before)), noun_of(behind)):
        last = noun.stems[-1] if noun.stems else ""
        if _FILM_HAN.search(noun.han) or last in _FILM_STEMS:
            return noun
    return None


_FILM_HAN = re.compile(
    r"(?:片|影片|视频|广告|影像|预告|花絮|短剧|节目|单集|动画|音频|切片|短片|mv|tvc)$"
)
_FILM_STEMS = frozenset(
    stem
    for word in (
        *(
            "film",
            "video",
            "spot",
            "trailer",
            "clip",
            "podcast",
            "episode",
            "reel",
            "teaser",
            "documentary",
        ),
        *("animation", "cutdown", "edit", "advert", "commercial"),
    )
    for stem in features(word)
)
_LEAST_OR_MOST = word_list("facts.aside")


def _seconds(match: re.Match[str]) -> str:
    found = match.groupdict()
    seconds = _number(found.get("seconds")) + _number(found.get("more"))
    seconds += 60 * _number(found.get("minutes"))
    if found.get("half") or found.get("half2"):
        seconds += 30
    return f"{seconds} s"


def _number(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdigit() else _IN_WORDS[written]


def _written(text: str, match: re.Match[str]) -> str:
    return text[match.start() : match.end()].strip()
