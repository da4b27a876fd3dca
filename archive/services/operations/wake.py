"""A word from the process that is handed a file to the one that works on files: something is coming.

After a quiet while the processes that read files and write the index are gone. Whoever is handed a file
looks into it first, which takes as long as starting them: told at once, they start meanwhile.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

_FILE: Final = "wake"


class Wake:
    """A file in the data folder whose time stamp is the word. Losing one costs a second, nothing else."""

    def __init__(self, data: Path) -> None:
        self._file = data / _FILE
        self._heard = self._told()

    def tell(self) -> None:
        """Something is coming."""
        with suppress(OSError):
            self._file.touch()

    def heard(self) -> bool:
        """Whether it was told since this was asked last."""
        before, self._heard = self._heard, self._told()
        return self._heard != before

    def _told(self) -> int:
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return 0
