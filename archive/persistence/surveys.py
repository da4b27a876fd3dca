"""Surveys and who was asked. Who may see which is the service's question: a survey belongs to a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from archive.domain.surveys import Answer, Invitation, MailState, Question, QuestionKind, Survey
from archive.persistence.tables import survey_invitations, surveys


class SurveyRepository:
    """The tables of surveys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, survey: Survey) -> None:
        """Store a new survey."""
        self._connection.execute(
            insert(surveys).values(
                id=survey.id,
                project_id=survey.project,
                title=survey.title,
                questions=[asdict(q) | {"kind": q.kind.value} for q in survey.questions],
                created_by=survey.created_by,
                created_at=survey.created_at,
                closes_on=survey.closes_on.isoformat() if survey.closes_on else None,
            )
        )

    def get(self, survey_id: str) -> Survey | None:
        """One survey."""
        rows = self._connection.execute(select(surveys).where(surveys.c.id == survey_id))
        return next(map(_survey, rows.mappings()), None)

    def of_project(self, project_id: str) -> tuple[Survey, ...]:
        """The surveys of a project, the newest first."""
        rows = self._connection.execute(
            select(surveys)
            .where(surveys.c.project_id == project_id)
            .order_by(surveys.c.created_at.desc(), surveys.c.id)
        )
        return tuple(map(_survey, rows.mappings()))

    def close(self, survey_id: str, document: str | None, now: datetime) -> bool:
        """End a survey with the document it was filed as; False when somebody was first."""
        done = self._connection.execute(
            update(surveys)
            .where(surveys.c.id == survey_id, surveys.c.closed_at.is_(None))
            .values(closed_at=now, document_id=document)
        )
        return done.rowcount == 1

    def invite(self, invitations: Sequence[tuple[Invitation, str]]) -> None:
        """Store invitations with the hashes of their links."""
        if invitations:
            self._connection.execute(
                insert(survey_invitations),
                [
                    {
                        "id": invitation.id,
                        "survey_id": invitation.survey,
                        "address": invitation.address,
                        "token_hash": token_hash,
                        "created_at": invitation.created_at,
                        "mail": invitation.mail.value if invitation.mail else None,
                    }
                    for invitation, token_hash in invitations
                ],
            )

    def invitations(self, survey_ids: Sequence[str]) -> Mapping[str, tuple[Invitation, ...]]:
        """Survey -> who was asked, in the order they were."""
        rows = self._connection.execute(
            select(survey_invitations)
            .where(survey_invitations.c.survey_id.in_(survey_ids))
            .order_by(survey_invitations.c.created_at, survey_invitations.c.address)
        )
        found: dict[str, list[Invitation]] = {survey_id: [] for survey_id in survey_ids}
        for row in rows.mappings():
            found[row["survey_id"]].append(_invitation(row))
        return {survey_id: tuple(listed) for survey_id, listed in found.items()}

    def to_mail(self, survey_id: str, invitation_id: str | None = None) -> tuple[Invitation, ...]:
        """Invitations (or the one named) whose letter waits and whose link still works."""
        table = survey_invitations.c
        query = select(survey_invitations).where(
            table.survey_id == survey_id,
            table.mail == MailState.WAITING.value,
            table.answered_at.is_(None),
            table.revoked_at.is_(None),
        )
        if invitation_id is not None:
            query = query.where(table.id == invitation_id)
        rows = self._connection.execute(query.order_by(table.created_at, table.address))
        return tuple(map(_invitation, rows.mappings()))

    def set_mail(self, ids: Sequence[str], state: MailState | None, now: datetime) -> None:
        """Note what became of letters."""
        self._connection.execute(
            update(survey_invitations)
            .where(survey_invitations.c.id.in_(ids))
            .values(mail=state.value if state else None, mailed_at=now if state else None)
        )

    def answers(self, survey_id: str) -> tuple[Answer, ...]:
        """What was said, in the order it came."""
        rows = self._connection.execute(
            select(survey_invitations)
            .where(
                survey_invitations.c.survey_id == survey_id,
                survey_invitations.c.answered_at.is_not(None),
            )
            .order_by(survey_invitations.c.answered_at, survey_invitations.c.id)
        )
        return tuple(
            Answer(row["id"], row["address"], row["answers"] or {}, row["answered_at"])
            for row in rows.mappings()
        )

    def of_link(self, token_hash: str) -> Invitation | None:
        """Whose link it is, if it was neither used nor revoked."""
        rows = self._connection.execute(
            select(survey_invitations).where(
                survey_invitations.c.token_hash == token_hash,
                survey_invitations.c.answered_at.is_(None),
                survey_invitations.c.revoked_at.is_(None),
            )
        )
        return next(map(_invitation, rows.mappings()), None)

    def answer(self, invitation_id: str, values: Mapping[str, int | str], now: datetime) -> bool:
        """Keep what was said, once; False when the link was used or revoked meanwhile."""
        done = self._connection.execute(
            update(survey_invitations)
            .where(
                survey_invitations.c.id == invitation_id,
                survey_invitations.c.answered_at.is_(None),
                survey_invitations.c.revoked_at.is_(None),
            )
            .values(answered_at=now, answers=dict(values))
        )
        return done.rowcount == 1

    def revoke(self, survey_id: str, invitation_id: str, now: datetime) -> bool:
        """End a link that was not used; False when there is none."""
        done = self._connection.execute(
            update(survey_invitations)
            .where(
                survey_invitations.c.id == invitation_id,
                survey_invitations.c.survey_id == survey_id,
                survey_invitations.c.answered_at.is_(None),
                survey_invitations.c.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )
        return done.rowcount == 1

    def revoke_open(self, project_id: str, now: datetime) -> int:
        """End every unused link of a project; returns how many those were."""
        own = select(surveys.c.id).where(surveys.c.project_id == project_id)
        done = self._connection.execute(
            update(survey_invitations)
            .where(
                survey_invitations.c.survey_id.in_(own),
                survey_invitations.c.answered_at.is_(None),
                survey_invitations.c.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )
        return int(done.rowcount)


def _survey(row: RowMapping) -> Survey:
    return Survey(
        id=row["id"],
        project=row["project_id"],
        title=row["title"],
        questions=tuple(
            Question(q["key"], QuestionKind(q["kind"]), q["text"], q["scale"])
            for q in row["questions"]
        ),
        created_by=row["created_by"],
        created_at=row["created_at"],
        closes_on=date.fromisoformat(row["closes_on"]) if row["closes_on"] else None,
        closed_at=row["closed_at"],
        document=row["document_id"],
    )


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(
        row["id"],
        row["survey_id"],
        row["address"],
        row["created_at"],
        row["answered_at"],
        row["revoked_at"],
        MailState(row["mail"]) if row["mail"] else None,
        row["mailed_at"],
    )
