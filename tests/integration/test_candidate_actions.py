"""An open action of a past project keeps its confidentiality in the project that takes it up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
PAST, SEALED, NEW = "SLUICE-01", "SLUICE-02", "SLUICE-03"
SECRET, INNER = "Ask the weaver for a second quote", "Hang the nets a day earlier"
REPORT = f"""Final report of the net fair

Improvement actions
Action\tOwner\tDue
{SECRET}\tNora Vane\t2026-03-01
"""


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("candidates"))
    for name in ("nora", "otto", "uma", "stranger"):
        made.account(name)
    about = {"language": "en", "industry": "fishing", "budget": Decimal(9000), "currency": "USD"}
    made.project(PAST, "nora", name="Net fair", **about)
    made.project(SEALED, "nora", name="Net fair rehearsal", restricted=True, **about)
    made.project(NEW, "otto", name="Net fair again", **about)
    made.member(NEW, "otto", "uma")
    for code in (PAST, SEALED):
        for who in ("otto", "uma"):
            made.member(code, "nora", who, ProjectRole.MEMBER, Level.CONFIDENTIAL)
    name = f"{PAST}_RPT_net-fair_20260201_V1.0.txt"
    made.document(PAST, "nora", name, REPORT, level=Level.CONFIDENTIAL)
    made.drain()
    review = f"/projects/{PAST}/review"
    assert made.call("nora", "POST", review, json={}).status_code == 202
    made.drain()
    assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    body = {"project": SEALED, "text": INNER}
    assert made.call("nora", "POST", "/actions", json=body).status_code == 201
    yield made
    made.close()


def candidates(world: World, who: str) -> dict[str, dict[str, Any]]:
    found = world.call(who, "GET", f"/projects/{NEW}/learned").get_json()["candidates"]
    return {one["text"]: one for one in found}


def texts_of(world: World, who: str) -> set[str]:
    found = world.call(who, "GET", f"/actions?project={NEW}").get_json()["items"]
    return {one["text"] for one in found}


def take_up(world: World, who: str, text: str) -> Any:
    body = {"source": candidates(world, who)[text]["source"]}
    return world.call(who, "POST", f"/projects/{NEW}/learned/actions", json=body)


@pytest.mark.parametrize("text", [SECRET, INNER])
def test_it_is_read_by_who_reads_that_level_in_the_new_project(world: World, text: str) -> None:
    assert candidates(world, "otto")[text]["level"] == "confidential"
    assert take_up(world, "otto", text).status_code == 201
    assert texts_of(world, "otto") == {text}
    assert texts_of(world, "uma") == set()
    assert texts_of(world, "stranger") == set()


def test_what_is_internal_to_a_hidden_project_is_internal_in_another_hidden_one(
    world: World,
) -> None:
    world.call("otto", "PATCH", f"/projects/{NEW}", json={"restricted": True})
    assert candidates(world, "otto")[INNER]["level"] == "internal"
    assert take_up(world, "uma", INNER).status_code == 201
    assert texts_of(world, "uma") == {INNER}


def test_who_would_not_read_it_in_the_new_project_is_told_so_and_cannot_take_it_up(
    world: World,
) -> None:
    assert {one["readable"] for one in candidates(world, "uma").values()} == {False}
    refused = take_up(world, "uma", SECRET)
    assert refused.status_code == 409
    assert texts_of(world, "otto") == set()
    headers = {"Authorization": f"Bearer {world.secrets['uma']}", "Accept-Language": "en"}
    shown = world.client().get(f"/projects/{NEW}/learned", headers=headers).get_data(as_text=True)
    assert shown.count("You do not read what is Confidential in this project") == 2
    assert 'name="source"' not in shown
