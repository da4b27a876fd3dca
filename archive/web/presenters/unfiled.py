"""Files that no search finds yet, told beside a search: that found nothing, or among other files alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.domain.intake import Unfiled
from archive.wording import say

SHOWN: Final = 5
"""Projects that are named; home tells the rest."""


@dataclass(frozen=True, slots=True)
class UnfiledView:
    """How many files are being read and how many wait to be filed, and the codes of their first projects."""

    reading: int
    waiting: int
    codes: tuple[str, ...]

    def beside_hits(self, language: str) -> str:
        """One sentence for above what was found."""
        if not self.waiting:
            return say(language, "ui_search.also_reading", n=self.reading)
        if not self.reading:
            return say(language, "ui_search.also_waiting", n=self.waiting)
        counts = {"reading": self.reading, "waiting": self.waiting}
        return say(language, "ui_search.also_both", **counts)


def unfiled_view(found: Iterable[Unfiled], *, reading_only: bool = False) -> UnfiledView | None:
    """What is told of the files; None where there is nothing to tell.

    Args:
        found: the files by project.
        reading_only: files that wait for somebody to file them are left out: they may wait for long.
    """
    kept = [one for one in found if one.reading or (one.waiting and not reading_only)]
    if not kept:
        return None
    waiting = 0 if reading_only else sum(one.waiting for one in kept)
    codes = tuple(one.code for one in kept[:SHOWN])
    return UnfiledView(sum(one.reading for one in kept), waiting, codes)
