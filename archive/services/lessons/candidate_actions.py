"""Open actions of projects like one, to be taken up in it: which they are, and who reads them there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.access import Principal, level_token, scope_of
from archive.domain.documents import Level
from archive.domain.improvements import Improvement
from archive.domain.projects import Project
from archive.persistence.database import Work
from archive.services.projects.similar_cases import SimilarCase


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open action of a similar past project, to be taken up or not.

    `level` is the one it will have; `readable` whether the caller would read it in the new project then.
    """

    source: str
    project_code: str
    project_name: str
    language: str
    text: str
    owner: str
    due: str
    level: Level
    readable: bool


def candidates_of(
    work: Work, principal: Principal, project: Project, cases: Iterable[SimilarCase]
) -> tuple[Candidate, ...]:
    """The open actions of the cases that the project has not taken up."""
    scope = scope_of(principal)
    taken = work.improvements.sources(scope, project.id)
    origins = {case.project.id: case.project for case in cases}
    offered = (
        (one, _level_here(one, origins[one.project], project))
        for one in work.improvements.of_projects(scope, origins)
        if f"{one.project}:{one.id}" not in taken
    )
    return tuple(
        Candidate(
            source=f"{one.project}:{one.id}",
            project_code=one.project_code,
            project_name=one.project_name,
            language=one.language,
            text=one.text,
            owner=one.owner_name,
            due=one.due.isoformat() if one.due else "",
            level=level,
            readable=scope.sees((_token_of(project, level),)),
        )
        for one, level in offered
    )


def _level_here(action: Improvement, origin: Project, project: Project) -> Level:
    """That of the action: its words are as confidential wherever they stand.

    What is internal to a project that is hidden from the team is read by its members alone: in a project that
    the team sees it is confidential.
    """
    leaves_a_hidden_one = origin.restricted and not project.restricted
    return max(action.level, Level.CONFIDENTIAL if leaves_a_hidden_one else Level.INTERNAL)


def _token_of(project: Project, level: Level) -> str:
    return level_token(project.id, level, project_restricted=project.restricted)
