"""One thing said in several ways: what the best of them gives each document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from archive.indexer.columns import Mask, Numbers
from archive.indexer.found import SPREAD, Found, Gains
from archive.indexer.snapshot import Floats

SAYS_SO: Final = 0.999
SAME_THING: Final = 0.6
"""A wording says what its clause asks for when a document holds all of it and it weighs this much; wider
ones (the month of a day) do not make the exact one common."""


class Wordings:
    """Over every document: the best score of a wording, the most of one that is found, who says all of it.

    Scores and what is found are shares of the whole wording.
    """

    def __init__(self, size: int) -> None:
        self.best: Floats = np.zeros(size, np.float32)
        self.found: Floats = np.zeros(size, np.float32)
        self._saying: Mask = np.zeros(size, bool)
        self._totals: Gains = np.zeros(0, np.complex64)  # for adding up a wording; zero in between

    @property
    def saying(self) -> int:
        """How many documents say all of it in one of the ways that mean the same."""
        return int(np.count_nonzero(self._saying))

    def take(self, parts: Sequence[Found], share: np.float32, weight: float) -> None:
        """One wording: what its terms add, a part of the whole wording's mass, and what it counts."""
        if len(parts) == 1 and parts[0].places is not None:
            self._of_some(parts[0].documents, parts[0].gains * share, weight)
            return
        if not len(self._totals):
            self._totals = np.zeros(len(self.best), np.complex64)
        for part in parts:
            part.add_to(self._totals)
        if sum(part.count for part in parts) * SPREAD > len(self.best):
            self._of_all(self._totals * share, weight)
            self._totals.fill(0)
            return
        # a document may be named twice, with the same figures
        documents = np.concatenate([part.documents for part in parts])
        self._of_some(documents, self._totals[documents] * share, weight)
        self._totals[documents] = 0

    def _of_some(self, documents: Numbers, gains: Gains, weight: float) -> None:
        if weight >= SAME_THING:
            self._saying[documents[gains.imag >= SAYS_SO]] = True
        np.maximum.at(self.best, documents, gains.real * np.float32(weight))
        np.maximum.at(self.found, documents, gains.imag * np.float32(weight))

    def _of_all(self, gains: Gains, weight: float) -> None:
        if weight >= SAME_THING:
            self._saying |= gains.imag >= SAYS_SO
        np.maximum(self.best, gains.real * np.float32(weight), out=self.best)
        np.maximum(self.found, gains.imag * np.float32(weight), out=self.found)
