"""How a result stood before: the 200 of "grew from 200 to 320" and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading.quantities import Quantity


def without_growth(lead: str) -> str:
    """The words before a figure without those that say from where it came."""
    return _GREW.sub("", lead)


_GREW = re.compile(
    r"(?:[由從从自](?:[^，,；;]|,(?=\d)){1,16}?(?:[降升增減减提]|成[長长]|增[長长]|回[落升])[^，,；;\d]{0,3}"
    r"|\b(?:(?:fell|rose|grew|dropped|increased|decreased|improved|climbed|went|moved|up|down|cut"
    r"|came down|brought down)\s+)?"
    r"from\s(?:[^,;]|,(?=\d)){1,28}?\sto)\s*[£$€¥]?\s*$",
    re.IGNORECASE,
)
"""由去年的 95 元降至 72 元: how it stood before names nothing, and is no result of last year."""


def stood_before(text: str, figure: Quantity, following: Sequence[Quantity]) -> bool:
    """The 200 of "grew from 200 to 320": what there was, and neither aimed at nor reached."""
    for became in following:
        behind = text[figure.end : became.start]
        return bool(_FROM.search(text[: figure.start]) and _BECAME.fullmatch(behind))
    return False


_FROM = re.compile(
    r"(?:\bfrom\s+(?:[a-z]+\s+){0,3}?[£$€¥]?|[由從从自][^，,；;。\d]{0,8})$", re.IGNORECASE
)
_BECAME = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}?to\s+(?:[a-z]+\s+)?[£$€¥]?|\s*(?:一路)?[降升增減减提成長长拉回落跌上下至到为為]{1,4}\s*",
    re.IGNORECASE,
)
