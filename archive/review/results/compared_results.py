"""Results held against a figure by a comparing word alone, in a list of indicators: 会员34,150人，超过3万.

Outside such a list the figure behind 超过 may be last year's, a competitor's or a round way of speaking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import word_list
from archive.review.results.like_figures import of_one_measure
from archive.review.results.prose_names import name_before

_INDICATORS = word_list("goals.heading")
_BEFORE = re.compile(
    r"[，,（(]\s*(?:略|稍|已|但|均|仍|仅|僅|just|slightly|well|still|and)?\s*"
    r"(?:没有?(?:到|达到|做到)|沒有?(?:到|達到|做到)|未(?:[达達]到?|到)|不到|不及|[低少高多][于於]|超[过過出]|[達达][成标標](?=[（(])"
    r"|(?:above|over|below|under|short of|within|beyond|inside|ahead of|more than|fewer than|less than)\b)"
    r"\s*[（(]?\s*(?:the\s+|our\s+)?$",
    re.IGNORECASE,
)
_WITHIN_BEFORE = re.compile(r"[，,（(]\s*(?:均|仍|已)?(?:控制)?在\s*$")
_WITHIN = re.compile(r"^\s*(?:以[内內下]|之[内內]|[内內](?=$|[）)，,])|上限|[红紅][线線])")
_ABOVE = re.compile(r"^\s*(?:以上|下限|[门門][槛檻])")
_ENDS = re.compile(
    r"^\s*(?:[）)，,。；;]|$|and\b|but\b|上限|下限|以[内內上下]|之[内內]|[内內]|[门門][槛檻])"
)
_ELSEWHERE = re.compile(
    r"(?:去年|前年|上一?[年届屆期季]|同期|[业業]界|同[业業]|對手|对手|競品|竞品)|\b(?:last|previous|industry|rival)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """What was measured, what came, and what it was held against."""

    name: str
    target: Quantity
    actual: Quantity


def compared_result(clause: Passage) -> ComparedResult | None:
    """The one result of a clause below a heading of indicators; None elsewhere or where it is not plain."""
    if not any(_INDICATORS.within(heading) for heading in clause.trail[-1:]):
        return None
    text = clause.text
    figures = [q for q in find_quantities(text) if any(map(str.isdigit, q.written))]
    if len(figures) < 2 or _ELSEWHERE.search(text):
        return None
    actual, target = figures[:2]
    between, behind = text[actual.end : target.start], text[target.end :]
    within = bool(_WITHIN.match(behind))
    said = _BEFORE.search(between) or (within and _WITHIN_BEFORE.search(between))
    if not said or said.start() > _NEAR or not _ENDS.match(behind):
        return None
    name = name_before(text[: actual.start])
    if not name or not of_one_measure(target, actual):
        return None
    # The word between the two says which is more, and no limit.
    bound = "max" if within else "min" if _ABOVE.match(behind) else ""
    return ComparedResult(name, replace(target, bound=bound), actual)


_NEAR = 2
"""Characters between the result and the comma before the comparing word: a counter (33宗，)."""
