"""Home says what waits, with its consequence and its day; the most urgent first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.messages import Message
from archive.domain.notices import Notice
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("home"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "otto", "uma", "ines"):
        made.account(name)
    made.project("LOCK-01", "nora", name="Late lock", language="en", ended_on=date(2026, 1, 5))
    made.project("LOCK-02", "nora", name="Far lock", language="en", ended_on=date(2027, 1, 5))
    made.member("LOCK-01", "nora", "otto", clearance=Level.CONFIDENTIAL)
    made.document(
        "LOCK-01", "nora", "LOCK-01_OTH_lock-diary_20260105_V1.0.txt", "A diary of the lock"
    )
    made.drain()
    made.call("nora", "POST", "/projects/LOCK-01/review", json={})
    made.drain()
    lesson = {"project": "LOCK-01", "title": "Grease the lock", "advice": "Twice."}
    assert made.call("otto", "POST", "/lessons", json=lesson).status_code == 201
    action = {"project": "LOCK-01", "text": "Order grease", "owner": "otto", "due": "2026-02-27"}
    assert made.call("nora", "POST", "/actions", json=action).status_code == 201
    batch = made.services.intake.open_batch(made.as_("nora"), "LOCK-02")
    item = made.services.intake.receive(
        made.as_("nora"), batch.id, io.BytesIO(b"A note"), "note.txt"
    )
    made.drain()
    hold = {"decision": "hold", "reason": "asked the client"}
    where = f"/batches/{batch.id}/items/{item.id}"
    assert made.call("nora", "PATCH", where, json=hold).status_code == 200
    with made.services.database.write() as work:
        notice = Notice("test", Message("ui_notices.unread", {"n": 1}), "/", key="home")
        made.services.notices.post(work, [made.as_("otto").user_id], notice)
    yield made
    made.close()


def kinds(world: World, who: str) -> list[str]:
    return [one.kind for one in world.services.waiting_work.get(world.as_(who)).waiting]


def test_a_manager_sees_what_is_late_first_and_only_what_is_theirs_to_do(world: World) -> None:
    waiting = world.services.waiting_work.get(world.as_("nora")).waiting
    found = {one.kind: one for one in waiting}
    assert set(found) >= {"duties", "review", "lessons", "holding"}
    assert waiting[0].overdue
    assert (found["duties"].project, found["duties"].due) == ("LOCK-01", date(2026, 1, 5))
    assert found["duties"].missing > 0
    assert "LOCK-02" not in {one.project for one in waiting}  # its last day is far
    assert found["lessons"].n == 1


def test_a_member_sees_own_actions_and_notices_but_no_managers_work(world: World) -> None:
    assert kinds(world, "otto") == ["actions", "notices"]
    assert kinds(world, "uma") == []


def test_home_tells_each_with_its_consequence_and_one_button(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['nora']}", "Accept-Language": "en"}
    shown = world.client().get("/", headers=headers).text
    assert "Until then the project cannot close." in shown
    assert "LOCK-01: the draft of the review is ready" in shown
    assert "2026-01-05 · 56 days overdue" in shown
    assert 'href="/projects/LOCK-01/closeout"' in shown
    assert "Projects under way" in shown
    assert shown.count('class="btn p"') <= 2  # the search, and the first thing to do
    headers["Authorization"] = f"Bearer {world.secrets['uma']}"
    assert "Nothing waits for you" in world.client().get("/", headers=headers).text


def test_what_waits_in_ones_own_batch_is_told_once(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['nora']}", "Accept-Language": "en"}
    shown = world.client().get("/", headers=headers).text
    assert ("LOCK-02: confirm 1 file" in shown, "1 file is held" in shown) == (True, False)
    world.member("LOCK-02", "nora", "ines", ProjectRole.MANAGER, Level.RESTRICTED)
    headers["Authorization"] = f"Bearer {world.secrets['ines']}"
    shown = world.client().get("/", headers=headers).text
    assert ("confirm 1 file" in shown, "1 file is held" in shown) == (False, True)


def test_a_manager_who_is_cleared_for_less_is_told_no_number_of_the_rest(world: World) -> None:
    report = world.document(
        "LOCK-02", "nora", "LOCK-02_OTH_secret-diary_20260105_V1.0.txt", "The secret diary",
        level=Level.RESTRICTED,
    )  # fmt: skip
    world.drain()
    body = {"project": "LOCK-02", "title": "Hush", "advice": "Say nothing.",
            "evidence": [{"document": report.id, "quote": "secret diary"}]}  # fmt: skip
    assert world.call("nora", "POST", "/lessons", json=body).status_code == 201
    world.member("LOCK-02", "nora", "uma", ProjectRole.MANAGER, Level.INTERNAL)
    assert "lessons" not in kinds(world, "uma")


def test_who_has_no_project_yet_is_led_to_what_was_learned(world: World) -> None:
    world.account("yara", Role.READER)
    headers = {"Authorization": f"Bearer {world.secrets['yara']}", "Accept-Language": "en"}
    shown = world.client().get("/", headers=headers).text
    assert ("Read the lessons" in shown, "Drop a folder" in shown) == (True, False)
