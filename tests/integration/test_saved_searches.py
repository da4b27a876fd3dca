"""Saved searches: what is new is counted under today's rights, alerts tell no more, nothing found is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import text

from archive.domain.access import Role, scope_of
from archive.domain.documents import Level
from archive.persistence.arrivals import ArrivalRepository
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, CLOSED = "RAFT-01", "RAFT-02"
SERVICE = "archive.services.search.saved_searches"


class Day:
    """A clock that is set by hand."""

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **much: int) -> datetime:
        self.now += timedelta(**much)
        return self.now


@pytest.fixture
def clock() -> Day:
    return Day()


@pytest.fixture
def world(tmp_path: Path, clock: Day) -> Iterator[World]:
    made = open_world(tmp_path, clock=clock)
    for name in ("nora", "piet"):
        made.account(name)
    made.account("reader", Role.READER)
    made.project(CODE, "nora", name="Raft regatta", language="en")
    made.project(CLOSED, "nora", name="Night raft", language="en", restricted=True)
    yield made
    made.close()


def file(world: World, clock: Day, number: int, code: str = CODE, **more: Any) -> str:
    """A document about rafts that is searchable."""
    clock.later(minutes=1)
    document = world.document(
        code, "nora", f"{code}_PLN_raft-{number}_20260201_V1.0.txt", f"Raft plan {number}.", **more
    )
    world.drain()
    clock.later(minutes=1)
    return document.id


def save(world: World, who: str = "reader", **more: Any) -> str:
    body = {"name": "Rafts", "q": "raft"} | more
    answer = world.call(who, "POST", "/saved-searches", json=body)
    assert answer.status_code == 201, answer.json
    saved_id: str = answer.json["id"]
    return saved_id


def new(world: World, who: str = "reader") -> list[int]:
    answer = world.call(who, "GET", "/saved-searches")
    assert answer.status_code == 200
    return [one["new"] for one in answer.json["items"]]


def told(world: World, who: str = "reader") -> list[str]:
    answer = world.call(who, "GET", "/notices")
    return [one["message"] for one in answer.json["items"] if one["kind"] == "saved_search"]


def test_what_came_in_since_the_last_look_is_new(world: World, clock: Day) -> None:
    file(world, clock, 1)
    saved_id = save(world)
    assert new(world) == [0]
    file(world, clock, 2)
    file(world, clock, 3)
    assert new(world) == [2]
    assert (
        world.call("reader", "POST", f"/saved-searches/{saved_id}/look", json={}).json["new"] == 0
    )
    assert new(world) == [0]


def test_a_document_that_is_not_searchable_yet_is_new_when_it_is(world: World, clock: Day) -> None:
    saved_id = save(world)
    clock.later(minutes=1)
    world.document(CODE, "nora", f"{CODE}_PLN_raft-1_20260201_V1.0.txt", "Raft plan.")
    clock.later(minutes=1)
    world.call("reader", "POST", f"/saved-searches/{saved_id}/look", json={})
    assert new(world) == [0]
    clock.later(minutes=1)
    world.drain()
    assert new(world) == [1]


def test_filters_narrow_what_is_new_and_a_new_version_counts(world: World, clock: Day) -> None:
    document = file(world, clock, 1)
    save(world, name="Plans", filters={"class": ["plan"]})
    save(world, name="Minutes", filters={"class": ["minutes"]})
    assert new(world) == [0, 0]
    clock.later(minutes=1)
    changed = world.upload(
        "nora",
        f"/documents/{document}/versions",
        f"{CODE}_PLN_raft-1_20260201_V2.0.txt",
        b"Raft 2.",
    )
    assert changed.status_code in (200, 201), changed.json
    world.drain()
    assert new(world) == [0, 1]


def test_what_is_hidden_is_never_new_and_rights_hold_from_the_next_request(
    world: World, clock: Day
) -> None:
    save(world)
    save(world, "piet")
    world.member(CODE, "nora", "piet", clearance=Level.RESTRICTED)
    file(world, clock, 1, level=Level.RESTRICTED)
    file(world, clock, 2, CLOSED)
    assert (new(world), new(world, "piet")) == ([0], [1])
    world.services.projects.remove_member(world.as_("nora"), CODE, "piet")
    assert new(world, "piet") == [0]


def test_the_count_notices_a_missing_filter(world: World, clock: Day) -> None:
    save(world)
    file(world, clock, 2, CLOSED)
    nora = world.as_("nora")
    from_database = ArrivalRepository.documents

    def everything(self: ArrivalRepository, _scope: object, *rest: Any) -> object:
        return from_database(self, scope_of_nora, *rest)

    scope_of_nora = scope_of(nora)
    with mock.patch.object(ArrivalRepository, "documents", everything):
        assert new(world) == [0]  # the index filters too
        with mock.patch(f"{SERVICE}.scope_of", return_value=scope_of_nora):
            assert new(world) == [1]


def test_saved_searches_are_their_owners_alone(world: World) -> None:
    saved_id = save(world)
    for method, path, body in (
        ("PATCH", f"/saved-searches/{saved_id}", {"name": "Mine"}),
        ("DELETE", f"/saved-searches/{saved_id}", None),
        ("POST", f"/saved-searches/{saved_id}/look", {}),
    ):
        hidden = world.call("piet", method, path, json=body)
        absent = world.call("piet", method, path.replace(saved_id, "0" * 32), json=body)
        assert hidden.status_code == absent.status_code == 404
        assert hidden.data == absent.data
    assert new(world, "piet") == []


def test_a_search_is_renamed_and_deleted(world: World) -> None:
    saved_id = save(world)
    changed = world.call("reader", "PATCH", f"/saved-searches/{saved_id}", json={"name": "Boats"})
    assert (changed.json["name"], changed.json["alert"]) == ("Boats", "none")
    assert world.call("reader", "DELETE", f"/saved-searches/{saved_id}").status_code == 204
    assert new(world) == []


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "q": "raft"},
        {"name": " ", "q": "raft"},
        {"name": "x" * 121, "q": "raft"},
        {"name": "Nothing", "q": " "},
        {"name": "Odd", "q": "raft", "alert": "hourly"},
        {"name": "Odd", "q": "raft", "filters": {"colour": ["red"]}},
        {"name": "Odd", "q": "raft", "sort": "size"},
        {"name": "Odd\u0000", "q": "raft"},
    ],
)
def test_a_search_that_cannot_be_kept_is_refused(world: World, body: dict[str, Any]) -> None:
    assert world.call("reader", "POST", "/saved-searches", json=body).status_code == 422


def test_a_person_keeps_no_more_than_a_number_of_searches(world: World) -> None:
    with mock.patch(f"{SERVICE}.MOST", 2):
        save(world)
        save(world)
        refused = world.call("reader", "POST", "/saved-searches", json={"name": "A", "q": "raft"})
    assert (refused.status_code, refused.json["code"]) == (409, "conflict")


# alerts


def test_an_alert_tells_once_of_what_came_in(world: World, clock: Day) -> None:
    saved_id = save(world, alert="at_once")
    save(world, name="Quiet")
    world.services.duties.run_due()
    assert told(world) == []
    file(world, clock, 1)
    clock.later(minutes=11)
    world.services.duties.run_due()
    assert told(world) == ["New results for your saved search “Rafts”"]
    clock.later(minutes=11)
    world.services.duties.run_due()
    assert len(told(world)) == 1
    file(world, clock, 2)
    clock.later(minutes=11)
    world.services.duties.run_due()
    assert len(told(world)) == 2
    link = world.call("reader", "GET", "/notices").json["items"][0]["link"]
    assert link == f"/saved-searches/{saved_id}"


def test_a_daily_alert_waits_for_its_day(world: World, clock: Day) -> None:
    save(world, alert="daily")
    world.services.duties.run_due()
    file(world, clock, 1)
    clock.later(minutes=11)
    world.services.duties.run_due()
    assert told(world) == []
    clock.later(days=1)
    world.services.duties.run_due()
    assert len(told(world)) == 1


def test_an_alert_never_tells_of_what_is_hidden(world: World, clock: Day) -> None:
    save(world, alert="at_once")
    file(world, clock, 1, level=Level.RESTRICTED)
    file(world, clock, 2, CLOSED)
    clock.later(minutes=11)
    world.services.duties.run_due()
    assert told(world) == []


def test_nothing_that_was_found_is_stored(world: World, clock: Day) -> None:
    save(world, alert="at_once")
    document = file(world, clock, 1)
    clock.later(minutes=11)
    world.services.duties.run_due()
    new(world)
    with world.services.database.connection() as connection:
        kept = connection.execute(text("SELECT * FROM saved_searches")).all()
        notices = connection.execute(text("SELECT * FROM notices")).all()
    assert kept
    assert notices
    assert document not in f"{kept} {notices}"
    assert CODE not in f"{kept} {notices}"


# pages and recent searches


def browse(world: World, path: str, **headers: str) -> str:
    sent = {
        "Authorization": f"Bearer {world.secrets['reader']}",
        "Accept-Language": "en",
        **headers,
    }
    answer = world.client().get(path, headers=sent, buffered=True, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_page_lists_what_is_new_and_the_way_there_marks_it(world: World, clock: Day) -> None:
    saved_id = save(world, name="Raft plans", filters={"class": ["plan"]})
    file(world, clock, 1)
    assert "1 new" in browse(world, "/saved-searches")
    found = browse(world, f"/saved-searches/{saved_id}")
    assert "Saved search: Raft plans" in found
    assert '<span class="tag ok">New</span>' in found
    assert "1 new" not in browse(world, "/saved-searches")
    assert "Saved search" not in browse(world, f"/search?q=raft&saved={'0' * 32}").replace(
        "Saved searches", ""
    )


def test_what_was_searched_for_is_suggested_again_until_it_is_cleared(
    world: World, clock: Day
) -> None:
    for words in ("raft race", "harbour lights", "Raft  race", "river"):
        browse(world, f"/search?q={words.replace(' ', '+')}")
        clock.later(minutes=1)
    browse(world, "/search?q=half+a+wo", **{"X-Typing": "1"})
    texts = [one["text"] for one in world.call("reader", "GET", "/recent-searches").json["items"]]
    assert texts == ["river", "Raft race", "harbour lights"]
    first = world.call("reader", "GET", "/suggest").json["items"]
    assert [(one["kind"], one["text"]) for one in first] == [("recent", t) for t in texts]
    typed = world.call("reader", "GET", "/suggest?q=raf").json["items"]
    assert {"kind": "recent", "text": "Raft race"} in typed
    assert world.call("nora", "GET", "/recent-searches").json["items"] == []
    assert world.call("reader", "DELETE", "/recent-searches").status_code == 204
    assert world.call("reader", "GET", "/suggest").json["items"] == []


def test_no_more_than_a_few_recent_searches_are_kept(world: World, clock: Day) -> None:
    reader = world.as_("reader")
    for number in range(30):
        clock.later(minutes=1)
        world.services.saved_searches.remember(reader, f"words {number}")
    kept = world.services.saved_searches.recent(reader, 100)
    assert len(kept) == 20
    assert kept[0].text == "words 29"


def test_last_month_is_that_of_the_day_of_the_search(world: World, clock: Day) -> None:
    save(world, q="last month")
    file(world, clock, 1)  # dated in February, searched for in March
    assert new(world) == [1]
    answer = world.call("reader", "GET", "/search?q=last month").json
    assert (answer["total"], answer["tried"]) == (1, ["February 2026"])
    clock.later(days=60)
    assert world.call("reader", "GET", "/search?q=last month").json["total"] == 0
    assert new(world) == [0]
