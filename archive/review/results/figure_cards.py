"""Figures on slides and dashboards: a large figure, its name, its target, each in a box of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.segments import SegmentKind
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.figure_roles import FigureRole, figure_roles
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


@dataclass(frozen=True, slots=True)
class NamedBox:
    """A large figure and the name in the box beside it, without a target."""

    name: str
    figure: Quantity
    evidence: Evidence


def figures_on_cards(source: Source) -> Iterator[NamedBox]:
    """Figures and names that alternate on a slide; the first box of such a run tells their order."""
    by_slide: dict[int, list[_Box]] = {}
    for box in _boxes(source):
        titled = source.segments[box.span.segment].kind is SegmentKind.HEADING
        if box.place[0] is not None and not titled:
            by_slide.setdefault(box.place[0], []).append(box)
    for boxes in by_slide.values():
        yield from _alternating(source, boxes)


def _alternating(source: Source, boxes: Sequence[_Box]) -> Iterator[NamedBox]:
    at = 0
    while at + _TWO_CARDS <= len(boxes):
        order = [b.kind for b in boxes[at : at + 2]]
        run = sorted(order) == ["figure", "name"]
        if not run or [b.kind for b in boxes[at + 2 : at + _TWO_CARDS]] != order:
            at += 1
            continue
        while [b.kind for b in boxes[at : at + 2]] == order:
            by_kind = {b.kind: b for b in boxes[at : at + 2]}
            figure, spans = by_kind["figure"].figure, tuple(b.span for b in boxes[at : at + 2])
            if figure:
                yield NamedBox(by_kind["name"].text, figure, Evidence(source, spans))
            at += 2


_TWO_CARDS = 4


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
    if len(figures) > 1 and (target := _target_among(text, figures)):
        return _Box(text, span, place, "target", target)
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


def _target_among(text: str, figures: Sequence[Quantity]) -> Quantity | None:
    """目標2,000人，達成112%: one target, and beside it only how much of it was reached."""
    told = figure_roles(text, figures)
    targets = [t.figure for t in told if t.role is FigureRole.TARGET]
    rates = all(t.figure.is_rate for t in told if t.role is not FigureRole.TARGET)
    return targets[0] if len(targets) == 1 and rates and len(text) <= _LONGEST_TARGET else None


def _names_figure(text: str) -> bool:
    """30天内下订: a name that begins with a figure."""
    letters = re.sub(r"[\d\W_]", "", text)
    return 3 <= len(letters) <= _LONGEST_NAME and not re.search(r"[。！？!?；;，,:：]", text)
