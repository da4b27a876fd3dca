"""Is everything well: what /readyz and the administrators' page show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.blobs import LocalBlobStore
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.indexer.port import SearchIndex
from archive.persistence.database import Database
from archive.services.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Check:
    """One part: does it work, and a word about it. `degraded` works, but with less than it could."""

    ok: bool
    detail: str
    degraded: bool = False


class OperationService:
    """Asks every part how it is."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        index: SearchIndex,
        reader: Reader,
        recogniser: Recogniser,
        book: RuleBook,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._index = index
        self._reader = reader
        self._recogniser = recogniser
        self._book = book

    def ready(self) -> Mapping[str, Check]:
        """Every part by name. The archive is ready when each is ok."""
        return {
            "database": self._ask_database(),
            "index": Check(
                ok=not self._index.lost, detail="rebuilding" if self._index.lost else "open"
            ),
            "jobs": self._ask_jobs(),
            "disk": self._ask_disk(),
            "sandbox": Check(
                ok=True,
                detail=self._reader.isolation,
                degraded=self._reader.isolation != "bubblewrap",
            ),
            "scans": Check(
                ok=True,
                detail="available" if self._recogniser.available else "not installed",
                degraded=not self._recogniser.available,
            ),
            "rules": self._ask_rules(),
        }

    def _ask_database(self) -> Check:
        try:
            return Check(ok=self._database.healthy(), detail="open")
        except Exception as error:
            return Check(ok=False, detail=type(error).__name__)

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
        detail = problems[0] if problems else rules.version
        return Check(ok=True, detail=detail, degraded=bool(problems))
