"""What the recogniser's process answers, checked, and made into segments of the document."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from archive.domain.segments import Extracted, Line, Segment
from archive.domain.text_quality import TextQuality
from archive.extraction import wire
from archive.extraction.draft import Draft
from archive.extraction.layout.book import add_pages
from archive.extraction.layout.grid import Rule
from archive.extraction.layout.pieces import Box
from archive.extraction.layout.scan import Recognised, page_of
from archive.extraction.limits import Limits
from archive.extraction.misreadings import corrected
from archive.extraction.outcomes import LimitReached
from archive.extraction.quality import garbled_share, quality_of

_TURNS = (0, 90, 180, 270)
READABLE: Final = 0.9
"""Below this a recognised page is of poor quality. Measured on blurred, faint and coarse pages: at 0.94 one
letter in ten is wrong, at 0.90 one in six, at 0.78 three or four in ten."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page as the recogniser saw it.

    `turn`: degrees clockwise by which it had to be turned to be read; `size`, `lines` and `rules` are
    of the turned page, `angle` is how askew it lies (radians). `score`: how sure the recogniser is of its
    letters on average, 0 to 1. `blank`: it saw no words, and an even surface.
    """

    lines: tuple[Recognised, ...]
    rules: tuple[Rule, ...]
    size: tuple[int, int]
    angle: float
    turn: int
    score: float
    blank: bool


def checked(answer: Any, size: tuple[int, int]) -> RecognisedPage:
    """The answer for a page of that size.

    Raises:
        BrokenReply: it has not the agreed shape.
    """
    try:
        turn, angle = int(answer["turn"]), float(answer["angle"])
        score, blank = float(answer["score"]), answer["blank"] is True
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
    numbers = [
        angle,
        score,
        *(n for line in lines for point in line.quad for n in (*point, line.em)),
    ]
    corners = all(len(line.quad) == 4 for line in lines)
    if turn not in _TURNS or not corners or not all(map(math.isfinite, numbers)):
        raise wire.BrokenReply("page")
    upright = size if turn % 180 == 0 else (size[1], size[0])
    return RecognisedPage(lines, rules, upright, angle, turn, score, blank)


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
    extracted: Extracted,
    found: Mapping[int, Sequence[Segment]],
    left: tuple[int, ...],
    pages: Mapping[int, RecognisedPage],
) -> Extracted:
    """The extraction with recognised pages in place of what little text they had, or what was damaged.

    `left` are the pages that could not be recognised, `pages` the others, of which `found` are the segments.
    """
    own = {number: _text(_of_page(extracted, number)) for number in pages}
    better = {
        number
        for number, segments in found.items()
        if segments and len(_text(segments)) >= _sound_letters(own[number])
    }
    both = [s for s in extracted.segments if s.place.page not in better]
    both += [segment for number in sorted(better) for segment in found[number]]
    both.sort(key=lambda segment: segment.place.page or 0)
    read = {
        number: _recognised_quality(pages[number].score) if number in better else quality_of(text)
        for number, text in own.items()
    }
    return replace(
        extracted,
        segments=tuple(both),
        quality=_of_whole(extracted.quality, {read[number] for number in better}),
        ocr_pages=left,
        pages=extracted.pages.read_anew(read, [n for n, page in pages.items() if page.blank]),
    )


def _recognised_quality(score: float) -> TextQuality:
    return TextQuality.OCR if score >= READABLE else TextQuality.POOR


def _of_whole(before: TextQuality, read: Collection[TextQuality]) -> TextQuality:
    """A file is as it was where nothing was recognised, poor where no page was recognised well."""
    if not read:
        return before
    return TextQuality.OCR if TextQuality.OCR in read else TextQuality.POOR


def _of_page(extracted: Extracted, number: int) -> Iterable[Segment]:
    return (segment for segment in extracted.segments if segment.place.page == number)


def _text(segments: Iterable[Segment]) -> str:
    """Their letters, without the space between them."""
    return "".join("".join(segment.text.split()) for segment in segments)


def _sound_letters(text: str) -> float:
    """How much of a text there is without what is wrong in it."""
    return len(text) * (1 - garbled_share(text))
