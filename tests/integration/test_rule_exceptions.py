"""Exceptions: asked for, decided, used in filing, shown on the document, ending on their day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.rule_exceptions import ExceptionScope, may_be_excepted
from archive.errors import NotFound
from archive.team_time import day_of
from tests.support.world import World, open_world

CODE = "LOCK-01"
PACKAGED = (Path(__file__).resolve().parents[2] / "naming_rules.yaml").read_text("utf-8")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = peopled(open_world(tmp_path / "data"))
    yield world
    world.close()


def peopled(world: World) -> World:
    """A project of mei's with lin in it; other and the records manager are not."""
    for name in ("mei", "lin", "other"):
        world.account(name)
    world.account("records", Role.RECORDS_MANAGER)
    world.project(CODE, "mei", restricted=True)
    world.member(CODE, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    return world


def dropped(world: World, **files: bytes) -> tuple[str, dict[str, str]]:
    """A batch of lin's with these text files; item ids by name."""
    batch = world.services.intake.open_batch(world.as_("lin"), CODE)
    for name, content in files.items():
        stream = io.BytesIO(content)
        world.services.intake.receive(world.as_("lin"), batch.id, stream, f"{name}.txt")
    world.drain()
    items = world.services.intake.batch(world.as_("lin"), batch.id).items
    return batch.id, {item.original_name.removesuffix(".txt"): item.id for item in items}


def asked(
    world: World, batch: str, item: str, status: int = 201, /, **body: object
) -> dict[str, object]:
    path = f"/batches/{batch}/items/{item}/exceptions"
    answer = world.call("lin", "POST", path, json={"reason": "The client's own name", **body})
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.get_json()
    return found


def decided(world: World, who: str, request: object, verb: str = "approve") -> int:
    path = f"/exceptions/{request}/{verb}"
    return world.call(who, "POST", path, json={"reason": "As agreed"}).status_code


def filed(world: World, batch: str, *items: str) -> list[str]:
    """The names the items were filed under; an item that still waits is not among them."""
    body = {"items": list(items), "accept_suggestions": False}
    answer = world.call("lin", "POST", f"/batches/{batch}/file", json=body).get_json()
    world.drain()
    ids = [entry["document"] for entry in answer["filed"]]
    return [world.services.documents.get(world.as_("lin"), one).name for one in ids]


def test_an_approved_exception_files_that_file_under_its_own_name_and_says_so(
    world: World,
) -> None:
    batch, items = dropped(world, pump=b"Pump check of the lock", gate=b"Gate check of the lock")
    request = asked(world, batch, items["pump"])
    assert request["state"] == "asked"
    assert "N03" in request["rules"]  # type: ignore[operator]
    assert filed(world, batch, items["pump"]) == []
    assert decided(world, "mei", request["id"]) == 200
    assert filed(world, batch, items["pump"], items["gate"]) == ["pump.txt"]
    item = world.services.intake.item(world.as_("lin"), batch, items["pump"])
    headers = {"Authorization": f"Bearer {world.secrets['mei']}", "Accept-Language": "en"}
    page = world.client().get(f"/documents/{item.document}", headers=headers).text
    assert "Filed by an exception" in page
    assert "The client&#39;s own name" in page
    listed = world.call("mei", "GET", "/exceptions").get_json()["items"]
    assert [(one["uses"], one["decided_by"]) for one in listed] == [(1, "Mei")]
    with world.services.database.read() as work:
        acts = [event.action for event in work.audit.about(str(request["id"]))]
    assert acts == ["exception_asked", "exception_approved"]


def test_an_approved_item_no_longer_waits_and_is_compliant(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check of the lock")
    request = asked(world, batch, items["pump"])
    assert world.services.holding.count(world.as_("lin")) == 1
    assert decided(world, "records", request["id"]) == 200
    assert world.services.holding.count(world.as_("lin")) == 0
    body = {"items": "compliant"}
    answer = world.call("lin", "POST", f"/batches/{batch}/file", json=body).get_json()
    assert len(answer["filed"]) == 1


def test_who_accepts_what_is_shown_files_an_excepted_file_under_its_own_name(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check of the lock")  # no day in it: an N06 stays
    headers = {"Authorization": f"Bearer {world.secrets['lin']}", "Accept-Language": "en"}
    held = {"decision": "hold"}
    world.call("lin", "PATCH", f"/batches/{batch}/items/{items['pump']}", json=held)
    assert "Ask for an exception" in world.client().get("/holding", headers=headers).text
    request = asked(world, batch, items["pump"])
    page = world.client().get("/holding", headers=headers).text
    assert "Exception: waits" in page
    assert "Ask for an exception" not in page
    assert decided(world, "mei", request["id"]) == 200
    (told, *_) = world.call("lin", "GET", "/notices").get_json()["items"]
    assert told["link"] == f"/batches/{batch}#row-{items['pump']}"
    world.call("lin", "PATCH", f"/batches/{batch}/items/{items['pump']}", json={"decision": "none"})
    row = world.client().get(f"/batches/{batch}/items/{items['pump']}/row", headers=headers).text
    assert "it keeps the name it came with" in row
    item = world.services.intake.item(world.as_("lin"), batch, items["pump"])
    assert item.proposed_name == "pump.txt"
    body = {"items": [items["pump"]], "accept_suggestions": True}
    done = world.call("lin", "POST", f"/batches/{batch}/file", json=body).get_json()["filed"]
    assert world.services.documents.get(world.as_("lin"), done[0]["document"]).name == "pump.txt"


@pytest.mark.parametrize("accept", [False, True])
def test_what_was_granted_and_has_ended_is_said_and_may_be_asked_again(
    tmp_path: Path, *, accept: bool
) -> None:
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    world = peopled(open_world(tmp_path / "data", clock=lambda: now[0]))
    batch, items = dropped(world, pump=b"Pump check of the lock")
    assert decided(world, "mei", asked(world, batch, items["pump"], days=1)["id"]) == 200
    now[0] += timedelta(days=4)
    body = {"items": [items["pump"]], "accept_suggestions": accept}
    answer = world.call("lin", "POST", f"/batches/{batch}/file", json=body).get_json()
    assert answer["filed"] == []  # under no other name than the one shown either
    headers = {"Authorization": f"Bearer {world.secrets['lin']}", "Accept-Language": "en"}
    page = world.client().get("/holding", headers=headers).text
    assert "Exception: ended" in page
    assert "it keeps the name it came with" not in page
    assert "Ask for an exception" in page
    assert asked(world, batch, items["pump"])["state"] == "asked"
    world.close()


@pytest.mark.parametrize(("scope", "others"), [("file", 0), ("batch", 1), ("class", 1)])
def test_an_exception_reaches_as_far_as_its_scope(world: World, scope: str, others: int) -> None:
    batch, items = dropped(world, pump=b"Pump check", gate=b"Gate check")
    change = {"class": "other"}
    for item in items.values():
        world.call("lin", "PATCH", f"/batches/{batch}/items/{item}", json=change)
    request = asked(world, batch, items["pump"], scope=scope)
    assert decided(world, "mei", request["id"]) == 200
    assert len(filed(world, batch, items["gate"])) == others


def test_a_class_exception_ends_with_its_last_day(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    request = asked(world, batch, items["pump"], scope="batch", days=3)
    assert decided(world, "mei", request["id"]) == 200
    last = date.fromisoformat(str(request["until"]))
    with world.services.database.read() as work:
        item = work.intake.item(items["pump"])
        assert item is not None
        assert work.rule_exceptions.excused(item, last)
        assert work.rule_exceptions.excused(item, last + timedelta(days=1)) == {}


def test_a_refused_or_undecided_request_lets_nothing_through(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    request = asked(world, batch, items["pump"])
    assert decided(world, "mei", request["id"], "refuse") == 200
    assert filed(world, batch, items["pump"]) == []
    assert decided(world, "mei", request["id"]) == 409


def test_only_managers_and_the_records_manager_decide_and_strangers_see_nothing(
    world: World,
) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    request = asked(world, batch, items["pump"])
    assert decided(world, "lin", request["id"]) == 403
    assert decided(world, "other", request["id"]) == 404
    assert world.call("other", "GET", "/exceptions").get_json()["total"] == 0
    assert world.call("records", "GET", "/exceptions").get_json()["total"] == 1
    with pytest.raises(NotFound):
        world.services.exceptions.ask(world.as_("other"), batch, items["pump"], "Mine")


def test_the_rule_file_says_who_decides_and_who_is_told(tmp_path: Path) -> None:
    text = PACKAGED.replace("{approve: [manager, records_manager]", "{approve: [records_manager]")
    assert text != PACKAGED
    own = tmp_path / "naming_rules.yaml"
    own.write_text(text, "utf-8")
    world = peopled(open_world(tmp_path / "data", rules=str(own)))
    world.member(CODE, "mei", "records", ProjectRole.MEMBER, Level.INTERNAL)
    batch, items = dropped(world, pump=b"Pump check")
    request = asked(world, batch, items["pump"])
    told = {
        who: world.call(who, "GET", "/notices").get_json()["items"] for who in ("mei", "records")
    }
    assert (told["mei"], len(told["records"])) == ([], 1)
    assert decided(world, "mei", request["id"]) == 403
    assert decided(world, "records", request["id"]) == 200
    world.close()


def test_an_unreadable_file_is_excepted_for_itself_only(world: World) -> None:
    batch, items = dropped(world, empty=b"", pump=b"Pump check")
    asked(world, batch, items["empty"], 409, scope="batch")
    request = asked(world, batch, items["empty"])
    assert "N13" in request["rules"]  # type: ignore[operator]
    assert decided(world, "records", request["id"]) == 200
    assert filed(world, batch, items["empty"]) == ["empty.txt"]


def test_a_name_that_cannot_be_stored_and_a_copy_are_never_excepted(world: World) -> None:
    for scope in ExceptionScope:
        assert not may_be_excepted("N02", scope)
        assert not may_be_excepted("N11", scope)
    batch, items = dropped(world, NUL=b"Pump check")
    asked(world, batch, items["NUL"], 409)


@pytest.mark.parametrize(
    "body", [{"reason": " "}, {"days": 91}, {"days": 0}, {"scope": "everything"}]
)
def test_reason_scope_and_days_are_bounded(world: World, body: dict[str, object]) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    asked(world, batch, items["pump"], 422, **body)


def test_a_month_is_listed_and_its_table_holds_no_formula(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    asked(world, batch, items["pump"], reason="=HYPERLINK(1)")
    month = f"{day_of(datetime.now(UTC)):%Y-%m}"
    assert world.call("mei", "GET", f"/exceptions?month={month}").get_json()["total"] == 1
    assert world.call("mei", "GET", "/exceptions?month=2020-02").get_json()["total"] == 0
    assert world.call("mei", "GET", "/exceptions?month=2020-13").status_code == 422
    headers = {"Authorization": f"Bearer {world.secrets['mei']}"}
    table = world.client().get(f"/exceptions.csv?month={month}", headers=headers)
    rows = list(csv.reader(io.StringIO(table.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=HYPERLINK(1)" in rows[1]


def test_every_waiting_file_an_exception_is_for_is_judged_again(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check", gate=b"Gate check", weir=b"Weir check")
    later, others = dropped(world, sluice=b"Sluice check")
    for where, item in [(batch, i) for i in items.values()] + [(later, others["sluice"])]:
        body = {"class": "survey" if item == items["weir"] else "other"}
        world.call("lin", "PATCH", f"/batches/{where}/items/{item}", json=body)

    def verdicts() -> dict[str, str]:
        found = [
            *world.call("lin", "GET", f"/batches/{batch}").get_json()["items"],
            *world.call("lin", "GET", f"/batches/{later}").get_json()["items"],
        ]
        return {item["path"].removesuffix(".txt"): item["verdict"] for item in found}

    assert set(verdicts().values()) == {"held"}
    request = asked(world, batch, items["pump"], scope="class")
    assert decided(world, "mei", request["id"]) == 200
    assert verdicts() == {"pump": "ok", "gate": "ok", "weir": "held", "sluice": "ok"}
    request = asked(world, batch, items["weir"], scope="batch")
    assert decided(world, "mei", request["id"]) == 200
    assert verdicts()["weir"] == "ok"


def test_a_class_exception_reaches_files_filed_directly_and_later_batches(world: World) -> None:
    batch, items = dropped(world, pump=b"Pump check")
    change = {"class": "other"}
    world.call("lin", "PATCH", f"/batches/{batch}/items/{items['pump']}", json=change)

    def directly(name: str, content: bytes, **fields: str) -> TestResponse:
        return world.upload("lin", f"/projects/{CODE}/documents", name, content, **fields)

    refused = directly("gate.txt", b"Gate check", **{"class": "other"})
    assert refused.status_code == 422
    request = asked(world, batch, items["pump"], scope="class", days=5)
    assert decided(world, "mei", request["id"]) == 200
    filed_now = directly("gate.txt", b"Gate check", **{"class": "other"})
    assert filed_now.status_code == 201, filed_now.text
    document = filed_now.get_json()
    assert (document["name"], document["class"]) == ("gate.txt", "other")
    used = world.services.exceptions.of_document(document["id"])
    assert [known.id for known in used] == [request["id"]]
    assert directly("weir.txt", b"Weir check").status_code == 422  # of no class that is known
    assert directly("weir.txt", b"Weir check", **{"class": "survey"}).status_code == 422
    path = f"/documents/{document['id']}/versions"
    assert world.upload("lin", path, "gate 2.txt", b"Gate check, second").status_code == 201
    batch, items = dropped(world, lock=b"Other things about the lock")
    world.call("lin", "PATCH", f"/batches/{batch}/items/{items['lock']}", json=change)
    answer = world.call("lin", "POST", f"/batches/{batch}/file", json={"items": "compliant"})
    assert [one["item"] for one in answer.get_json()["filed"]] == [items["lock"]]
