"""Comments somebody sends on a paper: the words that announce them, and the points that follow.

A paper may be accepted in the same breath; who accepts it and lists what to put right gives an opinion of it.
"""

from __future__ import annotations

import re

_REMARKS = re.compile(
    r"(?:[几两三四五六七八]点|一些|以下|下列|如下|部分|些许|小)\W{0,2}(?:的)?"
    r"(?:意见|回馈|反馈|建议|提醒|补正|修正|修改|更正|看法|感想|观察)"
    r"|(?:意见|回馈|反馈|建议|补正|修改|看法)(?:事项|重点|部分)?\W{0,2}(?:如下|有[几两三四五]点|[几两三四五]点|:)"
    r"|\b(?:comments?|remarks?|observations?|thoughts|feedback|corrections?|reservations|quibbles)\b"
    r"[^\n]{0,40}(?::|below|follow)"
    r"|\b(?:a few|some|several|two|three|four|five|my|our|these)\s(?:\w+\s)?"
    r"(?:comments|remarks|observations|thoughts|points|corrections|reservations|quibbles)\b"
)
_POINT = re.compile(
    r"(?m)^[ \t]*(?:[(（]?\d{1,2}[.)、．)）]|[一二三四五六七八九][、.．]|[-*•·–]\s|first|second|third|其[一二三四])"
)
_FEWEST_POINTS = 2


def remarks_in(text: str) -> str:
    """The words that announce comments in the folded text, where points follow; a list of what is accepted has none."""
    said = _REMARKS.search(text)
    points = sum(1 for _ in _POINT.finditer(text, said.start())) if said else 0
    return said.group()[:16].strip() if said and points >= _FEWEST_POINTS else ""
