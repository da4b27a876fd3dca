"""Labels before a remark: whose answer it is, and which way it leans."""

from __future__ import annotations

import re

from archive.review.client.opinion_places import OPINION
from archive.review.client.remark_words import asks_opinion, lean_of

ANSWER = re.compile(
    r"^(?:答|客户|客戶|业主|業主|甲方|受访者|受訪者|A\d{0,2}|Answer|Client)\s*[:：.、](?!\d)\s*"
)
_WHO_ANSWERED = re.compile(
    r"^(?:[A-Z]{1,2}\d{1,3}|#?\d{1,3}|(?:受[访訪]者|[填回]?[写寫复覆]?人|[问問]卷|店家|店|客[户戶])?\s*[A-Z\d]{1,3}"
    r"|[一-鿿A-Za-z][一-鿿\w .&'’-]{0,20}?)\s*[:：]\s*(?=\S.{3})"
)


_OPEN_LABEL = re.compile(r"^(?P<label>[^:：。，,；;?？]{2,16})[:：]\s*(?=\S.{4})")


_FEW_STARS = 3
_STARRED = re.compile(r"^\s*(?P<full>[★⭐🌟]{1,5})(?P<empty>☆{0,4})\s*(?=\S.{5})")


def labelled_side(text: str) -> tuple[int, int] | None:
    """加分：…, Disliked: …, ★★☆☆☆ … on the line itself: which way it leans and where it begins."""
    if stars := _STARRED.match(text):
        full, empty = len(stars["full"]), len(stars["empty"])
        return (1 if full > empty and full >= _FEW_STARS else -1), stars.end()
    label = _OPEN_LABEL.match(text)
    if label is None or not asks_opinion(label["label"]):
        return None
    lean = lean_of(label["label"])
    return (lean, label.end()) if lean else None


def after_labels(text: str, *, sure: bool) -> tuple[int, bool]:
    """Where the words begin behind their labels, and whether there was one.

    A name with a colon is a label only where the place is `sure` to hold answers.
    """
    start = 0
    for mark in (OPINION, ANSWER):
        if found := mark.match(text[start:]):
            start += found.end()
    if not start and (side := labelled_side(text)):
        start = side[1]
    if not start and sure and (who := _WHO_ANSWERED.match(text)):
        start = who.end()
    return start, start > 0
