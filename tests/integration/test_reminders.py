"""Who is reminded of what waits, of what ends, and of what a month brought: once, and only within reach."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
QUAY = "QUAY-07"


class Days:
    """A clock that stands until a day passes."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def world(tmp_path: object, days: Days) -> Iterator[World]:
    world = open_world(tmp_path, clock=days, session_hours=9999)  # type: ignore[arg-type]
    for name in ("mei", "lin", "stranger"):
        world.account(name)
    world.account("records", Role.RECORDS_MANAGER)
    world.project(QUAY, "mei", restricted=True)
    world.member(QUAY, "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    yield world
    world.close()


def drop(world: World, who: str, *names: str) -> str:
    batch = world.services.intake.open_batch(world.as_(who), QUAY).id
    for name in names:
        stream = io.BytesIO(f"Rota of {name}\nDate: 1 May 2026\n".encode())
        world.services.intake.receive(world.as_(who), batch, stream, name)
    world.drain()
    return batch


def passed(world: World, days: Days, number: int) -> None:
    days.now = START + timedelta(days=number)
    world.services.duties.run_due()


def told(world: World, who: str, kind: str) -> list[str]:
    found = world.call(who, "GET", "/notices?per_page=100").get_json()["items"]
    return [notice["message"] for notice in found if notice["kind"] == kind]


def test_who_dropped_files_is_reminded_first_and_the_managers_with_the_second(
    world: World, days: Days
) -> None:
    batch = drop(world, "lin", "rota final.txt", "rota (2).txt")
    passed(world, days, 1)
    assert told(world, "lin", "waiting") == []
    passed(world, days, 2)
    passed(world, days, 3)
    first = f"{QUAY}: 2 files have waited for an answer for 2 days or more"
    assert told(world, "lin", "waiting") == [first]
    assert told(world, "mei", "waiting") == []
    [notice] = world.call("lin", "GET", "/notices").get_json()["items"]
    assert notice["link"] == f"/batches/{batch}"
    passed(world, days, 5)
    passed(world, days, 6)
    assert len(told(world, "lin", "waiting")) == 2
    assert told(world, "mei", "waiting") == [first.replace("2 days", "5 days")]
    for other in ("records", "stranger"):
        assert told(world, other, "waiting") == []


def test_what_was_answered_is_reminded_of_no_more(world: World, days: Days) -> None:
    batch = drop(world, "lin", "rota final.txt")
    lin = world.as_("lin")
    world.services.filing.file_batch(lin, batch, "all", accept_suggestions=True)
    passed(world, days, 9)
    assert told(world, "lin", "waiting") == []


def test_the_managers_are_reminded_where_the_uploader_left(world: World, days: Days) -> None:
    drop(world, "lin", "rota final.txt")
    world.services.projects.remove_member(world.as_("mei"), QUAY, "lin")
    passed(world, days, 2)
    assert told(world, "mei", "waiting") == [
        f"{QUAY}: 1 file has waited for an answer for 2 days or more"
    ]
    assert told(world, "lin", "waiting") == []


def test_an_exception_that_ends_is_told_two_weeks_ahead(world: World, days: Days) -> None:
    batch = drop(world, "lin", "rota final.txt")
    [item] = world.services.intake.batch(world.as_("lin"), batch).items
    asked = world.services.exceptions.ask(
        world.as_("lin"), batch, item.id, "the client's name", "class", 30
    )
    world.services.exceptions.decide(world.as_("mei"), asked.id, approve=True, reason="agreed")
    passed(world, days, 15)
    assert told(world, "lin", "exception_ends") == []
    passed(world, days, 16)
    passed(world, days, 17)
    ends = (START + timedelta(days=30)).date().isoformat()
    expected = [f"{QUAY}: the exception for rota final.txt ends on {ends}"]
    assert told(world, "lin", "exception_ends") == told(world, "mei", "exception_ends") == expected
    assert told(world, "records", "exception_ends") == []


def test_a_months_exceptions_are_reported_to_those_who_decide_them(
    world: World, days: Days
) -> None:
    batch = drop(world, "lin", "rota final.txt", "rota (2).txt")
    lin, mei = world.as_("lin"), world.as_("mei")
    service = world.services.exceptions
    for item, approve in zip(
        world.services.intake.batch(lin, batch).items, (True, False), strict=True
    ):
        asked = service.ask(lin, batch, item.id, "the client's name")
        service.decide(mei, asked.id, approve=approve, reason="looked at")
    world.services.filing.file_batch(lin, batch, "all")
    passed(world, days, 20)
    assert told(world, "mei", "exceptions_month") == []
    passed(world, days, 30)
    passed(world, days, 31)
    said = "sked for: 2; approved: 1; refused: 1; documents filed by them: 1"
    assert told(world, "mei", "exceptions_month") == [
        f"Naming exceptions of {QUAY} in 2026-05. A{said}"
    ]
    assert told(world, "records", "exceptions_month") == [
        f"Naming exceptions in 2026-05. Projects: 1; a{said}"
    ]
    for other in ("lin", "stranger"):
        assert told(world, other, "exceptions_month") == []


def test_who_decides_is_told_of_a_request_and_who_asked_of_the_decision(world: World) -> None:
    world.project("OPEN-07", "mei")
    world.member("OPEN-07", "mei", "lin")
    for code in (QUAY, "OPEN-07"):
        batch = world.services.intake.open_batch(world.as_("lin"), code).id
        stream = io.BytesIO(f"Rota of {code}".encode())
        world.services.intake.receive(world.as_("lin"), batch, stream, "rota final.txt")
        world.drain()
        [item] = world.services.intake.batch(world.as_("lin"), batch).items
        asked = world.services.exceptions.ask(world.as_("lin"), batch, item.id, "as it came")
        approve = code == QUAY
        world.services.exceptions.decide(world.as_("mei"), asked.id, approve=approve, reason="seen")
    assert sorted(told(world, "mei", "exception_asked")) == [
        f"Lin asks for a naming exception for rota final.txt in {code}: as it came"
        for code in ("OPEN-07", QUAY)
    ]
    # Of a restricted project's files the records manager is told on the page of exceptions alone.
    assert len(told(world, "records", "exception_asked")) == 1
    assert told(world, "lin", "exception_approved") == [
        f"{QUAY}: the exception for rota final.txt was approved: seen"
    ]
    assert len(told(world, "lin", "exception_refused")) == 1
    assert told(world, "stranger", "exception_asked") == []
