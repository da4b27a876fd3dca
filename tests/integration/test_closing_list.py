"""The closing list through the real services: ready for the kind of project, done with proof, asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES
from archive.errors import CloseoutIncomplete
from archive.services.closeout.closeout_templates import kinds
from archive.services.closeout.closing_list import ready_lists
from archive.wording import say
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DUNE-09"
PATH = f"/projects/{CODE}/closing-list"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, clock=lambda: datetime(2026, 6, 1, 9, tzinfo=UTC))
    for name in ("mara", "timo", "vera", "outsider"):
        made.account(name)
    made.project(
        CODE, "mara", name="Dune festival", language="en", kind="event", ended_on=date(2026, 5, 20)
    )
    made.member(CODE, "mara", "timo")
    made.member(CODE, "mara", "vera")
    yield made
    made.close()


def rows(world: World, who: str = "mara") -> dict[str, dict[str, Any]]:
    answer = world.call(who, "GET", PATH)
    assert answer.status_code == 200
    return {row["id"]: row for row in answer.get_json()["items"]}


def change(world: World, who: str, row: str, **said: Any) -> Any:
    return world.call(who, "PATCH", f"{PATH}/{row}", json=said)


def test_every_kind_of_project_has_a_ready_list_in_three_languages() -> None:
    assert set(ready_lists()) == set(kinds())
    for things in ready_lists().values():
        assert len({thing.key for thing in things}) == len(things) >= 5
        for thing in things:
            names = {say(language, f"closing_list.thing_{thing.key}") for language in LANGUAGES}
            assert len(names) >= 2, thing.key


def test_the_list_is_ready_with_days_counted_from_the_end(world: World) -> None:
    found = rows(world)
    assert found["registration_form"]["due"] == "2026-05-27"
    assert found["registration_form"]["overdue"]
    assert not found["ticketing_account"]["overdue"]
    assert "font_licences" not in found


def test_what_is_done_needs_a_note_or_a_proof(world: World) -> None:
    for state in ("ended", "handed_over", "not_needed"):
        assert change(world, "mara", "chat_groups", state=state).status_code == 422
    done = change(world, "mara", "chat_groups", state="ended", note="closed on 30 May")
    assert done.status_code == 200
    paper = world.document(CODE, "mara", f"{CODE}_OTH_handover-note_20260530_V1.0.txt", "All keys")
    proof = change(world, "mara", "rented_devices", state="handed_over", proof=paper.id)
    assert proof.get_json()["proof"] == paper.id
    wrong = change(world, "mara", "rented_devices", proof="0" * 32)
    assert wrong.status_code == 422


def test_members_see_managers_change_and_the_owner_says_what_became_of_it(world: World) -> None:
    assert world.call("outsider", "GET", PATH).status_code == 403
    assert change(world, "timo", "chat_groups", state="ended", note="done").status_code == 403
    assert change(world, "mara", "chat_groups", owner="timo", due="2026-07-01").status_code == 200
    mine = change(world, "timo", "chat_groups", state="ended", note="done")
    assert (mine.status_code, mine.get_json()["due"]) == (200, "2026-07-01")
    assert change(world, "timo", "chat_groups", owner="vera").status_code == 403
    assert change(world, "mara", "chat_groups", owner="nobody").status_code == 422
    assert change(world, "mara", "chat_groups", name="Another").status_code == 422
    assert rows(world, "vera")["chat_groups"]["state"] == "ended"


def test_a_hidden_proof_is_neither_told_nor_taken_away(world: World) -> None:
    secret = world.document(
        CODE, "mara", f"{CODE}_OTH_key-list_20260530_V1.0.txt", "Keys", level=Level.RESTRICTED
    )
    change(world, "mara", "chat_groups", state="ended", proof=secret.id, owner="timo")
    assert rows(world, "timo")["chat_groups"]["proof"] is None
    again = change(world, "timo", "chat_groups", note="closed", proof=None)
    assert again.status_code == 200
    assert rows(world)["chat_groups"]["proof"] == secret.id


def test_a_row_added_by_hand_is_named_by_people(world: World) -> None:
    made = world.call("mara", "POST", PATH, json={"name": "Gate scanner", "kind": "account"})
    assert made.status_code == 201
    row = made.get_json()["id"]
    assert change(world, "mara", row, name="Gate scanners").get_json()["name"] == "Gate scanners"
    stale = change(world, "mara", row, name="Another", revision=made.get_json()["revision"])
    assert stale.status_code == 409
    assert world.call("timo", "POST", PATH, json={"name": "Another"}).status_code == 403


def test_the_close_asks_for_what_is_open_and_keeps_what_became_of_it(world: World) -> None:
    def missing() -> dict[str, Missing]:
        with pytest.raises(CloseoutIncomplete) as refused:
            world.services.closing.close(world.as_("mara"), CODE)
        return {m.id: m for m in refused.value.missing if isinstance(m, Missing)}

    asked = missing()["list:open"]
    assert (asked.due, asked.overdue) == (date(2026, 5, 23), True)
    assert "Registration form" in asked.title["en"]
    for row in rows(world):
        change(world, "mara", row, state="not_needed", note="never had one")
    left = missing()
    assert "list:open" not in left
    given = [Waiver(key, "agreed") for key in left]
    world.services.closing.close(world.as_("mara"), CODE, given)
    record = world.services.closing.closings(world.as_("timo"), CODE)[0].record
    kept = record["registers"]["closing_list"]
    assert {row["state"] for row in kept} == {"Not needed"}
    assert change(world, "mara", "chat_groups", state="open").status_code == 409


def test_the_page_adds_and_saves_without_script(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['mara']}"}
    client = world.client()
    assert "Registration form" in client.get(PATH, headers=headers).text
    sent = client.post(PATH, headers=headers, data={"name": "Stage keys", "kind": "other"})
    assert sent.status_code == 303
    form = client.get(f"{PATH}/chat_groups", headers=headers)
    assert form.status_code == 200
    saved = client.post(
        f"{PATH}/chat_groups", headers=headers, data={"state": "ended", "note": "closed", "due": "2026-06-03"},
    )  # fmt: skip
    assert saved.status_code == 409  # without the revision it was drawn from
    revision = rows(world)["chat_groups"]["revision"]
    unsaid = {"state": "not_needed", "due": "2026-06-05", "revision": revision}
    refused = client.post(f"{PATH}/chat_groups", headers=headers, data=unsaid)
    assert refused.status_code == 422  # it asks for a note, and keeps what was chosen
    assert 'value="not_needed" selected' in refused.text
    assert 'value="2026-06-05"' in refused.text
    saved = client.post(
        f"{PATH}/chat_groups", headers=headers,
        data={"state": "ended", "note": "closed", "due": "2026-06-03", "revision": revision},
    )  # fmt: skip
    assert saved.status_code == 303
    assert rows(world)["chat_groups"]["state"] == "ended"
