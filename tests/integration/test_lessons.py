"""What one project learned reaches the next: proposed with evidence, released by a manager, never wider."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, CLOSED = "QUAY-03", "QUAY-04"
REPORT = """Final report of the Lantern Board season

What went well
- Lantern Board staff trained the volunteers two weeks early.

What did not go well
- The boat permit of Lantern Board came four days after the opening.
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("lessons"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "piet", "zoe"):
        made.account(name)
    made.account("newcomer", Role.READER)
    made.project(CODE, "nora", name="Quay lights", language="en", client="Lantern Board")
    made.project(CLOSED, "nora", name="Quiet quay", restricted=True)
    made.member(CODE, "nora", "piet", clearance=Level.CONFIDENTIAL)
    made.member(CODE, "nora", "zoe")
    made.document(
        CODE, "nora", f"{CODE}_RPT_quay-lights-season_20260201_V1.0.txt", REPORT,
        level=Level.CONFIDENTIAL,
    )  # fmt: skip
    made.drain()
    review = f"/projects/{CODE}/review"
    assert made.call("nora", "POST", review, json={}).status_code == 202
    made.drain()
    assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    yield made
    made.close()


def found(world: World, who: str, query: str = "") -> dict[str, Any]:
    answer = world.call(who, "GET", f"/lessons{query}")
    assert answer.status_code == 200
    listed: dict[str, Any] = answer.get_json()
    return listed


def titled(world: World, who: str, words: str) -> dict[str, Any]:
    lesson: dict[str, Any] = next(i for i in found(world, who)["items"] if words in i["title"])
    return lesson


def test_an_approved_review_proposes_its_lessons_once_with_their_evidence(world: World) -> None:
    permit = titled(world, "nora", "boat permit")
    assert (permit["kind"], permit["state"]) == ("failure", "proposed")
    assert permit["confidentiality"] == "confidential"
    assert permit["evidence"][0]["quote"].startswith("The boat permit")
    before = found(world, "nora")["total"]
    review = f"/projects/{CODE}/review"
    world.call("nora", "POST", review, json={})
    world.drain()
    assert world.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    assert found(world, "nora")["total"] == before


def test_a_proposed_lesson_is_the_business_of_its_project_as_far_as_each_member_is_cleared(
    world: World,
) -> None:
    permit = titled(world, "nora", "boat permit")
    for who, status in (("piet", 200), ("zoe", 404), ("newcomer", 404)):
        assert world.call(who, "GET", f"/lessons/{permit['id']}").status_code == status
    counts = found(world, "zoe")
    assert (counts["total"], counts["facets"]["kind"]) == (0, [])


def test_a_lesson_without_advice_is_not_released(world: World) -> None:
    permit = titled(world, "nora", "boat permit")
    assert (
        world.call("nora", "POST", f"/lessons/{permit['id']}/approve", json={}).status_code == 422
    )
    assert (
        world.call("piet", "POST", f"/lessons/{permit['id']}/approve", json={}).status_code == 403
    )


def test_below_its_sources_a_lesson_is_released_only_masked_and_its_evidence_stays_closed(
    world: World,
) -> None:
    where = f"/lessons/{titled(world, 'nora', 'boat permit')['id']}"
    advice = {"advice": "Ask for the permit before Lantern Board signs.", "theme": "schedule"}
    assert world.call("piet", "PATCH", where, json=advice).status_code == 200
    wider = {"level": "internal"}
    assert world.call("nora", "POST", f"{where}/approve", json=wider).status_code == 422
    released = world.call("nora", "POST", f"{where}/approve", json={**wider, "masked": True})
    assert released.status_code == 200
    read = world.call("newcomer", "GET", where).get_json()
    assert (read["project"], read["client"], read["evidence"]) == (None, None, [])
    assert read["advice"] == "Ask for the permit before a client signs."
    assert "Lantern" not in str(read)
    assert CODE not in str(read)
    assert world.call("piet", "GET", where).get_json()["evidence"] != []
    assert world.call("zoe", "GET", where).get_json()["evidence"] == []
    assert world.call("piet", "PATCH", where, json={"advice": "x"}).status_code == 403
    assert found(world, "newcomer", "?client=Lantern%20Board")["total"] == 0


def test_counts_are_of_what_the_reader_sees(world: World) -> None:
    for who in ("newcomer", "piet"):
        listed = found(world, who)
        assert sum(value["count"] for value in listed["facets"]["kind"]) == listed["total"]
        for value in listed["facets"]["kind"]:
            assert found(world, who, f"?kind={value['value']}")["total"] == value["count"]


def test_a_lesson_of_a_restricted_project_stays_inside_and_moves_with_the_project(
    world: World,
) -> None:
    body = {"project": CLOSED, "title": "Keep it quiet", "advice": "Say nothing."}
    made = world.call("nora", "POST", "/lessons", json=body).get_json()
    where = f"/lessons/{made['id']}"
    assert world.call("nora", "POST", f"{where}/approve", json={}).status_code == 200
    assert world.call("newcomer", "GET", where).status_code == 404
    assert world.call("newcomer", "POST", "/lessons", json=body).status_code == 404
    world.call("nora", "PATCH", f"/projects/{CLOSED}", json={"restricted": False})
    assert world.call("newcomer", "GET", where).status_code == 200
    world.call("nora", "PATCH", f"/projects/{CLOSED}", json={"restricted": True})
    assert world.call("newcomer", "GET", where).status_code == 404
    assert world.call("nora", "POST", f"{where}/retire", json={}).get_json()["state"] == "retired"


def test_a_stale_save_is_refused(world: World) -> None:
    body = {"project": CODE, "title": "Two pens", "kind": "how-to"}
    made = world.call("piet", "POST", "/lessons", json=body).get_json()
    where = f"/lessons/{made['id']}"
    change = {"advice": "Take turns.", "revision": made["revision"]}
    assert world.call("piet", "PATCH", where, json=change).status_code == 200
    assert world.call("nora", "PATCH", where, json=change).status_code == 409
    assert world.call("nora", "PATCH", where, json={"theme": "weather"}).status_code == 422


def page(world: World, who: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    if form is None:
        answer = client.get(path, headers=headers)
    else:
        answer = client.post(path, headers=headers, data=form, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_lesson_is_written_released_and_found_on_its_pages(world: World) -> None:
    assert CODE in page(world, "piet", "/knowledge/new")[1]
    form = {"project": CODE, "title": "Spare lamps", "kind": "how-to", "advice": "Carry six.",
            "theme": "onsite", "channel": "event"}  # fmt: skip
    page(world, "piet", "/knowledge", form)
    made = titled(world, "piet", "Spare lamps")
    where = f"/knowledge/{made['id']}"
    assert "Spare lamps" not in page(world, "newcomer", "/knowledge")[1]
    assert page(world, "newcomer", where)[0] == 404
    assert page(world, "newcomer", f"{where}/edit")[0] == 404
    assert page(world, "nora", f"{where}/release", {"level": "internal"})[0] in (200, 404)
    status, shown = page(world, "newcomer", "/knowledge?theme=onsite&channel=event")
    assert (status, "Carry six." in shown) == (200, True)
    status, shown = page(world, "newcomer", where)
    assert (status, "Next time" in shown, "Released by Nora" in shown) == (200, True, True)
    assert f"{where}/edit" not in shown
    saved = {**form, "title": "Spare lamps", "advice": "Carry eight.", "revision": "2"}
    page(world, "nora", where, saved)
    assert "Carry eight." in page(world, "newcomer", where)[1]
    page(world, "nora", f"{where}/retire", {})
    assert page(world, "newcomer", where)[0] == 404
    page(world, "nora", f"{where}/retire", {"back": "1"})
    assert titled(world, "nora", "Spare lamps")["state"] == "proposed"
