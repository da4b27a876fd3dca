"""Due dates reach their owners: as notices, and in a calendar behind a secret address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.domain.access import ProjectRole
from archive.domain.closeout import Due
from archive.services.closeout.closeout_owned import CloseoutReminders
from archive.wording import say
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "WEIR-26"
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, clock=lambda: NOON)
    for name in ("mona", "carl", "fay", "otto"):
        made.account(name)
    made.project(
        CODE, "mona", name="Weir; walks, talks",
        started_on=date(2026, 5, 4), ended_on=date(2026, 5, 31),
    )  # fmt: skip
    made.member(CODE, "mona", "carl")
    made.member(CODE, "mona", "fay", ProjectRole.FINANCE)
    yield made
    made.close()


def remind(world: World, at: datetime = NOON) -> None:
    services = world.services
    CloseoutReminders(services.database, services.closeout, services.notices).send(at)


def told(world: World, who: str, language: str = "en") -> list[str]:
    found = world.services.notices.list(world.as_(who), per_page=50).items
    return [say(language, n.message) for n in found if n.kind.startswith("closeout_")]


def feed(world: World, who: str) -> tuple[str, str]:
    url = world.call(who, "POST", "/calendar-feed").get_json()["url"]
    path = url.partition("://")[2].partition("/")[2]
    answer = world.client().get(f"/{path}")
    assert answer.status_code == 200
    return f"/{path}", answer.get_data(as_text=True)


def test_owners_are_told_what_is_overdue_and_what_is_due_within_a_week(world: World) -> None:
    world.services.closeout.change(
        world.as_("mona"), CODE, "plan", {"owner": "carl", "due": Due(on=date(2026, 6, 16))}
    )
    remind(world)
    assert told(world, "carl") == [
        "“Project plan” for the close of “Weir; walks, talks” is due on 2026-06-16."
    ]
    assert any("was due on 2026-06-07" in line for line in told(world, "mona"))
    assert not any("2026-06-30" in line for line in told(world, "fay"))
    assert told(world, "otto") == []
    count = len(told(world, "mona"))
    remind(world)
    assert len(told(world, "mona")) == count


def test_rows_of_the_closing_list_reach_their_owner_alone(world: World) -> None:
    """Accounts, licences, shares and tokens to be ended: as notices and in the calendar."""
    services, mona = world.services, world.as_("mona")
    rows = services.closing_list.get(mona, CODE).rows
    ready = next(row for row in rows if row.due)
    services.closing_list.change(mona, CODE, ready.key, {"owner": "carl", "due": date(2026, 6, 12)})
    own = services.closing_list.add(
        mona, CODE, "Key of the mail tool", {"kind": "token", "owner": "carl"}
    )
    services.closing_list.change(mona, CODE, own.key, {"due": date(2026, 6, 1)})
    remind(world)
    name = ready.name["en"]
    assert sorted(told(world, "carl")) == sorted(
        [
            f"“{name}” for the close of “Weir; walks, talks” is due on 2026-06-12.",
            "“Key of the mail tool” for the close of “Weir; walks, talks” was due on 2026-06-01.",
        ]
    )
    assert any(
        say("zh-Hant", f"closing_list.thing_{ready.key}") in t
        for t in told(world, "carl", "zh-Hant")
    )
    for other in ("mona", "fay", "otto"):
        assert not any(
            "Key of the mail tool" in line or name in line for line in told(world, other)
        )
    path, text = feed(world, "carl")
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Key of the mail tool · Weir\\; walks\\, talks" in text
    assert f"/projects/{CODE}/closing-list#{own.key}" in text.replace("\r\n ", "")
    assert "Key of the mail tool" not in feed(world, "mona")[1]
    services.closing_list.change(
        world.as_("carl"), CODE, own.key, {"state": "ended", "note": "done"}
    )
    assert "Key of the mail tool" not in world.client().get(path).get_data(as_text=True)
    services.projects.remove_member(mona, CODE, "carl")
    assert "VEVENT" not in world.client().get(path).get_data(as_text=True)


def test_a_row_of_nobody_is_its_managers(world: World) -> None:
    names = [
        row.name["en"] for row in world.services.closing_list.get(world.as_("mona"), CODE).rows
    ]
    assert all(f"SUMMARY:{name}" in feed(world, "mona")[1] for name in names)
    assert not any(name in feed(world, "carl")[1] for name in names)


def test_a_reminder_speaks_its_readers_language(world: World) -> None:
    remind(world)
    lines = told(world, "mona", "zh-Hant")
    assert any("會議紀錄" in line and "已逾期" in line for line in lines)


def test_nobody_is_told_of_what_is_done_or_closed(world: World) -> None:
    world.document(CODE, "mona", f"{CODE}_PLN_walks-plan_20260504_V1.0.txt", "The plan")
    remind(world)
    assert not any("Project plan" in line for line in told(world, "mona"))


def test_the_duty_is_one_of_the_workers(world: World) -> None:
    assert "closeout_due" in world.services.duties.names


def test_the_calendar_holds_ones_own_open_duties_and_follows_the_plan(world: World) -> None:
    path, text = feed(world, "fay")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:Cost settlement · Weir\\; walks\\, talks" in text
    assert "DTSTART;VALUE=DATE:20260630" in text
    assert "Minutes" not in text
    world.services.closeout.change(
        world.as_("mona"), CODE, "settlement", {"due": Due(on=date(2026, 9, 9))}
    )
    assert "DTSTART;VALUE=DATE:20260909" in world.client().get(path).get_data(as_text=True)
    world.services.projects.remove_member(world.as_("mona"), CODE, "fay")
    assert "VEVENT" not in world.client().get(path).get_data(as_text=True)


def test_an_address_opens_nothing_once_it_is_revoked_replaced_or_its_account_disabled(
    world: World,
) -> None:
    first, _ = feed(world, "mona")
    second, _ = feed(world, "mona")
    assert world.client().get(first).status_code == 404
    assert world.client().get("/calendar/nothing-of-that-name.ics").status_code == 404
    assert world.call("mona", "GET", "/calendar-feed").get_json()["url"] is None
    assert world.call("mona", "DELETE", "/calendar-feed").status_code == 204
    assert world.client().get(second).status_code == 404
    third, _ = feed(world, "mona")
    world.services.accounts.set_active_as("system", "mona", active=False)
    assert world.client().get(third).status_code == 404


def test_the_address_is_kept_as_a_digest_only(world: World) -> None:
    path, _ = feed(world, "carl")
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    file = world.services.database.file
    assert file is not None
    stored = b"".join(p.read_bytes() for p in file.parent.glob(f"{file.name}*"))
    assert secret.encode() not in stored
