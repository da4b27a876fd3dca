"""A filed document goes on saying why it is named and sorted so, to everybody who may read it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.documents import Document, Level
from tests.support.twin_mails import mail_of
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LAMP-26"
MINUTES = """第三次工作會議紀錄
日期：2026年3月5日
出席：林主任、陳副理

決議事項：燈箱改為兩座。
待辦事項：陳副理更新圖面。
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    for name in ("mei", "ken"):
        made.account(name)
    made.project(CODE, "mei", name="Lamp days")
    yield made
    made.close()


def filed(world: World, name: str, content: bytes) -> Document:
    mei, services = world.as_("mei"), world.services
    batch = services.intake.open_batch(mei, CODE)
    services.intake.receive(mei, batch.id, io.BytesIO(content), name)
    world.drain()
    done = services.filing.file_batch(mei, batch.id, "all", accept_suggestions=True)
    found = [services.documents.get(mei, document) for _, document in done.filed]
    return next(document for document in found if document.original_name == name)


def page(world: World, by: str, document: Document) -> str:
    caller = {"Authorization": f"Bearer {world.secrets[by]}", "Accept-Language": "en"}
    return world.client().get(f"/documents/{document.id}", headers=caller).get_data(as_text=True)


def test_what_still_holds_is_told_to_all_who_may_read_it(world: World) -> None:
    document = filed(world, "會議.txt", MINUTES.encode())
    answer = world.call("ken", "GET", f"/documents/{document.id}").get_json()
    told = {reason["field"]: reason for reason in answer["reasons"]}
    assert "待辦事項" in answer["class_reasons"][0]
    assert told["date"]["why"] == "The text says “2026年3月5日”"
    assert told["date"]["place"]["segment"] == 1
    shown = page(world, "ken", document)
    assert "Why it is named and sorted so" in shown
    assert "The text says “2026年3月5日”" in shown

    changed = {"date": "2026-03-06", "class": "agenda", "revision": document.revision}
    world.call("mei", "PATCH", f"/documents/{document.id}", json=changed)
    answer = world.call("ken", "GET", f"/documents/{document.id}").get_json()
    assert answer["class_reasons"] == []
    assert "date" not in {reason["field"] for reason in answer["reasons"]}
    assert "title" in {reason["field"] for reason in answer["reasons"]}


def test_what_other_files_said_is_not_told(world: World) -> None:
    times = ("lighting times.txt", "The first lamp is lit at nine, the second one at eleven. " * 40)
    terms = ("terms of the lamp.txt", "STRICTLY CONFIDENTIAL\nThe price of a lamp is agreed below.")
    mail = filed(world, "lamps.eml", mail_of("Lamps for the quay", times, terms))
    assert mail.level is Level.RESTRICTED
    answer = world.call("mei", "GET", f"/documents/{mail.id}").get_json()
    assert answer["confidentiality_reasons"] == []
    assert "is of a higher level" not in page(world, "mei", mail)
    assert answer["reasons"]


def test_who_has_the_version_is_told_to_who_may_see_it(world: World) -> None:
    world.member(CODE, "mei", "ken")
    held = filed(world, "會議.txt", MINUTES.encode())
    again = MINUTES.replace("兩座", "三座")
    assert version_reason(world, "ken", again) == (
        f"“{held.name}” has V1.0 already; V1.1 is the next free one"
    )
    hidden = {"confidentiality": "restricted", "revision": held.revision}
    world.call("mei", "PATCH", f"/documents/{held.id}", json=hidden)
    assert version_reason(world, "ken", again.replace("三座", "四座")) is None


def version_reason(world: World, by: str, text: str) -> str | None:
    """Why a file has its version, as the interface says it to who received it."""
    services, caller = world.services, world.as_(by)
    batch = services.intake.open_batch(caller, CODE)
    services.intake.receive(caller, batch.id, io.BytesIO(text.encode()), "會議.txt")
    world.drain()
    item = services.intake.batch(caller, batch.id).items[0]
    answer = world.call(by, "GET", f"/batches/{batch.id}/items/{item.id}").get_json()
    told = {reason["field"]: reason["why"] for reason in answer["reasons"]}
    assert ("_V1.1" if "version" in told else "_V1.0") in answer["proposed_name"]
    return told.get("version")
