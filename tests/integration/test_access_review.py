"""The access review through the real services: decided, carried out at once or by the close, kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.errors import CloseoutIncomplete
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "QUAY-08"
PATH = f"/projects/{CODE}/access-review"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mara", "vera", "timo", "fin", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="Quay lights", language="en")
    made.member(CODE, "mara", "vera", clearance=Level.RESTRICTED)
    made.member(CODE, "mara", "timo")
    made.member(CODE, "mara", "fin", ProjectRole.FINANCE)
    yield made
    made.close()


def decide(world: World, who: str = "mara", *, apply: bool = False, **choices: str) -> Any:
    wishes = [{"username": name, "decision": choice} for name, choice in choices.items()]
    return world.call(who, "PUT", PATH, json={"decisions": wishes, "apply": apply})


def members(world: World) -> dict[str, tuple[str, str]]:
    found = world.call("mara", "GET", f"/projects/{CODE}/members").get_json()
    items = found["items"] if isinstance(found, dict) else found
    return {m["username"]: (m["role"], m["clearance"]) for m in items}


def missing(world: World) -> dict[str, Missing]:
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mara"), CODE)
    return {m.id: m for m in refused.value.missing if isinstance(m, Missing)}


def close(world: World) -> None:
    given = [Waiver(key, "agreed") for key in missing(world)]
    world.services.closing.close(world.as_("mara"), CODE, given)


def test_decisions_are_made_by_managers_together_or_not_at_all(world: World) -> None:
    for who in ("vera", "timo", "fin", "outsider"):
        assert world.call(who, "GET", PATH).status_code == 403
        assert decide(world, who, timo="remove").status_code == 403
    assert decide(world, timo="keep", nobody="keep").status_code == 404
    assert world.call("mara", "GET", PATH).get_json()["undecided"] == 4
    shown = decide(world, timo="keep", vera="reduce").get_json()
    assert (shown["undecided"], shown["waiting"]) == (2, 1)
    assert members(world)["vera"] == ("member", "restricted")
    by_name = {m["username"]: m for m in shown["members"]}
    assert by_name["vera"]["decided_by"] == "Mara"
    assert by_name["vera"]["tokens"] == 1


def test_carried_out_at_once_what_was_seen_before_is_hidden_from_the_next_request(
    world: World,
) -> None:
    note = world.document(
        CODE, "mara", f"{CODE}_OTH_rate-card_20260105_V1.0.txt", "A rate", level=Level.CONFIDENTIAL
    )
    assert world.call("vera", "GET", f"/documents/{note.id}").status_code == 200
    assert decide(world, vera="reduce", timo="remove", apply=True).status_code == 200
    assert world.call("vera", "GET", f"/documents/{note.id}").status_code == 404
    assert members(world) == {
        "mara": ("manager", "restricted"),
        "vera": ("member", "internal"),
        "fin": ("finance", "internal"),
    }
    assert decide(world, vera="reduce").status_code == 200
    assert decide(world, fin="reduce", apply=True).status_code == 200
    assert members(world)["fin"] == ("member", "internal")


def test_the_last_manager_stays_and_a_reduction_takes_something_away(world: World) -> None:
    for choice in ("remove", "reduce"):
        answer = decide(world, mara=choice, apply=True)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert decide(world, timo="reduce").status_code == 422
    assert members(world)["mara"] == ("manager", "restricted")
    assert world.call("mara", "GET", PATH).get_json()["undecided"] == 4


def test_nobody_leaves_more_clearance_than_they_hold(world: World) -> None:
    world.account("nora")
    world.member(CODE, "mara", "nora", ProjectRole.MANAGER, Level.INTERNAL)
    wish = {"username": "vera", "decision": "reduce", "clearance": "confidential"}
    assert world.call("nora", "PUT", PATH, json={"decisions": [wish]}).status_code == 403
    assert world.call("mara", "PUT", PATH, json={"decisions": [wish]}).status_code == 200


def test_the_close_asks_for_decisions_carries_them_out_and_keeps_them(world: World) -> None:
    assert missing(world)["access:members"].kind == "access"
    decide(world, mara="keep", timo="remove", vera="reduce", fin="keep")
    assert "access:members" not in missing(world)
    close(world)
    assert members(world) == {
        "mara": ("manager", "restricted"),
        "vera": ("member", "internal"),
        "fin": ("finance", "internal"),
    }
    record = world.services.closing.closings(world.as_("mara"), CODE)[0].record
    kept = {row["member"]: row["decision"] for row in record["registers"]["access"]}
    assert kept == {"Mara": "Keep", "Timo": "Remove", "Vera": "Reduce", "Fin": "Keep"}
    assert "registers" not in str(
        world.call("outsider", "GET", f"/projects/{CODE}/closings").get_json()
    )
    # People leave the team after the close too.
    assert decide(world, fin="remove", apply=True).status_code == 200
    assert "fin" not in members(world)


def test_the_close_ends_survey_links_nobody_used(world: World) -> None:
    survey = world.services.surveys.create(world.as_("mara"), CODE).id
    world.services.surveys.invite(world.as_("mara"), survey, ["Ms Poon"])
    assert world.call("mara", "GET", PATH).get_json()["survey_links"] == ["Ms Poon"]
    close(world)
    (asked,) = world.services.surveys.list(world.as_("mara"), CODE).surveys[0].invitations
    assert asked.state == "revoked"


def test_what_was_decided_before_the_project_was_opened_again_is_asked_for_anew(
    world: World,
) -> None:
    decide(world, mara="keep", timo="keep", vera="keep", fin="keep")
    close(world)
    world.services.closing.reopen(world.as_("mara"), CODE, "a late delivery")
    assert "access:members" in missing(world)


def test_the_page_saves_without_script(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['mara']}"}
    client = world.client()
    assert "Vera" in client.get(PATH, headers=headers).text
    sent = client.post(
        PATH, headers=headers,
        data={"member": ["vera", "timo"], "decision:vera": "remove", "decision:timo": "", "apply": "1"},
    )  # fmt: skip
    assert sent.status_code == 303
    assert set(members(world)) == {"mara", "timo", "fin"}
