"""What a team itself reckoned would come is no target: 我們的推估是650人, our own forecast was 650."""

from __future__ import annotations

import re

from archive.review.reading.words import folded

_OWN = re.compile(
    r"(?:自己|自家|内部|我们)的?[^，。,；;\d]{0,4}(?:预测|推估|估算|模型|预判)|(?:预测|推估|预判)(?:的)?(?:区间|范围)"
    r"|\b(?:our|their|my|its) own (?:\w+ )?(?:forecast|model|estimate|projection|prediction|guess|reckoning)s?\b"
    r"|\b(?:forecast|projection|prediction) range\b"
)
_TARGET = re.compile(r"目标|指标|\b(?:target|goal|kpi)s?\b", re.IGNORECASE)


def of_own_forecast(text: str) -> bool:
    """Whether a name or a clause speaks of the team's own forecast, and of no target beside it."""
    plain = folded(text)
    return bool(_OWN.search(plain)) and not _TARGET.search(plain)
