"""Trying a rule file in the background: begun in a moment, watched, looked through, downloaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from archive.domain.access import Action, Principal, Target, require
from archive.domain.messages import Message
from archive.domain.rule_versions import FiledName, RuleTrial
from archive.errors import InvalidInput, NotFound, RuleFileInvalid
from archive.naming.rulefile import load
from archive.naming.verdicts import Finding, Severity, Verdict
from archive.naming.yaml_lines import at_line
from archive.persistence.database import Database
from archive.persistence.encoding import finding_in, finding_out, message_in, message_out
from archive.services.intake.assessment import kept_finding
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.jobs import TRY_RULES
from archive.services.operations.paging import window
from archive.services.rules.dry_run import ClassCount, DryRun, FailingName, try_rules
from archive.services.rules.rulebook import RuleBook
from archive.services.rules.rules import LONGEST_TEXT, unified
from archive.team_time import day_of

AT_ONCE = 500
"""Names that are fetched together for a download."""


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial as its records manager sees it; `run` holds one page of what it came to, once it is done."""

    id: str
    text: str
    state: str
    done: int
    total: int
    run: DryRun | None


class RuleTrialService:
    """Keeps trials and carries them out."""

    def __init__(self, database: Database, book: RuleBook, clock: Clock) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    def begin(self, principal: Principal, text: str) -> TrialView:
        """Have a rule file tried on every filed name. One that cannot be used is answered at once.

        Raises:
            InvalidInput: the text is too long to be a rule file.
        """
        require(principal, Action.EDIT_RULES, Target())
        text = unified(text)
        if len(text) > LONGEST_TEXT:
            raise InvalidInput(field="text", why=f"1-{LONGEST_TEXT}")
        problems = self._problems(text)
        trial = RuleTrial(
            id=new_id(),
            by=principal.user_id,
            text=text,
            state="done" if problems else "waiting",
            done=0,
            total=0,
            outcome={"problems": [message_out(p) for p in problems]} if problems else None,
            asked_at=self._clock(),
        )
        with self._database.write() as work:
            work.rule_trials.add(trial)
            if not problems:
                work.jobs.add(*TRY_RULES, [trial.id], self._clock())
        return self.get(principal, trial.id)

    def get(
        self, principal: Principal, trial_id: str, page: int = 1, per_page: int = 100
    ) -> TrialView:
        """How far a trial of the caller's is, and a page of the names it would fail."""
        require(principal, Action.EDIT_RULES, Target())
        offset, limit = window(page, per_page)
        with self._database.read() as work:
            trial = work.rule_trials.get(trial_id, principal.user_id)
            if trial is None:
                raise NotFound
            names = work.rule_trials.names(trial_id, offset, limit)
            failing = work.rule_trials.count(trial_id)
        run = None
        if trial.outcome is not None:
            run = _run(trial.outcome, names, failing, page, per_page)
        return TrialView(trial.id, trial.text, trial.state, trial.done, trial.total, run)

    def names(self, principal: Principal, trial_id: str) -> Iterator[FailingName]:
        """Every name a trial of the caller's would fail."""
        require(principal, Action.EDIT_RULES, Target())
        with self._database.read() as work:
            if work.rule_trials.get(trial_id, principal.user_id) is None:
                raise NotFound
            total = work.rule_trials.count(trial_id)
        for start in range(0, total, AT_ONCE):
            with self._database.read() as work:
                found = work.rule_trials.names(trial_id, start, AT_ONCE)
            yield from map(_failing_in, found)

    def carry_out(self, trial_id: str) -> None:
        """Judge every filed name; called by the worker, and again from the start if it was cut short."""
        with self._database.read() as work:
            trial = work.rule_trials.get(trial_id)
            names = tuple(work.rule_versions.filed_names_for_maintenance())
        if trial is None or trial.state != "waiting":
            return

        def told(done: int) -> None:
            with self._database.write() as work:
                work.rule_trials.get_on(trial_id, done, len(names))

        tried = load(trial.text, "naming_rules.yaml")
        today = day_of(self._clock())
        run = try_rules(names, tried, self._book.rules(), today, 1, sys.maxsize, told)
        told(len(names))
        with self._database.write() as work:
            work.rule_trials.end(trial_id, _outcome(run), [_failing_out(f) for f in run.failing])

    def give_up(self, trial_id: str) -> None:
        """It failed for good; whoever asked is told so."""
        with self._database.write() as work:
            work.rule_trials.fail(trial_id)

    def _problems(self, text: str) -> tuple[Message, ...]:
        try:
            load(text, "naming_rules.yaml")
        except RuleFileInvalid as error:
            return error.problems
        return ()


def _outcome(run: DryRun) -> dict[str, object]:
    return {
        "version": run.version,
        "total": run.total,
        "newly_failing": run.newly_failing,
        "classes": [[c.class_key, c.total, c.failing] for c in run.classes],
    }


def _run(
    outcome: Mapping[str, Any],
    names: tuple[dict[str, Any], ...],
    failing: int,
    page: int,
    per_page: int,
) -> DryRun:
    return DryRun(
        version=outcome.get("version", ""),
        problems=tuple(_problem_in(kept) for kept in outcome.get("problems", ())),
        total=outcome.get("total", 0),
        total_failing=failing,
        newly_failing=outcome.get("newly_failing", 0),
        classes=tuple(ClassCount(*count) for count in outcome.get("classes", ())),
        failing=tuple(map(_failing_in, names)),
        page=page,
        per_page=per_page,
    )


def _problem_in(kept: str | Mapping[str, Any]) -> Message:
    if isinstance(kept, str):  # of an earlier release, in English
        return at_line(kept.split(":", 1)[0], 1, Message("rule_file.shape_other", {"said": kept}))
    return cast("Message", message_in(kept))


def _failing_out(failing: FailingName) -> dict[str, Any]:
    filed = failing.filed
    return {
        "filed": [filed.document, filed.project, filed.class_key, filed.name],
        "verdict": failing.verdict.value,
        "findings": [finding_out(kept_finding(finding)) for finding in failing.findings],
        "would_become": failing.would_become,
        "fails_today": failing.fails_today,
    }


def _failing_in(stored: Mapping[str, Any]) -> FailingName:
    return FailingName(
        FiledName(*stored["filed"]),
        Verdict(stored["verdict"]),
        tuple(map(_finding_in, stored["findings"])),
        cast("str | None", stored["would_become"]),
        stored["fails_today"],
    )


def _finding_in(stored: Mapping[str, Any]) -> Finding:
    kept = finding_in(stored)
    return Finding(
        kept.rule,
        kept.component,
        Severity(kept.severity),
        kept.where,
        kept.found,
        kept.expected,
        kept.message,
        kept.suggestion,
    )
