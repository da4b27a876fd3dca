"""Which files of a folder are taken: the same for a folder that is imported and one that is watched."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def files_of(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Regular files below a folder, in order: path within it, and what the disk says of it.

    No links, which may lead out of it, and nothing hidden: what begins with a dot was put there by a
    program (`.DS_Store`, `._photo.jpg`, `.git`), not by who worked on the project.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            try:
                status = file.lstat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode) and not name.startswith("."):
                yield file.relative_to(folder).as_posix(), status
