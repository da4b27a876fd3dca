"""What is done to items together is taken back, item by item as it was, and never over a later change."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import ItemState, Level
from archive.domain.intake import Item
from archive.services.intake.item_changes import ItemChange
from tests.support.world import World, open_world

BUOY = "BUOY-26"
FILES = {
    "anchor rota final.txt": b"Anchor rota\nDate: 5 March 2026\nWho stands by the anchor and when.",
    "buoy list (2).txt": b"List of buoys\nDate: 6 March 2026\nGreen to starboard, red to port.",
    "meeting.txt": b"Minutes of the meeting\nDate: 7 March 2026\nPresent: Ann, Bo. Agenda: tides.",
}


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    world = open_world(tmp_path)  # type: ignore[arg-type]
    for name in ("mei", "lin", "stranger"):
        world.account(name)
    world.project(BUOY, "mei")
    world.member(BUOY, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    yield world
    world.close()


def drop(world: World, who: str = "lin", files: dict[str, bytes] | None = None) -> str:
    batch = world.services.intake.open_batch(world.as_(who), BUOY).id
    for name, content in (files or FILES).items():
        world.services.intake.receive(world.as_(who), batch, io.BytesIO(content), name)
    world.drain()
    return batch


def items(world: World, batch: str) -> dict[str, Item]:
    view = world.services.intake.batch(world.as_("mei"), batch)
    return {item.original_name: item for item in view.items}


def told(item: Item) -> tuple[Any, ...]:
    """Everything of an item that a person decides or is proposed."""
    return (
        item.state, item.class_key, item.class_confidence, item.class_reasons, item.level,
        item.level_reasons, item.decision, item.reason, item.name, item.verdict, item.document,
    )  # fmt: skip


def patch(world: World, batch: str, **body: object) -> dict[str, Any]:
    ids = [item.id for item in items(world, batch).values()]
    answer = world.call("lin", "PATCH", f"/batches/{batch}/items", json={"items": ids, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def undo(world: World, batch: str, who: str = "lin", **body: str) -> dict[str, Any]:
    answer = world.call(who, "POST", f"/batches/{batch}/undo", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.parametrize(
    "body",
    [
        {"decision": "discard"},
        {"decision": "hold"},
        {"decision": "keep_both", "reason": "both were signed"},
        {"class": "contract"},
        {"confidentiality": "restricted"},
    ],
    ids=lambda body: "-".join(map(str, body.values())),
)
def test_every_act_on_several_items_is_taken_back_whole(
    world: World, body: dict[str, object]
) -> None:
    batch = drop(world)
    before = {name: told(item) for name, item in items(world, batch).items()}
    done = patch(world, batch, **body)
    assert len(done["items"]) == len(FILES)
    assert {name: told(item) for name, item in items(world, batch).items()} != before
    undone = undo(world, batch)
    assert (undone["act"], len(undone["restored"]), undone["left"]) == (done["act"], 3, [])
    assert {name: told(item) for name, item in items(world, batch).items()} == before


def test_filing_is_taken_back_and_can_be_done_again(world: World) -> None:
    files = {**FILES, "copy of rota.txt": FILES["anchor rota final.txt"]}
    batch = drop(world, files=files)
    before = {name: told(item) for name, item in items(world, batch).items()}
    accept = {"items": "all", "accept_suggestions": True}
    filed = world.call("lin", "POST", f"/batches/{batch}/file", json=accept).get_json()
    assert len(filed["filed"]) == 4
    world.drain()
    assert world.call("lin", "GET", "/search?q=starboard").get_json()["total"] == 1
    undone = undo(world, batch, act=filed["act"])
    assert len(undone["restored"]) == 4
    assert {name: told(item) for name, item in items(world, batch).items()} == before
    world.drain()
    assert world.call("lin", "GET", "/search?q=starboard").get_json()["total"] == 0
    assert world.call("lin", "GET", f"/documents?project={BUOY}").get_json()["total"] == 0
    again = world.call("lin", "POST", f"/batches/{batch}/file", json=accept).get_json()
    assert len(again["filed"]) == 4
    assert world.call("lin", "GET", f"/documents?project={BUOY}").get_json()["total"] == 3


def test_what_was_changed_since_is_left_alone(world: World) -> None:
    batch = drop(world)
    patch(world, batch, decision="hold")
    changed = items(world, batch)["meeting.txt"]
    world.call("lin", "PATCH", f"/batches/{batch}/items/{changed.id}", json={"class": "agenda"})
    undone = undo(world, batch)
    assert undone["left"] == [changed.id]
    assert len(undone["restored"]) == 2
    assert items(world, batch)["meeting.txt"].class_key == "agenda"
    assert items(world, batch)["meeting.txt"].state is ItemState.HELD


def test_a_document_that_others_stand_in_and_a_version_stay(world: World) -> None:
    batch = drop(world, files={"buoy list (2).txt": FILES["buoy list (2).txt"]})
    accept = {"items": "all", "accept_suggestions": True}
    first = world.call("lin", "POST", f"/batches/{batch}/file", json=accept).get_json()
    second = drop(world, files={"same list.txt": FILES["buoy list (2).txt"]})
    linked = world.call("lin", "POST", f"/batches/{second}/file", json=accept).get_json()
    assert linked["filed"][0]["document"] == first["filed"][0]["document"]
    assert undo(world, batch)["restored"] == []
    assert len(undo(world, second)["restored"]) == 1
    document = first["filed"][0]["document"]
    assert world.call("lin", "GET", f"/documents/{document}").status_code == 200
    newer = drop(world, files={"buoy list new.txt": FILES["buoy list (2).txt"] + b" And a bell."})
    [item] = items(world, newer).values()
    body = {"decision": "new_version", "of": document}
    assert (
        world.call("lin", "PATCH", f"/batches/{newer}/items/{item.id}", json=body).status_code
        == 200
    )
    world.call("lin", "POST", f"/batches/{newer}/file", json=accept)
    assert undo(world, newer)["left"] == [item.id]
    assert len(world.call("lin", "GET", f"/documents/{document}/versions").get_json()["items"]) == 2


def test_an_act_is_undone_once_by_whoever_did_it(world: World) -> None:
    batch = drop(world)
    act = patch(world, batch, decision="discard")["act"]
    by_manager = world.call("mei", "POST", f"/batches/{batch}/undo", json={"act": act})
    absent = world.call("mei", "POST", f"/batches/{batch}/undo", json={"act": "0" * 32})
    assert (by_manager.status_code, by_manager.data) == (404, absent.data)
    assert world.call("stranger", "GET", f"/batches/{batch}/acts").status_code == 404
    undo(world, batch, act=act)
    again = world.call("lin", "POST", f"/batches/{batch}/undo", json={"act": act})
    assert again.status_code == 409
    assert world.call("lin", "POST", f"/batches/{batch}/undo", json={}).status_code == 404
    listed = world.call("lin", "GET", f"/batches/{batch}/acts").get_json()["items"]
    assert [(known["kind"], bool(known["undone_at"])) for known in listed] == [("discard", True)]


def test_what_cannot_be_done_to_one_item_leaves_the_others_done(world: World) -> None:
    batch = drop(world)
    filed = items(world, batch)["meeting.txt"]
    body = {"items": [filed.id], "accept_suggestions": True}
    world.call("lin", "POST", f"/batches/{batch}/file", json=body)
    outcome = patch(world, batch, decision="discard")
    assert [refused["item"] for refused in outcome["refused"]] == [filed.id]
    assert len(outcome["items"]) == 2
    assert items(world, batch)["meeting.txt"].state is ItemState.FILED


def test_more_items_than_one_transaction_holds_are_one_act(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.services.intake.batch_acts.AT_ONCE", 2)
    batch = drop(world)
    before = {name: told(item) for name, item in items(world, batch).items()}
    patch(world, batch, decision="discard")
    assert len(undo(world, batch)["restored"]) == 3
    assert {name: told(item) for name, item in items(world, batch).items()} == before


def test_files_whose_reading_failed_are_read_again(world: World) -> None:
    broken = b"%PDF-1.7\nthis is not the rest of a document"
    batch = drop(world, files={"plan.pdf": broken, "meeting.txt": FILES["meeting.txt"]})
    held = items(world, batch)["plan.pdf"]
    assert held.content_state.value == "damaged"
    world.call("lin", "PATCH", f"/batches/{batch}/items/{held.id}", json={"class": "plan"})
    answer = world.call("lin", "POST", f"/batches/{batch}/read-again")
    assert answer.get_json() == {"items": 1}
    waiting = world.call("lin", "GET", f"/batches/{batch}/items/{held.id}").get_json()
    assert (waiting["state"], waiting["note"]) == ("received", "Being read again")
    world.drain()
    again = items(world, batch)["plan.pdf"]
    assert (again.state, again.note) == (ItemState.PROPOSED, None)
    assert again.content_state.value == "damaged"
    assert world.call("stranger", "POST", f"/batches/{batch}/read-again").status_code == 404


def test_a_date_is_picked_and_a_month_alone_is_not_lost_by_the_picker(world: World) -> None:
    batch = drop(world)
    item = items(world, batch)["meeting.txt"]
    address, mei = f"/batches/{batch}/items/{item.id}", world.as_("mei")

    def visit() -> str:
        headers = {"Authorization": f"Bearer {world.secrets['mei']}"}
        return str(world.client().get(address, headers=headers).text)

    def picker() -> str:
        page = visit()
        found = re.findall(r'<input class="in" id="day"[^>]*>', page)
        assert len(found) == 1
        assert 'name="date" type="date"' in found[0]
        return str(found[0])

    assert 'value="2026-03-07"' in picker()
    assert "required" not in picker()
    world.services.intake.change(mei, batch, item.id, ItemChange(fields={"date": "2026-04"}))
    assert 'value=""' in picker()
    assert "required" in picker()
    assert 'value="2026-04"' in visit()  # where months are written
    world.services.intake.change(mei, batch, item.id, ItemChange(fields={"date": ""}))
    assert "required" not in picker()
