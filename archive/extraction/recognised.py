"""What the recogniser's process answers, checked, and made into segments of the document."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.domain.segments import Extracted, Line, Segment, TextQuality
from archive.extraction import wire
from archive.extraction.draft import Draft
from archive.extraction.layout.book import add_pages
from archive.extraction.layout.grid import Rule
from archive.extraction.layout.pieces import Box
from archive.extraction.layout.scan import Recognised, page_of
from archive.extraction.limits import Limits
from archive.extraction.misreadings import corrected
from archive.extraction.outcomes import LimitReached

_TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page as the recogniser saw it.

    `turn`: degrees clockwise by which it had to be turned to be read; `size`, `lines` and `rules` are
    of the turned page, `angle` is how askew it lies (radians).
    """

    lines: tuple[Recognised, ...]
    rules: tuple[Rule, ...]
    size: tuple[int, int]
    angle: float
    turn: int


def checked(answer: Any, size: tuple[int, int]) -> RecognisedPage:
    """The answer for a page of that size.

    Raises:
        BrokenReply: it has not the agreed shape.
    """
    try:
        turn, angle = int(answer["turn"]), float(answer["angle"])
        lines = tuple(
            Recognised(str(text), tuple((float(x), float(y)) for x, y in quad), float(em))
            for text, quad, em in answer["lines"]
        )
        rules = tuple(
            Rule(bool(level), float(at), float(start), float(end))
            for level, at, start, end in answer["rules"]
        )
    except (KeyError, TypeError, ValueError) as e:
        raise wire.BrokenReply("page") from e
    numbers = [angle, *(n for line in lines for point in line.quad for n in (*point, line.em))]
    corners = all(len(line.quad) == 4 for line in lines)
    if turn not in _TURNS or not corners or not all(map(math.isfinite, numbers)):
        raise wire.BrokenReply("page")
    upright = size if turn % 180 == 0 else (size[1], size[0])
    return RecognisedPage(lines, rules, upright, angle, turn)


def segments_of(pages: Mapping[int, RecognisedPage], limits: Limits) -> dict[int, list[Segment]]:
    """Segments by page number; all pages share one idea of what running text looks like."""
    texts = iter(corrected([line.text for page in pages.values() for line in page.lines]))
    laid_out = {
        number: page_of(
            [replace(line, text=next(texts)) for line in page.lines],
            page.rules,
            page.size,
            page.angle,
        )
        for number, page in pages.items()
    }
    draft = Draft(limits)
    with contextlib.suppress(LimitReached):
        add_pages(draft, laid_out, {})
    found: dict[int, list[Segment]] = {}
    for segment in draft.segments:
        number = segment.place.page or 0
        found.setdefault(number, []).append(_turned_back(segment, pages[number].turn))
    return found


def _turned_back(segment: Segment, turn: int) -> Segment:
    """The segment with its boxes on the page as it is shown."""
    if not turn:
        return segment
    lines = tuple(Line(line.start, line.end, _box_back(line.box, turn)) for line in segment.lines)
    return replace(segment, lines=lines)


def _box_back(box: Box, turn: int) -> Box:
    left, top, right, bottom = box
    if turn == 90:
        return top, 1 - right, bottom, 1 - left
    if turn == 180:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    return 1 - bottom, left, 1 - top, right


def merged(
    extracted: Extracted, found: Mapping[int, Sequence[Segment]], left: tuple[int, ...]
) -> Extracted:
    """The extraction with recognised pages in place of what little text they had.

    `left` are the pages that could not be recognised.
    """
    better = {
        number
        for number, segments in found.items()
        if _letters(segments) >= _letters(_of_page(extracted, number)) and segments
    }
    both = [s for s in extracted.segments if s.place.page not in better]
    both += [segment for number in sorted(better) for segment in found[number]]
    both.sort(key=lambda segment: segment.place.page or 0)
    quality = TextQuality.OCR if better else extracted.quality
    return replace(extracted, segments=tuple(both), quality=quality, ocr_pages=left)


def _of_page(extracted: Extracted, number: int) -> Iterable[Segment]:
    return (segment for segment in extracted.segments if segment.place.page == number)


def _letters(segments: Iterable[Segment]) -> int:
    return sum(len("".join(segment.text.split())) for segment in segments)
