"""Words that are a remark, and questions that ask for one."""

from __future__ import annotations

import re

from archive.review.client.given_scores import tells_scores
from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list

OPINION_HEADING = word_list("client_words.opinion_heading")
_NO_ANSWER = word_list("client_words.no_answer")
SHORT_REMARK = 4
"""Letters: no fewer are a remark."""
_SEVERAL = 2


def is_remark(text: str) -> bool:
    """Words of somebody, not "none", "n/a" or a note on how many answered."""
    bare = re.sub(r"[\W\d_]", "", text)
    if len(bare) < SHORT_REMARK or is_blank_form(text) or _only_scores(text):
        return False
    return len(re.sub(r"[\W\d_]", "", _NO_ANSWER.without(text))) >= min(3, len(bare))


_BLANKS = re.compile(r"[＿_]{2,}|…{3,}|\.{6,}")
_BOXES = re.compile(r"[□☐]")
_IN_POINTS = re.compile(
    r"\d(?:\.\d{1,2})?\s*(?:分(?![钟鐘店部别別之析享批工鏡镜])|points?\b|/\s*(?:5|10)\b|out of)"
)
_MEAN_TOLD = word_list("satisfaction.mean_told")


def is_blank_form(text: str) -> bool:
    """A printed question with room for its answer, or with boxes to tick."""
    return bool(_BLANKS.search(text)) or len(_BOXES.findall(text)) >= _SEVERAL


def _only_scores(text: str) -> bool:
    """I give 8, purchasing 7: several scores, or one and a word for the mean, are figures and no remark."""
    if tells_scores(text):
        return True
    scores = len(_IN_POINTS.findall(text))
    rest = _IN_POINTS.sub("", text)
    short = len(re.sub(r"[\W\d_]", "", rest)) <= _LONGEST_OF_SCORES * (3 if text.isascii() else 1)
    return scores >= _SEVERAL or (scores == 1 and short and _MEAN_TOLD.within(text))


_LONGEST_OF_SCORES = 10


OPEN_QUESTION = word_list("client_words.open_question")


def asks_opinion(label: str) -> bool:
    """A heading or label of opinions, or an open question."""
    return OPINION_HEADING.within(label) or OPEN_QUESTION.within(label)


def lean_of(heading: str) -> int:
    """A question for the good or for the bad: its answers lean so."""
    good, bad = words.GOOD.within(heading), words.BAD.within(heading)
    good, bad = good or _LIKED.within(heading), bad or _DISLIKED.within(heading)
    return (good and not bad) - (bad and 1)


_LIKED = word_list("client_words.asked_liked")
_DISLIKED = word_list("client_words.asked_disliked")
