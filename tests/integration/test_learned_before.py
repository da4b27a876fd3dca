"""What past projects have for a new one: lessons with reasons, cases with their outcome, open actions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from archive.domain.access import Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
PAST, SECRET, NEW = "FERRY-01", "FERRY-02", "FERRY-03"
REPORT = """Final report of the ferry festival

What went well
- The lantern makers arrived two weeks early.

What did not go well
- The landing stage permit came four days late.

Improvement actions
Action\tOwner\tDue
Ask for landing permits before signing\tNora Vane\t2026-03-01
"""
BRIEF = """The harbour office wants a ferry festival with lantern makers on the quay, an event over two
weekends, and asks for landing stage permits, stewards and a closing event."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("learned"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "otto", "uma"):
        made.account(name)
    made.account("chief", Role.LEAD)
    money = {"budget": Decimal(20_000), "currency": "USD"}
    made.project(PAST, "nora", name="Ferry festival", language="en", industry="tourism", **money)
    made.project(SECRET, "nora", name="Secret ferry festival", industry="tourism", restricted=True)
    made.document(
        PAST, "nora", f"{PAST}_RPT_ferry-festival_20260201_V1.0.txt", REPORT, level=Level.INTERNAL
    )
    made.drain()
    review = f"/projects/{PAST}/review"
    assert made.call("nora", "POST", review, json={}).status_code == 202
    made.drain()
    assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    lessons = (
        (PAST, {"title": "Permits of the landing stage first", "theme": "schedule", "channel": "event",
                "happened": "The landing stage permit came late."}),
        (PAST, {"title": "Book lantern makers early", "theme": "suppliers"}),
        (PAST, {"title": "Write the scope down", "theme": "scope"}),
        (SECRET, {"title": "Secret landing stage permits", "theme": "schedule", "channel": "event"}),
    )  # fmt: skip
    for code, said in lessons:
        body = {"project": code, "advice": "Do it.", **said}
        lesson = made.call("nora", "POST", "/lessons", json=body).get_json()["id"]
        assert made.call("nora", "POST", f"/lessons/{lesson}/approve", json={}).status_code == 200
    made.project(NEW, "otto", name="Ferry festival again", industry="Tourism", **money)
    made.member(NEW, "otto", "uma")
    yield made
    made.close()


@pytest.fixture(scope="module")
def learned(world: World) -> dict[str, Any]:
    answer = world.call("otto", "POST", f"/projects/{NEW}/learned", json={"text": BRIEF})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def kinds(reasons: list[dict[str, str]]) -> set[str]:
    return {reason["kind"] for reason in reasons}


def test_a_brief_brings_at_least_three_lessons_each_with_its_reasons(
    learned: dict[str, Any],
) -> None:
    titles = [one["lesson"]["title"] for one in learned["lessons"]]
    assert len(titles) == 3
    assert titles[0] == "Permits of the landing stage first"
    best = learned["lessons"][0]
    assert kinds(best["reasons"]) >= {"industry", "channel", "band", "words"}
    assert all(one["reasons"] for one in learned["lessons"])
    assert "landing" in str(best["reasons"])
    assert "Secret" not in str(learned)


def test_where_nothing_is_relevant_that_is_said_and_nothing_put_in_its_place(world: World) -> None:
    form = {"name": "Letterheads", "code": "FERRY-08", "language": "en",
            "brief": "Please plan and print new letterheads before the end of the month."}  # fmt: skip
    shown = page(world, "otto", "/projects", form)[1]
    assert 'id="few"' in shown
    found = world.call("otto", "GET", "/projects/FERRY-08/learned").get_json()
    assert (found["lessons"], found["few"]) == ([], True)


def test_words_of_a_confidential_brief_are_told_to_its_readers_alone(world: World) -> None:
    world.project("FERRY-07", "otto", name="Quay", language="en", industry="tourism")
    world.member("FERRY-07", "otto", "uma")
    name = "FERRY-07_BRF_quay-brief_20260201_V1.0.txt"
    world.document("FERRY-07", "otto", name, BRIEF, level=Level.CONFIDENTIAL)
    world.drain()
    handed = world.call("otto", "POST", "/projects/FERRY-07/learned", json={}).get_json()
    assert {k for one in handed["lessons"] for k in kinds(one["reasons"])} > {"industry", "words"}
    seen = world.call("uma", "GET", "/projects/FERRY-07/learned").get_json()["lessons"]
    assert {k for one in seen for k in kinds(one["reasons"])} == {"industry"}


def test_the_team_says_what_it_applies_and_that_is_counted_for_those_who_see_the_project(
    world: World, learned: dict[str, Any]
) -> None:
    lesson = learned["lessons"][0]["lesson"]["id"]
    where = f"/projects/{NEW}/learned/lessons/{lesson}"
    assert world.call("nora", "PATCH", where, json={"mark": "apply"}).status_code == 403
    assert (
        world.call("uma", "PATCH", where, json={"mark": "apply"}).get_json()["marked_by"] == "Uma"
    )
    absent = f"/projects/{NEW}/learned/lessons/{'0' * 32}"
    assert world.call("uma", "PATCH", absent, json={"mark": "apply"}).status_code == 404
    assert world.call("nora", "GET", f"/lessons/{lesson}").get_json()["used"] == 1
    world.call("otto", "PATCH", f"/projects/{NEW}", json={"restricted": True})
    assert world.call("nora", "GET", f"/lessons/{lesson}").get_json()["used"] == 0
    assert world.call("uma", "GET", f"/lessons/{lesson}").get_json()["used"] == 1
    world.call("otto", "PATCH", f"/projects/{NEW}", json={"restricted": False})
    again = world.call("otto", "POST", f"/projects/{NEW}/learned", json={"text": BRIEF}).get_json()
    marks = {one["lesson"]["id"]: one["mark"] for one in again["lessons"]}
    assert marks[lesson] == "apply"  # looking again keeps what was decided
    assert world.call("chief", "GET", f"/projects/{NEW}/learned").status_code == 403


def test_a_similar_case_tells_its_outcome_as_far_as_the_reader_sees(
    learned: dict[str, Any],
) -> None:
    (case,) = learned["cases"]
    assert case["project"] == PAST
    assert kinds(case["reasons"]) >= {"industry", "words"}
    assert case["outcome"] is None  # the report states none: unknown, not zero of zero


def test_an_open_action_of_a_similar_project_is_taken_up_once(
    world: World, learned: dict[str, Any]
) -> None:
    (candidate,) = learned["candidates"]
    assert (candidate["project"], candidate["owner"]) == (PAST, "Nora Vane")
    body = {"source": candidate["source"], "owner": "uma", "due": "2026-02-01"}
    made = world.call("otto", "POST", f"/projects/{NEW}/learned/actions", json=body)
    assert made.status_code == 201, made.text
    action = made.get_json()
    assert (action["project"], action["owner"], action["overdue"]) == (NEW, "Uma", True)
    assert action["text"] == "Ask for landing permits before signing"
    again = world.call("otto", "POST", f"/projects/{NEW}/learned/actions", json=body)
    assert again.status_code == 404
    assert world.call("otto", "GET", f"/projects/{NEW}/learned").get_json()["candidates"] == []
    mine = world.call("uma", "GET", "/actions?mine=true").get_json()
    assert [one["id"] for one in mine["items"]] == [action["id"]]
    late = world.call("nora", "GET", "/actions?overdue=true").get_json()
    assert {one["project"] for one in late["items"]} == {NEW, PAST}


def test_an_action_is_done_with_a_proof_of_its_project_and_dropped_with_a_reason(
    world: World,
) -> None:
    body = {"project": NEW, "text": "Count the lanterns", "owner": "uma"}
    assert world.call("nora", "POST", "/actions", json=body).status_code == 403
    made = world.call("otto", "POST", "/actions", json=body).get_json()
    where = f"/actions/{made['id']}"
    proof = world.document(NEW, "otto", f"{NEW}_OTH_lantern-count_20260301_V1.0.txt", "Forty.")
    world.services.documents.edit(world.as_("otto"), proof.id, {"confidentiality": "restricted"})
    hidden, absent = (
        world.call("uma", "PATCH", where, json={"state": "done", "proof": d})
        for d in (proof.id, "0" * 32)
    )
    assert (hidden.status_code, hidden.data) == (422, absent.data)
    done = {"state": "done", "proof": proof.id, "revision": made["revision"]}
    assert world.call("otto", "PATCH", where, json=done).get_json()["proof"] == proof.id
    assert world.call("uma", "GET", where).get_json()["proof"] is None
    assert world.call("otto", "PATCH", where, json=done).status_code == 409
    assert world.call("uma", "PATCH", where, json={"state": "dropped"}).status_code == 422
    dropped = {"state": "dropped", "note": "There are none left."}
    assert world.call("uma", "PATCH", where, json=dropped).get_json()["state"] == "dropped"
    assert world.call("uma", "PATCH", where, json={"owner": "nora"}).status_code == 422


def test_an_action_from_a_confidential_paper_is_read_by_the_cleared_alone(world: World) -> None:
    world.project("FERRY-04", "otto", name="Quiet ferry", language="en")
    world.member("FERRY-04", "otto", "uma")
    name = "FERRY-04_RPT_quiet-ferry_20260201_V1.0.txt"
    world.document("FERRY-04", "otto", name, REPORT, level=Level.CONFIDENTIAL)
    world.drain()
    review = "/projects/FERRY-04/review"
    world.call("otto", "POST", review, json={})
    world.drain()
    assert world.call("otto", "POST", f"{review}/approve", json={}).status_code == 200
    seen = {
        who: world.call(who, "GET", "/actions?project=FERRY-04").get_json()["total"]
        for who in ("otto", "uma", "nora", "chief")
    }
    assert seen == {"otto": 1, "uma": 0, "nora": 0, "chief": 0}


def page(world: World, who: str, path: str, form: dict[str, Any] | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    if form is None:
        answer = client.get(path, headers=headers)
    else:
        answer = client.post(path, headers=headers, data=form)
        if answer.status_code == 303:
            answer = client.get(answer.headers["Location"], headers=headers)
    return answer.status_code, answer.text


def test_a_project_made_from_a_brief_shows_what_was_learned_at_once(world: World) -> None:
    form = {"name": "Night ferry", "code": "FERRY-09", "industry": "tourism", "language": "en",
            "brief_file": (io.BytesIO(BRIEF.encode()), "brief.txt")}  # fmt: skip
    status, shown = page(world, "otto", "/projects", form)
    assert status == 200
    assert "Permits of the landing stage first" in shown
    assert "Same industry: tourism" in shown
    assert 'data-drop="FERRY-09"' in shown  # the notice on top says that files can be dropped here
    lesson = world.call("otto", "GET", "/projects/FERRY-09/learned").get_json()["lessons"][0]
    where = f"/projects/FERRY-09/learned/lessons/{lesson['lesson']['id']}"
    assert "Otto: apply" in page(world, "otto", where, {"mark": "apply"})[1]
    added = {"text": "Print the map", "owner": "otto", "due": "2026-04-01"}
    assert "Print the map" in page(world, "otto", "/projects/FERRY-09/actions", added)[1]
    listed = page(world, "otto", "/actions?mine=1")[1]
    assert "Print the map" in listed
    action = world.call("otto", "GET", "/actions?project=FERRY-09").get_json()["items"][0]
    change = {"text": "Print the map", "state": "done", "revision": "1"}
    assert "Done" in page(world, "otto", f"/actions/{action['id']}", change)[1]
    assert page(world, "nora", f"/actions/{action['id']}")[0] == 200
    assert page(world, "nora", "/projects/FERRY-09/learned")[0] == 403
