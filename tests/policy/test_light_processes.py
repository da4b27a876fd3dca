"""What a process does not read unless it needs it: it costs every start, and memory for as long as it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

READS_PAPERS = ("archive.understanding.classify", "archive.understanding.read")
READS_PROJECTS = ("archive.review.contracts", "archive.review.papers", "archive.review.tables")
WRITES_REVIEWS = ("archive.review.compose",)
MAKES_SAMPLES = ("archive.samples",)
WRITES_WORD_FILES = ("docx", "lxml", "archive.exports.word_pages")
GUESSES_ENCODINGS = ("charset_normalizer",)
OTHER_DATABASES = ("sqlalchemy.dialects.postgresql",)
READS_FILES = ("PIL", "openpyxl", "pptx", "pypdf", "pypdfium2", "python_calamine", "reportlab")
MIGRATES = ("alembic",)


def modules_of(process: str) -> frozenset[str]:
    """What is loaded in a process when it is ready."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, archive.cli.main, {process}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return frozenset(run.stdout.split())


@pytest.fixture(scope="module")
def web() -> frozenset[str]:
    """One that answers pages."""
    return modules_of("archive.bootstrap, archive.web.app, archive.web.server")


@pytest.fixture(scope="module")
def worker() -> frozenset[str]:
    """The one that does what is done in the background."""
    return modules_of("archive.bootstrap, archive.worker")


def among(loaded: frozenset[str], *unwanted: str) -> list[str]:
    """Those of the modules, or of what is in them, that are loaded."""
    return sorted(n for n in loaded for one in unwanted if n == one or n.startswith(f"{one}."))


def test_only_who_reads_papers_has_what_understands_them(
    web: frozenset[str], worker: frozenset[str]
) -> None:
    assert not among(web, *READS_PAPERS, *READS_PROJECTS)
    assert set(READS_PAPERS) <= worker  # the first file after a start waits for nothing


def test_only_who_writes_reviews_has_what_writes_them(
    web: frozenset[str], worker: frozenset[str]
) -> None:
    assert "archive.services.reviews.reviews" in web
    assert not among(web, *WRITES_REVIEWS)
    assert not among(worker, *WRITES_REVIEWS)  # it comes with the first review


def test_samples_are_loaded_by_the_commands_that_make_them(
    web: frozenset[str], worker: frozenset[str]
) -> None:
    assert not among(web, *MAKES_SAMPLES)
    assert not among(worker, *MAKES_SAMPLES)


def test_libraries_come_with_who_uses_them(web: frozenset[str], worker: frozenset[str]) -> None:
    """Word files are written when somebody asks for one, files are read by processes of their own."""
    unused = (*WRITES_WORD_FILES, *GUESSES_ENCODINGS, *OTHER_DATABASES, *READS_FILES, *MIGRATES)
    assert not among(web, *unused)
    assert not among(worker, *unused)


def test_who_only_watches_has_neither_the_archive_nor_a_library_for_http() -> None:
    loaded = modules_of("archive.cli.serve")
    assert not among(
        loaded, "archive.bootstrap", "archive.services", "http", "ssl", "urllib.request"
    )
