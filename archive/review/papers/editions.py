"""Copies and editions: identical texts count once, of several editions of one document the last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from archive.review.reading.quantities import find_quantities
from archive.review.reading.sources import Source
from archive.review.reading.words import folded

ALIKE_FROM = {
    "final_report": 0.5, "review": 0.5, "proposal": 0.5, "plan": 0.5, "retrospective": 0.6, "quotation": 0.6,
    "brief": 0.6, "audit": 0.6, "settlement": 0.75, "contract": 0.8, "survey": 0.85, "data_report": 0.85,
}  # fmt: skip
"""From which share of common text two documents of a class are editions of one. Forms that are filled in
again and again (data of another month, a contract with another supplier) have most of it in common."""
_COMPARED = 60_000  # characters; editions of one document agree long before that


def order_of(source: Source) -> tuple[str, str]:
    """The fixed order of sources."""
    return (source.name, source.document)


def without_copies(sources: Iterable[Source]) -> list[Source]:
    """Sources with the same text count once: a final one is kept before a draft."""
    kept: dict[str, Source] = {}
    for source in sources:
        key = _plain(source) or source.document
        known = kept.get(key)
        if known is None or _standing(source) < _standing(known):
            kept[key] = source
    return sorted(kept.values(), key=order_of)


def _standing(source: Source) -> tuple[bool, bool]:
    return (source.draft or source.superseded, source.duplicate)


def _plain(source: Source) -> str:
    return re.sub(r"\W+", "", "".join(folded(segment.text) for segment in source.segments))


def old_editions(sources: Sequence[Source]) -> frozenset[str]:
    """Drafts, superseded documents, and all but the last edition of one document."""
    old = {s.document for s in sources if s.draft or s.superseded}
    by_class: dict[str, list[Source]] = {}
    for source in sources:
        if source.class_key in ALIKE_FROM:
            by_class.setdefault(source.class_key, []).append(source)
    for key, candidates in by_class.items():
        shingles = {s.document: _shingles(_plain(s)[:_COMPARED]) for s in candidates}
        for number, first in enumerate(candidates):
            for second in candidates[number + 1 :]:
                share = _common(shingles[first.document], shingles[second.document])
                named = key in _NAMED_ALIKE and _numbered_alike(first, second)
                if (share >= ALIKE_FROM[key] or named) and _same_deal(first, second):
                    older = min(first, second, key=lambda s: (s.document not in old, _edition(s)))
                    old.add(older.document)
    return frozenset(old)


_NAMED_ALIKE = frozenset({"final_report", "proposal", "plan", "quotation", "brief"})
_NUMBERED = re.compile(
    r"(?P<base>.{4,}?)[\s_\-.（(]*(?:v|ver\.?|rev\.?|第)\s?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?!\d)"
)


def _numbered_alike(first: Source, second: Source) -> bool:
    """One name with two numbers of versions (結案_v1, 結案_v2.1_發出): rewritten, but one document."""
    one, other = (_NUMBERED.match(folded(s.original_name or s.name)) for s in (first, second))
    if one is None or other is None:
        return False
    return one["base"] == other["base"] and one["number"] != other["number"]


def _same_deal(first: Source, second: Source) -> bool:
    """Two contracts on one form are two contracts when their sums differ."""
    return first.class_key != "contract" or _sums(first) == _sums(second)


def _sums(source: Source) -> frozenset[Decimal]:
    return frozenset(
        q.value for segment in source.segments for q in find_quantities(segment.text) if q.currency
    )


def _edition(source: Source) -> tuple[str, list[int], str]:
    numbers = [int(n) for n in re.findall(r"\d{1,3}", f"{source.original_name or source.name}")]
    return (source.date, numbers, source.name)


def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 6] for i in range(len(text) - 5))


def _common(first: frozenset[str], second: frozenset[str]) -> float:
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller > 40 else 0.0


def stand_ins(sources: Sequence[Source], old: frozenset[str]) -> frozenset[str]:
    """Where a class has only drafts, the last of them stands in."""
    finals = {s.class_key for s in sources if s.document not in old}
    last: dict[str, Source] = {}
    for source in sources:
        if source.class_key in ALIKE_FROM and source.class_key not in finals:
            known = last.get(source.class_key)
            if known is None or _edition(known) < _edition(source):
                last[source.class_key] = source
    return frozenset(source.document for source in last.values())
