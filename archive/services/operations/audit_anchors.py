"""Where the audit log ended, noted outside of it: what shows that entries were cut off at its end.

A chain proves that nothing within it was changed; a shorter chain is as whole as a longer one. So the
last entry is noted day by day in a file beside the database, and may be noted anywhere else. Who can write
both, the database and every note, leaves no trace: a note kept on another machine or on paper is what
such a person does not reach.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.errors import InvalidInput
from archive.persistence.database import Database

FILE = "audit-anchors.txt"
_LINE = re.compile(r"(?P<number>\d{1,18}):(?P<digest>[0-9a-f]{64})(?: (?P<noted>\S+))?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the log that was once its last: its number and digest, and the day it was noted."""

    number: int
    digest: str
    noted: str = ""

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def anchor_from(text: str) -> Anchor:
    """The anchor that somebody kept, as `str` gave it; InvalidInput for anything else."""
    if (found := _LINE.fullmatch(text.strip())) is None:
        raise InvalidInput(field="anchor", why="NUMBER:DIGEST")
    return Anchor(int(found["number"]), found["digest"], found["noted"] or "")


class AuditAnchors:
    """Notes where the log ends, and tells which notes it does not hold to any more.

    `file`: where the notes stand. `OSError` is let through: whoever asks says what follows from it.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.file = folder / FILE

    def end(self) -> Anchor | None:
        """The last entry there is now; None while the log is empty."""
        with self._database.read() as work:
            last = work.audit.last()
        return Anchor(*last) if last else None

    def note(self, now: datetime) -> None:
        """Note the last entry, where it was not noted yet."""
        anchor = self.end()
        if anchor is None or any(str(known) == str(anchor) for known in self._noted()):
            return
        with self.file.open("a", encoding="ascii") as file:
            # On a line of its own, also behind one that was cut short.
            file.write(f"{'' if self._ends_well() else chr(10)}{anchor} {now:%Y-%m-%d}\n")
            file.flush()
            os.fsync(file.fileno())

    def lost(self, *kept: Anchor) -> Anchor | None:
        """The first note, of the file and of those `kept` elsewhere, whose entry is not there as it was."""
        anchors = sorted((*self._noted(), *kept), key=lambda anchor: anchor.number)
        with self._database.read() as work:
            there = work.audit.digests([anchor.number for anchor in anchors])
        return next((a for a in anchors if there.get(a.number) != a.digest), None)

    def _ends_well(self) -> bool:
        written = self.file.read_bytes() if self.file.exists() else b""
        return not written or written.endswith(b"\n")

    def _noted(self) -> list[Anchor]:
        """The notes of the file; a line cut short by a power failure is none."""
        try:
            lines = self.file.read_text("ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        return [anchor_from(line) for line in lines if _LINE.fullmatch(line.strip())]
