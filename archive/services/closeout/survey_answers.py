"""Answering a survey by its link: for somebody who has no account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.domain.surveys import Invitation, Survey, read_answer
from archive.errors import InvalidInput, NotFound
from archive.persistence.database import Database, Work
from archive.services.operations.identifiers import Clock, hash_of_secret
from archive.team_time import day_of


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """What somebody with a link is shown: nothing of the archive but the project's name and the questions."""

    survey: Survey
    project_name: str
    language: str


class SurveyAnswerService:
    """The secret of the link is all the right there is, and it is used up by answering."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def by_link(self, secret: str) -> OpenSurvey:
        """The questions behind a link. NotFound for one that is unknown, used, revoked or too late."""
        with self._database.read() as work:
            _, survey = self._asked(work, secret)
            project = work.projects.for_maintenance(survey.project)
            return OpenSurvey(survey, project.name, project.language)

    def answer(self, secret: str, given: Mapping[str, object]) -> None:
        """Keep what was said; the link is used up.

        Raises:
            NotFound: as in `by_link`.
            InvalidInput: an answer that cannot be, or none at all.
        """
        with self._database.write() as work:
            invitation, survey = self._asked(work, secret)
            values: dict[str, int | str] = {}
            for question in survey.questions:
                try:
                    value = read_answer(question, given.get(question.key))
                except ValueError as error:
                    raise InvalidInput(field=question.key, why=str(error)) from None
                if value is not None:
                    values[question.key] = value
            if not values:
                raise InvalidInput(field="answers", why=Message("errors.why_unanswered"))
            if not work.surveys.answer(invitation.id, values, self._clock()):
                raise NotFound

    def _asked(self, work: Work, secret: str) -> tuple[Invitation, Survey]:
        invitation = work.surveys.of_link(hash_of_secret(secret))
        survey = work.surveys.get(invitation.survey) if invitation else None
        if invitation is None or survey is None:
            raise NotFound
        closed = work.projects.for_maintenance(survey.project).state != "open"
        if closed or not survey.takes_answers(day_of(self._clock())):
            raise NotFound
        return invitation, survey
