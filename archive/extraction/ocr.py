"""Reading pages that are pictures. One warm process has the models; one page at a time goes through it."""

from __future__ import annotations

import contextlib
import json
import math
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from archive.domain.segments import Extracted, Line, Segment, TextQuality
from archive.errors import NotFound
from archive.extraction import wire
from archive.extraction.draft import Draft
from archive.extraction.host import HostLost, WarmProcess
from archive.extraction.layout.grid import Rule
from archive.extraction.layout.book import add_pages
from archive.extraction.layout.page import Page
from archive.extraction.layout.scan import Recognised, page_of
from archive.extraction.misreadings import corrected
from archive.extraction.outcomes import LimitReached
from archive.extraction.reader import Pixels, Reader

DPI: Final = 150
"""Measured: 120 and 200 find no more, and 200 costs a quarter more time."""
_PAGE_SECONDS: Final = 180.0
_PACKAGES: Final = ("rapidocr", "onnxruntime", "cv2")


@dataclass(frozen=True, slots=True)
class _Turned:
    """A recognised page and by how many degrees clockwise it had to be turned to be read."""

    page: Page
    turn: int


class Recogniser:
    """Recognises the pages an extraction left open. Thread-safe; starts on first use; heals itself.

    The process (0.7 to 1.2 GB) ends after `idle_seconds` without work. `threads` defaults to
    all processors but one, so that the service stays responsive.
    """

    def __init__(
        self,
        reader: Reader,
        idle_seconds: float = 300.0,
        threads: int | None = None,
        most_pages: int = 300,
    ) -> None:
        self._reader = reader
        self._idle_seconds = idle_seconds
        self._threads = threads or min(max((os.cpu_count() or 2) - 1, 1), 4)
        self._most_pages = most_pages
        self._lock = threading.Lock()
        self._process: WarmProcess | None = None
        self._owner = os.getpid()

    @property
    def available(self) -> bool:
        """Whether the optional packages are installed."""
        return all(find_spec(name) is not None for name in _PACKAGES)

    def recognise(
        self, path: Path, extracted: Extracted, progress: Callable[[int, int], None] | None = None
    ) -> Extracted:
        """The extraction with text for its `ocr_pages`; unchanged where nothing can be recognised.

        `progress` is told the pages done and to do. Pages that failed stay in `ocr_pages`.
        """
        if not extracted.ocr_pages or not self.available:
            return extracted
        wanted = extracted.ocr_pages[: self._most_pages]
        pages: dict[int, _Turned] = {}
        for done, number in enumerate(wanted):
            if progress is not None:
                progress(done, len(wanted))
            found = self._page(path, number)
            if found is not None:
                pages[number] = found
        left = tuple(number for number in extracted.ocr_pages if number not in pages)
        return _merged(extracted, _segments(pages, self._reader), left)

    def close(self) -> None:
        """End the process. A later call starts a new one."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.stop()

    def _page(self, path: Path, number: int) -> _Turned | None:
        try:
            pixels = self._reader.pixels(path, number, DPI)
        except NotFound:
            return None
        with self._lock:
            for _ in range(2):
                try:
                    return _turned(self._asked(pixels), pixels)
                except (HostLost, OSError, wire.BrokenReply):
                    if self._process is not None:
                        self._process.stop()
                        self._process = None
        return None

    def _asked(self, pixels: Pixels) -> Any:
        if self._process is not None and self._owner != os.getpid():
            self._process.abandon()
            self._process = None
        if self._process is None:
            self._owner = os.getpid()
            means = replace(
                self._reader.confinement,
                threads=self._threads,
                idle_seconds=self._idle_seconds,
                system_info=True,
            )
            self._process = WarmProcess(means, "archive.extraction.ocr_worker")
        header = pixels.width.to_bytes(4, "big") + pixels.height.to_bytes(4, "big")
        return json.loads(self._process.ask(header, pixels.data, _PAGE_SECONDS))


def _turned(answer: Any, pixels: Pixels) -> _Turned:
    try:
        turn = int(answer["turn"])
        size = (pixels.width, pixels.height) if turn % 180 == 0 else (pixels.height, pixels.width)
        lines = [
            Recognised(
                corrected(str(text)), tuple((float(x), float(y)) for x, y in quad), float(em)
            )
            for text, quad, em in answer["lines"]
        ]
        rules = [
            Rule(bool(h), float(at), float(start), float(end))
            for h, at, start, end in answer["rules"]
        ]
        angle = float(answer["angle"])
        if (
            turn not in {0, 90, 180, 270}
            or not math.isfinite(angle)
            or any(len(line.quad) != 4 for line in lines)
        ):
            raise wire.BrokenReply("page")
    except (KeyError, TypeError, ValueError) as e:
        raise wire.BrokenReply("page") from e
    return _Turned(page_of(lines, rules, size, angle), turn)


def _segments(pages: dict[int, _Turned], reader: Reader) -> dict[int, list[Segment]]:
    """Segments by page; all pages share one idea of what running text looks like."""
    draft = Draft(reader.limits)
    found: dict[int, list[Segment]] = {}
    with contextlib.suppress(LimitReached):
        add_pages(draft, {number: turned.page for number, turned in pages.items()}, {})
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


def _box_back(
    box: tuple[float, float, float, float], turn: int
) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    if turn == 90:
        return top, 1 - right, bottom, 1 - left
    if turn == 180:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    return 1 - bottom, left, 1 - top, right


def _merged(
    extracted: Extracted, found: dict[int, list[Segment]], left: tuple[int, ...]
) -> Extracted:
    """Recognised pages in place of what little text they had."""
    better = {
        n
        for n, segments in found.items()
        if _letters(segments) >= _letters(s for s in extracted.segments if s.place.page == n)
        and segments
    }
    kept = [s for s in extracted.segments if s.place.page not in better]
    both = kept + [s for number in sorted(better) for s in found[number]]
    both.sort(key=lambda s: s.place.page or 0)
    quality = TextQuality.OCR if better else extracted.quality
    return replace(extracted, segments=tuple(both), quality=quality, ocr_pages=left)


def _letters(segments: Sequence[Segment] | Any) -> int:
    return sum(len("".join(s.text.split())) for s in segments)
