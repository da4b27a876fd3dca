"""A project's page shows a bounded number of batches, those with something left to decide first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.services.documents.shelf import BATCHES
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "SLUICE-26"
HERE = f"/projects/{CODE}"
SETTLED, OPEN = BATCHES + 3, 2
NOTE = f"{CODE}_OTH_sluice-note-{{}}_20260105_V1.0.txt"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    hours = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    made = open_world(tmp_path_factory.mktemp("batches"), clock=lambda: hours[0])
    for who in ("mona", "gus", "lea"):
        made.account(who)
    made.project(CODE, "mona", name="Sluice gates")
    made.member(CODE, "mona", "gus", ProjectRole.MEMBER, Level.INTERNAL)
    for number in range(OPEN + SETTLED):  # the oldest are those with something left
        hours[0] += timedelta(hours=1)
        batch = made.call("mona", "POST", f"{HERE}/batches", json={}).get_json()["id"]
        made.upload(
            "mona", f"/batches/{batch}/items", NOTE.format(number), f"Note {number}".encode()
        )
        made.drain()
        if number >= OPEN:
            filed = made.call("mona", "POST", f"/batches/{batch}/file", json={"items": "all"})
            assert filed.status_code == 200
    hours[0] += timedelta(hours=1)
    batch = made.call("gus", "POST", f"{HERE}/batches", json={}).get_json()["id"]
    made.upload("gus", f"/batches/{batch}/items", NOTE.format(99), b"Note of gus")
    made.drain()
    yield made
    made.close()


def page(world: World, who: str = "mona", query: str = "", spoken: str = "en") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": spoken}
    answer = world.client().get(HERE + query, headers=headers)
    assert answer.status_code == 200
    return answer.text


def listed(text: str) -> list[str]:
    return re.findall(r'<li><a href="/batches/(\w+)">', text)


def left(text: str) -> list[bool]:
    rows = text.partition('<h2 id="batches">')[2]
    return [word == "1 left" for word in re.findall(r">(All settled|\d+ left)<", rows)]


def test_batches_are_bounded_and_the_pages_hold_every_one_once(world: World) -> None:
    first, second = page(world), page(world, query="?batches=2")
    assert len(listed(first)) == BATCHES
    both = listed(first) + listed(second)
    assert len(both) == len(set(both)) == OPEN + SETTLED + 1


def test_what_is_left_to_decide_stands_before_what_is_settled(world: World) -> None:
    told = left(page(world)) + left(page(world, query="?batches=2"))
    assert told == [True] * (OPEN + 1) + [False] * SETTLED


def test_how_many_there_are_is_told_and_a_page_behind_the_last_is_the_last(world: World) -> None:
    number = OPEN + SETTLED + 1
    for spoken, told in (
        ("en", f"{number} batches"),
        ("zh-TW", f"{number} 批"),
        ("zh-CN", f"{number} 批"),
    ):
        assert told in page(world, spoken=spoken)
    assert listed(page(world, query="?batches=77")) == listed(page(world, query="?batches=2"))


def test_turning_the_pages_keeps_what_was_asked_of_the_documents(world: World) -> None:
    asked = page(world, query="?q=note&sort=name")
    assert f'href="{HERE}?q=note&amp;sort=name&amp;batches=2#batches"' in asked


def test_a_member_sees_their_own_and_a_reader_none(world: World) -> None:
    assert len(listed(page(world, "gus"))) == 1
    assert "1 batch" not in page(world, "gus")  # there is one, as anybody can see
    assert listed(page(world, "lea")) == []
