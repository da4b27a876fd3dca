"""The naming rules for people: what is in force, and whether the file as it stands now is."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.access import Action, Principal, Target, may
from archive.naming.explain import Explanation, explain
from archive.services.names import RuleBook


@dataclass(frozen=True, slots=True)
class RuleAlarm:
    """The file as it stands now is not in force; `problems` says why, each as `file:line: what`."""

    origin: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleState:
    """The rules in force. `alarm` is told only to those who can do something about it."""

    explanation: Explanation
    alarm: RuleAlarm | None


class RuleService:
    """Explains the rules in force."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book

    def state(self, principal: Principal) -> RuleState:
        """The rules in force, explained."""
        return RuleState(explain(self._book.rules()), self.alarm(principal))

    def alarm(self, principal: Principal) -> RuleAlarm | None:
        """What is wrong with the rule file, for records managers and administrators."""
        if not may(principal, Action.SEE_RULE_ALARM, Target()):
            return None
        self._book.rules()  # a changed file is looked at now, not at the next check of a name
        problems = self._book.problems
        return RuleAlarm(self._book.origin, problems) if problems else None
