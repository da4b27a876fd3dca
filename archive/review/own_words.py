"""The words in which a paper gives one side of a contradiction: the clause around the value.

A bare value ("6 July") says nothing of what was told for that day; its clause does. In a table the row's
name and the value say it all.
"""

from __future__ import annotations

import re
from decimal import Decimal

from archive.domain.dates import find_dates
from archive.domain.segments import SegmentKind
from archive.review.differences.claims import Claim

_ENDS = re.compile(r"[。；;！!？?\n\t|｜]|(?<=[^\d\s.])\.(?=\s|$)")
_PAUSES = re.compile(r"[，、：:（(）)]|,(?!\d)")
_MOST_HAN, _MOST_ENGLISH = 32, 90


def own_words(claim: Claim) -> str:
    """The sentence around the value, or its clause where the sentence is long; empty where there is no more to say."""
    for span in claim.evidence.spans:
        segment = claim.paper.source.segments[span.segment]
        text = segment.text[span.start : span.end]
        at = text.find(claim.written) if claim.written else -1
        if at < 0 or _of_a_day(claim, text, at):
            continue
        for bounds in (_ENDS, _PAUSES):
            words = _around(text, at, at + len(claim.written), bounds)
            row = segment.kind is SegmentKind.TABLE and bounds is _PAUSES
            if not row and _says_more(words, claim.written):
                return words
    return ""


def _of_a_day(claim: Claim, text: str, at: int) -> bool:
    """The digits of a number stand in a date there: 26 rows of a list, the last of 26 July."""
    days = find_dates(text) if isinstance(claim.value, Decimal) else ()
    return any(day.start <= at < day.end for day in days)


def _around(text: str, start: int, end: int, bounds: re.Pattern[str]) -> str:
    begin = max((m.end() for m in bounds.finditer(text, 0, start)), default=0)
    ended = bounds.search(text, end)
    return text[begin : ended.start() if ended else len(text)].strip(" -–—·•*#>")


def _says_more(words: str, written: str) -> bool:
    rest = words.replace(written, "", 1)
    most = _MOST_ENGLISH if words.isascii() else _MOST_HAN
    return len(words) <= most and re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}", rest) is not None
