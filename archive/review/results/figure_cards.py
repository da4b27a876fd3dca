"""Figures on slides and dashboards: a large figure, its name, its target, each in a box of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.segments import SegmentKind
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.sources import Source
from archive.review.reading.words import word_list

_TARGET = word_list("prose_metrics.target")
_BOXES = (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM, SegmentKind.HEADING)
_LONGEST_FIGURE, _LONGEST_NAME, _LONGEST_TARGET = 14, 32, 32
_FILLER = re.compile(
    r"[\s:：()（）vs.]|目标值?|目標值?|target|goal|控制线|上限|[≤≥<>]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Card:
    """A name with its target and its figure, each in a box."""

    name: str
    target: Quantity
    actual: Quantity
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Box:
    text: str
    span: Span
    place: tuple[int | None, int | None]
    kind: str
    figure: Quantity | None


def cards_of(source: Source) -> Iterator[Card]:
    """The cards of a document, where several stand one after the other in the same order of boxes."""
    boxes = list(_boxes(source))
    found = [
        (at, card)
        for order in (("figure", "name", "target"), ("name", "figure", "target"))
        for at, card in _in_order(source, boxes, order)
    ]
    starts = [at for at, _ in found]
    neighbours = {n for a, b in pairwise(starts) if b - a == 3 for n in (a, b)}
    yield from (card for at, card in found if at in neighbours)


def _in_order(
    source: Source, boxes: Sequence[_Box], order: tuple[str, str, str]
) -> Iterator[tuple[int, Card]]:
    for at in range(len(boxes) - 2):
        three = boxes[at : at + 3]
        if tuple(box.kind for box in three) != order or len({b.place for b in three}) > 1:
            continue
        by_kind = dict(zip(order, three, strict=True))
        target, actual = by_kind["target"].figure, by_kind["figure"].figure
        if target and actual and target.is_rate == actual.is_rate:
            evidence = Evidence(source, tuple(box.span for box in three))
            yield at, Card(by_kind["name"].text, target, actual, evidence)


def _boxes(source: Source) -> Iterator[_Box]:
    for ordinal, segment in enumerate(source.segments):
        if segment.kind not in _BOXES:
            continue
        position = 0
        for line in segment.text.split("\n"):
            text = line.strip()
            if text:
                start = position + line.index(text)
                place = (segment.place.slide, segment.place.page)
                span = Span(ordinal, start, start + len(text))
                yield _box(text, span, place)
            position += len(line) + 1


def _box(text: str, span: Span, place: tuple[int | None, int | None]) -> _Box:
    figures = [q for q in find_quantities(text) if any(map(str.isdigit, q.written))]
    if not any(map(str.isdigit, text)):
        is_name = 2 <= len(text) <= _LONGEST_NAME and not re.search(r"[。！？!?；;，,]", text)
        return _Box(text, span, place, "name" if is_name else "", None)
    if len(figures) != 1:
        named = _names_figure(text)
        return _Box(text, span, place, "name" if named else "", None)
    figure = figures[0]
    rest = text[: figure.start] + text[figure.end :]
    if _TARGET.within(rest) and len(text) <= _LONGEST_TARGET and len(_FILLER.sub("", rest)) <= 4:
        return _Box(text, span, place, "target", figure)
    if len(text) <= _LONGEST_FIGURE and len(rest.strip("＋+ ")) <= 1:
        return _Box(text, span, place, "figure", figure)
    named = _names_figure(text)
    return _Box(text, span, place, "name" if named else "", None)


def _names_figure(text: str) -> bool:
    """30天内下订: a name that begins with a figure."""
    letters = re.sub(r"[\d\W_]", "", text)
    return 3 <= len(letters) <= _LONGEST_NAME and not re.search(r"[。！？!?；;，,:：]", text)
