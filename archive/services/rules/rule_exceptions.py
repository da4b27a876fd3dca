"""Exceptions from naming rules: asked for, decided, listed month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from archive.domain.access import Action, Principal, ProjectRole, Role, Target, may, require
from archive.domain.documents import ItemState
from archive.domain.intake import Item
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.rule_exceptions import (
    ExceptionScope,
    ExceptionState,
    RuleException,
    may_be_excepted,
)
from archive.errors import Conflict, InvalidInput, NotFound
from archive.naming.verdicts import Severity
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.rule_exceptions import ExceptionView
from archive.services.intake.assessment import Assessor
from archive.services.intake.intake import batch_of
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.notices import NoticeService
from archive.services.operations.paging import Page, window
from archive.services.projects.freezing import require_open
from archive.team_time import begin_of, day_of

LONGEST_REASON = 500
MOST_OF_ITEMS = 500
"""Requests that are looked at for a page of items; nobody asks ten times for each."""
AT_ONCE = 50
"""Items judged anew in one transaction."""
WAITING = (ItemState.PROPOSED, ItemState.HELD)


class ExceptionService:
    """Keeps requests and what was decided about them."""

    def __init__(
        self, database: Database, assessor: Assessor, notices: NoticeService, clock: Clock
    ) -> None:
        self._database = database
        self._assessor = assessor
        self._notices = notices
        self._clock = clock

    def ask(
        self,
        principal: Principal,
        batch_id: str,
        item_id: str,
        reason: str,
        scope: str = "file",
        days: int | None = None,
    ) -> RuleException:
        """Ask that a file that waits be filed under its own name in spite of what holds it.

        The request names every rule that holds the file now and can be excepted. `days` counts from
        today; the rules bound it.

        Raises:
            InvalidInput: no reason, an unknown scope, or too many days.
            Conflict: the file does not wait, or nothing that holds it can be excepted.
        """
        reason = _worded(reason)
        wide = _scope(scope)
        longest = self._assessor.rules.exception_days
        days = longest if days is None else days
        if not 1 <= days <= longest:
            raise InvalidInput(field="days", why=f"1-{longest}")
        now = self._clock()
        with self._database.write() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
            item = work.intake.item(item_id)
            if item is None or item.batch != batch_id:
                raise NotFound
            asked = RuleException(
                id=new_id(),
                project=batch.project,
                project_code=batch.project_code,
                scope=wide,
                item=item_id,
                batch=batch_id,
                class_key=item.class_key,
                name=item.chosen_name or item.original_name,
                rules=_rules_of(item, wide),
                reason=reason,
                state=ExceptionState.ASKED,
                asked_by=principal.user_id,
                asked_by_name=principal.display_name or principal.username,
                asked_at=now,
                until=day_of(now) + timedelta(days=days),
            )
            work.rule_exceptions.add(asked)
            self._note(work, principal, "exception_asked", asked)
            self._tell_deciders(work, principal, asked)
        return asked

    def decide(
        self, principal: Principal, exception_id: str, *, approve: bool, reason: str
    ) -> RuleException:
        """Approve or refuse a request; every file an approved one is for is judged again.

        Raises:
            NotFound: no such request, or not one the caller may see.
            Conflict: it was decided already.
        """
        reason = _worded(reason)
        state = ExceptionState.APPROVED if approve else ExceptionState.REFUSED
        with self._database.write() as work:
            asked = work.rule_exceptions.get(_view(principal), exception_id)
            if asked is None:
                raise NotFound
            require(principal, Action.DECIDE_EXCEPTION, self._decision_on(asked))
            require_open(work, asked.project)
            now = self._clock()
            if not work.rule_exceptions.decide(asked.id, state, principal.user_id, now, reason):
                raise Conflict(why="exception_decided")
            self._note(work, principal, f"exception_{state.value}", asked, reason)
            if asked.asked_by != principal.user_id:
                row = f"/batches/{asked.batch}#row-{asked.item}"
                said = _said(asked, f"exception_{state.value}", {"reason": reason}, row)
                self._notices.post(work, [asked.asked_by], said)
            decided = work.rule_exceptions.get(_view(principal), exception_id)
        assert decided is not None  # noqa: S101 - found some lines above
        if approve:
            self._judge_again(decided)
        return decided

    def list(
        self,
        principal: Principal,
        month: str | None = None,
        state: str | None = None,
        page: int = 1,
        per_page: int = 20,
    ) -> Page[RuleException]:
        """Requests of a month (YYYY-MM), or all: one's own, one's projects', or all by duty."""
        offset, limit = window(page, per_page)
        view = replace(_view(principal), state=_state(state))
        if month:
            since, before = _month(month)
            view = replace(view, since=since, before=before)
        with self._database.read() as work:
            found = work.rule_exceptions.find(view, offset, limit)
            return Page(found, work.rule_exceptions.count(view), page, per_page)

    def of_items(self, principal: Principal, items: Sequence[str]) -> dict[str, RuleException]:
        """The latest request the caller may see for each of some items, by item."""
        view = replace(_view(principal), items=items)
        with self._database.read() as work:
            found = work.rule_exceptions.find(view, 0, MOST_OF_ITEMS)
        latest = sorted(found, key=lambda asked: asked.asked_at)
        return {asked.item: asked for asked in latest}

    def today(self) -> date:
        """The day by which exceptions end."""
        return day_of(self._clock())

    def opens(self, principal: Principal, asked: RuleException) -> bool:
        """Whether the caller may open the file a request is for: who asked, and the project's managers."""
        place = principal.membership(asked.project)
        if place is None:
            return False
        return place.role is ProjectRole.MANAGER or asked.asked_by == principal.user_id

    def of_document(self, document_id: str) -> tuple[RuleException, ...]:
        """What a document was filed by; for a caller who has read the document already."""
        with self._database.read() as work:
            return work.rule_exceptions.of_document(document_id)

    def may_decide(self, principal: Principal, asked: RuleException) -> bool:
        """Whether the caller may approve or refuse it now."""
        waits = asked.state is ExceptionState.ASKED
        return waits and may(principal, Action.DECIDE_EXCEPTION, self._decision_on(asked))

    def _decision_on(self, asked: RuleException) -> Target:
        return Target(asked.project, approvers=self._assessor.rules.exception_approvers)

    def _tell_deciders(self, work: Work, principal: Principal, asked: RuleException) -> None:
        """Tell those the rules in force name: the project's managers, the records managers who see it."""
        named = self._assessor.rules.exception_approvers
        deciders: set[str] = set()
        if "manager" in named:
            deciders.update(work.projects.managers([asked.project]).get(asked.project, ()))
        if "records_manager" in named:
            deciders.update(work.accounts.with_role(Role.RECORDS_MANAGER))
        said = _said(asked, "exception_asked", {"who": asked.asked_by_name, "reason": asked.reason})
        self._notices.post(work, sorted(deciders - {principal.user_id}), said)

    def _judge_again(self, asked: RuleException) -> None:
        """Judge every waiting item anew that an approved exception is for, some at a time.

        Filing judges again in any case: what is cut short here only shows an old verdict meanwhile.
        """
        batch = asked.batch if asked.scope is ExceptionScope.BATCH else None
        with self._database.read() as work:
            if asked.scope is ExceptionScope.FILE:
                covered: tuple[str, ...] = (asked.item,)
            else:
                covered = work.intake.waiting_ids(asked.project, batch)
        for start in range(0, len(covered), AT_ONCE):
            with self._database.write() as work:
                for item_id in covered[start : start + AT_ONCE]:
                    self._judge_one(work, asked, item_id)

    def _judge_one(self, work: Work, asked: RuleException, item_id: str) -> None:
        item = work.intake.item(item_id)
        if item is None or item.state not in WAITING:
            return
        if asked.scope is ExceptionScope.CLASS and item.class_key != asked.class_key:
            return
        if not any(finding.rule in asked.rules for finding in item.findings):
            return
        receiver = work.accounts.principal(item.received_by)
        if receiver is not None:
            judged = self._assessor.judge(work, receiver, item)
            work.intake.replace_item(replace(judged, revision=item.revision + 1))

    def _note(
        self,
        work: Work,
        principal: Principal,
        action: str,
        asked: RuleException,
        reason: str | None = None,
    ) -> None:
        details = {
            "item": asked.item,
            "scope": asked.scope.value,
            "rules": list(asked.rules),
            "until": asked.until.isoformat(),
            "reason": reason or asked.reason,
        }
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, action, asked.id, asked.project, details)
        )


def _said(
    asked: RuleException, what: str, more: Mapping[str, str], where: str = "/exceptions"
) -> Notice:
    values = {"project": asked.project_code, "name": asked.name, **more}
    message = Message(f"notices.{what}", values)
    return Notice(what, message, where, asked.project, key=f"{what}:{asked.id}")


def _view(principal: Principal) -> ExceptionView:
    places = principal.memberships
    return ExceptionView(
        everything=may(principal, Action.SEE_HOLDING, Target()),
        own=principal.user_id,
        member_of=[place.project for place in places],
        managed=[place.project for place in places if place.role is ProjectRole.MANAGER],
    )


def _rules_of(item: Item, scope: ExceptionScope) -> tuple[str, ...]:
    """The rules that hold a file and can be excepted; Conflict when others stay in the way."""
    if item.state not in WAITING:
        raise Conflict(why=f"item_{item.state.value}")
    if any(finding.severity == Severity.REFUSE.value for finding in item.findings):
        raise Conflict(why="exception_impossible")
    held = [f.rule for f in item.findings if f.severity == Severity.HOLD.value]
    rules = tuple(dict.fromkeys(rule for rule in held if may_be_excepted(rule, scope)))
    if not rules or set(held) - set(rules):
        raise Conflict(why="exception_impossible")
    return rules


def _worded(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise InvalidInput(field="reason", why=f"1-{LONGEST_REASON}")
    return reason


def _scope(scope: str) -> ExceptionScope:
    if scope not in list(ExceptionScope):
        raise InvalidInput(field="scope", why=", ".join(ExceptionScope))
    return ExceptionScope(scope)


def _state(state: str | None) -> str | None:
    if state is not None and state not in list(ExceptionState):
        raise InvalidInput(field="state", why=", ".join(ExceptionState))
    return state


def _month(month: str) -> tuple[datetime, datetime]:
    """When a month of the team begins, and the next one."""
    try:
        first = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        return begin_of(first), begin_of((first + timedelta(days=32)).replace(day=1))
    except (ValueError, OverflowError):
        raise InvalidInput(field="month", why="YYYY-MM") from None
