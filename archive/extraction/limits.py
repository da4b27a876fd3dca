"""How much one file may cost. Plain numbers, passed in by whoever builds the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SECONDS_A_PAGE: Final = 1 / 20
"""Processor time a page of a long document may take on top of the ordinary."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file; everything above is TOO_LARGE or cut with `truncated`.

    Sizes in bytes, times in seconds. `wall` is kept by the parent process, the rest by the child.
    """

    memory: int = 2 * 1024**3
    cpu: int = 20
    """CPU time for an ordinary file; a PDF gets one more second for every 20 pages."""
    wall: float = 90.0
    parsed: int = 100 * 1024**2
    """A larger file is stored and offered, but not parsed."""
    inflated: int = 1024**3
    """All bytes that come out of one compressed container."""
    part: int = 256 * 1024**2
    """The bytes of one XML part held in memory."""
    ratio: int = 100
    entries: int = 10_000
    text: int = 20_000_000
    """Characters kept of one file."""
    segments: int = 400_000
    pages: int = 5_000
    cells: int = 2_000_000
    pixels: int = 100_000_000
    """Pixels of an image before it is decoded."""
    reply: int = 256 * 1024**2
    """Bytes of one answer of the child."""

    @property
    def unpacked(self) -> int:
        """Bytes of the answer that carries the members of a container, names and frames included."""
        return self.inflated + self.entries * 8192
