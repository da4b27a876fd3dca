"""Word files to PDF by LibreOffice, where it is installed: another process, one at a time, with an end.

It gets a folder and a profile of its own, so that it neither meets another LibreOffice of the same
account nor leaves anything behind. What it prints is what the archive itself wrote.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from archive.errors import PrintingFailed

SECONDS = 90.0
"""How long one file may take; the first start of a fresh profile takes the longest."""
WAIT = 10.0
"""Seconds to wait for one's turn: who waits holds a thread of the web server."""
_PROGRAMS = ("soffice", "libreoffice")


class Printer:
    """Makes PDF files; `available` is False where there is no LibreOffice."""

    def __init__(self, program: Path | None, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self._turn = threading.Lock()

    @property
    def available(self) -> bool:
        """Whether there is a program to print with."""
        return self._program is not None

    def pdf(self, word_file: bytes) -> bytes:
        """A .docx as a PDF.

        Raises:
            PrintingFailed: nothing to print with, or it was busy, too slow, or made no PDF.
        """
        if self._program is None:
            raise PrintingFailed
        if not self._turn.acquire(timeout=min(WAIT, self._seconds)):
            raise PrintingFailed
        try:
            with tempfile.TemporaryDirectory(prefix="archive-print-") as folder:
                return self._printed(Path(folder), word_file)
        finally:
            self._turn.release()

    def _printed(self, folder: Path, word_file: bytes) -> bytes:
        source, made = folder / "review.docx", folder / "review.pdf"
        source.write_bytes(word_file)
        command = [
            str(self._program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder), str(source),
        ]  # fmt: skip
        environment = {
            "HOME": str(folder),
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C.UTF-8",
        }
        with subprocess.Popen(  # noqa: S603 - a fixed program, a file the archive wrote
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                status = process.wait(self._seconds)
            except subprocess.TimeoutExpired:
                status = None
            finally:
                _end(process)
        if status != 0 or not made.is_file():
            raise PrintingFailed
        return made.read_bytes()


def found() -> Printer:
    """A printer with the LibreOffice of this machine, if there is one."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return Printer(Path(program) if program else None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of it stays: LibreOffice's starter leaves the real program as a child of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
