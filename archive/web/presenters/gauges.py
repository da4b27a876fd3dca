"""The gauge of a close: a ring with one segment a duty, a bar of the same for lists, both in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from archive.domain.closeout import Gauge, Standing
from archive.web.presenters.batches import Piece, SegmentBar
from archive.wording import say

TONES = {Standing.FILED: "ok", Standing.TO_CONFIRM: "warn", Standing.MISSING: "none"}
CENTRE, RADIUS = 52.0, 43.0
GAP = 1.6
"""Units between two segments of the ring, whose box is 104 wide."""
MOST_SEGMENTS = 60
"""More duties than this are drawn in proportion: single segments could not be told apart."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One segment of the ring, as the path of an SVG."""

    tone: str
    path: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring with its figures; `label` says the same to whoever cannot see it."""

    percent: int
    label: str
    arcs: tuple[Arc, ...]
    counts: tuple[tuple[str, str, int], ...]


def ring(gauge: Gauge, language: str) -> Ring:
    """The ring of a project's page."""
    segments = _shares(gauge)
    step = 2 * pi / max(len(segments), 1)
    pad = min(GAP / RADIUS, step / 3) if len(segments) > 1 else 0.02
    arcs = tuple(
        Arc(TONES[standing], _arc(number * step + pad / 2, (number + 1) * step - pad / 2))
        for number, standing in enumerate(segments)
    )
    counts = tuple(
        (tone, say(language, f"ui_closeout.{standing.value}"), getattr(gauge, standing.value))
        for standing, tone in TONES.items()
    )
    return Ring(gauge.percent, gauge_words(gauge, language), arcs, counts)


def gauge_bar(gauge: Gauge, language: str) -> SegmentBar:
    """The same in one row, for lists."""
    pieces: list[Piece] = []
    start = 0.0
    for standing in (Standing.FILED, Standing.TO_CONFIRM):
        width = round(100 * getattr(gauge, standing.value) / gauge.total, 2) if gauge.total else 0.0
        if width:
            pieces.append(Piece(TONES[standing], start, width))
            start = round(start + width, 2)
    return SegmentBar(gauge_words(gauge, language), tuple(pieces))


def gauge_words(gauge: Gauge, language: str) -> str:
    """The gauge in one sentence."""
    return say(
        language,
        "ui_closeout.gauge_label",
        percent=gauge.percent,
        filed=gauge.filed,
        confirm=gauge.to_confirm,
        missing=gauge.missing,
    )


def _shares(gauge: Gauge) -> tuple[Standing, ...]:
    if gauge.total <= MOST_SEGMENTS:
        return gauge.segments
    each = gauge.total / MOST_SEGMENTS
    return tuple(gauge.segments[int(number * each)] for number in range(MOST_SEGMENTS))


def _arc(start: float, end: float) -> str:
    x, y = _point(start)
    to_x, to_y = _point(end)
    wide = int(end - start > pi)
    return f"M{x:.1f} {y:.1f}A{RADIUS:.0f} {RADIUS:.0f} 0 {wide} 1 {to_x:.1f} {to_y:.1f}"


def _point(angle: float) -> tuple[float, float]:
    """A point of the ring; angles count clockwise from the top."""
    return CENTRE + RADIUS * sin(angle), CENTRE - RADIUS * cos(angle)
