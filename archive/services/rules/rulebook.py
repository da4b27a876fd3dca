"""The rule file: read, taken up when it changes, written when a new one is activated."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from archive.domain.messages import Message
from archive.errors import Conflict, RuleFileInvalid
from archive.naming.rulefile import load, packaged_rules, packaged_text
from archive.naming.rules import Rules
from archive.naming.yaml_lines import at_line

PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Rules with the very text they were made from. `digest` is the text's SHA-256."""

    rules: Rules
    text: str
    digest: str


class RuleBook:
    """Holds the rules in force.

    A changed file is taken up without a restart; an invalid one is not: the last good rules stay,
    and `problems` says why. One whose day has not come is `announced`: the rules before it stay until
    then, and it comes into force by itself.
    """

    def __init__(
        self, file: Path | None, today: Callable[[], date], last_good: str | None = None
    ) -> None:
        """Open the book.

        Args:
            file: the team's rule file; None for the copy inside the package.
            today: tells the day, whenever a file waits for one.
            last_good: the text to go on with while the file cannot be used, or is not yet in force;
                without one, a file whose day is to come is waited for under the packaged rules.

        Raises:
            RuleFileInvalid: the file cannot be used, and there is no last good text.
        """
        self._file = file
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = ()
        self._problems: tuple[Message, ...] = ()
        self._today = today
        self._announced: RulesInForce | None = None
        self._in_force = self._first(last_good)

    def in_force(self) -> RulesInForce:
        """The rules in force at this moment, with their text."""
        if self._file is not None and self._changed(self._file):
            with self._lock:
                if self._changed(self._file):
                    try:
                        self._take(self._read(self._file))
                    except RuleFileInvalid as error:
                        self._announced, self._problems = None, error.problems
        waiting = self._announced
        if waiting is not None and waiting.rules.hold_on(self._today()):
            with self._lock:
                if self._announced is waiting:
                    self._take(waiting)
        return self._in_force

    @property
    def announced(self) -> RulesInForce | None:
        """The file as it stands now, while its day is to come."""
        self.in_force()
        return self._announced

    def rules(self) -> Rules:
        """The rules in force at this moment."""
        return self.in_force().rules

    @property
    def problems(self) -> tuple[Message, ...]:
        """What is wrong with the file as it stands now; empty when it is in force."""
        return self._problems

    @property
    def problems_since(self) -> datetime | None:
        """When the file became what it is, while it cannot be used; None also where there is no file."""
        if not self._problems or self._file is None:
            return None
        try:
            return datetime.fromtimestamp(self._file.stat().st_mtime, UTC)
        except OSError:
            return None

    @property
    def origin(self) -> str:
        """Where the rules come from."""
        return str(self._file) if self._file else PACKAGE

    def file_text(self) -> str:
        """The file as it stands now, in force or not."""
        if self._file is None:
            return self._in_force.text
        try:
            return self._file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return self._in_force.text

    def write(self, text: str) -> None:
        """Put a text in the place of the file, whole or not at all, and take it up.

        Raises:
            Conflict: there is no file of the team's own, or it may not be written.
        """
        if self._file is None:
            raise Conflict(why="rules_not_writable")
        target = self._file.resolve()
        try:
            handle, fresh = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                if target.exists():
                    shutil.copymode(target, fresh)
                Path(fresh).replace(target)
            except BaseException:
                Path(fresh).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise Conflict(why="rules_not_writable") from error
        self.in_force()

    def _first(self, last_good: str | None) -> RulesInForce:
        if self._file is None:
            return _packaged()
        try:
            fresh = self._read(self._file)
        except RuleFileInvalid as error:
            if last_good is None:
                raise
            self._problems = error.problems
            return RulesInForce(load(last_good, self.origin), last_good, digest_of(last_good))
        # What was in force once stays so, whatever becomes of the machine's clock.
        if fresh.rules.hold_on(self._today()) or fresh.text == last_good:
            return fresh
        self._announced = fresh
        if last_good is None:
            return _packaged()
        return RulesInForce(load(last_good, self.origin), last_good, digest_of(last_good))

    def _take(self, fresh: RulesInForce) -> None:
        """Put rules in force, or announce them where their day is to come."""
        self._problems = ()
        if fresh.rules.hold_on(self._today()) or fresh.digest == self._in_force.digest:
            self._in_force, self._announced = fresh, None
        else:
            self._announced = fresh

    def _changed(self, file: Path) -> bool:
        return _stamp(file) != self._stamp

    def _read(self, file: Path) -> RulesInForce:
        self._stamp = _stamp(file)
        return read_rules(file)


def read_rules(file: Path | None) -> RulesInForce:
    """The rules of a file (None: the packaged copy), whether their day has come or not.

    Raises:
        RuleFileInvalid: the file cannot be used.
    """
    if file is None:
        return _packaged()
    try:
        raw = file.read_bytes()
    except OSError as error:
        kind = "no_file" if isinstance(error, FileNotFoundError) else "unreadable"
        told = Message(f"rule_file.{kind}", {"why": error.strerror or str(error)})
        raise RuleFileInvalid([at_line(str(file), 1, told)]) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        told = Message("rule_file.not_utf8")
        raise RuleFileInvalid([at_line(str(file), line, told)]) from error
    return RulesInForce(load(text, str(file)), text, digest_of(text))


def _packaged() -> RulesInForce:
    text = packaged_text()
    return RulesInForce(packaged_rules(), text, digest_of(text))


def digest_of(text: str) -> str:
    """The SHA-256 of a rule file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(file: Path) -> tuple[int, ...]:
    try:
        status = file.stat()
    except OSError:
        return (0,)
    return status.st_mtime_ns, status.st_size, status.st_ino


def rule_file(setting: str, folder: Path) -> Path | None:
    """The rule file to use: the setting's, else ./naming_rules.yaml, else None for the packaged copy."""
    if setting:
        return Path(setting)
    own = folder / "naming_rules.yaml"
    return own if own.is_file() else None
