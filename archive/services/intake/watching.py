"""A folder that is looked at again and again: new files in it are received, nothing in it is touched."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from archive.domain.access import Principal
from archive.domain.intake import Item
from archive.errors import UploadTooLarge
from archive.services.intake.folder_files import files_of
from archive.services.intake.intake import IntakeService

log = logging.getLogger(__name__)
State = tuple[int, int]  # size in bytes, time of change in nanoseconds


class FolderWatch:
    """What is new in a folder since the last look.

    What was taken is known to the database, by path and digest: a restart takes nothing twice, and a
    changed file is taken again.
    """

    def __init__(
        self, intake: IntakeService, principal: Principal, code: str, folder: Path
    ) -> None:
        self._intake = intake
        self._principal = principal
        self._code = code
        self._folder = folder
        self._before: dict[str, State] = {}
        self._settled: dict[str, State] = {}
        self._unreadable: set[str] = set()

    def look(self) -> tuple[Item, ...]:
        """Receive what is new and has not changed since the last look, as one batch."""
        now = dict(self._files())
        still = [path for path, state in now.items() if self._before.get(path) == state]
        self._before = now
        self._settled = {path: s for path, s in self._settled.items() if path in now}
        fresh = [p for p in still if self._settled.get(p) != now[p] and not self._known(p)]
        taken = self._take(fresh) if fresh else ()
        # What cannot be read is tried at every look: giving the right to read changes no file.
        self._settled.update((path, now[path]) for path in still if path not in self._unreadable)
        return taken

    def _take(self, paths: list[str]) -> tuple[Item, ...]:
        batch = self._intake.open_batch(self._principal, self._code)
        taken = []
        for path in paths:
            stream = self._opened(path)
            if stream is None:
                continue
            with stream:
                try:
                    taken.append(self._intake.receive(self._principal, batch.id, stream, path))
                except UploadTooLarge as error:
                    log.warning("%s: %s", path, error)
        return tuple(taken)

    def _opened(self, path: str) -> BufferedReader | None:
        """The file, or None where it was taken away meanwhile or may not be read; that is said once."""
        try:
            return (self._folder / path).open("rb")
        except FileNotFoundError:
            return None
        except OSError as error:
            if path not in self._unreadable:
                log.warning("%s cannot be read and waits: %s", path, error.strerror)
            self._unreadable.add(path)
            return None

    def _known(self, path: str) -> bool:
        stream = self._opened(path)
        if stream is None:
            return True
        with stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self._unreadable.discard(path)
        return self._intake.has_received(self._principal, self._code, path, digest)

    def _files(self) -> Iterator[tuple[str, State]]:
        for path, status in files_of(self._folder):
            yield path, (status.st_size, status.st_mtime_ns)
