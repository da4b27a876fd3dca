"""The passages actions are read from: items and sentences, and the day and the people of their paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from archive.domain.segments import SegmentKind
from archive.review.lessons.action_tables import Action
from archive.review.reading.deadlines import find_deadlines
from archive.review.reading.passages import Passage, point_of, sentences_of
from archive.review.reading.people import is_somebody

LONGEST_ITEM = 220


@dataclass(frozen=True, slots=True)
class Near:
    """The day a paper was written and the people it says were there."""

    day: date
    present: frozenset[str]


def is_to_come(action: Action, near: date) -> bool:
    """On or after the paper's own day; what is told of days gone by is a story."""
    return action.due is not None and action.due[:7] >= near.isoformat()[:7]


_ASSIGNED = re.compile(
    r"^\s*[^:：，,。；;]{4,40}[:：]\s*(?P<who>[^\d，,。；;:：]{2,20}?)\s*[，,、；;／/]\s*(?P<when>\S.*)$"
)


def is_assigned(passage: Passage, near: Near) -> bool:
    """刪除名單：何姍，3月2日前……; Return the badges: Ada, 3 March. What, then who, then a day at once."""
    match = _ASSIGNED.match(passage.text)
    if match is None or not (is_somebody(match["who"]) or match["who"] in near.present):
        return False
    times = find_deadlines(match["when"], near.day)
    return bool(times) and times[0].value is not None and times[0].start <= _AT_ONCE


_AT_ONCE = 12
"""Letters before the day: by, no later than, 最遲於."""


def is_item(passage: Passage) -> bool:
    """One of a list: by its format, its number, or a box to tick."""
    marked = point_of(passage).text != passage.text
    return passage.kind is SegmentKind.LIST_ITEM or marked or bool(_BOX.match(passage.text))


_BOX = re.compile(r"\s*(?:\[[ xX✓✔]?\]|[☐☑✅□])\s*\S")


def points_of(passage: Passage) -> list[Passage]:
    """Its sentences, without the marks before them."""
    return [point_of(sentence) for sentence in sentences_of(passage)]
