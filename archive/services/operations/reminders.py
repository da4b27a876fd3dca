"""Duties of the intake: who is told that files wait, that an exception ends, what a month brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from archive.domain.access import Role
from archive.domain.holding import WaitingBatch, days_waiting, reminders_due
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.rule_exceptions import MonthFigures, RuleException
from archive.persistence.database import Database
from archive.services.operations.notices import NoticeService
from archive.services.rules.rulebook import RuleBook
from archive.team_time import begin_of, day_of

AHEAD = timedelta(days=14)
"""How long before its last day people are told that an exception ends."""


class ReminderService:
    """Posts the reminders; each is told once, however often the duty runs."""

    def __init__(self, database: Database, book: RuleBook, notices: NoticeService) -> None:
        self._database = database
        self._book = book
        self._notices = notices

    def waiting(self, now: datetime) -> None:
        """Remind of files that wait, after the days the rules name.

        The first reminder goes to whoever dropped the files; the later ones to the project's managers
        as well. Where that person has left the project, all of them go to the managers.
        """
        remind = self._book.rules().remind_after_days
        if not remind:
            return
        with self._database.write() as work:
            late = work.holding.batches(now - timedelta(days=min(remind)))
            projects = {batch.project for batch in late}
            managers = work.projects.managers(projects)
            inside = work.projects.membership_pairs(projects)
            for batch in late:
                due = reminders_due(days_waiting(batch.since, now), remind)
                there = (batch.project, batch.opened_by) in inside
                told = {batch.opened_by} if there else set()
                if due > 1 or not there:
                    told |= set(managers.get(batch.project, ()))
                self._notices.post(work, sorted(told), _of_batch(batch, sorted(remind)[due - 1]))

    def exceptions_ending(self, now: datetime) -> None:
        """Tell who asked for an exception, and the project's managers, that it ends soon."""
        today = day_of(now)
        with self._database.write() as work:
            ending = work.rule_exceptions.ending(today, today + AHEAD)
            projects = {known.project for known in ending}
            managers = work.projects.managers(projects)
            inside = work.projects.membership_pairs(projects)
            for known in ending:
                told = set(managers.get(known.project, ()))
                if (known.project, known.asked_by) in inside:
                    told.add(known.asked_by)
                self._notices.post(work, sorted(told), _of_exception(known))

    def exceptions_of_month(self, now: datetime) -> None:
        """Report the exceptions of the month before.

        Managers are told project by project, records managers of all together.
        """
        this = day_of(now).replace(day=1)
        last = (this - timedelta(days=1)).replace(day=1)
        month = f"{last:%Y-%m}"
        with self._database.write() as work:
            figures = work.rule_exceptions.figures(begin_of(last), begin_of(this))
            managers = work.projects.managers({known.project for known in figures})
            for known in figures:
                self._notices.post(work, managers.get(known.project, ()), _of_month(known, month))
            if figures:
                everybody = work.accounts.with_role(Role.RECORDS_MANAGER)
                self._notices.post(work, everybody, _of_all(figures, month))


def _of_batch(batch: WaitingBatch, days: int) -> Notice:
    key = "notices.waiting_one" if batch.files == 1 else "notices.waiting"
    values = {"project": batch.project_code, "n": batch.files, "days": days}
    link, told_as = f"/batches/{batch.batch}", f"waiting:{batch.batch}:{days}"
    return Notice("waiting", Message(key, values), link, batch.project, key=told_as)


def _of_exception(known: RuleException) -> Notice:
    values = {"project": known.project_code, "name": known.name, "until": known.until.isoformat()}
    message = Message("notices.exception_ends", values)
    told_as = f"exception_ends:{known.id}"
    return Notice("exception_ends", message, "/exceptions", known.project, key=told_as)


def _of_month(known: MonthFigures, month: str) -> Notice:
    values = {
        "project": known.project_code,
        "month": month,
        "asked": known.asked,
        "approved": known.approved,
        "refused": known.refused,
        "filed": known.filed,
    }
    message = Message("notices.exceptions_month", values)
    told_as = f"exceptions:{month}:{known.project}"
    link = f"/exceptions?month={month}"
    return Notice("exceptions_month", message, link, known.project, key=told_as)


def _of_all(figures: Sequence[MonthFigures], month: str) -> Notice:
    values = {
        "month": month,
        "projects": len(figures),
        "asked": sum(known.asked for known in figures),
        "approved": sum(known.approved for known in figures),
        "refused": sum(known.refused for known in figures),
        "filed": sum(known.filed for known in figures),
    }
    message = Message("notices.exceptions_month_all", values)
    return Notice(
        "exceptions_month", message, f"/exceptions?month={month}", key=f"exceptions:{month}"
    )
