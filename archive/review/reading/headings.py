"""Headings that no format marks, and the one heading that is the document's title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from archive.domain.segments import Segment, SegmentKind
from archive.review.reading import vocabulary as words

_PROSE = (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM)
_NUMBER_MARK = re.compile(
    r"^(?P<mark>第?\s*(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[壹貳贰參叁肆伍陸陆柒捌玖拾]{1,2})\s*[、.．章节節:：]?)\s*(?P<rest>\S.*)$"
)
_TOPICS = (
    words.BACKGROUND, words.GOALS, words.COST_HEADING, words.SATISFACTION, words.DELIVERY_HEADING, words.GOOD,
    words.BAD, words.MIXED_LESSON, words.ADVICE, words.CAUSES, words.IMPROVEMENT, words.DECISIONS,
    words.PAYABLES, words.RECEIPTS, words.MILESTONE_NAME, words.CLOSING_HEADING,
)  # fmt: skip


def looks_like_heading(line: str) -> bool:
    """A short line in the words of headings, without a figure or the end of a sentence."""
    mark = _NUMBER_MARK.match(line)
    body = mark["rest"] if mark else line
    if body[:1].islower() or _TAGGED.match(body) or _ENDED_SENTENCE.search(body):
        return False  # "8 follow-up emails" is a count, "[Good] crew on time" a point
    body = _PLEASE.sub("", re.sub(r"[:：]\s*$", "", body)).strip("*_【】[]〔〕 ")
    if frame_of(body):
        return True
    body = _AND_WHY.sub("", body)
    limit = 14 if any(unicodedata.east_asian_width(c) in "WF" for c in body) else 40
    if not body or len(body) > limit or re.search(r"[，,。；;！!]|\d{2,}|[:：]\s*\S", body):
        return False
    if not any(topic.within(body) for topic in _TOPICS):
        return False
    return _uncovered(body) <= (4 if limit == 14 else 16)


_ENDED_SENTENCE = re.compile(r"(?:\w+\s+){3,}\w+\.$")
"""We loved the night crossing. is said, though its words are those of headings."""
_PLEASE = re.compile(
    r"\s*[,，]\s*(?:please|everyone|all|folks|team|各位|大家|拜託|拜托)\s*$", re.IGNORECASE
)
"""To do, please: a heading that asks kindly."""
_AND_WHY = re.compile(
    r"\s*[,，]\s*(?:and (?:why|the reasons?)|(?:以?及|和|與|与)?(?:原因|为什么|為什麼|點解))\s*$"
)
"""Went badly, and why: the reasons come along, and the heading stays one."""
_FRAMES = (
    (
        "actions",
        re.compile(
            r"(?:start(?: doing)?|try|so|so what|then|what now|now what|next|next up|to[- ]?do|t)?\s*[/／:：·|-]?\s*"
            r"(?:開始做?|开始做?|要做[嘅的]?[嘢事]?|之[後后]要做|嘗試|尝试|試試看?|试试看?|接下來|接下来|所以|跟住做|落實|落实)?",
            re.IGNORECASE,
        ),
    ),
    (
        "good",
        re.compile(
            r"(?:continue|keep|keep going|k)?\s*[/／:：·|-]?\s*(?:繼續做?|继续做?|照做|照舊|照旧)?",
            re.IGNORECASE,
        ),
    ),
    (
        "bad",
        re.compile(r"(?:stop|problems?|p)?\s*[/／:：·|-]?\s*(?:停止做?|唔好再做)?", re.IGNORECASE),
    ),
)


def frame_of(line: str) -> str:
    """actions, good or bad where the whole line is a word of a usual frame: START, K 繼續, T, So."""
    bare = re.sub(r"[:：]\s*$", "", line).strip("*_【】[]〔〕# ")
    if len(bare) < _SHORTEST_FRAME:
        return ""
    if glossed := _GLOSSED.fullmatch(bare):
        bare = glossed["word"] or glossed["last"]
    return next((side for side, frame in _FRAMES if frame.fullmatch(bare)), "")


_SHORTEST_FRAME = 2
_FRAME_WORD = r"(?:start|stop|continue|keep|problems?|try)"
_GLOSS = (
    r"[一-鿿]{0,6}(?:[的嘅項项點点做試试改停]|繼續|继续|保持|保留|問題|问题|開始|开始)[一-鿿]{0,4}"
)
_GLOSSED = re.compile(
    rf"(?P<word>{_FRAME_WORD})\s*[/／:：·|（(-]?\s*{_GLOSS}\s*[)）]?"
    rf"|{_GLOSS}\s*[/／:：·|（(-]?\s*(?P<last>{_FRAME_WORD})\s*[)）]?",
    re.IGNORECASE,
)
"""Keep 要繼續的, 之後要試（Try）: a frame's word with what it means beside it."""
_TAGGED = re.compile(r"[\[【][^\]】]{1,12}[\]】]\s*\S")
_IS_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|have|will|came|gave|took|made)\b")


def _uncovered(body: str) -> int:
    """How much of a line the words of headings leave over: 問題回覆太慢 is no heading, 問題與成因 is."""
    for topic in _TOPICS:
        body = topic.without(body)
    if _IS_SENTENCE.search(body):
        return len(body) + 99
    rest = re.sub(
        r"[\W_]|[与及和的]|\b(?:what|and|the|of|our|on|in|to|we|for|a)\b|情况|关键|情形|说明|(?:之处|地方|部分|方面)$",
        "",
        body,
    )
    return (
        2 * len(rest) if any(unicodedata.east_asian_width(c) in "WF" for c in rest) else len(rest)
    )


_IN_BRACKETS = re.compile(r"^\s*[【〔［]\s*[^【】〔〕［］\d]{2,20}\s*[】〕］]\s*[:：]?\s*$")
"""【可圈可點】 on a line of its own is a heading whatever it says."""
_LABEL_ALONE = re.compile(r"^\s*(?:[一-鿿]{2,4}|[A-Z][a-z]{2,12})\s*[:：]\s*$")
"""好的：, Good: on a line of its own."""
_BOLD_ALONE = re.compile(r"^\s*(?P<mark>\*\*|__)[^*_。！!；;]{2,24}(?P=mark)\s*[:：]?\s*$")
"""**下次** on a line of its own, in the marks of plain text."""
_SLIDE_TITLE = 24
_FIGURE_BOX = re.compile(r"[^\w\s]?[\d,.]+\s?\S{0,5}")


class Headings:
    """The headings above the present line: those the format marks, then those found in the text."""

    def __init__(
        self, titled: frozenset[int] = frozenset(), series: frozenset[str] = frozenset()
    ) -> None:
        """`titled` are the slides whose heading the format marks, `series` lines that count on as headings."""
        self._found: str | None = None
        self._under: tuple[str, ...] = ()
        self._titled = titled
        self._series = series
        self._slide: int | None = None
        self._before = ""

    def marked(self, segment: Segment) -> None:
        """A heading that the format marks ends the section of an unmarked one."""
        self._found = None
        self._under = (*segment.place.heading, segment.text)

    def take(self, line: str, segment: Segment) -> bool:
        """Take the line as a heading, if it is one."""
        before, self._before = self._before, line
        if self._opens_slide(line, segment):
            self._found, self._under = line, segment.place.heading
            return True
        on_card = self._slide is not None and _FIGURE_BOX.fullmatch(before)
        marked = _IN_BRACKETS.match(line) or _LABEL_ALONE.match(line) or _BOLD_ALONE.match(line)
        if on_card or not (marked or line in self._series or looks_like_heading(line)):
            return False
        self._found = line
        self._under = segment.place.heading
        return True

    def _opens_slide(self, line: str, segment: Segment) -> bool:
        """The first box of a slide without a marked title is its title, if it is short."""
        slide = segment.place.slide
        if slide is None or slide == self._slide:
            return False
        self._slide, self._found = slide, None
        wide = any(unicodedata.east_asian_width(c) in "WF" for c in line)
        short = len(line) <= (_SLIDE_TITLE if wide else 2 * _SLIDE_TITLE)
        ended = re.search(r"[。！!；;，,.]$|[:：]\s*\S", line)
        return slide not in self._titled and short and not ended and not line[:1].isdigit()

    def trail(self, segment: Segment) -> tuple[str, ...]:
        if segment.place.heading != self._under and self._found and segment.place.heading:
            self._found = None
        return (*segment.place.heading, self._found) if self._found else segment.place.heading


def title_headings(segments: Sequence[Segment]) -> frozenset[str]:
    """The document's own title among its headings: the first one, if it opens the document.

    A numbered heading is a section, and so is one of the same level as the others, unless it names
    a kind of document.
    """
    opening = next((s for s in segments if s.kind in (SegmentKind.HEADING, *_PROSE)), None)
    if (
        opening is None
        or opening.kind is not SegmentKind.HEADING
        or _NUMBER_MARK.match(opening.text)
    ):
        return frozenset()
    levels = [s.level for s in segments if s.kind is SegmentKind.HEADING]
    above_all = len(levels) > 1 and levels.count(opening.level) == 1
    if above_all or words.DOCUMENT_KIND.within(opening.text):
        # the path of headings has single spaces where a title may have wide ones
        return frozenset({opening.text, " ".join(opening.text.split())})
    return frozenset()
