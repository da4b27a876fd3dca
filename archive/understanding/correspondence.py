"""Notes of a call in which somebody outside speaks: who rang, or line after line with the same person's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from archive.domain.dates import find_days
from archive.domain.folding import fold
from archive.understanding.evidence import Evidence
from archive.understanding.span import is_late, written_on
from archive.understanding.view import DocumentView

_SHORT = 3_000


_SAYS = re.compile(
    r"(?m)^\W{0,3}(?P<who>[一-鿿]{1,4}?|[a-z]+(?: [a-z]+)?)\s?(?:最后|又|还|也|再)?(?:说|表示|提到|said\b|says\b)"
)
_OURSELVES = frozenset({"我", "我们", "i", "we"})
_CALL, _FEWEST = 3.5, 3


def from_speaker(view: DocumentView) -> Iterable[Evidence]:
    """Line after line begins with what one and the same person said."""
    if view.form != "text" or len(view.text) > _SHORT:
        return
    spoke = Counter(_speakers(view.folded))
    if not spoke:
        return
    who, often = spoke.most_common(1)[0]
    if often >= _FEWEST and often * 2 > spoke.total():
        yield Evidence("feedback", "body", _CALL, (who,))


def _speakers(text: str) -> Iterator[str]:
    for match in _SAYS.finditer(text):
        if match["who"] not in _OURSELVES:
            yield match["who"]


_CALLED = re.compile(
    r"来电|致电|电话(?:沟通|里|中)?|\b(?:called|rang|phoned|phone call|call from)\b"
)
_CALL_LINES, _RANG = 3, 2.8


def from_call(view: DocumentView) -> Iterable[Evidence]:
    """Somebody rang when the work was done; what follows in a few lines is what they said."""
    if view.form != "text" or len(view.text) > _SHORT // 4 or len(view.lines) < _CALL_LINES:
        return
    called = _CALLED.search(fold(view.lines[0]))
    if called and is_late(view, written_on(view) or _day_in(view)):
        yield Evidence("feedback", "body", _RANG, (called.group(),))


_ASKED = re.compile(r"(?m)^\W{0,3}[^\n?？]{6,120}[?？]\s*$")
_ANSWERED, _FEWEST_QUESTIONS = 2.8, 3


def from_interview(view: DocumentView) -> Iterable[Evidence]:
    """Question after question, each on a line of its own with an answer below it."""
    if view.form != "text" or len(view.text) > 3 * _SHORT:
        return
    asked = [match.group().strip() for match in _ASKED.finditer(view.text)]
    answers = view.text.count("\n") + 1 - len(asked)
    if len(asked) >= _FEWEST_QUESTIONS and answers >= len(asked):
        yield Evidence("feedback", "body", _ANSWERED, tuple(q[:16] for q in asked[:2]))


def _day_in(view: DocumentView) -> date | None:
    """The day without a year on the first line, in the project's last year."""
    ended = view.context.ended
    days = find_days(view.lines[0], loose=True) if ended else []
    return days[0].near(ended).first_day if days and ended else None
