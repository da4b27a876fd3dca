"""A page behind the last one shows the last: what was on it is read or gone, and its address was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.access import Role
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.web.pages.notices import PER_PAGE
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "PONTOON-01"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    made.account("nora")
    made.account("vera", Role.RECORDS_MANAGER)
    made.account("lea", Role.LEAD)
    made.project(CODE, "nora", name="Pontoons")
    yield made
    made.close()


def page(world: World, path: str, who: str = "nora") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    answer = world.client().get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.text


def told(world: World, number: int) -> None:
    """Things to know, each of a project of its own so that none is told together with another."""
    nora = world.as_("nora")
    with world.services.database.write() as work:
        for one in range(number):
            said = Message("notices.saved_search", {"name": f"search {one}"})
            notice = Notice(f"kind_{one}", said, "/", key=f"{one}")
            world.services.notices.post(work, [nora.user_id], notice)


def rows(text: str) -> list[str]:
    return re.findall(r"search \d+", text)


def test_notices_behind_the_last_page_are_those_of_the_last(world: World) -> None:
    told(world, PER_PAGE + 3)
    last = page(world, "/notices?page=2")
    assert len(rows(last)) >= 3
    behind = page(world, "/notices?page=7")
    assert rows(behind) == rows(last)
    assert '<span aria-current="page">2</span>' in behind
    world.services.notices.mark_all(world.as_("nora"))
    assert _main(page(world, "/notices?page=2&unread=1")) == _main(page(world, "/notices?unread=1"))


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/projects", "nora"),
        ("/knowledge", "nora"),
        ("/knowledge/paths", "nora"),
        ("/actions", "nora"),
        ("/holding", "nora"),
        ("/exceptions", "vera"),
        ("/papers", "vera"),
        ("/dashboard", "lea"),
        ("/dashboard/figures", "lea"),
    ],
)
def test_every_list_answers_behind_its_last_page_with_the_last(
    world: World, path: str, who: str
) -> None:
    body = {"project": CODE, "title": "Moor twice", "advice": "Before the tide."}
    lesson = world.call("nora", "POST", "/lessons", json=body).get_json()["id"]
    world.call("nora", "POST", f"/lessons/{lesson}/approve", json={})
    action = {"text": "Moor sooner"}
    world.services.improvements.add(world.as_("nora"), CODE, action)
    world.services.reading_paths.add(
        world.as_("nora"), {"title": "First week", "project": CODE, "stops": []}
    )
    first, behind = page(world, path, who), page(world, f"{path}?page=9", who)
    assert _main(behind) == _main(first)


def _main(text: str) -> str:
    """What the page is about, without what tells its own address."""
    main = text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"(\?|&amp;)page=\d+", "", re.sub(r'<input type="hidden"[^>]*>', "", main))
