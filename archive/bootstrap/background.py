"""What the worker does and nobody asks for: files are read and understood, reviews written.

Two thirds of all patterns of the archive are in what understands papers and what writes reviews: half a second of
CPU time at every start, and memory. So the worker puts it together, and processes that answer pages do without.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from archive.bootstrap.assembly import Services
from archive.services.intake.absorption import AbsorptionService
from archive.services.intake.analysis import AnalysisService

if TYPE_CHECKING:
    from archive.services.reviews.review_writing import ReviewWriting


class Background:
    """The work behind the jobs that others leave, over services that are open."""

    def __init__(self, services: Services) -> None:
        self._ground = ground = services.ground
        files = (ground.blobs, ground.reader, ground.recogniser)
        self.analysis = AnalysisService(ground.database, *files, ground.assessor, ground.clock)
        self.absorption = AbsorptionService(ground.database, *files, ground.assessor, ground.clock)

    @cached_property
    def review_writing(self) -> ReviewWriting:
        """What writes reviews, loaded with the first of them: a worker that only reads files does without it."""
        from archive.services.reviews.review_writing import ReviewWriting

        return ReviewWriting(self._ground.database, self._ground.assessor, self._ground.clock)
