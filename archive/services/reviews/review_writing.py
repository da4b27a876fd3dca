"""A review is written, in the background, by the worker alone.

What writes one has four tenths of all patterns of the archive: whoever only shows reviews does without it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archive.persistence.database import Database
from archive.review.compose import build
from archive.review.edits import anchored
from archive.services.intake.assessment import Assessor
from archive.services.operations.identifiers import Clock
from archive.services.reviews.review_editions import build_editions
from archive.services.reviews.review_sources import (
    fingerprint_of,
    reviewed,
    reviewed_documents,
    sources_from,
    texts_of,
    troubles_of,
)
from archive.services.reviews.reviews import DRAFT, FAILED


class ReviewWriting:
    """What the worker does with the jobs that `ReviewService.request` leaves."""

    def __init__(self, database: Database, assessor: Assessor, clock: Clock) -> None:
        self._database = database
        self._assessor = assessor
        self._clock = clock

    def build(self, project_id: str) -> None:
        """Build a project's review from everything filed in it. Deterministic."""
        with self._database.read() as work:
            project = work.projects.for_maintenance(project_id)
            stored = work.reviews.get(project_id)
            documents = reviewed_documents(work, project_id)
            texts = texts_of(work, documents)
            troubles = troubles_of(work, documents)
            sources = sources_from(documents, texts, troubles)
            tokens = work.documents.tokens([document.id for document in documents])
            members = work.projects.members(project_id)
        if stored is None:
            return
        about = reviewed(project, self._assessor.rules)
        content: dict[str, Any] = dict(build(about, sources))
        content |= build_editions(
            project_id,
            documents,
            tokens,
            members,
            lambda chosen: build(about, sources_from(chosen, texts, troubles)),
        )
        done = replace(
            stored,
            status=DRAFT,
            built_at=self._clock(),
            fingerprint=fingerprint_of(documents),
            content=content,
        )
        with self._database.write() as work:
            edits = work.reviews.edits(project_id)  # with those made while it was written
            work.reviews.put(done)
            work.reviews.move_edits(project_id, tuple(anchored(edits, content, sources)))

    def give_up(self, project_id: str) -> None:
        """Building failed for good; say so instead of showing progress for ever."""
        with self._database.write() as work:
            stored = work.reviews.get(project_id)
            if stored is not None:
                work.reviews.put(replace(stored, status=FAILED))
