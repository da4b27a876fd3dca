"""Figures beside a word for a target that are none: the surplus over it, what it was before, what came instead.

報名超出目標 260 人, 名額從 60 位改成 80 位, the limit was changed from 60 seats to 80.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading.quantities import Quantity

_BEYOND = re.compile(
    r"(?:超出|超[过過]|高出|高[于於]|多出|落[后後]|低[于於]|少[于於]|短少|[超差])了?[^，,。；;\d]{0,4}?"
    r"(?:目[标標]|[预預]期|KPI|[计計][划畫劃])(?:值|[数數])?的?(?P<by>了|整整)?\s*(?:[约約]|[将將]?近)?\s*$",
    re.IGNORECASE,
)
_TIMES_MORE = 3


def is_surplus(near: str, figure: Quantity, others: Sequence[Quantity]) -> bool:
    """超出目標 260 人，…9,260 人: how far the target was passed, where all that is told beside it is far larger.

    超出目標 9,000 人，共 9,260 人 tells the target itself.
    """
    found = _BEYOND.search(near)
    if found is None or figure.is_rate:
        return False
    alike = [q for q in others if q.unit == figure.unit and not q.is_rate]
    larger = bool(alike) and all(q.value >= _TIMES_MORE * figure.value for q in alike)
    return larger or bool(found["by"])


_CHANGED = re.compile(
    r"[^，,。；;\d]{0,6}?(?:改(?:成|[为為到至])|(?:[上下][调調修]|[调調][整高低升降]?|[修变變][正改订訂更]|放[宽寬]|收[紧緊])(?:成|[为為到至]))"
    r"\s*[约約]?\s*|[^,.;\d]{0,24}?\b(?:changed|revised|adjusted|reset|amended|relaxed|lowered|raised) to\s*[£$€¥]?\s*",
    re.IGNORECASE,
)
_CHANGED_FROM = re.compile(
    r"\b(?:changed|revised|adjusted|reset|amended|relaxed|lowered|raised|moved)\b[^,.;\d]{0,24}?\bfrom\s*[£$€¥]?\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"[^,.;\d]{0,24}?\bto\s*[£$€¥]?\s*", re.IGNORECASE)


def was_changed(before: str, between: str) -> bool:
    """The figure between these words is what the one behind them replaced."""
    if _CHANGED.fullmatch(between):
        return True
    return bool(_CHANGED_FROM.search(before) and _TO.fullmatch(between))


_MISSED = re.compile(
    r"\b(?:missed|fell short|not (?:met|reached|hit))\b|[未没沒][有能]?[达達做]|落空", re.IGNORECASE
)
_RATHER_THAN = re.compile(
    r"[^.;。；]{0,40}?(?:\b(?:rather than|instead of)\s+(?:the\s+)?[£$€¥]?"
    r"|[，,]?(?:而不是|而非|不是)(?:原[定订訂])?的?)\s*",
    re.IGNORECASE,
)


def came_instead(before: str, between: str) -> bool:
    """Two goals were missed: 8,400 came rather than 9,000. The first came, the second was meant."""
    return bool(_MISSED.search(before) and _RATHER_THAN.fullmatch(between))
