"""What a client said, or what did not go well, becomes an improvement action in one step."""

from __future__ import annotations

from archive.domain.access import Principal, scope_of
from archive.domain.improvements import Improvement
from archive.errors import InvalidInput, NotFound
from archive.persistence.database import Database
from archive.review.shelves import parts_of
from archive.services.closeout.improvements import ImprovementService
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.services.reviews.reviews import ReviewService

SECTIONS = ("quotes", "shortcomings")
"""What can be taken up."""


class FeedbackActions:
    """Takes statements of a review as their reader sees them; nobody takes up what they may not see."""

    def __init__(
        self, database: Database, reviews: ReviewService, improvements: ImprovementService
    ) -> None:
        self._database = database
        self._reviews = reviews
        self._improvements = improvements

    def take_up(self, principal: Principal, code: str, section: str, key: str) -> Improvement:
        """Make an open action of a statement; whose and until when is said on its own page.

        Raises:
            NotFound: no such statement where the caller can see it.
            Conflict: it was taken up before, as far as the caller sees, or the project is closed.
        """
        if section not in SECTIONS:
            raise InvalidInput(field="section", why=", ".join(SECTIONS))
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            stored = work.reviews.get(project.id)
            if stored is None:
                raise NotFound
            content = self._reviews.view(work, principal, project, stored).content
            found = next((p for p in parts_of(content, section) if p.get("key") == key), None)
            if found is None:
                raise NotFound
            require_open(work, project.id)
            return self._improvements.take_up(work, principal, project, found)
