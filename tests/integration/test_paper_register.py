"""The register of paper originals: expected by the rules, placed, lent and returned, also after a close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.errors import CloseoutIncomplete
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "MOSS-10"
PATH = f"/projects/{CODE}/papers"


class Clock:
    now = datetime(2026, 6, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    made = open_world(tmp_path, clock=clock)
    for name in ("mara", "timo", "outsider"):
        made.account(name)
    made.account("rex", Role.RECORDS_MANAGER)
    made.project(CODE, "mara", name="Moss garden", language="en")
    made.member(CODE, "mara", "timo")
    yield made
    made.close()


def contract(world: World) -> str:
    name = f"{CODE}_CON_garden-lease_20260105_V1.0.txt"
    return world.document(CODE, "mara", name, "The lease of the garden", level=Level.RESTRICTED).id


def register(world: World, who: str = "mara", **said: Any) -> Any:
    return world.call(who, "POST", PATH, json=said)


def found(world: World, who: str, query: str = "") -> list[dict[str, Any]]:
    answer = world.call(who, "GET", f"/papers{query}")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.get_json()["items"]
    assert answer.get_json()["total"] == len(items)
    return items


def test_the_rules_say_which_papers_are_missing(world: World) -> None:
    lease = contract(world)
    shelf = world.call("mara", "GET", PATH).get_json()
    assert [e["document"] for e in shelf["expected"]] == [lease]
    made = register(world, document=lease, box="B-12", shelf="3 left")
    assert (made.status_code, made.get_json()["title"]) == (201, "garden-lease")
    shelf = world.call("mara", "GET", PATH).get_json()
    assert (shelf["expected"], [p["box"] for p in shelf["items"]]) == ([], ["B-12"])
    assert register(world, document=lease).status_code == 409
    assert register(world, document="0" * 32).status_code == 422
    assert register(world, box="B-1").status_code == 422


def test_a_paper_is_lent_once_and_its_history_stays(world: World) -> None:
    paper = register(world, title="Signed floor plan", box="B-1").get_json()["id"]
    loan = {"borrower": "Ms Poon, legal", "due": "2026-06-10"}
    lent = world.call("mara", "POST", f"/papers/{paper}/loans", json=loan)
    assert (lent.status_code, lent.get_json()["out"]) == (201, True)
    assert world.call("mara", "POST", f"/papers/{paper}/loans", json=loan).status_code == 409
    back = world.call("rex", "POST", f"/papers/{paper}/return", json={}).get_json()
    assert (back["out"], back["loans"][0]["returned_by"]) == (False, "Rex")
    assert world.call("rex", "POST", f"/papers/{paper}/return", json={}).status_code == 409
    world.call("mara", "POST", f"/papers/{paper}/loans", json=loan | {"borrower": "Timo"})
    history = world.call("timo", "GET", f"/papers/{paper}").get_json()["loans"]
    assert {row["borrower"] for row in history} == {"Timo", "Ms Poon, legal"}
    past = world.call("mara", "POST", f"/papers/{paper}/loans", json=loan | {"due": "2026-05-31"})
    assert past.status_code == 422


def test_members_know_papers_of_documents_they_see_and_keepers_know_title_and_place(
    world: World,
) -> None:
    lease = contract(world)
    secret = register(world, document=lease, box="B-12").get_json()["id"]
    plan = register(world, title="Signed floor plan", box="B-1").get_json()["id"]
    assert {p["id"] for p in found(world, "mara")} == {secret, plan}
    assert {p["id"] for p in found(world, "timo")} == {plan}
    assert found(world, "outsider") == []
    keeper = {p["id"]: p for p in found(world, "rex")}
    assert (keeper[secret]["box"], keeper[secret]["document"]) == ("B-12", None)
    assert found(world, "mara", "?box=b-12")[0]["document"] == lease
    for who, paper, status in (
        ("timo", secret, 404), ("outsider", plan, 404), ("timo", plan, 403), ("rex", secret, 200),
    ):  # fmt: skip
        answer = world.call(who, "PATCH", f"/papers/{paper}", json={"holder": "Registry"})
        assert answer.status_code == status, (who, status)
    assert world.call("timo", "GET", PATH).get_json()["expected"] == []
    assert world.call("outsider", "GET", PATH).status_code == 403
    assert register(world, "timo", title="Another").status_code == 403


def test_papers_are_found_by_words_box_shelf_and_whether_they_are_out(world: World) -> None:
    one = register(world, title="Signed floor plan", box="B-1", shelf="2").get_json()["id"]
    two = register(world, title="Stamp duty receipt", box="B-2", shelf="2").get_json()["id"]
    assert [p["id"] for p in found(world, "mara", "?q=floor")] == [one]
    assert [p["id"] for p in found(world, "mara", "?box=B-2")] == [two]
    assert len(found(world, "mara", "?shelf=2")) == 2
    world.call(
        "mara", "POST", f"/papers/{two}/loans", json={"borrower": "Timo", "due": "2026-06-02"}
    )
    assert [p["id"] for p in found(world, "mara", "?out=true")] == [two]
    assert found(world, "mara", "?late=true") == []
    assert [p["id"] for p in found(world, "mara")] == [two, one]


def test_an_overdue_loan_is_told_once_to_managers_and_keepers(world: World, clock: Clock) -> None:
    paper = register(world, title="Signed floor plan").get_json()["id"]
    world.call(
        "mara", "POST", f"/papers/{paper}/loans", json={"borrower": "Timo", "due": "2026-06-02"}
    )
    told = {}
    for days in (1, 3, 4):
        clock.now = datetime(2026, 6, 1, 9, tzinfo=UTC) + timedelta(days=days)
        world.services.papers.remind(clock.now)
        for who in ("mara", "rex", "timo"):
            told[days, who] = len(world.services.notices.list(world.as_(who)).items)
    assert [told[1, who] for who in ("mara", "rex", "timo")] == [0, 0, 0]
    assert [told[3, who] for who in ("mara", "rex", "timo")] == [1, 1, 0]
    assert [told[4, who] for who in ("mara", "rex", "timo")] == [1, 1, 0]
    assert found(world, "rex", "?late=true")[0]["overdue"]


def test_paper_moves_on_after_the_close_which_keeps_where_it_stood(world: World) -> None:
    lease = contract(world)
    paper = register(world, document=lease, box="B-12").get_json()["id"]
    register(world, title="Signed floor plan", box="B-1")
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mara"), CODE)
    given = [Waiver(m.id, "agreed") for m in refused.value.missing if isinstance(m, Missing)]
    world.services.closing.close(world.as_("mara"), CODE, given)
    moved = world.call("mara", "PATCH", f"/papers/{paper}", json={"box": "B-40"})
    assert (moved.status_code, moved.get_json()["box"]) == (200, "B-40")
    loan = {"borrower": "The client", "due": "2026-06-20"}
    assert world.call("mara", "POST", f"/papers/{paper}/loans", json=loan).status_code == 201
    assert register(world, title="The stamp").status_code == 201
    boxes = {
        who: {r["box"] for r in world.services.closing.closings(world.as_(who), CODE)[0]
              .record["registers"]["papers"]}
        for who in ("mara", "timo")
    }  # fmt: skip
    assert boxes == {"mara": {"B-12", "B-1"}, "timo": {"B-1"}}


def test_the_pages_work_without_script(world: World) -> None:
    contract(world)
    headers = {"Authorization": f"Bearer {world.secrets['mara']}"}
    client = world.client()
    assert "garden-lease" in client.get(PATH, headers=headers).text
    made = client.post(PATH, headers=headers, data={"title": "Signed floor plan", "box": "B-1"})
    assert made.status_code == 303
    paper = found(world, "mara")[0]["id"]
    yesterday = {"borrower": "Timo", "due": "2020-01-02"}
    past = client.post(f"/papers/{paper}/loans", headers=headers, data=yesterday)
    assert (past.status_code, 'value="Timo"' in past.text) == (422, True)
    lent = client.post(
        f"/papers/{paper}/loans", headers=headers, data={"borrower": "Timo", "due": "2026-06-02"}
    )
    assert lent.status_code == 303
    assert "Timo" in client.get(f"/papers/{paper}", headers=headers).text
    assert client.post(f"/papers/{paper}/return", headers=headers).status_code == 303
    assert client.post(f"/papers/{paper}", headers=headers, data={"box": "B-9"}).status_code == 303
    page = client.get("/papers?box=B-9", headers=headers)
    assert "Signed floor plan" in page.text
