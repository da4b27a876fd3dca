"""A lesson stays when the statement it was proposed from is removed from the review; who decides is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KILN-04"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The glaze workshop was booked out in a week.

What did not go well
- The second kiln was delivered nine days late.
"""
LATE = "The second kiln was delivered nine days late."
WHY = "It came on the day that was agreed."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("mara", "timo", "zoe", "fay"):
        made.account(name)
    made.project(CODE, "mara", name="Open kilns", language="en", client="Clay Board")
    made.member(CODE, "mara", "timo", clearance=Level.CONFIDENTIAL)
    made.member(CODE, "mara", "zoe")
    name = f"{CODE}_RPT_kiln-results_20260201_V1.0.txt"
    made.document(CODE, "mara", name, REPORT, level=Level.CONFIDENTIAL)
    made.drain()
    rebuilt(made)
    assert made.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    rebuilt(made)
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def rebuilt(world: World) -> None:
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()


def said(world: World, kind: str, **more: str) -> None:
    review = world.call("mara", "GET", REVIEW).get_json()
    aside = [one for one in review["set_aside"] if one["text"] == LATE]
    part = next(p for p in (*review["shortcomings"], *aside) if p["text"] == LATE)
    change = {"kind": kind, "section": "shortcomings", "key": part["key"], **more}
    assert world.call("mara", "PATCH", REVIEW, json={"changes": [change]}).status_code == 200


def lesson(world: World, who: str = "mara", title: str = LATE.rstrip(".")) -> dict[str, Any]:
    listed = world.call(who, "GET", f"/lessons?project={CODE}").get_json()["items"]
    found: dict[str, Any] = next(one for one in listed if one["title"] == title)
    return found


def page(world: World, path: str, who: str = "mara", language: str = "en") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": language}
    return world.client().get(path, headers=headers).text


def test_a_removed_statement_is_told_of_its_lesson_alone_until_it_is_put_back(
    world: World,
) -> None:
    assert lesson(world)["rejected"] is None
    said(world, "reject", reason=WHY)
    told = lesson(world)
    assert (told["state"], told["happened"]) == ("proposed", LATE)
    assert (told["rejected"]["by"], told["rejected"]["reason"]) == ("Mara", WHY)
    others = world.call("mara", "GET", f"/lessons?project={CODE}").get_json()["items"]
    assert [one["title"] for one in others if one["rejected"]] == [LATE.rstrip(".")]
    rebuilt(world)
    assert lesson(world)["rejected"]["reason"] == WHY
    said(world, "undo")
    assert lesson(world)["rejected"] is None


def test_somebodys_own_words_stay_and_are_told_the_same(world: World) -> None:
    own = {"title": "Agree on the day of the kiln", "happened": "", "advice": "Put it in writing."}
    where = f"/lessons/{lesson(world)['id']}"
    assert world.call("timo", "PATCH", where, json=own).status_code == 200
    said(world, "reject", reason=WHY)
    kept = world.call("mara", "GET", where).get_json()
    assert (kept["advice"], kept["rejected"]["reason"]) == ("Put it in writing.", WHY)
    assert world.call("mara", "POST", f"{where}/approve", json={}).status_code == 200
    assert world.call("timo", "GET", where).get_json()["rejected"]["reason"] == WHY
    retired = world.call("mara", "POST", f"{where}/retire", json={}).get_json()
    assert retired["rejected"] is None  # decided: nothing is left to be told


def test_who_does_not_see_the_paper_or_is_not_of_the_project_is_not_told(world: World) -> None:
    where = f"/lessons/{lesson(world)['id']}"
    world.call("timo", "PATCH", where, json={"advice": "Put the day in writing."})
    wider = {"level": "internal", "masked": True}
    assert world.call("mara", "POST", f"{where}/approve", json=wider).status_code == 200
    said(world, "reject", reason=WHY)
    for who, told in (("mara", True), ("timo", True), ("zoe", False), ("fay", False)):
        read = world.call(who, "GET", where)
        assert (read.status_code, read.get_json()["rejected"] is not None) == (200, told)
        assert (WHY in page(world, f"/knowledge/{lesson(world)['id']}", who)) is told


def test_the_pages_say_so_and_ask_to_look_before_releasing(world: World) -> None:
    path = f"/knowledge/{lesson(world)['id']}"
    world.call("timo", "PATCH", path.replace("knowledge", "lessons"), json={"advice": "Ask."})
    waiting = f"/knowledge?project={CODE}&state=proposed"
    assert 'value="next" type="submit" aria-label="Release' in page(world, waiting)
    said(world, "reject", reason=WHY)
    listed = page(world, waiting)
    assert "Statement removed" in listed
    assert f"(Mara: {WHY})" in listed
    assert 'value="next" type="submit" aria-label="Release' not in listed
    assert f'href="{path}" aria-label="Look before deciding' in listed
    assert f"(Mara: {WHY})" in page(world, f"{path}/edit")
    for language, sentence in (
        ("zh-TW", f"後來被移除了（Mara：{WHY}）。"),
        ("zh-CN", f"后来被移除了（Mara：{WHY}）。"),
        ("en", "Keep it if it holds all the same"),
    ):
        assert sentence in page(world, path, language=language)


def test_beside_an_approved_review_a_new_draft_is_told_as_a_thing_of_its_own(world: World) -> None:
    note = " ".join(page(world, REVIEW).partition("Lessons of this project")[2][:200].split())
    assert note.startswith("</a> · Below is a new draft.")
