"""Reading pages that are pictures. One warm process has the models; one page at a time goes through it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from archive.domain.segments import Extracted
from archive.errors import NotFound
from archive.extraction import wire
from archive.extraction.host import HostLost, WarmProcess
from archive.extraction.reader import Pixels, Reader
from archive.extraction.recognised import RecognisedPage, checked, merged, segments_of

DPI: Final = 150
"""Measured: 120 and 200 find no more, and 200 costs a quarter more time."""
_PAGE_SECONDS: Final = 180.0
_PACKAGES: Final = ("rapidocr", "onnxruntime", "cv2")


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
        *,
        enabled: bool = True,
    ) -> None:
        self._reader = reader
        self._enabled = enabled
        self._idle_seconds = idle_seconds
        self._threads = threads or min(max((os.cpu_count() or 2) - 1, 1), 4)
        self._most_pages = most_pages
        self._lock = threading.Lock()
        self._process: WarmProcess | None = None
        self._owner = os.getpid()

    @property
    def available(self) -> bool:
        """Whether scans are to be read and the optional packages are installed."""
        return self._enabled and all(find_spec(name) is not None for name in _PACKAGES)

    def recognise(
        self, path: Path, extracted: Extracted, progress: Callable[[int, int], None] | None = None
    ) -> Extracted:
        """The extraction with text for its `ocr_pages`; unchanged where nothing can be recognised.

        `progress` is told the pages done and to do. Pages that failed stay in `ocr_pages`.
        """
        if not extracted.ocr_pages or not self.available:
            return extracted
        wanted = extracted.ocr_pages[: self._most_pages]
        pages: dict[int, RecognisedPage] = {}
        for done, number in enumerate(wanted):
            if progress is not None:
                progress(done, len(wanted))
            found = self._page(path, number)
            if found is not None:
                pages[number] = found
        left = tuple(number for number in extracted.ocr_pages if number not in pages)
        return merged(extracted, segments_of(pages, self._reader.limits), left, pages)

    def close(self) -> None:
        """End the process. A later call starts a new one."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.stop()

    def _page(self, path: Path, number: int) -> RecognisedPage | None:
        try:
            pixels = self._reader.pixels(path, number, DPI)
        except NotFound:
            return None
        with self._lock:
            for _ in range(2):
                try:
                    return checked(self._asked(pixels), (pixels.width, pixels.height))
                except (HostLost, OSError, wire.BrokenReply):
                    if self._process is not None:
                        self._process.kill()
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
