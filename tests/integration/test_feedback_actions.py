"""What a client said becomes an action in one step, read by those who may read the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "GULL-09"
FEEDBACK = """客戶回饋

來自：沈經理
「現場動線很亂，我們等了四十分鐘才進場。」
「簡報準備得很好，主管都稱讚。」
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mara", "timo", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="海鷗市集", language="zh-Hant", client="海鷗商圈")
    made.member(CODE, "mara", "timo", ProjectRole.MEMBER, Level.INTERNAL)
    made.document(
        CODE, "mara", f"{CODE}_FBK_海鷗市集客戶回饋_20260301_V1.0.txt", FEEDBACK,
        level=Level.CONFIDENTIAL,
    )  # fmt: skip
    made.drain()
    made.call("mara", "POST", f"/projects/{CODE}/review", json={})
    made.drain()
    yield made
    made.close()


def quote(world: World) -> dict[str, Any]:
    review = world.call("mara", "GET", f"/projects/{CODE}/review").get_json()
    return next(q for q in review["satisfaction"]["quotes"] if "動線" in q["text"])


def take_up(world: World, who: str, key: str, section: str = "quotes") -> Any:
    body = {"section": section, "key": key}
    return world.call(who, "POST", f"/projects/{CODE}/review/actions", json=body)


def test_words_become_an_open_action_once(world: World) -> None:
    said = quote(world)
    made = take_up(world, "mara", said["key"])
    assert made.status_code == 201
    action = world.call("mara", "GET", f"/actions/{made.get_json()['action']}").get_json()
    assert (action["text"], action["state"]) == (said["text"], "open")
    assert take_up(world, "mara", said["key"]).status_code == 409


def test_the_action_is_as_confidential_as_the_words(world: World) -> None:
    key = quote(world)["key"]
    assert take_up(world, "timo", key).status_code == 404
    assert take_up(world, "outsider", key).status_code == 404
    action = take_up(world, "mara", key).get_json()["action"]
    assert world.call("timo", "GET", f"/actions/{action}").status_code == 404
    assert world.call("timo", "GET", f"/actions?project={CODE}").get_json()["total"] == 0


def test_only_what_stands_in_the_review_can_be_taken_up(world: World) -> None:
    assert take_up(world, "mara", "5" * 20).status_code == 404
    assert take_up(world, "mara", quote(world)["key"], "successes").status_code == 422
