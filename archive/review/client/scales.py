"""The scale of a score: its top, as texts name it."""

from __future__ import annotations

import re

SCALES = (5, 10, 7, 4, 100)
_SCALE = re.compile(
    r"(?:满分|滿分|最高)[為为是]?\s*(\d{1,3})|(\d{1,3}|[五七十])\s*分(?:制|為满|为满|為滿|满(?!意)|滿(?!意)|量表)"
    r"|(\d{1,2}|[五七十])\s*[點点级級]式?(?:量表|[评評]分|李克特)"
    r"|(?:out of|on a scale of (?:1|one) (?:to|-)|scale of 1\s?[-–to]+)\s*(\d{1,3}|five|ten)"
    r"|(?<![\d.])\d\.\d{1,2}\s*/\s*(\d{1,3})(?![\d/])|(\d{1,3})-point"
    r"|\b(?:max(?:imum)?|top(?: mark| score)?)\.?\s*(?:is |of |[:=])?\s*(\d{1,3}|five|ten)\b"
    r"|(?:scale|rating|score|rated)[^.\d]{0,20}1\s*(?:\([^)]*\)\s*)?(?:to|-|–)\s*(\d{1,2})\b"
    r"|[(（]\s*1\s*[-–~～至到]\s*(\d{1,2})\s*[)）]"
    r"|(?<!\d)(\d{1,3})\s*[=＝]\s*(?:excellent|very|best|top|highest|outstanding|perfect|非常|很|最|[极極][佳好]|[优優])"
    r"|1\s*(?:[-–~～至到]|分?至)\s*(\d{1,3})\s*分|(\d{1,3})\s*分(?:為|为|是)?(?:非常|很|最|满|滿)",
    re.IGNORECASE,
)
OVER_SCALE = re.compile(
    r"(?<![\d./])(\d{1,2}(?:\.\d{1,2})?)\s*(?:stars?|points?|分|星|顆星|颗星)?"
    r"\s*(?:[/／]|out of)\s*(5|7|10|100)(?![\d/]|\.\d)"
)
WORD_SCALES = {"five": 5, "ten": 10, "五": 5, "七": 7, "十": 10}


def scale_in(text: str) -> int | None:
    """The top of the scale that a text names: 满分5分, 10分制, out of 10."""
    if stars := re.search(r"[★☆]{3,10}", text):
        return len(stars.group()) if len(stars.group()) in SCALES else None
    if "百分制" in text:
        return 100
    for match in _SCALE.finditer(text):
        word = next(group for group in match.groups() if group)
        top = WORD_SCALES.get(word.lower()) or (int(word) if word.isdigit() else 0)
        if top in SCALES:
            return top
    return None
