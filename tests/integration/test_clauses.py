"""The clause checklist through the real services: drafted from a real contract, judged, asked for by the close."""

from __future__ import annotations

import re
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
CODE = "SAIL-07"
PATH = f"/projects/{CODE}/clauses"
CONTRACT = """Agreement on photographs of the regatta
Party A: Lagoon Sailing Club
Party B: Bright Harbour Studio
Article 1. Party B delivers 12 photo albums and 3 short films by 30 June 2026.
Article 2. The total price is TWD 400,000.
Article 3. Payment: 60% is paid on signing, 40% within 30 days after the event.
Signed on 5 January 2026.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(tmp_path_factory.mktemp("built"))
    for name in ("mara", "cleo", "lex", "timo", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="Lagoon regatta", language="en", client="Lagoon Sailing Club")
    made.member(CODE, "mara", "cleo", clearance=Level.RESTRICTED)
    made.member(CODE, "mara", "lex", ProjectRole.LEGAL)
    made.member(CODE, "mara", "timo")
    made.document(CODE, "mara", f"{CODE}_CON_regatta-photos_20260105_V1.0.txt", CONTRACT)
    made.drain()
    made.call("mara", "POST", f"/projects/{CODE}/review", json={})
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def rows(world: World, who: str = "mara") -> list[dict[str, Any]]:
    answer = world.call(who, "GET", PATH)
    assert answer.status_code == 200, answer.get_json()
    found: list[dict[str, Any]] = answer.get_json()["items"]
    return found


def change(world: World, who: str, row: str, **said: Any) -> Any:
    return world.call(who, "PATCH", f"{PATH}/{row}", json=said)


def obligation(world: World) -> dict[str, Any]:
    return next(row for row in rows(world) if row["kind"] == "obligation")


def test_the_checklist_is_drafted_from_the_contract_word_for_word(world: World) -> None:
    found = rows(world)
    assert {row["kind"] for row in found} == {"obligation", "payment"}
    assert any(row["promised"].startswith("12") for row in found)
    for row in found:
        assert row["citations"], row
        assert all(re.sub(r"\s+", " ", c["quote"]) in re.sub(r"\s+", " ", CONTRACT)
                   for c in row["citations"])  # fmt: skip


def test_what_was_judged_stays_when_the_review_is_built_again(world: World) -> None:
    row = obligation(world)
    said = {"state": "partly", "delivered": "10", "remedy": "Two more in July", "owner": "cleo"}
    answer = change(world, "lex", row["id"], revision=row["revision"], **said)
    assert answer.status_code == 200, answer.get_json()
    world.call("mara", "POST", f"/projects/{CODE}/review", json={})
    world.drain()
    kept = obligation(world)
    assert {name: kept[name] for name in said} == said
    assert (kept["judged"], kept["stale"], kept["settled"]) == (True, False, True)
    stale = change(world, "lex", row["id"], revision=row["revision"], state="met")
    assert stale.status_code == 409


@pytest.mark.parametrize("state", ["partly", "not_met", "not_applicable"])
def test_a_clause_that_was_not_kept_needs_words(world: World, state: str) -> None:
    row = obligation(world)["id"]
    assert change(world, "mara", row, state=state).status_code == 422
    assert change(world, "mara", row, state=state, remedy="agreed").status_code == 200


def test_only_those_who_see_contracts_see_the_checklist_and_only_some_judge(world: World) -> None:
    row = obligation(world)["id"]
    assert world.call("timo", "GET", PATH).status_code == 403
    assert world.call("outsider", "GET", PATH).status_code == 403
    assert change(world, "timo", row, state="met").status_code == 403
    assert change(world, "cleo", row, state="met").status_code == 403
    assert change(world, "mara", row, owner="cleo").status_code == 200
    assert change(world, "cleo", row, state="met").status_code == 200
    assert change(world, "cleo", row, owner="mara").status_code == 403


def test_a_row_added_by_hand_to_a_contract_is_hidden_with_the_contract(world: World) -> None:
    contract = rows(world)[0]["contract"]
    body = {"text": "No rival sponsor on the boats", "contract": contract}
    made = world.call("lex", "POST", PATH, json=body).get_json()
    assert made["own"]
    assert made["id"] in {row["id"] for row in rows(world, "cleo")}
    wrong = world.call("mara", "POST", PATH, json=body | {"contract": "0" * 32})
    assert wrong.status_code == 422
    world.call("mara", "POST", f"/documents/{contract}/withdraw", json={"reason": "another one"})
    assert made["id"] not in {row["id"] for row in rows(world, "cleo")}


def test_evidence_is_put_in_place_of_what_the_caller_saw_and_hidden_links_stay(
    world: World,
) -> None:
    row = obligation(world)["id"]
    album = world.document(CODE, "mara", f"{CODE}_EXE_album-list_20260620_V1.0.txt", "Albums 1-12")
    secret = world.document(
        CODE, "mara", f"{CODE}_OTH_fee-note_20260620_V1.0.txt", "A fee", level=Level.RESTRICTED
    )
    both = change(world, "mara", row, evidence=[album.id, secret.id]).get_json()
    assert {e["document"] for e in both["evidence"]} == {album.id, secret.id}
    seen = next(r for r in rows(world, "lex") if r["id"] == row)
    assert [e["document"] for e in seen["evidence"]] == [album.id]
    assert change(world, "lex", row, evidence=[secret.id]).status_code == 422
    assert change(world, "lex", row, evidence=[]).status_code == 200
    assert [e["document"] for e in obligation(world)["evidence"]] == [secret.id]


def waivers(world: World) -> dict[str, Missing]:
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mara"), CODE)
    return {thing.id: thing for thing in refused.value.missing if isinstance(thing, Missing)}


def test_the_close_asks_for_open_clauses_and_keeps_the_checklist_for_those_who_see_it(
    world: World,
) -> None:
    asked = [thing for key, thing in waivers(world).items() if key.startswith("clauses:")]
    assert len(asked) == 1
    for row in rows(world):
        change(world, "mara", row["id"], state="not_met", remedy="settled by a refund")
    left = waivers(world)
    assert not [key for key in left if key.startswith("clauses:")]
    given = [Waiver(key, "agreed") for key in left]
    world.services.closing.close(world.as_("mara"), CODE, given)
    world.drain()
    assert change(world, "mara", obligation(world)["id"], state="met").status_code == 409
    records = {
        who: world.call(who, "GET", f"/projects/{CODE}/closings").get_json()["items"][0]["record"]
        for who in ("mara", "lex", "timo")
    }
    kept = records["mara"]["registers"]["clauses"]
    assert [r["remedy"] for r in kept] == ["settled by a refund"] * len(rows(world))
    assert records["lex"]["registers"]["clauses"] == kept
    assert "clauses" not in records["timo"]["registers"]


def test_the_page_shows_and_saves_without_script(world: World) -> None:
    client = world.client()
    headers = {"Authorization": f"Bearer {world.secrets['mara']}"}
    page = client.get(PATH, headers=headers)
    assert page.status_code == 200
    row = obligation(world)
    form = client.get(f"{PATH}/{row['id']}", headers=headers)
    assert "12" in form.text
    sent = client.post(
        f"{PATH}/{row['id']}",
        headers=headers,
        data={"state": "not_met", "delivered": "9 torn albums", "revision": row["revision"]},
    )
    assert sent.status_code == 422  # it asks for a reason, and keeps what was typed
    assert 'value="not_met" selected' in sent.text
    assert 'value="9 torn albums"' in sent.text
    sent = client.post(
        f"{PATH}/{row['id']}",
        headers=headers,
        data={"state": "met", "delivered": "12 albums", "revision": row["revision"]},
    )
    assert sent.status_code == 303
    assert obligation(world)["state"] == "met"
    stranger = {"Authorization": f"Bearer {world.secrets['timo']}"}
    assert client.get(PATH, headers=stranger).status_code == 403
