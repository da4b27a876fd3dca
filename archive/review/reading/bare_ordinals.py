"""Words that open a sentence or count what follows and name nothing: First, 其一, Two, 主要, the second."""

from __future__ import annotations

import re

_NUMERAL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|both|all|several|some|most|another|none)"
)
_NAMELESS = re.compile(
    rf"\W*(?:(?:the|and|but|of these|of those|of them)\s+)*(?:(?:{_NUMERAL}|first|second|third|fourth|fifth|last|next)"
    r"(?:ly)?(?:\s+of\s+(?:all|these|those|them|the|our))?(?:\s+(?:thing|point|one)s?)?"
    r"|final(?:ly)?|mainly|mostly|largely|only|overall|also|again|then|here|however|still|in short|for one)\W*"
    r"|\W*(?:主要|其[一二三四五中次他它餘余]|第[一二三四五六](?:[点點个個項项条條])?|首先|再次|最[后後]|另外|另|此外"
    r"|[一二三四五六七八九两兩][个個点點项項条條]|其实|其實|因此|所以|不过|不過|但是?|而且|同时|同時|总之|總之|原因|一[来來]|二[来來])\W*",
    re.IGNORECASE,
)


def names_nothing(words: str) -> bool:
    """The words are an ordinal, a numeral or an adverb and nothing besides."""
    return _NAMELESS.fullmatch(words) is not None
