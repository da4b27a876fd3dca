"""Uploaded bytes wait on the archive's own disk, not in memory and not in a shared folder."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask, request

from archive.settings import Settings
from archive.web.security import limit_requests


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    made = Flask("archive.web")
    limit_requests(made, Settings(data=tmp_path, max_upload_mb=3))
    return made


def test_a_large_file_is_spooled_into_the_data_folder(app: Flask, tmp_path: Path) -> None:
    data = {"file": (io.BytesIO(b"x" * 1024 * 1024), "a.bin"), "path": "p/a.bin"}
    with app.test_request_context("/", method="POST", data=data):
        stream = request.files["file"].stream
        assert stream._rolled
        assert Path(stream._TemporaryFileArgs["dir"]) == tmp_path / "incoming"
        assert len(stream.read()) == 1024 * 1024
        stream.close()
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_small_file_stays_in_memory(app: Flask) -> None:
    data = {"file": (io.BytesIO(b"short"), "a.txt")}
    with app.test_request_context("/", method="POST", data=data):
        stream = request.files["file"].stream
        assert not stream._rolled
        stream.close()


def test_the_limits_are_those_of_the_settings(app: Flask) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] == 4 * 1024 * 1024
    assert app.config["MAX_FORM_MEMORY_SIZE"] == 512 * 1024
    assert app.config["MAX_FORM_PARTS"] == 1000
