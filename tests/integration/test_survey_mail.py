"""Links of surveys are mailed by the worker: asking waits for nobody, and each address says how far it is."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.services.operations.jobs import TRIES
from tests.support.mail_sink import MailSink
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "WREN-08"
PATH = f"/projects/{CODE}/surveys"


class Hours:
    """A clock of the test's own."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def world(tmp_path: Path, sink: MailSink, hours: Hours) -> Iterator[World]:
    made = open_world(
        tmp_path,
        clock=hours,
        smtp_url=sink.url,
        mail_from="archive@wren.example",
        public_url="https://archive.wren.example",
    )
    made.account("mara")
    made.account("timo")
    made.project(CODE, "mara", name="Wren week", language="en")
    made.member(CODE, "mara", "timo")
    yield made
    made.close()


def invited(world: World, *addresses: str) -> list[dict[str, Any]]:
    survey = world.call("mara", "POST", PATH, json={}).get_json()["id"]
    answer = world.call(
        "mara", "POST", f"/surveys/{survey}/invitations", json={"addresses": addresses}
    )
    assert answer.status_code == 201, answer.get_json()
    links: list[dict[str, Any]] = answer.get_json()["links"]
    return links


def survey(world: World) -> dict[str, Any]:
    found: dict[str, Any] = world.call("mara", "GET", PATH).get_json()["items"][0]
    return found


def letters(world: World) -> dict[str, str | None]:
    return {asked["address"]: asked["mail"] for asked in survey(world)["invitations"]}


def retry(world: World, address: str, who: str = "mara") -> Any:
    asked = next(i for i in survey(world)["invitations"] if i["address"] == address)
    path = f"/surveys/{survey(world)['id']}/invitations/{asked['id']}/mail"
    return world.call(who, "POST", path, json={})


def test_asking_sends_nothing_itself_and_the_worker_sends_each_link_once(
    world: World, sink: MailSink
) -> None:
    links = invited(world, "Ms Ho", "gu@wren.example", "lo@wren.example")
    assert [link["mailed"] for link in links] == [False, True, True]
    assert sink.letters == []
    assert letters(world) == {
        "Ms Ho": None, "gu@wren.example": "waiting", "lo@wren.example": "waiting",
    }  # fmt: skip
    world.drain()
    world.drain()
    assert sorted(to for [to], _ in sink.letters) == ["gu@wren.example", "lo@wren.example"]
    assert set(letters(world).values()) == {None, "sent"}
    told = {link["address"]: link["path"] for link in links}
    for [to], raw in sink.letters:
        text = email.message_from_bytes(raw, policy=email.policy.default).get_content()
        link = re.search(r"https://archive\.wren\.example(/s/\S+)", text)
        assert link is not None
        assert link[1] == told[to]
        assert world.client().get(link[1]).status_code == 200


def test_an_address_that_is_refused_fails_alone_and_can_be_tried_again(
    world: World, sink: MailSink
) -> None:
    sink.refused = "gu@wren.example"
    invited(world, "gu@wren.example", "lo@wren.example")
    world.drain()
    assert letters(world) == {"gu@wren.example": "failed", "lo@wren.example": "sent"}
    assert retry(world, "lo@wren.example").status_code == 409
    assert retry(world, "gu@wren.example", "timo").status_code in (403, 404)
    sink.refused = ""
    assert retry(world, "gu@wren.example").get_json()["mail"] == "waiting"
    world.drain()
    assert letters(world) == {"gu@wren.example": "sent", "lo@wren.example": "sent"}


def test_a_server_that_is_away_is_asked_again_and_in_the_end_every_letter_has_failed(
    tmp_path: Path, hours: Hours
) -> None:
    with MailSink() as gone:
        url = gone.url
    made = open_world(tmp_path, clock=hours, smtp_url=url, mail_from="archive@wren.example")
    made.account("mara")
    made.project(CODE, "mara", name="Wren week", language="en")
    invited(made, "gu@wren.example")
    for _ in range(TRIES - 1):
        made.drain()
        assert letters(made) == {"gu@wren.example": "waiting"}
        hours.now += timedelta(minutes=9)
    made.drain()
    assert letters(made) == {"gu@wren.example": "failed"}
    page = made.client().get(
        f"/projects/{CODE}/surveys", headers={"Authorization": f"Bearer {made.secrets['mara']}"}
    )
    assert "Letter could not be sent" in page.text
    assert f'{survey(made)["invitations"][0]["id"]}/mail"' in page.text
    made.close()


def test_a_link_that_ended_meanwhile_is_not_mailed(world: World, sink: MailSink) -> None:
    invited(world, "gu@wren.example", "lo@wren.example")
    first = survey(world)["invitations"][0]
    path = f"/surveys/{survey(world)['id']}/invitations/{first['id']}"
    assert world.call("mara", "DELETE", path).status_code == 204
    world.drain()
    assert [to for [to], _ in sink.letters] == ["lo@wren.example"]


def test_links_are_known_again_from_the_key_alone_and_kept_nowhere(world: World) -> None:
    link = invited(world, "Ms Ho")[0]["path"]
    secret = link.removeprefix("/s/").partition("?")[0]
    file = world.services.database.file
    assert file is not None
    with world.services.database.write():
        pass
    stored = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert secret.encode() not in stored
    mail = world.services.survey_mail
    asked = survey(world)["invitations"][0]["id"]
    assert mail.links.secret(asked) == secret
    assert mail.links.secret("another") != secret
