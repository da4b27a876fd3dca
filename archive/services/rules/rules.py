"""The naming rules for people: what is in force, what a change would do, and activating one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from archive.domain.access import Action, Principal, Target, may, require, scope_of
from archive.domain.documents import Document
from archive.domain.messages import Message
from archive.domain.rule_versions import RuleVersion
from archive.errors import Conflict, InvalidInput, NotFound, RuleFileInvalid
from archive.naming.explain import Explanation, explain
from archive.naming.rulefile import load
from archive.naming.rules import Rules
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.rules.dry_run import DryRun, try_rules
from archive.services.rules.rule_history import note_announced, note_in_force
from archive.services.rules.rulebook import RuleBook, RulesInForce, digest_of
from archive.team_time import day_of

MOST_AT_ONCE = 1_000
"""Names that are judged while somebody waits for the answer."""
LONGEST_TEXT = 250_000
"""Characters of a rule file that comes in; one has about fifteen thousand."""


@dataclass(frozen=True, slots=True)
class RuleAlarm:
    """The file as it stands now is not in force; `problems` says why, each said as `file:line: what`.

    `since` is when it became what it is; None where there is no file.
    """

    origin: str
    problems: tuple[Message, ...]
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """Rules that come into force on a day to come; `why` is what the file says of this version."""

    version: str
    effective_from: date
    why: str


@dataclass(frozen=True, slots=True)
class RuleState:
    """The rules in force. `alarm` is told only to those who can do something about it."""

    explanation: Explanation
    alarm: RuleAlarm | None
    announced: Announcement | None


@dataclass(frozen=True, slots=True)
class Activated:
    """A rule file put in the place of the one before.

    `version` is the text now in force; None: the day of the rules is still to come.
    """

    rules: Rules
    digest: str
    version: RuleVersion | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The rule file to begin a change with. `digest` is to be given back when it is activated."""

    text: str
    digest: str


class RuleService:
    """Explains the rules in force, tries a changed file, and activates it."""

    def __init__(self, database: Database, book: RuleBook, clock: Clock) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    def state(self, principal: Principal) -> RuleState:
        """The rules in force, explained."""
        return RuleState(explain(self._book.rules()), self.alarm(principal), self.announced())

    def announced(self) -> Announcement | None:
        """The file as it stands now, while its day is to come."""
        coming = self._book.announced
        return _announcement(coming.rules) if coming else None

    def alarm(self, principal: Principal) -> RuleAlarm | None:
        """What is wrong with the rule file, for records managers and administrators."""
        if not may(principal, Action.SEE_RULE_ALARM, Target()):
            return None
        self._book.rules()  # a changed file is looked at now, not at the next check of a name
        problems = self._book.problems
        since = self._book.problems_since
        return RuleAlarm(self._book.origin, problems, since) if problems else None

    def versions(self) -> tuple[RuleVersion, ...]:
        """Every text that was in force, the newest first: the first one is in force now."""
        with self._database.write() as work:
            note_in_force(work, self._book.in_force(), self._clock())
            return work.rule_versions.all()

    def version_text(self, number: int) -> tuple[RuleVersion, str]:
        """One of the texts that were in force."""
        with self._database.read() as work:
            version = work.rule_versions.get(number)
            if version is None:
                raise NotFound
            return version, work.rule_versions.text_of(number)

    def draft(self, principal: Principal) -> Draft:
        """The file as it stands now, to be changed."""
        require(principal, Action.EDIT_RULES, Target())
        text = self._book.file_text()
        return Draft(text, digest_of(text))

    def dry_run(
        self, principal: Principal, text: str, page: int = 1, per_page: int = 100
    ) -> DryRun:
        """What a rule file would do to the names that are filed; nothing is kept.

        Computed over all projects in the records manager's duty: names and reasons, no content.

        Raises:
            Conflict: there are too many names to wait for; `RuleTrialService` takes them all.
        """
        require(principal, Action.EDIT_RULES, Target())
        with self._database.read() as work:
            if work.rule_versions.count_filed_names() > MOST_AT_ONCE:
                raise Conflict(why="dry_run_too_large")
        return self.dry_run_on_this_machine(text, self._origin, page, per_page)

    def dry_run_on_this_machine(
        self, text: str, origin: str, page: int = 1, per_page: int = 100
    ) -> DryRun:
        """The same for a command of whoever has the data folder at hand."""
        try:
            tried = load(unified(text), origin)
        except RuleFileInvalid as error:
            return DryRun("", error.problems, page=page, per_page=per_page)
        with self._database.read() as work:
            names = tuple(work.rule_versions.filed_names_for_maintenance())
        return try_rules(names, tried, self._book.rules(), day_of(self._clock()), page, per_page)

    def openable(self, principal: Principal, run: DryRun) -> dict[str, Document]:
        """Those of the failing documents that the caller may open as a reader."""
        ids = [failing.filed.document for failing in run.failing]
        with self._database.read() as work:
            return work.documents.get_many(scope_of(principal), ids)

    def activate(self, principal: Principal, text: str, replaces: str | None = None) -> Activated:
        """Put a rule file in force: it is checked, kept as a version, and written over the file.

        One whose day is to come is written over the file and announced; it is kept as a version
        once it is in force.

        Args:
            principal: a records manager.
            text: the whole file.
            replaces: digest of the file the change began with; another one now is a conflict.

        Raises:
            InvalidInput: the text is no usable rule file.
            Conflict: the file changed meanwhile, may not be written, or another text was in force
                under the same version.
        """
        require(principal, Action.EDIT_RULES, Target())
        fresh = self._usable(text)
        with self._database.write() as work:
            if replaces is not None and replaces != digest_of(self._book.file_text()):
                raise Conflict(why="changed_meanwhile")
            note_in_force(work, self._book.in_force(), self._clock())
            if work.rule_versions.digests_of(fresh.rules.version) - {fresh.digest}:
                raise Conflict(why="rule_version_taken")
            if fresh.rules.hold_on(day_of(self._clock())):
                note_in_force(work, fresh, self._clock(), principal.user_id)
                latest = work.rule_versions.latest()
            else:
                note_announced(work, fresh, self._clock(), principal.user_id)
                latest = None
            # Last: when it fails nothing is kept, and when the commit fails the file is what counts.
            self._book.write(fresh.text)
        return Activated(fresh.rules, fresh.digest, latest)

    @property
    def _origin(self) -> str:
        return PurePath(self._book.origin).name

    def _usable(self, text: str) -> RulesInForce:
        text = unified(text)
        if len(text) > LONGEST_TEXT:
            raise InvalidInput(field="text", why=f"1-{LONGEST_TEXT}")
        try:
            return RulesInForce(load(text, self._origin), text, digest_of(text))
        except RuleFileInvalid as error:
            raise InvalidInput(field="text", why=error.problems[:5]) from error


def _announcement(rules: Rules) -> Announcement:
    why = dict(rules.changelog).get(rules.version, "")
    return Announcement(rules.version, rules.effective_from, why)


def unified(text: str) -> str:
    """A rule file's text as it is compared.

    Browsers send lines that end in CR LF; some editors begin with a byte order mark.
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
