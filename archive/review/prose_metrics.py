"""Metrics told in sentences: 目標5,000人，實際5,312人; reached 16.4 per cent against a target of 18."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.review import vocabulary as words
from archive.review.citations import Evidence
from archive.review.papers import Paper
from archive.review.passages import Passage, without_mark
from archive.review.quantities import Quantity, find_quantities
from archive.review.words import Words, word_list

_TARGET = word_list("prose_metrics.target")
_ACTUAL = word_list("prose_metrics.actual")
_NEAR = 14
_COST_PER = re.compile(r"\b(?:cost|spend|price|revenue|sales|income)s? per\b", re.IGNORECASE)
"""A rate of its own, not one piece of something."""


@dataclass(frozen=True, slots=True)
class ProseMetric:
    """A name, a target and an actual figure of one sentence."""

    name: str
    target: Quantity
    actual: Quantity
    evidence: Evidence


def prose_metrics(paper: Paper) -> Iterator[ProseMetric]:
    """The metrics that a paper's sentences and list items tell with target and actual together."""
    for passage in (*paper.paragraphs,):
        for clause in _clauses(without_mark(passage)):
            found = _from_clause(clause)
            if found:
                yield found


def _clauses(passage: Passage) -> Iterator[Passage]:
    """Parts that hold one metric each: sentences, and halves between semicolons."""
    begin = 0
    for stop in re.finditer(r"[。；;！!]|(?<=[a-z0-9)%])\.(?=\s|$)", passage.text):
        yield passage.cut(begin, stop.start())
        begin = stop.end()
    yield passage.cut(begin, len(passage.text))


def _from_clause(clause: Passage) -> ProseMetric | None:
    text = clause.text
    if len(text) > 120 or not _TARGET.within(text):
        return None
    figures = [q for q in find_quantities(text) if any(map(str.isdigit, q.written))]
    target = next((q for q in figures if _says(_TARGET, text, q)), None)
    actual = next((q for q in figures if q is not target and _is_actual(text, q, target)), None)
    if (
        target is None
        or actual is None
        or words.SUBSET.within(_COST_PER.sub("", text[: min(target.start, actual.start)]))
    ):
        return None
    target, actual = _same_unit(target, actual)
    name = _name(text, min(target.start, actual.start))
    if not name or (target.is_rate != actual.is_rate):
        return None
    return ProseMetric(name, target, actual, clause.evidence)


def _says(wanted: Words, text: str, figure: Quantity) -> bool:
    """One of the words stands right before the figure, in its own part of the sentence."""
    before = re.split(r"[，,、()（）]", text[: figure.start])[-1]
    return wanted.within(before[-_NEAR * 2 if before.isascii() else -_NEAR :])


def _is_actual(text: str, figure: Quantity, target: Quantity | None) -> bool:
    if _says(_TARGET, text, figure):
        return False
    if _says(_ACTUAL, text, figure):
        return True
    return (
        target is not None and figure.end <= target.start and not _says(words.PROMISE, text, figure)
    )


def _same_unit(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity]:
    """In "16.4 per cent against a target of 18": the figure without a unit has the other's."""
    if actual.is_rate and not target.unit:
        return replace(target, unit="%"), actual
    if target.is_rate and not actual.unit:
        return target, replace(actual, unit="%")
    return target, actual


def _name(text: str, before: int) -> str:
    """The words before the first figure, without those that only say target or actual."""
    head = re.split(r"[，,、()（）]", text[:before])
    part = next((p for p in head if p.strip()), "")
    part = re.split(
        r"[:：]|(?:的?(?:目标|目標|原定|实际|實際|达成|達成|完成|达到|達到|为|為|是))|\b(?:target|goal|actual|reached|came|against|was|were|hit|finished|landed)\b",
        part,
    )[0]
    name = part.strip(" -–—:：的「」“”\"'")
    return name if 2 <= len(name) <= (20 if not name.isascii() else 48) else ""
