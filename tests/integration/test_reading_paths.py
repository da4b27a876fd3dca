"""What newcomers read: stops in order, only those they may see, confirmed version by version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from tests.support.world import World, multipart, open_world

pytestmark = pytest.mark.integration
CODE, CLOSED = "BEACON-07", "BEACON-08"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("paths"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("olga", "pim", "quinn"):
        made.account(name)
    made.account("newcomer", Role.READER)
    made.account("chief", Role.LEAD)
    made.account("keeper", Role.RECORDS_MANAGER)
    made.project(CODE, "olga", name="Beacon walks", language="en")
    made.project(CLOSED, "olga", name="Quiet beacon", restricted=True)
    made.member(CODE, "olga", "pim", clearance=Level.CONFIDENTIAL)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ids(world: World) -> dict[str, str]:
    """A released lesson, an internal and a confidential document."""
    lesson = {"project": CODE, "title": "Walk it first", "advice": "Walk the route at night once."}
    made = world.call("olga", "POST", "/lessons", json=lesson).get_json()["id"]
    world.call("olga", "POST", f"/lessons/{made}/approve", json={})
    text = "The route and who walks it. " * 60
    route = world.document(CODE, "olga", f"{CODE}_OTH_route_20260105_V1.0.txt", text)
    fees = world.document(
        CODE, "olga", f"{CODE}_OTH_fees_20260105_V1.0.txt", "Fees", level=Level.CONFIDENTIAL
    )
    world.drain()
    return {"lesson": made, "route": route.id, "fees": fees.id}


def path(world: World, who: str, path_id: str) -> dict[str, Any]:
    answer = world.call(who, "GET", f"/paths/{path_id}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.fixture
def made(world: World, ids: dict[str, str]) -> dict[str, Any]:
    stops = [
        {"kind": "text", "title": "How we work", "text": "Read this first."},
        {"kind": "document", "target": ids["fees"]},
        {"kind": "lesson", "target": ids["lesson"], "minutes": 7},
        {"kind": "template", "target": ids["route"]},
    ]
    body = {"title": "First week", "audience": "newcomer", "topic": "team", "stops": stops}
    answer = world.call("olga", "POST", "/paths", json=body)
    assert answer.status_code == 201
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_path_shows_each_reader_the_stops_they_may_see_and_counts_no_other(
    world: World, made: dict[str, Any]
) -> None:
    assert [s["kind"] for s in made["stops"]] == ["text", "document", "lesson", "template"]
    assert [s["minutes"] for s in made["stops"]] == [1, 1, 7, 2]  # 360 words at 238 a minute
    shown = path(world, "newcomer", made["id"])
    assert [s["kind"] for s in shown["stops"]] == ["text", "lesson", "template"]
    assert shown["progress"] == {
        "total": 3, "read": 0, "minutes": 10, "minutes_left": 10, "next": made["stops"][0]["id"],
    }  # fmt: skip
    listed = world.call("newcomer", "GET", "/paths?audience=newcomer").get_json()["items"]
    assert next(p for p in listed if p["id"] == made["id"])["progress"]["total"] == 3
    assert path(world, "pim", made["id"])["progress"]["total"] == 4


def test_who_may_write_a_path_and_who_may_not(world: World) -> None:
    body = {"title": "Another path"}
    done = {
        who: world.call(who, "POST", "/paths", json=body).status_code
        for who in ("olga", "chief", "keeper", "pim", "newcomer")
    }
    assert done == {"olga": 201, "chief": 201, "keeper": 201, "pim": 403, "newcomer": 403}
    assert world.call("pim", "POST", "/paths", json=body | {"project": CODE}).status_code == 403
    assert world.call("pim", "POST", "/paths", json=body | {"project": CLOSED}).status_code == 404


def test_a_path_of_a_project_is_there_for_its_members_alone(world: World) -> None:
    body = {"title": "Inside", "project": CODE}
    inside = world.call("olga", "POST", "/paths", json=body).get_json()["id"]
    assert path(world, "pim", inside)["project"] == CODE
    for who in ("newcomer", "chief", "keeper"):
        assert world.call(who, "GET", f"/paths/{inside}").status_code == 404
        assert inside not in str(world.call(who, "GET", "/paths").get_json())
    assert world.call("pim", "PATCH", f"/paths/{inside}", json={"title": "x"}).status_code == 403


def test_a_stop_cannot_lead_to_what_its_writer_does_not_see(
    world: World, ids: dict[str, str]
) -> None:
    answers = []
    for target in (ids["fees"], "0" * 32):
        stops = [{"kind": "document", "target": target}]
        answers.append(world.call("chief", "POST", "/paths", json={"title": "x", "stops": stops}))
    assert [a.status_code for a in answers] == [422, 422]
    assert answers[0].data == answers[1].data


def test_an_editor_who_sees_less_takes_nothing_away(world: World, made: dict[str, Any]) -> None:
    seen = path(world, "chief", made["id"])
    assert len(seen["stops"]) == 3
    turned = [{k: s[k] for k in ("id", "kind", "target", "title", "text", "minutes")}
              for s in reversed(seen["stops"])]  # fmt: skip
    for stop in turned:
        stop["target"] = stop["target"] or None
    body = {"stops": turned, "revision": seen["revision"]}
    answer = world.call("chief", "PATCH", f"/paths/{made['id']}", json=body)
    assert answer.status_code == 200, answer.text
    assert [s["id"] for s in answer.get_json()["stops"]] == [s["id"] for s in turned]
    kinds = [s["kind"] for s in path(world, "olga", made["id"])["stops"]]
    assert kinds == ["template", "lesson", "text", "document"]  # still behind the stop it followed
    assert world.call("chief", "PATCH", f"/paths/{made['id']}", json=body).status_code == 409


def read(world: World, who: str, where: dict[str, Any], stop: dict[str, Any]) -> int:
    place = f"/paths/{where['id']}/stops/{stop['id']}/read"
    body = {"version": stop["version"]}
    return world.call(who, "PUT", place, json=body).status_code


def test_a_confirmation_holds_for_the_version_that_was_read(
    world: World, made: dict[str, Any], ids: dict[str, str]
) -> None:
    _, lesson, route = path(world, "newcomer", made["id"])["stops"]
    assert read(world, "newcomer", made, lesson) == 200
    assert read(world, "newcomer", made, route) == 200
    mine = path(world, "newcomer", made["id"])
    assert [s["reading"] for s in mine["stops"]] == ["open", "read", "read"]
    assert (mine["progress"]["read"], mine["progress"]["minutes_left"]) == (2, 1)
    world.call("olga", "PATCH", f"/lessons/{ids['lesson']}", json={"advice": "Walk it twice."})
    form = multipart({}, f"{CODE}_OTH_route_20260105_V2.0.txt", b"A new route.")
    assert (
        world.call("olga", "POST", f"/documents/{ids['route']}/versions", form=form).status_code
        == 201
    )
    again = path(world, "newcomer", made["id"])
    assert [s["reading"] for s in again["stops"]] == ["open", "changed", "changed"]
    assert read(world, "newcomer", made, lesson) == 409  # what was read is not what stands there
    assert read(world, "newcomer", made, again["stops"][1]) == 200
    world.call("olga", "PATCH", f"/lessons/{ids['lesson']}", json={"theme": "onsite"})
    assert path(world, "newcomer", made["id"])["stops"][1]["reading"] == "read"
    place = f"/paths/{made['id']}/stops/{lesson['id']}/read"
    assert world.call("newcomer", "DELETE", place).status_code == 200
    assert path(world, "newcomer", made["id"])["stops"][1]["reading"] == "changed"


def test_a_stop_that_is_hidden_is_confirmed_by_nobody_who_does_not_see_it(
    world: World, made: dict[str, Any]
) -> None:
    place = f"/paths/{made['id']}/stops/{{}}/read"
    hidden, absent = (
        world.call("newcomer", "PUT", place.format(stop), json={})
        for stop in (made["stops"][1]["id"], "0" * 32)
    )
    assert (hidden.status_code, hidden.data) == (404, absent.data)


def test_who_read_how_much_is_for_the_editor_and_of_what_the_editor_sees(
    world: World, made: dict[str, Any]
) -> None:
    for stop in path(world, "pim", made["id"])["stops"][:2]:
        assert read(world, "pim", made, stop) == 200
    assert world.call("pim", "GET", f"/paths/{made['id']}/readers").status_code == 403
    counts = []
    for who in ("olga", "chief"):
        listed = world.call(who, "GET", f"/paths/{made['id']}/readers").get_json()["items"]
        counts.append({row["name"]: row["read"] for row in listed}["Pim"])
    assert counts == [2, 1]


def test_a_retired_path_is_gone_for_its_readers(world: World, made: dict[str, Any]) -> None:
    where = f"/paths/{made['id']}"
    assert world.call("olga", "PATCH", where, json={"retired": True}).status_code == 200
    assert world.call("newcomer", "GET", where).status_code == 404
    assert made["id"] not in str(world.call("newcomer", "GET", "/paths").get_json())
    assert world.call("olga", "PATCH", where, json={"retired": False}).status_code == 200


def page(world: World, who: str, where: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    if form is None:
        answer = client.get(where, headers=headers)
    else:
        answer = client.post(where, headers=headers, data=form, follow_redirects=False)
        if answer.status_code == 303:
            answer = client.get(answer.headers["Location"], headers=headers)
    return answer.status_code, answer.text


def test_a_path_is_made_and_read_on_its_pages(world: World, ids: dict[str, str]) -> None:
    assert page(world, "pim", "/knowledge/paths/new")[0] == 403
    assert page(world, "chief", "/knowledge/paths/new")[0] == 200
    _, shown = page(world, "chief", "/knowledge/paths", {"title": "By hand", "audience": "lead"})
    assert "By hand" in shown
    listed = world.call("chief", "GET", "/paths?per_page=100").get_json()["items"]
    path_id = next(p for p in listed if p["title"] == "By hand")["id"]
    where = f"/knowledge/paths/{path_id}"
    assert "Walk it first" in page(world, "chief", f"{where}/edit?q=walk")[1]
    page(world, "chief", f"{where}/stops", {"kind": "lesson", "target": ids["lesson"]})
    text = {"kind": "text", "title": "Second", "text": "Some words."}
    page(world, "chief", f"{where}/stops", text)
    lesson, guide = path(world, "chief", path_id)["stops"]
    form = {"title": "By hand", "audience": "lead", "language": "en", "revision": "3",
            f"place-{lesson['id']}": "30", f"minutes-{lesson['id']}": "9",
            f"place-{guide['id']}": "20", f"title-{guide['id']}": "First",
            f"text-{guide['id']}": "Some words."}  # fmt: skip
    assert "Saved." in page(world, "chief", where, form)[1]
    now = path(world, "chief", path_id)["stops"]
    assert [(s["title"], s["minutes"]) for s in now] == [("First", 1), ("Walk it first", 9)]
    status, shown = page(world, "newcomer", where)
    assert (status, "Some words." in shown, f"{where}/edit" in shown) == (200, True, False)
    read_it = f"{where}/stops/{now[0]['id']}/read"
    assert "Walk the route" not in shown
    assert "Walk it first" in page(world, "newcomer", read_it, {"version": now[0]["version"]})[1]
    assert "1 of 2 read" in page(world, "newcomer", where)[1]
    unread = f"{where}/stops/{now[0]['id']}/unread"
    assert "0 of 2 read" in page(world, "newcomer", unread, {})[1]
    assert "Nobody has confirmed" in page(world, "chief", f"{where}?readers=1")[1]
    gone = form | {"revision": "4", f"remove-{lesson['id']}": "1"}
    page(world, "chief", where, gone)
    assert [s["title"] for s in path(world, "chief", path_id)["stops"]] == ["First"]


def test_home_leads_somebody_new_to_the_first_path_until_it_is_read(world: World) -> None:
    world.account("fresh", Role.READER)
    shown = page(world, "fresh", "/")[1]
    assert "Start here" in shown
    assert shown.index("Start here") < shown.index(
        'role="search"'
    )  # before all else, on a phone too
    assert "Start here" in page(world, "fresh", "/knowledge")[1]
    for one in world.call("fresh", "GET", "/paths?audience=newcomer&per_page=100").get_json()[
        "items"
    ]:
        for stop in one["stops"]:
            assert read(world, "fresh", one, stop) == 200
    assert "Start here" not in page(world, "fresh", "/")[1]
