"""One thing that went well or did not, as a paper tells it, with its cause where one is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence

SHORTEST, LONGEST = 5, 320
_SHORTEST_WIDE = 4


def is_of_length(text: str) -> bool:
    """Long enough to say something, short enough to be one point."""
    least = SHORTEST if text.isascii() else _SHORTEST_WIDE
    return least <= len(text) <= LONGEST


@dataclass(frozen=True, slots=True)
class Lesson:
    """In the document's words; `cause` is empty where the paper gives none."""

    text: str
    good: bool
    paper: Paper
    evidence: Evidence
    cause: str = ""


_CAUSE = re.compile(
    r"[\s。；;，,.（(]*(?:←|<-|⇐|\b(?:root )?causes?\s*[:：]|\bbecause\s*[:：]|\bwhy\s*[:：]"
    r"|(?:主要|根本)?(?:原因|成因|肇因|根因)\s*(?:[:：]|是|在於|在于))\s*",
    re.IGNORECASE,
)


_BECAUSE = re.compile(
    r"\s*(?:[,，]\s*because\s+(?!of\b)|[,，；;]\s*(?:皆?因(?:为|為)|皆因)\s*)", re.IGNORECASE
)
"""…, because nobody compared: behind the comma the cause begins."""


def with_cause(text: str) -> tuple[str, str]:
    """(what happened, why), where the sentence itself marks its cause: "… ← no checklist", "… Cause: …"."""
    mark = _CAUSE.search(text) or _BECAUSE.search(text)
    if mark is None or mark.start() < SHORTEST:
        return text, ""
    what, why = text[: mark.start()].rstrip(), text[mark.end() :].strip(" 。.）)")
    return (what, why) if why else (text, "")
