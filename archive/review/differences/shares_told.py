"""What sentences say of shares: renewal reached 78.4 per cent, the average load factor came to 71.3."""

from __future__ import annotations

import re

from archive.review.differences.clauses import clause_before
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import features, mentioned
from archive.review.reading.quantities import Quantity

_AVERAGE = re.compile(r"\b(?:average|overall|mean)\b|平均|整[体體]|[总總][体體]", re.IGNORECASE)
_OF_A_SHARE = re.compile(
    r"\s*\b(?:rate|ratio|share|percentage)$|(?:率|比例|比率|[占佔]比)$", re.IGNORECASE
)
_OF_SOME = re.compile(r"\b(?:in|at|for|among|from|of|by|on)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:non-?|could|would|may|might|forecast|early|late|industry|national)\b", re.IGNORECASE
)
"""Non-renewal, early renewal, forecast renewal: another share."""
_LONGEST_CLAUSE, _FEW = 40, 4


def as_whole(text: str, like: Quantity) -> str:
    """The text, of a share without its words for an average: only an average count is of a part."""
    return _AVERAGE.sub(lambda found: " " * len(found.group()), text) if like.is_rate else text


def is_named_as_share(name: str, text: str, quantity: Quantity, like: Quantity) -> bool:
    """Renewal reached 78.4 per cent is said of the renewal rate, where that is 74.8: the slip tells which is meant."""
    bare = _OF_A_SHARE.sub("", name.strip())
    if not like.is_rate or bare == name.strip() or not is_slip(quantity.value, like.value):
        return False
    clause = clause_before(text, quantity.start)
    if _ANOTHER.search(clause):
        return False
    if not features(bare) or len(clause) > _LONGEST_CLAUSE or _OF_SOME.search(clause):
        return False
    return mentioned(bare, clause) >= 0.99 and (bare.isascii() or len(clause) <= len(bare) + _FEW)
