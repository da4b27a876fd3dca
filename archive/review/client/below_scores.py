"""What the client writes right below a score: plain remarks without a heading or a label of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.segments import SegmentKind
from archive.review.client.opinion_places import ends_opinions
from archive.review.client.remark_words import is_remark
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage, without_mark

_SCORE = re.compile(
    r"(?<![\d.])\d{1,2}(?:\.\d{1,2})?\s*(?:分|[/／]\s*(?:5|7|10|100)\b|out of\b|points?\b|stars?\b)"
    r"|[:：]\s*\d{1,2}(?:\.\d)?\s*$"
    r"|★",
    re.IGNORECASE,
)
_LONGEST_SCORE, _SHORTEST, _SHORTEST_HAN, _MOST_BELOW = 60, 24, 8, 6
_LABELLED = re.compile(r"^[^:：。.]{1,24}[:：]")


def below_scores(paper: Paper) -> Iterator[Passage]:
    """Up to six lines behind a line that gives a score, until a heading, a label or another kind of line."""
    left, trail = 0, None
    for paragraph in paper.paragraphs:
        text = without_mark(paragraph).text.strip()
        if len(text) <= _LONGEST_SCORE and _SCORE.search(text):
            left, trail = _MOST_BELOW, paragraph.trail
        elif left and paragraph.trail == trail and _is_remark(paragraph, text):
            left -= 1
            yield without_mark(paragraph)
        else:
            left = 0


def _is_remark(paragraph: Passage, text: str) -> bool:
    enough = len(text) >= (_SHORTEST if text.isascii() else _SHORTEST_HAN)
    plain = not (_LABELLED.match(text) or any(map(str.isdigit, text)) or ends_opinions(paragraph))
    told = paragraph.kind in (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM)
    return enough and plain and told and is_remark(text) and text[-1:] in '。！!.…～~」”"'
