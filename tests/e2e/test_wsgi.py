"""`wsgi.py` is all that any WSGI server needs."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e


def test_the_application_is_there_for_any_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ARCHIVE_OCR", "no")
    root = Path(__file__).resolve().parents[2]
    application = runpy.run_path(str(root / "wsgi.py"))["application"]
    try:
        for path in ("/healthz", "/sign-in", "/api/v1/openapi.json"):
            assert application.test_client().get(path).status_code == 200
        assert (tmp_path / "data" / "incoming").is_dir()
    finally:
        application.extensions["archive"].services.close()
