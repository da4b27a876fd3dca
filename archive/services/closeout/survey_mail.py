"""Mailing the links of surveys: in the background, each address with its own state."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from archive.domain.projects import Project
from archive.domain.surveys import Invitation, MailState
from archive.persistence.database import Database
from archive.services.closeout.survey_links import SurveyLinks
from archive.services.operations.identifiers import Clock
from archive.services.operations.postman import LetterDelayed, LetterRefused, Postman, Send
from archive.team_time import day_of
from archive.wording import say

log = logging.getLogger(__name__)


class SurveyMail:
    """What the worker calls. A letter may come twice when the archive dies between sending and noting."""

    def __init__(
        self, database: Database, postman: Postman, links: SurveyLinks, clock: Clock
    ) -> None:
        self._database = database
        self._postman = postman
        self.links = links
        self._clock = clock

    @property
    def delivers(self) -> bool:
        """Whether links can be mailed."""
        return self._postman.delivers

    def send(self, survey_id: str) -> None:
        """Mail every link of a survey that waits for it and still works.

        Raises:
            smtplib.SMTPException, OSError: the mail server cannot be reached or refuses us.
            LetterDelayed: it wants some letters later; all others are sent.
        """
        project, waiting = self._waiting(survey_id)
        if project is None or not waiting:
            return
        delayed: LetterDelayed | None = None
        with self._postman.round() as send:
            for invitation in waiting:
                try:
                    self._mail(send, project, invitation)
                except LetterDelayed as later:
                    delayed = later
        if delayed is not None:
            raise delayed

    def give_up(self, survey_id: str) -> None:
        """The last try failed: what still waits is said to have failed, and can be tried anew."""
        with self._database.write() as work:
            for invitation in work.surveys.to_mail(survey_id):
                work.surveys.set_mail([invitation.id], MailState.FAILED, self._clock())

    def _waiting(self, survey_id: str) -> tuple[Project | None, Sequence[Invitation]]:
        """Links to mail; those of a survey that takes no more answers wait no longer."""
        with self._database.write() as work:
            survey = work.surveys.get(survey_id)
            if survey is None:
                return None, ()
            project = work.projects.for_maintenance(survey.project)
            waiting = work.surveys.to_mail(survey_id)
            if project.state == "open" and survey.takes_answers(day_of(self._clock())):
                return project, waiting
            work.surveys.set_mail([i.id for i in waiting], None, self._clock())
            return None, ()

    def _mail(self, send: Send, project: Project, invitation: Invitation) -> None:
        with self._database.read() as work:
            if not work.surveys.to_mail(invitation.survey, invitation.id):
                return  # ended or answered since the round began
        spoken, name = project.language, project.name
        link = self._postman.link(self.links.path(invitation.id, spoken))
        subject = say(spoken, "surveys.mail_subject", name=name)
        state = MailState.SENT
        try:
            send(
                invitation.address, subject, say(spoken, "surveys.mail_text", name=name, link=link)
            )
        except LetterRefused:
            log.warning("the letter of invitation %s was refused", invitation.id)
            state = MailState.FAILED
        with self._database.write() as work:
            work.surveys.set_mail([invitation.id], state, self._clock())
