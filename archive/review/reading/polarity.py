"""Whether words speak well or ill of something, by a list of ordinary words of praise and complaint."""

from __future__ import annotations

import re

from archive.review.reading.words import Words, folded, word_list

_PRAISE = word_list("polarity.praise")
_COMPLAINT = word_list("polarity.complaint")
_WEAK = word_list("polarity.weak_complaint")
"""Wishes and bare negations: they tell a tone only where nothing else does."""
_NEGATED_COMPLAINT = word_list("polarity.negated_complaint")
_NEGATED_PRAISE = word_list("polarity.negated_praise")
_BUT = re.compile(
    r"但是?|可是|不过|不過|只是|然而|惟|唯|\b(?:but|however|although|though|yet)\b", re.IGNORECASE
)
_LESS_OF = re.compile(
    r"(?:降低?了?|减少了?|少了|压低了?|杜绝了?|避免了?|免去了?|省去了?|不用|不必|无需)[^，。；、]{0,4}?"
    rf"(?:{_COMPLAINT.pattern.pattern})"
    r"|\b(?:cut|reduced?|fewer|avoid(?:s|ed)?|halved?|no more|without(?: a| any)?)\s+(?:the |our )?(?:[a-z]+ )?"
    rf"(?:{_COMPLAINT.pattern.pattern})"
)
"""降了退貨, fewer complaints: less of something bad is good."""
_COUNT = r"[\d一二两三四五六七八九十百半]+(?:多|几)?个?"
_LENGTH = r"(?:小时|钟头|分钟|天|日|周|星期|礼拜|月)"
_COUNTED = r"(?:\d+|an?|two|three|four|five|six|ten)"
_UNITS = r"(?:hour|minute|day|week|month)s?"
_WAITED = re.compile(
    rf"(?:等|候|排|站|晒|塞)[了咗]?(?:[车位人队]\S{{0,2}})?(?:近|约|大约|足足|成)?{_COUNT}{_LENGTH}"
    rf"|(?:晚|迟|拖|慢)[了咗]?(?:近|约)?{_COUNT}{_LENGTH}"
    rf"|\b(?:waited|queued|stood)\s+(?:for\s+)?(?:about |nearly |over |almost )?{_COUNTED}\s+{_UNITS}"
    rf"|\b{_COUNTED}\s+{_UNITS}\s+(?:late|behind)"
)
"""How long one waited, how late something was."""


_NOT = re.compile(
    r"(?:没有?人?|不(?![仅只但愧得错过])|未|冇|唔|别|难以|无法|零|毫无|从未)[^，。,;；、!！?？]{0,2}$"
    r"|(?:\b(?:not|never|no|zero|nobody|without|hardly|barely|nothing|less)\b|n't)(?:\s+(?!only\b)[a-z]+){0,2}\s*$"
)
"""Right before a word: turns it round."""


_TOO = re.compile(
    rf"(?<!不)太(?![阳太空极平子原古后座])(?!\S{{0,1}}(?:{_PRAISE.pattern.pattern}|好|棒|强|美|可爱|厉害|牛))\S"
)
"""太集中, 太急: too much of anything but praise."""


def tone_of(text: str) -> str:
    """positive, negative, mixed or neutral."""
    folded_text = folded(text)
    plain = _LESS_OF.sub(" ", folded_text)
    praise, complaint = int(plain != folded_text), 0
    upset = _NEGATED_COMPLAINT.without(plain)
    praise += upset != plain
    good, spoilt = _turned(_PRAISE, _NEGATED_PRAISE.without(plain))
    bad, saved = _turned(_COMPLAINT, upset)
    praise += good + saved
    complaint += bad + spoilt + _NEGATED_PRAISE.count(plain)
    complaint += sum(1 for _ in _WAITED.finditer(plain)) + bool(_TOO.search(plain))
    turns = _BUT.search(plain)
    if not complaint and (not praise or turns):
        complaint = _WEAK.count(upset)
    if praise and complaint:
        if turns:
            return "mixed"
        return "positive" if praise > complaint else "negative" if complaint > praise else "mixed"
    return "positive" if praise else "negative" if complaint else "neutral"


def _turned(words: Words, text: str) -> tuple[int, int]:
    """(words that stand as they are, words behind a negation)."""
    found = [
        bool(_NOT.search(text[max(0, m.start() - _REACH) : m.start()]))
        for m in words.pattern.finditer(text)
    ]
    return found.count(False), found.count(True)


_REACH = 24
