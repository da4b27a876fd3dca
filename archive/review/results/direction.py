"""Whether the name of an indicator says that fewer is the aim."""

from __future__ import annotations

import re

from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded


def fewer_is_better(name: str) -> bool:
    """退貨率, cost per lead; not what guests spend, nor what was put right (complaints resolved, 零事故天數)."""
    own = _SPENT_BY_GUESTS.sub("", name)
    return words.LOWER_IS_BETTER.within(own) and not _PUT_RIGHT.search(folded(own))


_SPENT_BY_GUESTS = re.compile("[客人][单單均][价價消]")
"""客單價 is what a guest spends: no price that ought to be low."""
_PUT_RIGHT = re.compile(
    r"零(?:事故|投诉|客诉|退|故障|延误|误差|失误|负评|差评|取消)|[无免](?:事故|投诉|故障|延误)"
    r"|(?:投诉|客诉|抱怨|退[货款件换]|争议|纠纷|故障|差错|错漏|漏发|错发|伤者|差评|负评|事故)[^未不率]{0,3}?"
    r"(?:解决|排除|补寄|化解|调解|挽回|慰问|关怀|改善|补救|结案)(?!时|所?需|天|耗)"
    r"|\b(?:error|accident|incident|complaint|defect|delay|cancellation|injury|fault|outage|waste|penalty)s?[\s-]free\b"
    r"|\b(?:complaints?|refunds?|refund requests?|errors?|disputes?|incidents?|faults?|defects?|returns?)\s+"
    r"(?:resolved|handled|closed|settled|fixed|answered|prevented|avoided|recovered)\b"
    r"(?!\s+(?:in|within|time|after|by))"
    r"|\bwait(?:ing|[\s-]?)\s?list\b|\bfine (?:dining|arts?)\b"
)
"""零事故天數, complaints resolved: what went well in spite of what the name speaks of."""
