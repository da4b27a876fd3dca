"""Lessons and reviews are hits like documents: under their own rights, and gone with the next request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from archive.domain.access import Role, scope_of
from archive.domain.documents import Level
from archive.indexer.snapshot import Snapshot
from archive.persistence.indexed_lessons import IndexedLessonRepository
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, CLOSED = "PIER-11", "PIER-12"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "piet"):
        made.account(name)
    made.account("reader", Role.READER)
    made.project(CODE, "nora", name="Pier lanterns", language="en", client="Harbour Guild")
    made.project(CLOSED, "nora", name="Quiet pier", language="en", restricted=True)
    made.document(
        CODE, "nora", f"{CODE}_PLN_lantern-plan_20260201_V1.0.txt", "The lantern permit plan."
    )
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def lesson(world: World, code: str = CODE, *, masked: bool = False, level: str = "internal") -> str:
    """A lesson that is released."""
    said = {"project": code, "title": "Ask for the permit early"}
    said |= {"advice": "Lantern permits take a month."}
    made = world.call("nora", "POST", "/lessons", json=said)
    assert made.status_code == 201, made.json
    lesson_id: str = made.json["id"]
    released = world.call(
        "nora", "POST", f"/lessons/{lesson_id}/approve", json={"masked": masked, "level": level}
    )
    assert released.status_code == 200, released.json
    world.drain()
    return lesson_id


def found(world: World, who: str, query: str = "q=lantern+permit") -> dict[str, Any]:
    answer = world.call(who, "GET", f"/search?{query}")
    assert answer.status_code == 200
    listed: dict[str, Any] = answer.json
    return listed


def kinds(answer: dict[str, Any]) -> dict[str, int]:
    return {value["value"]: value["count"] for value in answer["facets"].get("kind", [])}


def test_a_released_lesson_is_found_beside_the_documents(world: World) -> None:
    lesson_id = lesson(world)
    answer = found(world, "reader")
    hit = next(h for h in answer["hits"] if h["kind"] == "lesson")
    assert (hit["id"], hit["title"], hit["project"]) == (
        lesson_id,
        "Ask for the permit early",
        CODE,
    )
    assert hit["passages"][0]["place"] == {"heading": ["advice"]}
    assert "<mark>Lantern permits</mark>" in hit["passages"][0]["html"]
    assert kinds(answer) == {"document": 1, "lesson": 1}


def test_a_kind_narrows_and_other_filters_keep_what_carries_the_value(world: World) -> None:
    lesson(world)
    assert [h["kind"] for h in found(world, "reader", "q=permit&kind=lesson")["hits"]] == ["lesson"]
    assert found(world, "reader", f"q=permit&project={CODE}")["total"] == 2
    assert found(world, "reader", "q=permit&client=Harbour+Guild&language=en")["total"] == 2
    assert found(world, "reader", "q=permit&year=2026")["total"] == 2
    assert found(world, "reader", "q=permit&class=plan")["total"] == 1


def test_a_lesson_that_waits_for_its_release_is_not_found(world: World) -> None:
    said = {"project": CODE, "title": "Lantern permits", "advice": "Ask early."}
    assert world.call("nora", "POST", "/lessons", json=said).status_code == 201
    world.drain()
    assert kinds(found(world, "nora")) == {"document": 1}


def test_what_happens_to_a_lesson_holds_from_the_next_search_on(world: World) -> None:
    lesson_id = lesson(world)
    changed = {"title": "Rent boats", "advice": "Boats are cheap in March."}
    assert world.call("nora", "PATCH", f"/lessons/{lesson_id}", json=changed).status_code == 200
    assert kinds(found(world, "reader")) == {"document": 1}  # before its index job has run
    world.drain()
    assert found(world, "reader", "q=boats")["hits"][0]["id"] == lesson_id
    assert world.call("nora", "POST", f"/lessons/{lesson_id}/retire", json={}).status_code == 200
    assert found(world, "reader", "q=boats")["total"] == 0
    world.drain()
    assert f"lesson:{lesson_id}" not in world.services.indexing.all_ids()
    assert world.services.indexing.verify().none


def test_a_lesson_of_a_restricted_project_is_its_members_alone(world: World) -> None:
    lesson(world, CLOSED)
    assert kinds(found(world, "reader")) == {"document": 1}
    assert kinds(found(world, "nora")) == {"document": 1, "lesson": 1}


def test_a_project_that_is_restricted_takes_its_lessons_along_at_once(world: World) -> None:
    lesson(world)
    world.services.projects.edit(world.as_("nora"), CODE, {"restricted": True})
    assert found(world, "reader")["total"] == 0
    world.drain()
    assert found(world, "reader")["total"] == 0
    assert kinds(found(world, "nora")) == {"document": 1, "lesson": 1}
    assert world.services.indexing.verify().none


def test_a_lesson_above_the_reader_is_not_found_nor_counted(world: World) -> None:
    lesson(world, level="confidential")
    assert kinds(found(world, "reader")) == {"document": 1}
    assert kinds(found(world, "nora")) == {"document": 1, "lesson": 1}


def test_a_masked_lesson_is_found_without_its_project(world: World) -> None:
    lesson(world, masked=True)
    hit = next(h for h in found(world, "nora")["hits"] if h["kind"] == "lesson")
    assert hit["project"] is None
    assert found(world, "nora", f"q=permit&project={CODE}&kind=lesson")["total"] == 0


def test_an_approved_review_is_a_hit_of_its_own_kind(world: World) -> None:
    world.document(
        CODE, "nora", f"{CODE}_RPT_lantern-season_20260210_V1.0.txt",
        "Closing report\n\nWhat went well\n- The lantern walk drew 900 people.\n",
        level=Level.INTERNAL,
    )  # fmt: skip
    world.drain()
    assert world.call("nora", "POST", f"/projects/{CODE}/review", json={}).status_code == 202
    world.drain()
    assert (
        world.call("nora", "POST", f"/projects/{CODE}/review/approve", json={}).status_code == 200
    )
    world.drain()
    answer = found(world, "reader", "q=lantern+walk&kind=review")
    assert [hit["class"] for hit in answer["hits"]] == ["review"]
    shown = world.call("reader", "GET", f"/documents/{answer['hits'][0]['id']}")
    assert shown.status_code == 200


def test_rebuilding_and_verifying_cover_lessons(world: World) -> None:
    lesson_id = lesson(world)
    with world.services.database.write() as work:
        work.lessons.set_tokens(lesson_id, ["project:nobody:internal"])
    assert world.services.indexing.verify().wrong_access == (f"lesson:{lesson_id}",)
    assert kinds(found(world, "reader")) != {}
    assert [h["kind"] for h in found(world, "reader")["hits"]] == ["document"]  # confirmed by SQL
    assert world.services.indexing.catch_up() == 1
    world.drain()
    assert world.services.indexing.verify().none
    assert world.services.indexing.rebuild(lambda _done, _all: None) == 2
    assert world.services.indexing.verify().none


def test_the_checks_of_lesson_hits_notice_a_missing_filter(world: World) -> None:
    lesson(world, CLOSED)

    def all_live(self: Snapshot, _scope: object, _hidden: object = ()) -> object:
        return original(self, world_scope, ())

    world_scope, original = scope_of(world.as_("nora")), Snapshot.visible
    with mock.patch.object(Snapshot, "visible", all_live):
        answer = found(world, "reader")
        assert "lesson" in kinds(answer)  # the count betrays it: the index filter is what hides it
        assert [h["kind"] for h in answer["hits"]] == ["document"]  # SQL still confirms each hit
        world.account("newcomer")  # what was confirmed is kept until something is committed
        with mock.patch.object(
            IndexedLessonRepository,
            "found",
            lambda self, _scope, ids: {one.id: one for one in self.get_many(ids)},
        ):
            assert "lesson" in [h["kind"] for h in found(world, "reader")["hits"]]


def test_the_page_opens_a_lesson_with_its_words_marked(world: World) -> None:
    lesson_id = lesson(world)
    client = world.client()
    headers = {"Authorization": f"Bearer {world.secrets['reader']}", "Accept-Language": "en"}
    page = client.get("/search?q=lantern+permit&kind=lesson", headers=headers).get_data(
        as_text=True
    )
    assert f"/knowledge/{lesson_id}?q=lantern+permit" in page
    assert f"/search/lessons/{lesson_id}?q=lantern+permit" in page
    for address in (f"/knowledge/{lesson_id}", f"/search/lessons/{lesson_id}"):
        opened = client.get(f"{address}?q=lantern+permit", headers=headers).get_data(as_text=True)
        assert "<mark>Lantern permits</mark>" in opened
