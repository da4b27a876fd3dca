"""More like this: reasons given, computed from what the caller sees, gone with the next request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
FIRST, SECOND, CLOSED = "GLOW-01", "GLOW-02", "GLOW-03"
PLAN = (
    "The lantern walk needs volunteers, a boat permit and a marshal at every gangway of the quay."
)
REPORT = "Volunteers and marshals kept every gangway free; the boat permit for the lantern walk came late."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "piet"):
        made.account(name)
    made.account("reader", Role.READER)
    for code in (FIRST, SECOND):
        made.project(code, "nora", name=f"Glow {code}", language="en", client="Guild of Lamps")
    made.project(CLOSED, "nora", name="Hidden glow", restricted=True)
    for number in range(4):
        made.document(
            FIRST, "nora", f"{FIRST}_WKR_week-{number}_2026010{number + 1}_V1.0.txt",
            f"Weekly notes {number}: printing, catering and the budget of the tent.",
        )  # fmt: skip
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def filed(world: World, code: str, title: str, text: str, level: Level | None = None) -> str:
    name = f"{code}_PLN_{title}_20260201_V1.0.txt"
    document = world.document(code, "nora", name, text, level=level)
    world.drain()
    return document.id


def similar(world: World, who: str, path: str) -> list[dict[str, Any]]:
    answer = world.call(who, "GET", f"{path}/similar")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def test_a_document_leads_to_one_that_says_the_same_and_says_why(world: World) -> None:
    plan, report = filed(world, FIRST, "plan", PLAN), filed(world, SECOND, "season", REPORT)
    found = similar(world, "reader", f"/documents/{plan}")
    assert [one["id"] for one in found] == [report]
    assert {"gangway", "permit", "volunteers"} & set(found[0]["words"])
    assert 0 < found[0]["score"] <= 1


def test_hidden_documents_are_no_reason_and_change_nothing(world: World) -> None:
    plan, report = filed(world, FIRST, "plan", PLAN), filed(world, SECOND, "season", REPORT)
    before = similar(world, "reader", f"/documents/{plan}")
    for number in range(5):
        filed(world, CLOSED, f"season-{number}", f"{REPORT} {PLAN} {number}")
        filed(world, FIRST, f"gangway-log-{number}", f"{REPORT} {number}", Level.RESTRICTED)
    assert similar(world, "reader", f"/documents/{plan}") == before
    assert len(similar(world, "nora", f"/documents/{plan}")) > len(before)
    assert before[0]["id"] == report


def test_what_a_reader_may_no_longer_see_is_gone_with_the_next_request(world: World) -> None:
    plan, report = filed(world, FIRST, "plan", PLAN), filed(world, SECOND, "season", REPORT)
    assert similar(world, "reader", f"/documents/{plan}") != []
    world.services.documents.edit(
        world.as_("nora"), report, {"confidentiality": "restricted"}
    )  # before its index job has run
    assert similar(world, "reader", f"/documents/{plan}") == []
    world.drain()
    assert similar(world, "reader", f"/documents/{plan}") == []
    world.services.documents.withdraw(world.as_("nora"), plan, "misfiled")
    assert world.call("reader", "GET", f"/documents/{plan}/similar").status_code == 404


def test_a_lesson_leads_to_documents_and_lessons(world: World) -> None:
    plan = filed(world, FIRST, "plan", PLAN)
    ids = []
    for title in ("Marshals at every gangway", "Boat permits for lantern walks"):
        said = {"project": FIRST, "title": title, "advice": PLAN}
        lesson = world.call("nora", "POST", "/lessons", json=said).json["id"]
        world.call("nora", "POST", f"/lessons/{lesson}/approve", json={"level": "internal"})
        ids.append(lesson)
    world.drain()
    assert {one["id"] for one in similar(world, "reader", f"/lessons/{ids[0]}")} == {plan, ids[1]}
    world.call("nora", "POST", f"/lessons/{ids[1]}/retire", json={})
    assert {one["id"] for one in similar(world, "reader", f"/lessons/{ids[0]}")} == {plan}
    assert ids[0] in {one["id"] for one in similar(world, "reader", f"/documents/{plan}")}


def test_no_more_than_a_few_of_one_project_are_named(world: World) -> None:
    plan = filed(world, FIRST, "plan", PLAN)
    for number in range(6):
        filed(world, SECOND, f"season-{number}", f"{REPORT} {number}")
    assert len(similar(world, "nora", f"/documents/{plan}")) == 3


def test_hidden_and_absent_answer_alike(world: World) -> None:
    hidden = filed(world, CLOSED, "plan", PLAN)
    for path in (f"/documents/{hidden}", f"/documents/{'0' * 32}", f"/lessons/{'0' * 32}"):
        assert world.call("reader", "GET", f"{path}/similar").status_code == 404


def test_the_pages_list_what_is_alike_with_and_without_script(world: World) -> None:
    plan, report = filed(world, FIRST, "plan", PLAN), filed(world, SECOND, "season", REPORT)
    headers = {"Authorization": f"Bearer {world.secrets['reader']}", "Accept-Language": "en"}
    client = world.client()
    page = client.get(f"/documents/{plan}", headers=headers).get_data(as_text=True)
    assert f'hx-get="/documents/{plan}/similar"' in page
    whole = client.get(f"/documents/{plan}/similar", headers=headers).get_data(as_text=True)
    beside = client.get(
        f"/documents/{plan}/similar", headers=headers | {"HX-Request": "true"}
    ).get_data(as_text=True)
    assert f"/documents/{report}" in whole
    assert "<html" in whole
    assert f"/documents/{report}" in beside
    assert "<html" not in beside
