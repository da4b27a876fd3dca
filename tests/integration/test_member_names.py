"""Names in archives whose encoding nobody tells: shown as they could be read, chosen, and held to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.extraction.member_names import fitting, guessed, spelled
from archive.services.intake.member_names import with_known_names
from tests.support.world import World, open_world

PIER = "PIER-26"
NAMES = {
    "會議/碼頭週會紀錄.txt": "碼頭週會紀錄\n日期：2026年3月5日",
    "報價/浮標報價.txt": "浮標報價單",
}


class Plain(zipfile.ZipInfo):
    """An entry as old packers write it: a name in bytes, no word about their encoding."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name zipfile calls
        return self.raw, self.flag_bits & ~0x800


def packed(encoding: str, names: dict[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, (name, text) in enumerate((names or NAMES).items()):
            entry = Plain(f"{number}.txt", (2026, 3, 5, 9, 0, 0))
            entry.raw = name.encode(encoding)
            archive.writestr(entry, text.encode())
    return target.getvalue()


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    world = open_world(tmp_path)  # type: ignore[arg-type]
    for name in ("mei", "lin", "stranger"):
        world.account(name)
    world.project(PIER, "mei")
    world.member(PIER, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    yield world
    world.close()


def dropped(world: World, content: bytes, name: str = "pier.zip") -> tuple[str, str]:
    batch = world.services.intake.open_batch(world.as_("lin"), PIER).id
    item = world.services.intake.receive(world.as_("lin"), batch, io.BytesIO(content), name)
    world.drain()
    return batch, item.id


def paths(world: World, batch: str) -> list[str]:
    items = world.call("lin", "GET", f"/batches/{batch}").get_json()["items"]
    return sorted(item["path"] for item in items if item["parent"])


def names_of(world: World, batch: str, item: str, status: int = 200) -> dict[str, Any]:
    answer = world.call("lin", "GET", f"/batches/{batch}/items/{item}/names")
    assert answer.status_code == status
    found: dict[str, Any] = answer.get_json()
    return found


def choose(world: World, batch: str, item: str, encoding: str, status: int = 200) -> None:
    path, body = f"/batches/{batch}/items/{item}/names", {"encoding": encoding}
    assert world.call("lin", "POST", path, json=body).status_code == status


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "cp932"])
def test_names_are_read_by_the_likeliest_encoding_and_every_other_is_shown(
    world: World, encoding: str
) -> None:
    shown = {
        "gb18030": {"会议/码头周会纪要.txt": "x", "报价/浮标报价.txt": "y"},
        "big5hkscs": NAMES,
        "cp932": {"議事録/会議の記録.txt": "x", "見積/見積書.txt": "y"},
    }[encoding]
    batch, item = dropped(world, packed(encoding, shown))
    assert paths(world, batch) == sorted(f"pier.zip/{name}" for name in shown)
    found = names_of(world, batch, item)
    assert (found["encoding"], found["confirmed"], found["names"]) == (encoding, False, 2)
    choices = {choice["encoding"]: choice["names"] for choice in found["choices"]}
    assert choices[encoding] == list(shown)
    assert len(choices) > 1
    choose(world, batch, item, encoding)
    assert names_of(world, batch, item)["confirmed"] is True


def test_another_choice_renames_the_members_and_proposes_them_anew(world: World) -> None:
    batch, item = dropped(world, packed("big5hkscs"))
    before = world.call("lin", "GET", f"/batches/{batch}").get_json()
    other = next(
        choice["encoding"]
        for choice in names_of(world, batch, item)["choices"]
        if choice["encoding"] != "big5hkscs"
    )
    choose(world, batch, item, other)
    assert paths(world, batch) != sorted(f"pier.zip/{name}" for name in NAMES)
    choose(world, batch, item, "big5hkscs", status=409)  # still being read
    world.drain()
    choose(world, batch, item, "big5hkscs")
    assert world.call("lin", "GET", f"/batches/{batch}").get_json()["state"] == "analysing"
    world.drain()
    after = world.call("lin", "GET", f"/batches/{batch}").get_json()
    assert after["state"] == "ready"

    def told(batch: dict[str, Any]) -> dict[str, Any]:
        kept = ("class", "proposed_name", "fields", "verdict", "state")
        return {item["path"]: [item[key] for key in kept] for item in batch["items"]}

    assert told(after) == told(before)
    text = world.call("lin", "GET", f"/batches/{batch}/items/{item}/text").get_json()["segments"]
    assert sum("浮標報價單" in segment["text"] for segment in text) == 1


def test_what_a_person_said_of_a_member_and_what_is_filed_stay(world: World) -> None:
    batch, item = dropped(world, packed("big5hkscs"))
    children = {
        child["path"].rpartition("/")[2]: child
        for child in world.call("lin", "GET", f"/batches/{batch}").get_json()["items"]
        if child["parent"]
    }
    said, filed = children["浮標報價.txt"]["id"], children["碼頭週會紀錄.txt"]
    world.call("lin", "PATCH", f"/batches/{batch}/items/{said}", json={"class": "contract"})
    body = {"items": [filed["id"]], "accept_suggestions": True}
    assert world.call("lin", "POST", f"/batches/{batch}/file", json=body).get_json()["filed"]
    choose(world, batch, item, "gb18030")
    world.drain()
    items = {i["id"]: i for i in world.call("lin", "GET", f"/batches/{batch}").get_json()["items"]}
    assert items[said]["class"] == "contract"
    assert items[said]["state"] == "proposed"
    assert items[filed["id"]]["state"] == "filed"


def test_archives_inside_take_their_new_path_along(world: World) -> None:
    inner = packed("big5hkscs", {"內層/浮標清單.txt": "浮標清單"})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        entry = Plain("0.zip", (2026, 3, 5, 9, 0, 0))
        entry.raw = "外層.zip".encode("big5hkscs")
        archive.writestr(entry, inner)
    batch, item = dropped(world, target.getvalue())
    assert "pier.zip/外層.zip/內層/浮標清單.txt" in paths(world, batch)
    choose(world, batch, item, "cp437")
    world.drain()
    renamed = "外層.zip".encode("big5hkscs").decode("cp437").replace("\\", "/")
    assert f"pier.zip/{renamed}/內層/浮標清單.txt" in paths(world, batch)
    assert world.call("lin", "GET", f"/batches/{batch}").get_json()["state"] == "ready"


def test_names_that_say_what_they_are_ask_no_question(world: World) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("會議/紀錄.txt", "紀錄")
        archive.writestr("plain.txt", "plain")
    batch, item = dropped(world, target.getvalue())
    names_of(world, batch, item, status=404)
    answer = world.call("stranger", "GET", f"/batches/{batch}/items/{item}/names")
    assert answer.status_code == 404


def test_an_encoding_that_does_not_fit_is_refused(world: World) -> None:
    batch, item = dropped(world, packed("big5hkscs"))
    for encoding in ("utf-8", "latin-1", "rot13", "../etc"):
        choose(world, batch, item, encoding, status=422)


def test_the_page_offers_the_choices_and_takes_one(world: World) -> None:
    batch, item = dropped(world, packed("big5hkscs"))
    headers = {"Authorization": f"Bearer {world.secrets['lin']}", "Accept-Language": "en"}
    client = world.client()
    row = client.get(f"/batches/{batch}/items/{item}/row", headers=headers).text
    assert "They are read as Big5" in row
    assert "g-look" in row
    panel = client.get(f"/batches/{batch}/items/{item}", headers=headers).text
    assert "碼頭週會紀錄.txt" in panel
    assert "GBK" in panel
    address = f"/batches/{batch}/items/{item}/names"
    client.post(address, headers=headers, data={"encoding": "big5hkscs"})
    assert "g-ready" in client.get(f"/batches/{batch}/items/{item}/row", headers=headers).text


def test_the_likeliest_fits_and_stands_first() -> None:
    raw = [name.encode("big5hkscs") for name in NAMES]
    assert fitting(raw)[0] == guessed(raw) == "big5hkscs"
    assert [spelled(one, "big5hkscs") for one in raw] == list(NAMES)
    assert "utf-8" not in fitting(raw)
    assert fitting(["é.txt".encode()])[0] == "utf-8"


def two_dropped(world: World) -> tuple[str, str, str]:
    """Two archives of one upload whose names a guess reads wrongly: GBK bytes that fit Big5 better."""
    intake, lin = world.services.intake, world.as_("lin")
    batch = intake.open_batch(lin, PIER).id
    ids = [
        intake.receive(lin, batch, io.BytesIO(packed("big5hkscs", names)), name).id
        for name, names in (("one.zip", NAMES), ("two.zip", {"碼頭/纜繩清單.txt": "纜繩清單"}))
    ]
    world.drain()
    return batch, ids[0], ids[1]


def test_a_choice_is_proposed_for_the_other_archives_of_the_upload(world: World) -> None:
    batch, one, two = two_dropped(world)
    choose(world, batch, one, "gb18030")
    world.drain()
    carried = names_of(world, batch, two)
    assert (carried["encoding"], carried["confirmed"]) == ("gb18030", False)
    wrong = "碼頭/纜繩清單.txt".encode("big5hkscs").decode("gb18030", "replace")
    assert f"two.zip/{wrong}" in paths(world, batch)
    late = world.services.intake.receive(
        world.as_("lin"),
        batch,
        io.BytesIO(packed("big5hkscs", {"浮標/清單.txt": "清單"})),
        "late.zip",
    ).id
    world.drain()
    assert names_of(world, batch, late)["encoding"] == "gb18030"
    assert world.call("lin", "GET", f"/batches/{batch}").get_json()["state"] == "ready"


def test_what_somebody_confirmed_of_an_archive_stays_when_another_is_chosen(world: World) -> None:
    batch, one, two = two_dropped(world)
    choose(world, batch, two, "big5hkscs")
    choose(world, batch, one, "gb18030")
    world.drain()
    kept = names_of(world, batch, two)
    assert (kept["encoding"], kept["confirmed"]) == ("big5hkscs", True)
    assert "two.zip/碼頭/纜繩清單.txt" in paths(world, batch)


def test_reading_an_archive_again_keeps_the_choice(world: World) -> None:
    batch, item = dropped(world, packed("big5hkscs"))
    choose(world, batch, item, "gb18030")
    world.drain()
    chosen = paths(world, batch)
    with world.services.database.write() as work:
        container = work.intake.item(item)
        assert container is not None
        children = work.intake.children_of(item)
        fresh = [replace(child, path=child.path, raw_path=child.raw_path) for child in children]
        again, named = with_known_names(work, container, fresh)
    assert (again.name_encoding, again.names_confirmed) == ("gb18030", True)
    assert sorted(child.path for child in named) == chosen
