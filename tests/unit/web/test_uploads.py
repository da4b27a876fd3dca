"""Uploaded bytes wait on the archive's own disk, not in memory and not in a shared folder."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from flask import Flask, request

from archive.settings import Settings
from archive.web.security import limit_requests


def upload(content: bytes) -> dict[str, object]:
    """A request that carries one file."""
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    body = io.BytesIO(head + content + b"\r\n--edge--\r\n")
    return {"input_stream": body, "content_type": "multipart/form-data; boundary=edge"}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    made = Flask("archive.web")
    limit_requests(made, Settings(data=tmp_path, max_upload_mb=3))
    return made


def test_a_large_file_is_spooled_into_the_data_folder(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(
        tempfile, "TemporaryFile", lambda **how: places.append(how["dir"]) or real(**how)
    )
    with app.test_request_context("/", method="POST", **upload(b"x" * 1024 * 1024)):
        stream = request.files["file"].stream
        assert stream._rolled
        assert places == [str(tmp_path / "incoming")]
        assert len(stream.read()) == 1024 * 1024
        stream.close()
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_small_file_stays_in_memory(app: Flask) -> None:
    with app.test_request_context("/", method="POST", **upload(b"short")):
        stream = request.files["file"].stream
        assert not stream._rolled
        stream.close()


def test_the_limits_are_those_of_the_settings(app: Flask) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] == 4 * 1024 * 1024
    assert app.config["MAX_FORM_MEMORY_SIZE"] == 512 * 1024
    assert app.config["MAX_FORM_PARTS"] == 1000
