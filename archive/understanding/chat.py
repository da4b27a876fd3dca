"""Chats that were exported or copied: WhatsApp, LINE, WeChat, Telegram. Each message carries its day.

A chat is of the day of its last message: that is when it was saved, and a question asked early is
answered late.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from archive.domain.dates import DateMention

if TYPE_CHECKING:
    from archive.understanding.view import DocumentView

FEWEST = 3
"""Stamped messages from which a text is a chat."""

_DAY = r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
_TIME = r"(?:上午|下午|[AaPp]\.?[Mm]\.?)?\s?\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?"
_MESSAGE = re.compile(
    rf"(?m)^\u200e?(?:"
    rf"\[?(?P<first>{_DAY})[,，]?\s+{_TIME}\]?\s*[-–]?\s*[^:：\n\t]{{1,40}}[:：]"  # WhatsApp
    rf"|[^:：\n\t\[]{{1,30}}[,，]?\s\[?(?P<second>{_DAY})\s{_TIME}\]?\s*$)"  # WeChat, Telegram
)
_LINE_DAY = re.compile(
    r"(?m)^(\d{4}[./]\d{1,2}[./]\d{1,2})\s?(?:[（(](?:週|周|星期)?[日一二三四五六][)）]|(?:星期|週|周)[日一二三四五六]|[A-Z][a-z]{2,8})?\s*$"
)
_LINE_MESSAGE = re.compile(r"(?m)^(?:上午|下午)?\d{1,2}:\d{2}[\t ][^\n\t]{1,40}[\t ]\S")
_SPACED_MESSAGE = re.compile(
    r"(?m)^\[?(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?\]? +"
    r"(?P<who>[^\s\d:：][^\s:：]{0,11}(?= )|[^\s\d:：][^\n:：\t]{0,29}(?=[:：]))[:：]? ?\S"
)
_HEAD_DAY = re.compile(r"(?<!\d)\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)")
_HEAD_LINES = 3
_NAMED_TIME = re.compile(rf"(?m)^[^\n\t:：\d][^\n\t:：]{{0,24}}\s{_TIME}\s*$")
_RULED_DAY = re.compile(
    r"(?m)^[\s—–\-=_*·─]*(\d{4}[./年-]\d{1,2}[./月-]\d{1,2})日?(?:\s*(?:星期|週|周)?[一二三四五六日天]?)[\s—–\-=_*·─]*$"
)


def last_message(view: DocumentView) -> DateMention | None:
    """The day of the last message; None where the text is no chat."""
    if view.form not in ("text", "image"):
        return None
    text = view.text
    stamps = [match[1] or match[2] for match in _MESSAGE.finditer(text)]
    if len(stamps) < FEWEST:
        stamps = _line_days(text)
    if not stamps:
        return None
    later = [match[1] or match[2] for match in _MESSAGE.finditer(view.tail)]
    american = bool(_HALF_DAYS.search(text, 0, _FIRST_STAMPS))
    year = view.context.received.year
    readings = _readings((later or stamps)[-1], stamps, year, month_first=american)
    if not readings:
        return None
    start = max(text.rfind((later or stamps)[-1]), 0)
    return DateMention(start, start, readings[0], readings if len(readings) > 1 else ())


_HALF_DAYS = re.compile(r"\d[\s\u202f]?[AP]M\b")
"""Phones that write 9:02 PM mostly write the month first; those with 21:02 or 9:02 pm the day."""

_FIRST_STAMPS = 2_000


def _readings(
    stamp: str, stamps: Sequence[str], this_year: int, *, month_first: bool
) -> tuple[str, ...]:
    """The day of a stamp in the order its chat writes days in; both readings where no day is above twelve."""
    parts = [[int(part) for part in re.split(r"[./-]", one)] for one in (*stamps, stamp)]
    first, second, third = parts[-1]
    if first > 1000 or (third < 1000 and third + 2000 not in range(this_year - 9, this_year + 1)):
        return _days(first, (second, third))
    firsts, seconds = max(p[0] for p in parts), max(p[1] for p in parts)
    if firsts > 12 or first == second:
        return _days(third, (second, first))
    if seconds > 12:
        return _days(third, (first, second))
    orders = [(first, second), (second, first)]
    return _days(third, *(orders if month_first else reversed(orders)))


def _days(year: int, *month_days: tuple[int, int]) -> tuple[str, ...]:
    year += 2000 if year < 100 else 0
    found = []
    for month, day in month_days:
        with suppress(ValueError):
            found.append(date(year, month, day).isoformat())
    return tuple(found)


def _line_days(text: str) -> list[str]:
    """LINE writes the day on a line of its own, the messages below with their time; so do copied chats."""
    if sum(1 for _ in _NAMED_TIME.finditer(text)) >= FEWEST:
        return [re.sub("[年月]", "-", match[1]) for match in _RULED_DAY.finditer(text)]
    if sum(1 for _ in _LINE_MESSAGE.finditer(text)) < FEWEST and not _is_spoken(text):
        return []
    alone = [match[1] for match in _LINE_DAY.finditer(text)]
    return alone or _HEAD_DAY.findall("\n".join(text.splitlines()[:_HEAD_LINES]))[:1]


def _is_spoken(text: str) -> bool:
    """Lines of a time, a name and words: a chat where the same people come back, else a programme of a day."""
    speakers = [match["who"] for match in _SPACED_MESSAGE.finditer(text)]
    return len(speakers) >= FEWEST and len(set(speakers)) < len(speakers)
