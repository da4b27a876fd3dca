"""Outcomes of projects from their approved reviews, each limited to what the caller may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from archive.domain.access import AccessScope, Principal, scope_of
from archive.persistence.database import Database, Work
from archive.review.outcome import Outcome, told_outcome
from archive.review.restrict import restrict
from archive.services.reviews.review_editions import (
    edition_for,
    frozen_changes,
    known_to,
    told_content,
)


class OutcomeService:
    """How single projects came out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_project(self, principal: Principal, code: str) -> Outcome | None:
        """The outcome as the caller may see it; None for whatever of it is not there or hidden."""
        scope = scope_of(principal)
        with self._database.read() as work:
            project = work.projects.by_code(scope, code)
            if project is None:
                return None
            return told_outcome(approved_reviews(work, scope, [project.id]).get(project.id))


def approved_reviews(
    work: Work, scope: AccessScope, project_ids: Collection[str]
) -> dict[str, Mapping[str, Any]]:
    """Project -> its newest approved review as the scope may see it. Five queries in all."""
    frozen = work.outcomes.approved(project_ids)
    if not frozen:
        return {}
    edits = work.outcomes.edits(frozen)
    documents = work.outcomes.visible(scope, frozen)
    own = work.outcomes.own_reviews(frozen)
    changes = {
        project: frozen_changes(content, edits.get(project, ()))
        for project, content in frozen.items()
    }
    every = {document.id for visible in documents.values() for document in visible}
    known = known_to(work, scope, every, chain.from_iterable(changes.values()))
    found: dict[str, Mapping[str, Any]] = {}
    for project, content in frozen.items():
        visible = documents.get(project, ())
        shown = {document.id for document in visible}
        seen = [document for document in visible if document.id not in own]
        edition = edition_for(content, scope, seen)
        if edition.content:
            whole = told_content(content, edition, changes[project], known, frozen=True)
            found[project] = restrict(whole, shown.__contains__)
    return found
