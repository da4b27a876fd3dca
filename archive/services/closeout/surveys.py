"""Surveys of clients: made by a project's manager, sent as links, filed as a document when closed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive.blobs import LocalBlobStore
from archive.domain.access import AccessScope, Action, Principal, Target, may, require, scope_of
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.domain.surveys import (
    MOST_INVITED,
    Invitation,
    MailState,
    Question,
    Summary,
    Survey,
    summary_of,
)
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.exports.word import survey_docx
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout_plan import sees_class
from archive.services.closeout.survey_mail import SurveyMail
from archive.services.closeout.survey_questions import ready_questions, valid_questions
from archive.services.documents.cabinet import Cabinet
from archive.services.intake.assessment import Assessor
from archive.services.intake.own_papers import OwnPaper, named_paper
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock, hash_of_secret, new_id
from archive.services.operations.jobs import SURVEY_MAIL
from archive.services.operations.notices import ADDRESS
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.team_time import day_of
from archive.wording import say


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey as its project's members see it. `document` only where the reader may open it."""

    survey: Survey
    invitations: tuple[Invitation, ...]
    summary: Summary
    takes_answers: bool
    document: str | None


@dataclass(frozen=True, slots=True)
class ProjectSurveys:
    """The surveys of a project."""

    project: Project
    surveys: tuple[SurveyView, ...]
    may_edit: bool
    mails: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was just made, shown this once. `mailed`: a letter with it waits to be sent."""

    address: str
    path: str
    mailed: bool


class SurveyService:
    """Results are shown to members who see documents of the class survey; links to nobody twice."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        assessor: Assessor,
        mail: SurveyMail,
        limit: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._assessor = assessor
        self._cabinet = Cabinet(assessor, clock)
        self._mail = mail
        self._limit = limit
        self._clock = clock

    def list(self, principal: Principal, code: str) -> ProjectSurveys:
        """The surveys of a project with what the answers come to, the newest first."""
        with self._database.read() as work:
            project = self._shown(work, principal, code)
            found = work.surveys.of_project(project.id)
            asked = work.surveys.invitations([survey.id for survey in found])
            filed = [survey.document for survey in found if survey.document]
            seen = work.documents.get_many(scope_of(principal), filed)
            today = day_of(self._clock())
            views = tuple(
                SurveyView(
                    survey,
                    asked[survey.id],
                    summary_of(survey.questions, work.surveys.answers(survey.id)),
                    survey.takes_answers(today),
                    survey.document if survey.document in seen else None,
                )
                for survey in found
            )
        may_edit = project.state == "open" and may(
            principal, Action.EDIT_SURVEY, Target(project.id)
        )
        return ProjectSurveys(project, views, may_edit, self._mail.delivers)

    def shown_to(self, scope: AccessScope, project: Project) -> bool:
        """Whether somebody with that scope sees results; follows from the rules alone."""
        return sees_class(self._assessor.rules, scope, project, "survey")

    def create(
        self,
        principal: Principal,
        code: str,
        title: str | None = None,
        questions: Sequence[Question] = (),
        closes_on: date | None = None,
    ) -> Survey:
        """Make a survey; without questions it gets the ready ones, in the project's language."""
        with self._database.write() as work:
            project = self._managed(work, principal, code)
            if closes_on is not None and closes_on < day_of(self._clock()):
                raise InvalidInput(field="closes_on", why=f">= {day_of(self._clock())}")
            asked = tuple(questions) or ready_questions(project.language)
            survey = Survey(
                new_id(),
                project.id,
                title or say(project.language, "surveys.title", name=project.name),
                valid_questions(asked),
                principal.user_id,
                self._clock(),
                closes_on,
            )
            work.surveys.add(survey)
            note_of_project(
                work, self._clock(), principal, project, "survey_created", {"survey": survey.id}
            )
            return survey

    def invite(
        self, principal: Principal, survey_id: str, addresses: Sequence[str]
    ) -> tuple[Link, ...]:
        """Make one link for each address or name; mail addresses get it by mail, in the background.

        Raises:
            InvalidInput: no address, one that is none or was asked already, or too many.
            Conflict: the survey is closed.
        """
        wanted = list(dict.fromkeys(" ".join(a.split()) for a in addresses if a.strip()))
        now = self._clock()
        with self._database.write() as work:
            survey, project = self._edited(work, principal, survey_id)
            if not survey.takes_answers(day_of(now)):
                raise Conflict(why="survey_closed")
            before = work.surveys.invitations([survey.id])[survey.id]
            _require_fresh(wanted, before)
            made = [
                Invitation(new_id(), survey.id, address, now, mail=self._by_mail(address))
                for address in wanted
            ]
            hashes = [hash_of_secret(self._mail.links.secret(one.id)) for one in made]
            work.surveys.invite(list(zip(made, hashes, strict=True)))
            if any(one.mail for one in made):
                work.jobs.add(*SURVEY_MAIL, [survey.id], now)
            details = {"survey": survey.id, "invited": len(made)}
            note_of_project(work, self._clock(), principal, project, "survey_invited", details)
        spoken = project.language
        return tuple(
            Link(one.address, self._mail.links.path(one.id, spoken), one.mail is not None)
            for one in made
        )

    def mail_again(self, principal: Principal, survey_id: str, invitation_id: str) -> Invitation:
        """Have a letter tried anew that could not be sent.

        Raises:
            NotFound: no such invitation.
            Conflict: its letter has not failed, its link is used or ended, or there is no mail server.
        """
        with self._database.write() as work:
            survey, project = self._edited(work, principal, survey_id)
            asked = work.surveys.invitations([survey.id])[survey.id]
            one = next((i for i in asked if i.id == invitation_id), None)
            if one is None:
                raise NotFound
            ready = one.mail is MailState.FAILED and one.state == "waiting"
            if not (ready and self._mail.delivers and survey.takes_answers(day_of(self._clock()))):
                raise Conflict(why="survey_letter")
            work.surveys.set_mail([one.id], MailState.WAITING, self._clock())
            work.jobs.add(*SURVEY_MAIL, [survey.id], self._clock())
            details = {"survey": survey.id, "invitation": one.id}
            note_of_project(work, self._clock(), principal, project, "survey_mailed_again", details)
        return replace(one, mail=MailState.WAITING)

    def revoke(self, principal: Principal, survey_id: str, invitation_id: str) -> None:
        """End a link that was not used yet."""
        with self._database.write() as work:
            survey, project = self._edited(work, principal, survey_id)
            if not work.surveys.revoke(survey.id, invitation_id, self._clock()):
                raise NotFound
            details = {"survey": survey.id, "invitation": invitation_id}
            note_of_project(work, self._clock(), principal, project, "survey_revoked", details)

    def close(self, principal: Principal, survey_id: str) -> Survey:
        """Take no more answers, and file the result as a document of the class survey.

        Raises:
            Conflict: it is closed already, or nobody has answered.
        """
        with self._database.read() as work:
            survey, project = self._edited(work, principal, survey_id)
            answers = work.surveys.answers(survey.id)
            invited = len(work.surveys.invitations([survey.id])[survey.id])
        if not answers:
            raise Conflict(why="survey_unanswered")
        summary = summary_of(survey.questions, answers)
        body = survey_docx(survey, summary, invited, project.language)
        blob = self._blobs.put(io.BytesIO(body), self._limit)
        with self._database.write() as work:
            survey, project = self._edited(work, principal, survey_id)
            if len(work.surveys.answers(survey.id)) != len(answers):
                raise Conflict(why="changed_meanwhile")
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            day = day_of(self._clock()).isoformat()
            paper = OwnPaper("survey", survey.title, day, blob)
            new = named_paper(work, self._assessor, principal, project, paper)
            document = self._cabinet.store(work, principal, project, new)
            work.surveys.close(survey.id, document.id, self._clock())
            note_of_project(
                work, self._clock(), principal, project, "survey_closed", {"survey": survey.id}
            )
            closed = work.surveys.get(survey.id)
        return closed or survey

    # inside

    def _shown(self, work: Work, principal: Principal, code: str) -> Project:
        scope = scope_of(principal)
        project = project_of(work, scope, code)
        require(principal, Action.EDIT_REVIEW, Target(project.id))
        if not self.shown_to(scope, project):
            raise ActionForbidden(action="see_surveys")
        return project

    def _managed(self, work: Work, principal: Principal, code: str) -> Project:
        project = self._shown(work, principal, code)
        require(principal, Action.EDIT_SURVEY, Target(project.id))
        require_open(work, project.id)
        return project

    def _edited(self, work: Work, principal: Principal, survey_id: str) -> tuple[Survey, Project]:
        """A survey that is still open, for those who may change it; a stranger's is not there."""
        survey = work.surveys.get(survey_id)
        if survey is None or principal.membership(survey.project) is None:
            raise NotFound
        project = self._managed(work, principal, work.projects.for_maintenance(survey.project).code)
        if survey.closed_at is not None:
            raise Conflict(why="survey_closed")
        return survey, project

    def _by_mail(self, address: str) -> MailState | None:
        return MailState.WAITING if self._mail.delivers and "@" in address else None


def _require_fresh(wanted: Sequence[str], before: Sequence[Invitation]) -> None:
    known = {i.address.casefold() for i in before if i.revoked_at is None}
    twice = [address for address in wanted if address.casefold() in known]
    if twice:
        why = Message("errors.why_invited", {"addresses": tuple(twice[:5])})
        raise InvalidInput(field="addresses", why=why)
    if wrong := [one for one in wanted if "@" in one and not ADDRESS.fullmatch(one)]:
        why = Message("errors.why_address", {"addresses": tuple(wrong[:5])})
        raise InvalidInput(field="addresses", why=why)
    if not wanted or len(wanted) + len(before) > MOST_INVITED:
        raise InvalidInput(field="addresses", why=f"1-{MOST_INVITED}")
    if any(len(address) > 200 for address in wanted):
        raise InvalidInput(field="addresses", why="200")
