"""Is everything well: what /readyz and the administrators' page show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from archive.blobs import LocalBlobStore
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.indexer.port import SearchIndex
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import INDEX
from archive.services.rules.rulebook import RuleBook
from archive.wording import say

BEHIND = timedelta(minutes=5)
"""What was filed is found within seconds; when it waits for this long the index is behind."""
_HELD_BY = {
    "bubblewrap": "bubblewrap",
    "landlock": "landlock and process limits; bubblewrap is not usable here",
    "limits": "process limits alone; neither bubblewrap nor Landlock is usable here",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One part: does it work, and a word about it. `degraded` works, but with less than it could."""

    ok: bool
    detail: str
    degraded: bool = False


class OperationService:
    """Asks every part how it is."""

    def __init__(  # noqa: PLR0913 - one for each part that is asked
        self,
        database: Database,
        blobs: LocalBlobStore,
        index: SearchIndex,
        reader: Reader,
        recogniser: Recogniser,
        book: RuleBook,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._index = index
        self._reader = reader
        self._recogniser = recogniser
        self._book = book
        self._clock = clock

    def ready(self) -> Mapping[str, Check]:
        """Every part by name. The archive is ready when each is ok."""
        return {
            "database": self._ask_database(),
            "index": self._ask_index(),
            "jobs": self._ask_jobs(),
            "disk": self._ask_disk(),
            "sandbox": Check(
                ok=True,
                detail=_HELD_BY.get(self._reader.isolation, self._reader.isolation),
                degraded=self._reader.isolation != "bubblewrap",
            ),
            "scans": Check(
                ok=True,
                detail="available" if self._recogniser.available else "not installed",
                degraded=not self._recogniser.available,
            ),
            "rules": self._ask_rules(),
        }

    def audit_broken_at(self) -> int | None:
        """The number of the first entry of the audit log that does not follow from the one before, or None.

        An entry that was changed, taken out or put in breaks the chain; entries cut off at its end do not
        (`AuditAnchors` notices those).
        """
        with self._database.read() as work:
            return work.audit.first_broken()

    def _ask_database(self) -> Check:
        try:
            return Check(ok=self._database.healthy(), detail="open")
        except Exception as error:
            return Check(ok=False, detail=type(error).__name__)

    def _ask_index(self) -> Check:
        if self._index.lost:
            return Check(ok=False, detail="rebuilding")
        with self._database.read() as work:
            waiting, oldest = work.jobs.overdue(INDEX[0], self._clock() - BEHIND)
        if oldest is None:
            return Check(ok=True, detail="open")
        since = oldest.isoformat(timespec="seconds")
        detail = f"behind: not yet indexed {waiting}, the first waits since {since}"
        return Check(ok=True, detail=detail, degraded=True)

    def _ask_jobs(self) -> Check:
        with self._database.read() as work:
            states = work.jobs.pending()
        failed = states.get("failed", 0)
        detail = (
            ", ".join(f"{state} {number}" for state, number in sorted(states.items())) or "none"
        )
        return Check(ok=True, detail=detail, degraded=failed > 0)

    def _ask_disk(self) -> Check:
        free = self._blobs.free_bytes()
        return Check(ok=free > 0, detail=f"{free >> 20} MiB")

    def _ask_rules(self) -> Check:
        rules = self._book.rules()
        problems = self._book.problems
        if not problems:
            return Check(ok=True, detail=rules.version)
        since = self._book.problems_since
        told = f" since {since.isoformat(timespec='seconds')}" if since else ""
        more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
        first = say("en", problems[0])
        detail = f"{self._book.origin} cannot be used{told}, {rules.version} stays: {first}{more}"
        return Check(ok=True, detail=detail, degraded=True)
