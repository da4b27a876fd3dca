"""The holding area: who sees what waits, how much of it, and when it is overdue."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole, Role
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.domain.holding import days_waiting, reminders_due
from archive.errors import CloseoutIncomplete
from tests.support.world import World, open_world

CLOSED = "VAULT-01"
TITLE = "Berth lease for the north basin"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = open_world(tmp_path_factory.mktemp("holding"))
    for name in ("mei", "lin", "stranger"):
        world.account(name)
    world.account("records", Role.RECORDS_MANAGER)
    world.account("lead", Role.LEAD)
    world.account("root", Role.ADMINISTRATOR)
    world.project(CLOSED, "mei", restricted=True)
    world.member(CLOSED, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    batch = world.services.intake.open_batch(world.as_("lin"), CLOSED)
    files = {
        "lease final (2).txt": f"{TITLE}\nRent of the berth and its fenders\n".encode(),  # of no day
        "nothing.txt": b"",
        "fenders (2).txt": b"Minutes of the meeting on fenders\nDate: 5 March 2026\n"
        b"Present: Mei, Lin\nDecisions: buy\n",
    }
    for path, content in files.items():
        world.services.intake.receive(world.as_("lin"), batch.id, io.BytesIO(content), path)
    world.drain()
    yield world
    world.close()


def listed(world: World, who: str, query: str = "") -> list[dict[str, object]]:
    answer = world.call(who, "GET", f"/holding{query}")
    assert answer.status_code == 200
    items: list[dict[str, object]] = answer.get_json()["items"]
    assert answer.get_json()["total"] == len(items)
    return items


def page(world: World, who: str, path: str = "/holding") -> TestResponse:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    return world.client().get(path, headers=headers)


@pytest.mark.parametrize("who", ["lin", "mei"])
def test_uploader_and_manager_see_what_waits_with_its_proposal_and_the_way_to_it(
    world: World, who: str
) -> None:
    held = {item["name"]: item for item in listed(world, who)}
    assert set(held) == {"lease final (2).txt", "nothing.txt"}
    lease = held["lease final (2).txt"]
    assert lease["batch"]
    assert lease["proposed_name"]
    assert {f["rule"] for f in held["nothing.txt"]["findings"]} >= {"N13"}  # type: ignore[attr-defined]
    assert f"/batches/{lease['batch']}#row-{lease['item']}" in page(world, who).text


def test_a_row_says_what_its_batch_says_and_no_fault_of_the_old_name(world: World) -> None:
    def row(shown: str) -> str:
        rows = shown.split("<tbody>")[1].split("</tr>")
        return next(one for one in rows if "nothing.txt" in re.sub("<[^>]+>", "", one))

    own, records = row(page(world, "lin").text), row(page(world, "records").text)
    said = {who: re.findall("<p>(.*?)</p>", text) for who, text in (("own", own), ("r", records))}
    assert said["own"] == [s for s in said["r"] if "empty" in s]
    assert len(said["own"]) == 1 < len(said["r"])
    assert "disc bad" in own


def test_the_records_manager_sees_names_and_reasons_and_nothing_made_from_the_text(
    world: World,
) -> None:
    held = listed(world, "records")
    assert {item["name"] for item in held} == {"lease final (2).txt", "nothing.txt"}
    for item in held:
        assert item["findings"]
        assert (item["batch"], item["proposed_name"]) == (None, None)
        assert [f["suggestion"] for f in item["findings"] if f["suggestion"]] == []  # type: ignore[attr-defined]
    shown = page(world, "records").text
    assert "lease final (2).txt" in re.sub("<[^>]+>", "", shown)
    assert "Berth" not in shown
    assert "/batches/" not in shown


@pytest.mark.parametrize("who", ["stranger", "lead", "root"])
def test_nobody_else_learns_that_something_waits(world: World, who: str) -> None:
    assert listed(world, who) == []
    assert listed(world, who, f"?project={CLOSED}") == []
    assert world.services.holding.count(world.as_(who)) == 0
    assert CLOSED not in page(world, who).text


def test_the_bar_counts_what_waits_for_the_reader(world: World) -> None:
    assert '<span class="cnt">2</span>' in page(world, "lin", "/search").text
    assert '<span class="cnt">2</span>' not in page(world, "stranger", "/search").text
    assert world.services.holding.count(world.as_("mei")) == 2


def test_who_left_the_project_sees_the_own_uploads_no_more(world: World) -> None:
    world.services.projects.remove_member(world.as_("mei"), CLOSED, "lin")
    assert listed(world, "lin") == []
    world.member(CLOSED, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    assert len(listed(world, "lin")) == 2


def test_a_project_and_a_page_narrow_the_list(world: World) -> None:
    assert listed(world, "lin", "?project=NONE-01") == []
    first = world.call("lin", "GET", "/holding?per_page=1").get_json()
    second = world.call("lin", "GET", "/holding?per_page=1&page=2").get_json()
    assert first["total"] == second["total"] == 2
    assert first["items"][0]["name"] != second["items"][0]["name"]


def test_reminders_follow_the_days_of_the_rules(world: World) -> None:
    days = [reminders_due(n, (2, 5)) for n in range(7)]
    assert days == [0, 0, 1, 1, 1, 2, 2]
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert days_waiting(noon, noon + timedelta(days=2, hours=-1)) == 1
    assert days_waiting(noon, noon - timedelta(hours=1)) == 0
    assert world.services.names.rules().remind_after_days == (2, 5)
    service = world.services.holding
    service._clock = lambda: datetime.now(UTC) + timedelta(days=6)
    try:
        assert {item["reminders"] for item in listed(world, "lin")} == {2}
        assert "overdue" in page(world, "lin").text
    finally:
        service._clock = lambda: datetime.now(UTC)


def test_what_a_project_was_closed_without_waits_for_nobody_until_it_is_opened_again(
    tmp_path: Path,
) -> None:
    world = open_world(tmp_path)
    world.account("mei")
    world.account("records", Role.RECORDS_MANAGER)
    world.project("SLIP-08", "mei")
    batch = world.services.intake.open_batch(world.as_("mei"), "SLIP-08")
    world.services.intake.receive(world.as_("mei"), batch.id, io.BytesIO(b""), "nothing.txt")
    world.drain()
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mei"), "SLIP-08")
    missing = [one.id for one in refused.value.missing if isinstance(one, Missing)]
    assert "files:undecided" in missing  # a close asks about them first
    assert world.services.holding.count(world.as_("mei")) == 1
    waived = [Waiver(one, "agreed with the client") for one in missing]
    world.services.closing.close(world.as_("mei"), "SLIP-08", waived)
    for who in ("mei", "records"):
        assert world.services.holding.count(world.as_(who)) == 0
        assert listed(world, who) == []
        (kept,) = listed(world, who, "?project=SLIP-08")  # looked for, it is still there
        assert kept["name"] == "nothing.txt"
    assert world.services.intake.waiting(world.as_("mei")) == ()
    assert "holding" not in {
        w.kind for w in world.services.waiting_work.get(world.as_("mei")).waiting
    }
    world.services.closing.reopen(world.as_("mei"), "SLIP-08", "the file came")
    assert world.services.holding.count(world.as_("mei")) == 1
    assert len(world.services.intake.waiting(world.as_("mei"))) == 1
    world.close()
