"""The names of papers in English sentences: certificate of currency, guardian forms, Letter of No Objection.

A name ends in a word for a paper and is read backwards from it, as far as the words before say which paper it
is. Words that any deal is full of (report, form, statement) name a paper only with such a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STRONG = _set("certificate licence license permit waiver nda clearance memorandum affidavit")
"""Papers by themselves."""
_WEAK = _set(
    "policy letter register record log statement form agreement addendum release declaration "
    "memo audit assessment note receipt order approval consent report undertaking voucher "
    "check sheet inventory plan confirmation evidence clipping guarantee bond"
)
"""Papers when a word before them says which."""
_ONLY_WITH = {
    "agreement": "data processing sharing disclosure non-disclosure confidentiality talent location venue escrow"
    " image licensing secondment",
    "addendum": "data processing sharing",
    "policy": "insurance liability cover indemnity",
    "report": "audit inspection interim mid-term midterm test incident accessibility structural safety valuation"
    " survey compliance",
    "order": "change variation",
    "note": "credit delivery debit",
    "plan": "safety risk traffic emergency evacuation crowd security contingency medical",
    "sheet": "sign-off attendance sign-in call",
    "letter": "change consent clearance confirmation side appointment award objection comfort authorisation authority",
    "evidence": "insurance",
    "statement": "audited method account receipts loss income impact reconciliation",
    "check": "right-to-work dbs background police reference credit",
    "assessment": "risk impact safety",
    "confirmation": "e-mail email booking deletion destruction erasure",
    "clipping": "press media",
    "guarantee": "bank performance",
    "bond": "performance surety",
}
_STOP = _set(
    "the a an all any its their our your his her this that these those each every no not such "
    "and or of to for with by in on at from as is are was were be been being has have had "
    "shall must will should may can could would upon after before until unless written signed "
    "completed valid copy copies original final new corrected first second third last one two "
    "three four five six seven eight nine ten under who which but if when where while without "
    "provide provides supply supplies submit submits obtain obtains keep keeps kept hold "
    "holds hand hands handed over deliver delivers sign produce furnish retain retains file "
    "send sends show shows maintain maintains need needs require requires required returns "
    "return countersigned executed formal full relevant necessary appropriate stamped "
    "complete missing outstanding never still only both parties client agency supplier "
    "contractor however per into it we they he she you including include includes against "
    "between within also give gives given proper venue's via us me them up out about then so "
    "issue issues issued get gets receive received check checked i.e e.g etc vs than because "
    "due"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
_OF = re.compile(
    r"\s+of\s+(?!(?:the|an?|its|your|our|their)\b(?!\s+[a-z]))((?:No\s+|public\s+)?[A-Za-z][a-z\-]+(?:\s+(?:of\s+)?(?!and\b|to\b|for\b|before\b|is\b|are\b|by\b"
    r"|from\b|must\b|shall\b|will\b|as\b|in\b|with\b|on\b|required\b|within\b|at\b|or\b)[a-z\-]+)?)"
)
_MOST_BEFORE = 4
_INSURED = re.compile(r"insur|liability cover", re.IGNORECASE)


def english_papers(text: str) -> Iterator[tuple[str, int, str]]:
    """Each paper's name, where it begins, and the name without what it is of."""
    words = list(_WORD.finditer(text))
    taken = 0
    for number, word in enumerate(words):
        head = _singular(word.group().lower())
        if (head not in _STRONG and head not in _WEAK) or word.start() < taken:
            continue
        if _leads_on(words, number, text):
            continue  # "deletion certificate": read at the certificate; "form" of "form fields"
        before = _before(words, number, text)
        behind = _OF.match(text, word.end())
        insured = head == "policy" and _INSURED.search(text)
        if not (insured or _names_one(head, before, behind[1] if behind else "")):
            continue
        start = before[0].start() if before else word.start()
        end = behind.end() if behind else word.end()
        taken = end
        if head == "certificate" and not before and not behind and _INSURED.search(text):
            yield "certificate of insurance", start, "certificate"
            continue
        yield text[start:end], start, text[start : word.end()]
    if gone := _GONE_AND_CONFIRMED.search(text):
        yield "confirmation of deletion", gone.start(), "confirmation of deletion"


_GONE_AND_CONFIRMED = re.compile(
    r"\b(?:destroy|delet|eras)(?:s|es|ed|e)?\b[^.;]{0,60}\b(?:confirm|certif)(?:s|ies|y|ed)?\b[^.;]{0,24}\bin writing",
    re.IGNORECASE,
)
"""Destroys all data and confirms this in writing."""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _leads_on(words: list[re.Match[str]], number: int, text: str) -> bool:
    """Another word for a paper comes right behind it."""
    if number + 1 >= len(words):
        return False
    gap = text[words[number].end() : words[number + 1].start()]
    following = _singular(words[number + 1].group().lower())
    return gap in (" ", "-") and (following in _STRONG or following in _WEAK)


def _before(words: list[re.Match[str]], number: int, text: str) -> list[re.Match[str]]:
    """The words right before that belong to the name."""
    found: list[re.Match[str]] = []
    at = words[number].start()
    for word in reversed(words[max(0, number - _MOST_BEFORE) : number]):
        plain = word.group().lower()
        if text[word.end() : at].strip(" -") or plain in _STOP or plain.endswith("ly"):
            break
        found.insert(0, word)
        at = word.start()
    return found


def _names_one(head: str, before: list[re.Match[str]], behind: str) -> bool:
    said = {part for w in before for part in (w.group().lower(), _singular(w.group().lower()))}
    said |= {part for w in _WORD.findall(behind) for part in (w.lower(), _singular(w.lower()))}
    if head in _ONLY_WITH:
        wanted = frozenset(_ONLY_WITH[head].split())
        return bool(said & wanted)
    return head in _STRONG or bool(
        said - {"application", "order", "web", "account", "track", "contact"}
    )
