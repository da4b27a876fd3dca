"""Whether words speak well or ill of something, by a list of ordinary words of praise and complaint."""

from __future__ import annotations

import re

from archive.review.words import folded, word_list

_PRAISE = word_list("polarity.praise")
_COMPLAINT = word_list("polarity.complaint")
_NEGATED_COMPLAINT = word_list("polarity.negated_complaint")
_NEGATED_PRAISE = word_list("polarity.negated_praise")
_BUT = re.compile(
    r"但是?|可是|不过|不過|只是|然而|惟|唯|\b(?:but|however|although|though|yet)\b", re.IGNORECASE
)


def tone_of(text: str) -> str:
    """positive, negative, mixed or neutral."""
    plain = folded(text)
    praise = _PRAISE.count(_NEGATED_PRAISE.without(plain))
    complaint = _COMPLAINT.count(_NEGATED_COMPLAINT.without(plain)) + _NEGATED_PRAISE.count(plain)
    if praise and complaint:
        if _BUT.search(plain):
            return "mixed"
        return "positive" if praise > complaint else "negative" if complaint > praise else "mixed"
    return "positive" if praise else "negative" if complaint else "neutral"
