"""Static files: one digest of all of them in the address, packed once, never another file's bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.web.pages.assets import STYLE_SHEET, assets, digest
from tests.support.world import open_world


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    world = open_world(tmp_path / "data")
    yield world.client()
    world.close()


def test_the_style_sheet_is_its_parts_in_order() -> None:
    style = assets()[STYLE_SHEET].content
    assert style.index(b"--paper:#F5F4F0") < style.index(b".card{") < style.index(b"@media print")
    assert not any(path.startswith("css/") for path in assets())


def test_a_browser_that_unpacks_gets_it_packed(client: FlaskClient) -> None:
    address = f"/assets/{digest()}/{STYLE_SHEET}"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == client.get(address).data == assets()[STYLE_SHEET].content
    assert packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["0000000000000000/app.css", "{}/nothing.css", "{}/../app.py"])
def test_another_version_or_file_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get("/assets/" + path.format(digest())).status_code == 404


def test_the_script_library_comes_with_its_licence() -> None:
    assert b"Zero-Clause BSD" in assets()["vendor/htmx.LICENSE.txt"].content
    assert assets()["vendor/htmx.min.js"].content.startswith(b"var htmx")
