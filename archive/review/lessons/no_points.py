"""What stands among the points of a retrospective and is none of them.

Who met and when, a bare figure, a result beside its target, advice; and the line below a point that only says why
it came so, what followed or what is done about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.domain.dates import find_dates
from archive.review.lessons.present import people_present
from archive.review.reading import vocabulary as words
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import Words, folded, word_list

_ABOUT_MEETING = word_list("lessons.about_meeting")
_MEETING_LABEL = re.compile(r"^\s*(?P<label>[^:：]{2,12})[:：]")
_FEW_LETTERS = 2
_LONGEST_QUESTION = 30
_TARGET = word_list("lessons.target")
_TO_FIGURE = re.compile(
    r"[为為是的定\s:：]{0,3}(?:of |was |is |at |max(?:imum)?:? |min(?:imum)?:? )?[\d$£€¥]"
)
_DAY_FIRST = re.compile(r"^\s*\d{2,4}\s*[.年/\-]\s*\d{1,2}\s*[.月/\-]\s*\d{1,2}")
_SHORTEST_WORDS, _SHORTEST_HAN = 5, 3


def is_no_lesson(text: str) -> bool:
    """Who met when, what is still to be written, a bare figure, and a result beside its target."""
    label = _MEETING_LABEL.match(text)
    if label and len(_ABOUT_MEETING.without(label["label"]).strip()) <= _FEW_LETTERS:
        return True
    if len(text) <= _LONGEST_QUESTION and text.rstrip().endswith(("?", "？")):
        return True
    if _DAY_FIRST.match(text) and not re.search(r"[，,。；;]", text):
        return True
    if _is_head_of_meeting(text):
        return True
    target = _TARGET.search(text)
    measured = target and _TO_FIGURE.match(folded(text), target.end())
    return bool(measured) or words.TO_FOLLOW.within(text) or is_bare_figure(text)


def _is_head_of_meeting(text: str) -> bool:
    """11 Dec 2025　Ada / Noor / 大倫: the day, and who was there."""
    days = find_dates(text)
    return bool(days) and days[0].start <= _AT_ONCE and bool(people_present([text]))


_AT_ONCE = 2


def is_bare_figure(text: str) -> bool:
    """HK$103.2M, 31分鐘: a figure with its unit says nothing that could be learned."""
    if not any(map(str.isdigit, text)):
        return False
    letters = re.sub(r"[\W\d_]", "", text)
    return len(letters) < (_SHORTEST_WORDS if letters.isascii() else _SHORTEST_HAN)


_ADVISED = word_list("lessons.advised")
_REGRETTED = word_list("lessons.regretted")
_CLAUSE = re.compile(r"[，,；;。]")


def is_advice(text: str) -> bool:
    """What should be done, from its first clause on, and nothing that went wrong."""
    first = _CLAUSE.split(text)[0]
    if _REGRETTED.within(first):
        return False
    return _ADVISED.within(first) and tone_of(_ADVISED.without(text)) in ("neutral", "positive")


# ------------------------------------------------------------------ lines about the point above
@dataclass(frozen=True, slots=True)
class AboutPoint:
    """A line about the point above it; `cause_at` is where its cause begins, None where it tells none."""

    cause_at: int | None


_LABELLED = re.compile(r"^[\s*_←→↳⇒└]*(?P<label>[^:：，,。]{1,18}?)[*_]*\s*[:：][*_\s]*(?=\S)")
_ARROW = re.compile(r"^\s*(?:←|→|↳|⇒|└─?|=>|->|<-)\s*")
_BEGINS_CAUSE = re.compile(r"(?:皆?因(?:為|为)?|because\b|since\b|由於|由于)\s*", re.IGNORECASE)
_CAUSE_LABEL = word_list("lessons.cause_column")
_EFFECT_LABEL = word_list("lessons.consequence_column")


def about_point(text: str) -> AboutPoint | None:
    """原因：…, Why: …, 影響：…, Next time: …, → because …; None for a line that may be a point itself."""
    label = _LABELLED.match(text)
    if label and _is_bare(label["label"], _CAUSE_LABEL):
        return AboutPoint(label.end())
    if label and (
        _is_bare(label["label"], _EFFECT_LABEL)
        or heading_topic(label["label"]) in (Topic.ACTIONS, Topic.ADVICE)
    ):
        return AboutPoint(None)
    if arrow := _ARROW.match(text):
        why = _BEGINS_CAUSE.match(text, arrow.end())
        backwards = arrow.group().strip() in ("←", "<-")
        return AboutPoint(why.end() if why else arrow.end() if backwards else None)
    if (why := _BEGINS_CAUSE.match(text)) and text[:1] in "因由bB":
        return AboutPoint(why.end())
    return None


def _is_bare(label: str, wanted: Words) -> bool:
    """The label says this and nothing more."""
    return wanted.within(label) and len(wanted.without(label).strip()) <= _FEW_LETTERS
