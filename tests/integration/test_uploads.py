"""Large files in pieces: what was acknowledged stays, what was not is sent again, nothing is half there."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from archive.blobs.parts import PartStore, append
from archive.errors import Conflict
from archive.services.intake.uploads import AT_ONCE, KEPT, PIECE_LIMIT, UploadService
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "WHARF-26"
PAPER = "碼頭市集 工作紀錄\n日期：2026年4月8日\n\n".encode() + b"crane and cable\n" * 400


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("uploads"), max_upload_mb=1)
    for name in ("mei", "ken", "ida"):
        made.account(name)
    made.project(CODE, "mei", name="碼頭市集")
    made.member(CODE, "mei", "ken")
    yield made
    made.close()


@pytest.fixture
def batch(world: World) -> str:
    return world.services.intake.open_batch(world.as_("ken"), CODE).id


def announced(world: World, batch: str, **told: Any) -> dict[str, Any]:
    body = {"path": "紀錄/工作紀錄.txt", "size": len(PAPER)} | told
    answer = world.call("ken", "POST", f"/batches/{batch}/uploads", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def put(
    world: World, upload: str, offset: int, piece: bytes, digest: str = "", by: str = "ken"
) -> TestResponse:
    return world.client().put(
        f"/api/v1/uploads/{upload}",
        query_string={"offset": offset, "sha256": digest},
        data=piece,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {world.secrets[by]}", "Accept-Language": "en"},
    )


def test_the_page_of_a_batch_names_to_its_sender_what_is_half_there(
    world: World, batch: str
) -> None:
    begun = announced(world, batch, path="紀錄/half.txt")["id"]
    pages = {
        name: world.client().get(
            f"/batches/{batch}", headers={"Authorization": f"Bearer {world.secrets[name]}"}
        )
        for name in ("ken", "mei")
    }
    assert {page.status_code for page in pages.values()} == {200}
    assert ("half.txt" in pages["ken"].text, "half.txt" in pages["mei"].text) == (True, False)
    world.services.uploads.forget(world.as_("ken"), begun)


def files_left(world: World) -> list[str]:
    return sorted(file.name for file in (world.settings.data / "uploads").iterdir())


def test_a_file_in_pieces_becomes_the_item_it_would_have_been_whole(
    world: World, batch: str
) -> None:
    upload = announced(world, batch, sha256=hashlib.sha256(PAPER).hexdigest())
    assert (upload["offset"], upload["piece"], upload["item"]) == (0, PIECE_LIMIT, None)
    for start in range(0, len(PAPER), 1000):
        piece = PAPER[start : start + 1000]
        answer = put(world, upload["id"], start, piece, hashlib.sha256(piece).hexdigest())
        assert answer.status_code == 200, answer.text
        assert answer.get_json()["offset"] == start + len(piece)
    item_id = answer.get_json()["item"]
    world.drain()
    item = world.services.intake.item(world.as_("ken"), batch, item_id)
    assert (item.path, item.sha256) == ("紀錄/工作紀錄.txt", hashlib.sha256(PAPER).hexdigest())
    assert (item.state.value, item.fields.date) == ("proposed", "2026-04-08")
    assert files_left(world) == []
    again = put(world, upload["id"], len(PAPER), b"")
    assert (again.status_code, again.get_json()["item"]) == (200, item_id)
    assert len(world.services.intake.batch(world.as_("ken"), batch).items) == 1


def test_a_piece_goes_where_the_last_one_ended_and_nowhere_else(world: World, batch: str) -> None:
    upload = announced(world, batch)["id"]
    assert put(world, upload, 0, PAPER[:100]).status_code == 200
    for offset in (0, 99, 101):
        refused = put(world, upload, offset, PAPER[:50])
        assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
        assert "byte 100" in refused.get_json()["detail"]
    assert world.call("ken", "GET", f"/uploads/{upload}").get_json()["offset"] == 100
    listed = world.call("ken", "GET", f"/batches/{batch}/uploads").get_json()
    assert [(one["id"], one["offset"]) for one in listed["items"]] == [(upload, 100)]
    assert put(world, upload, 100, PAPER[100:]).get_json()["item"] is not None
    assert world.call("ken", "GET", f"/batches/{batch}/uploads").get_json()["total"] == 0


def test_a_piece_that_was_changed_on_its_way_does_not_count(world: World, batch: str) -> None:
    upload = announced(world, batch)["id"]
    refused = put(world, upload, 0, PAPER[:100], hashlib.sha256(b"other").hexdigest())
    assert refused.status_code == 409
    assert put(world, upload, 0, PAPER + b"more").status_code == 409
    assert world.call("ken", "GET", f"/uploads/{upload}").get_json()["offset"] == 0
    assert put(world, upload, 0, PAPER).get_json()["item"] is not None


def test_a_whole_that_is_not_what_was_announced_is_given_up(world: World, batch: str) -> None:
    upload = announced(world, batch, sha256="0" * 64)["id"]
    assert put(world, upload, 0, PAPER).status_code == 409
    assert world.call("ken", "GET", f"/uploads/{upload}").status_code == 404
    assert world.services.intake.batch(world.as_("ken"), batch).items == ()
    assert files_left(world) == []


def test_an_upload_does_not_exist_for_anybody_else(world: World, batch: str) -> None:
    upload = announced(world, batch)["id"]
    put(world, upload, 0, PAPER[:10])
    for other in ("ida", "mei"):  # a stranger, and the manager who sees the batch
        absent = world.call(other, "GET", "/uploads/0123").data
        assert world.call(other, "GET", f"/uploads/{upload}").data == absent
        assert world.call(other, "DELETE", f"/uploads/{upload}").status_code == 404
        assert put(world, upload, 10, PAPER[10:], by=other).status_code == 404
    assert world.call("mei", "GET", f"/batches/{batch}/uploads").get_json()["total"] == 0
    assert world.call("ida", "GET", f"/batches/{batch}/uploads").status_code == 404
    body = {"path": "x.txt", "size": 5}
    assert world.call("ida", "POST", f"/batches/{batch}/uploads", json=body).status_code == 404
    assert world.call("ken", "DELETE", f"/uploads/{upload}").status_code == 204
    assert files_left(world) == []


def test_what_cannot_be_kept_is_not_begun(world: World, batch: str) -> None:
    for size, status in ((0, 422), (-1, 422), ((1 << 20) + 1, 413)):
        body = {"path": "x.bin", "size": size}
        answer = world.call("ken", "POST", f"/batches/{batch}/uploads", json=body)
        assert answer.status_code == status, answer.text
    upload = announced(world, batch)["id"]
    assert put(world, upload, 0, b"x" * (PIECE_LIMIT + 1)).status_code == 413
    world.call("ken", "DELETE", f"/uploads/{upload}")


def test_nobody_begins_files_without_end(world: World, batch: str) -> None:
    begun = [announced(world, batch)["id"] for _ in range(AT_ONCE)]
    body = {"path": "x.bin", "size": 5}
    answer = world.call("ken", "POST", f"/batches/{batch}/uploads", json=body)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    for upload in begun:
        world.call("ken", "DELETE", f"/uploads/{upload}")


def test_bytes_written_but_not_acknowledged_are_written_over(world: World, batch: str) -> None:
    upload = announced(world, batch)["id"]
    put(world, upload, 0, PAPER[:200])
    with (world.settings.data / "uploads" / upload).open("ab") as file:
        file.write(b"a piece whose answer never came")
    answer = put(world, upload, 200, PAPER[200:])
    item = world.services.intake.item(world.as_("ken"), batch, answer.get_json()["item"])
    assert item.sha256 == hashlib.sha256(PAPER).hexdigest()


def test_two_pieces_are_never_written_at_once(tmp_path: Path) -> None:
    parts = PartStore(tmp_path)
    with parts.growing("a1") as file:
        append(file, 0, io.BytesIO(b"abc"), 10, None)
        with pytest.raises(Conflict), parts.growing("a1"):
            pass
    with parts.growing("a1") as file, pytest.raises(Conflict):
        append(file, 5, io.BytesIO(b"x"), 10, None)  # there are not that many


def test_uploads_nobody_adds_to_are_forgotten_and_young_ones_stay(world: World, batch: str) -> None:
    left, young = announced(world, batch)["id"], announced(world, batch)["id"]
    put(world, left, 0, PAPER[:10])
    stray = world.settings.data / "uploads" / "0badcafe"
    stray.write_bytes(b"?")
    world.services.uploads.sweep()
    assert files_left(world) == [left]
    later = UploadService(
        world.services.database,
        world.services.blobs,
        PartStore(world.settings.data / "uploads"),
        1 << 20,
        lambda: datetime.now(UTC) + KEPT + timedelta(hours=1),
    )
    later.sweep()
    assert files_left(world) == []
    for upload in (left, young):
        assert world.call("ken", "GET", f"/uploads/{upload}").status_code == 404
