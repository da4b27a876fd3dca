"""Past projects that are like a new one, with how they came out, as far as the caller may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.domain.access import AccessScope, Principal, scope_of
from archive.domain.everyday_words import common_terms
from archive.domain.lessons import band_of
from archive.domain.likeness import terms
from archive.domain.projects import Project
from archive.domain.relevance import Past, Reason, Wanted, similar_projects
from archive.persistence.database import Work
from archive.review.outcome import Outcome, told_outcome
from archive.services.projects.outcomes import approved_reviews

LOOKED_AT = 300
SHOWN = 5
COMPARED = 60
"""The newest projects that show which words are common: enough to tell, and few enough to read."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A past project, why it is like the new one, and how it came out (None: nothing the caller may see)."""

    project: Project
    reasons: tuple[Reason, ...]
    outcome: Outcome | None
    review: Mapping[str, Any]


def similar_cases(
    work: Work, principal: Principal, wanted: Wanted, leave_out: str
) -> tuple[SimilarCase, ...]:
    """The past projects most like the wanted one, among the newest the caller may see."""
    scope = scope_of(principal)
    found, _ = work.projects.find(scope, "", None, None, 0, LOOKED_AT)
    projects = [project for project in found if project.id != leave_out]
    titles = work.outcomes.titles(scope, [project.id for project in projects])
    past = [_past(project, titles.get(project.id, ())) for project in projects]
    best = similar_projects(wanted, past)[:SHOWN]
    chosen = [projects[one.place] for one in best]
    reviews = approved_reviews(work, scope, [project.id for project in chosen])
    return tuple(
        SimilarCase(
            project,
            one.reasons,
            told_outcome(reviews.get(project.id)),
            reviews.get(project.id, {}),
        )
        for one, project in zip(best, chosen, strict=True)
    )


def common_in_archive(
    work: Work, scope: AccessScope, asked: frozenset[str], leave_out: str
) -> frozenset[str]:
    """Those of the terms that many projects of the archive use, of what the scope sees of them."""
    found, _ = work.projects.find(scope, "", None, None, 0, COMPARED)
    ids = [project.id for project in found if project.id != leave_out]
    openings = work.outcomes.openings(scope, ids)
    return common_terms(asked, [terms("\n".join(texts)) for texts in openings.values()])


def _past(project: Project, titles: Sequence[str]) -> Past:
    words = (project.name, project.client or "", project.industry or "", *titles)
    return Past(
        id=project.id,
        text="\n".join(words),
        client=project.client,
        industry=project.industry,
        band=band_of(project.budget, project.currency),
    )
