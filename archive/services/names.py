"""The naming rules in force, and judging bare names with them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from archive.domain.access import Principal, scope_of
from archive.errors import NotFound, RuleFileInvalid
from archive.naming.explain import Explanation, explain
from archive.naming.rulefile import load, packaged_rules
from archive.naming.rules import Rules
from archive.naming.verdicts import NameVerdict
from archive.persistence.database import Database
from archive.services.assessment import Assessor


class RuleBook:
    """Holds the rules in force.

    A changed file is taken up without a restart; an invalid one is not: the last good rules stay,
    and `problems` says why.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._problems: tuple[str, ...] = ()
        self._rules = packaged_rules() if file is None else self._read(file)

    def rules(self) -> Rules:
        """The rules in force at this moment."""
        if self._file is not None and self._changed(self._file):
            with self._lock:
                if self._changed(self._file):
                    try:
                        self._rules, self._problems = self._read(self._file), ()
                    except RuleFileInvalid as error:
                        self._problems = error.problems
        return self._rules

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file as it stands now; empty when it is in force."""
        return self._problems

    @property
    def origin(self) -> str:
        """Where the rules come from."""
        return str(self._file) if self._file else "package"

    def _changed(self, file: Path) -> bool:
        return _stamp(file) != self._stamp

    def _read(self, file: Path) -> Rules:
        self._stamp = _stamp(file)
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleFileInvalid([f"{file}:1: {error}"]) from error
        return load(text, str(file))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def rule_file(setting: str, folder: Path) -> Path | None:
    """The rule file to use: the setting's, else ./naming_rules.yaml, else None for the packaged copy."""
    if setting:
        return Path(setting)
    own = folder / "naming_rules.yaml"
    return own if own.is_file() else None


class NameService:
    """Judges names and explains the rules."""

    def __init__(self, database: Database, book: RuleBook, assessor: Assessor) -> None:
        self._database = database
        self._book = book
        self._assessor = assessor

    def rules(self) -> Rules:
        """The rules in force."""
        return self._book.rules()

    def check(
        self,
        principal: Principal,
        filename: str,
        project: str | None = None,
        class_key: str | None = None,  # noqa: ARG002 - kept with the interface: a name says its class itself
        fields: Mapping[str, object] | None = None,  # noqa: ARG002 - likewise
    ) -> NameVerdict:
        """Every finding about a name, in the caller's scope."""
        with self._database.read() as work:
            target = work.projects.by_code(scope_of(principal), project) if project else None
            if project and target is None:
                raise NotFound
            return self._assessor.check(work, principal, filename[:2000], target)

    def explain(self) -> Explanation:
        """The rules as a page or a command shows them."""
        return explain(self._book.rules())
