"""PDF by LibreOffice where it is installed; without it, or when it fails, a plain answer and no rest."""

from __future__ import annotations

import io
import os
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from docx import Document

from archive.errors import PrintingFailed
from archive.exports.printing import Printer, found
from tests.support.live_server import alive

pytestmark = pytest.mark.integration
PATIENCE = 120.0
REAL = [name for name in ("soffice", "libreoffice") if shutil.which(name)][:1]


def word_file(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def program(folder: Path, body: str) -> Path:
    """A program that is called like LibreOffice; `source` and `target` are its files."""
    made = folder / "office"
    lines = [
        f"#!{sys.executable}",
        "import pathlib, sys, time, subprocess",
        "source = pathlib.Path(sys.argv[-1])",
        "target = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / (source.stem + '.pdf')",
        body,
    ]
    made.write_text("\n".join(lines))
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


PRINTS = """import docx, pypdf
writer = pypdf.PdfWriter()
writer.add_blank_page(100, 100)
writer.add_metadata({'/Title': docx.Document(str(source)).paragraphs[0].text})
writer.write(str(target))"""


def test_a_program_that_prints_gives_its_pdf(tmp_path: Path) -> None:
    printed = Printer(program(tmp_path, PRINTS)).pdf(word_file("結案回顧"))
    assert pypdf.PdfReader(io.BytesIO(printed)).metadata.title == "結案回顧"  # type: ignore[union-attr]


def test_the_installed_one_prints_text_and_where_there_is_none_that_is_told() -> None:
    printer = found()
    assert printer.available is bool(REAL)
    try:
        printed = printer.pdf(word_file("Review 2026"))
    except PrintingFailed:
        assert not REAL
    else:
        assert "Review 2026" in pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text()


@pytest.mark.parametrize("body", ["sys.exit(3)", "pass", "sys.exit(0)"])
def test_one_that_makes_no_pdf_is_told(tmp_path: Path, body: str) -> None:
    with pytest.raises(PrintingFailed):
        Printer(program(tmp_path, body)).pdf(word_file("x"))


def test_one_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    started = tmp_path / "started"
    body = (
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(started)!r}).write_text(f'{{child.pid}}\\n')\n"
        "time.sleep(600)"
    )
    for seconds in (1.0, 8.0, 60.0):  # on a busy machine it is ended before it has started anything
        with pytest.raises(PrintingFailed):
            Printer(program(tmp_path, body), seconds=seconds).pdf(word_file("x"))
        if started.exists() and started.read_text().endswith("\n"):
            break
    child = int(started.read_text())
    eventually(lambda: not alive(child))


def test_two_at_once_take_turns(tmp_path: Path) -> None:
    body = f"""lock = pathlib.Path({str(tmp_path / "lock")!r})
if lock.exists(): sys.exit(1)
lock.touch(); time.sleep(0.3); lock.unlink(); target.write_bytes(b'%PDF')"""
    printer, made = Printer(program(tmp_path, body)), []
    threads = [threading.Thread(target=lambda: made.append(printer.pdf(b"x"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [b"%PDF", b"%PDF"]


def test_whoever_waits_too_long_for_a_turn_is_told(tmp_path: Path) -> None:
    started = tmp_path / "started"
    body = f"""import os
pathlib.Path({str(started)!r}).write_text(f'{{os.getpid()}}\\n'); time.sleep(600)"""
    printer = Printer(program(tmp_path, body), seconds=600.0)

    def hangs() -> None:
        with pytest.raises(PrintingFailed):
            printer.pdf(b"x")

    first = threading.Thread(target=hangs)
    first.start()
    eventually(lambda: started.exists() and started.read_text().endswith("\n"))
    printer._seconds = 0.2
    with pytest.raises(PrintingFailed):
        printer.pdf(b"y")
    assert first.is_alive(), "the one that prints goes on"
    os.kill(int(started.read_text()), signal.SIGKILL)
    first.join()


def test_without_a_program_nothing_is_promised(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not found().available
    with pytest.raises(PrintingFailed):
        found().pdf(b"x")
