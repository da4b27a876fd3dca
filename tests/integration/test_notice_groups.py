"""Notices of one kind, project and day are one thing to know: on the page, in the answer, in the letter."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.domain.messages import LANGUAGES, Message
from archive.domain.notice_groups import GATHERED
from archive.domain.notices import Notice
from archive.services.closeout.closeout_owned import CloseoutReminders
from archive.wording import say
from tests.support.mail_sink import MailSink
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
START = datetime(2026, 6, 10, 1, tzinfo=UTC)


class Hours:
    """A clock that a test moves, and that goes on by itself as one does."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def world(tmp_path: Path, hours: Hours, sink: MailSink) -> Iterator[World]:
    made = open_world(
        tmp_path,
        clock=hours,
        smtp_url=sink.url,
        mail_from="Archive <archive@weir.example>",
        public_url="https://archive.weir.example",
    )
    made.account("mona")
    made.account("carl")
    for code, name in (("WEIR-1", "Weir walks"), ("WEIR-2", "Weir talks"), ("WEIR-3", "水門散步")):
        ran = {"started_on": date(2026, 3, 2), "ended_on": date(2026, 4, 30)}
        made.project(code, "mona", name=name, **ran)
    made.account("gus")
    made.member("WEIR-1", "mona", "gus")
    yield made
    made.close()


def remind(world: World, at: datetime) -> None:
    services = world.services
    CloseoutReminders(services.database, services.closeout, services.notices).send(at)


def groups(world: World, who: str, query: str = "") -> dict[str, Any]:
    answer = world.call(who, "GET", f"/notices/groups{query}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def page(world: World, who: str, path: str = "/notices") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    answer = world.client().get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.text


def post(world: World, who: str, key: str, project: str, **values: object) -> None:
    """Somebody is told that a duty is overdue."""
    known = world.services.projects.get(world.as_("mona"), project)
    said = {"project": known.name, "duty": key, "due": "2026-06-01", **values}
    notice = Notice(
        "closeout_overdue", Message("closeout.overdue_notice", said),
        f"/projects/{project}/closeout#{key}", known.id, key=key,
    )  # fmt: skip
    told = world.as_(who).user_id
    with world.services.database.write() as work:
        world.services.notices.post(work, [told], notice)


def test_three_late_projects_are_three_things_to_know(world: World, hours: Hours) -> None:
    remind(world, hours())
    told = world.call("mona", "GET", "/notices").get_json()
    found = groups(world, "mona")
    assert told["total"] > 20
    assert (found["total"], found["unread"]) == (3, 3)
    assert sum(group["count"] for group in found["items"]) == told["total"]
    names = {group["message"].partition(":")[0] for group in found["items"]}
    assert names == {"Weir walks", "Weir talks", "水門散步"}
    for group in found["items"]:
        assert f"{group['count']} duties of the close are overdue" in group["message"]
        assert len(group["notices"]) == group["count"] == group["unread"]
        assert all(n["message"].startswith("“") for n in group["notices"])  # as they are alone
    text = page(world, "mona")
    assert text.count('id="notice-') == 3
    assert 'aria-label="3 unread notices"' in text
    [home] = [one for one in world.services.waiting_work.get(world.as_("mona")).waiting
              if one.kind == "notices"]  # fmt: skip
    assert home.n == 3


def test_each_link_of_a_list_leads_to_its_duty(world: World, hours: Hours) -> None:
    remind(world, hours())
    headers = {"Authorization": f"Bearer {world.secrets['mona']}"}
    ways = re.findall(r'class="way" formaction="([^"]+)"', page(world, "mona"))
    assert len(ways) == world.call("mona", "GET", "/notices").get_json()["total"]
    pages: dict[str, str] = {}
    for way in ways:
        answer = world.client().post(way, headers=headers, data={"act": "follow"})
        assert answer.status_code == 303
        where, _, anchor = answer.headers["Location"].partition("#")
        pages[where] = pages.get(where) or page(world, "mona", where)
        assert f'id="{anchor}"' in pages[where]
    assert groups(world, "mona")["unread"] == 0  # what was followed was read, each by itself


def test_a_group_is_read_as_it_was_shown(world: World) -> None:
    post(world, "mona", "one", "WEIR-1")
    post(world, "mona", "two", "WEIR-1")
    [shown] = groups(world, "mona")["items"]
    post(world, "mona", "three", "WEIR-1")  # told while the page was being read
    world.call("mona", "POST", f"/notices/{shown['id']}", json={"read": True, "together": True})
    [left] = groups(world, "mona", "?unread=true")["items"]
    assert (left["count"], left["unread"]) == (1, 1)
    assert "“three”" in left["message"]
    [whole] = groups(world, "mona")["items"]
    assert (whole["count"], whole["unread"]) == (3, 1)
    headers = {"Authorization": f"Bearer {world.secrets['mona']}"}
    said = {"act": "unread", "together": "1", "next": "/notices?unread=1"}
    answer = world.client().post(f"/notices/{whole['id']}", headers=headers, data=said)
    assert answer.headers["Location"] == "/notices?unread=1"
    assert groups(world, "mona")["items"][0]["unread"] == 3


def test_days_projects_and_kinds_stay_apart_and_so_does_what_stands_alone(
    world: World, hours: Hours
) -> None:
    post(world, "mona", "one", "WEIR-1")
    post(world, "mona", "two", "WEIR-2")
    alone = Notice("saved_search", Message("notices.saved_search", {"name": "a"}), "/", key="s1")
    mona = world.as_("mona").user_id
    with world.services.database.write() as work:
        for key in ("s1", "s2"):
            told = Notice(alone.kind, alone.message, alone.link, key=key)
            world.services.notices.post(work, [mona], told)
    hours.now += timedelta(days=1)
    post(world, "mona", "three", "WEIR-1")
    post(world, "mona", "one", "WEIR-1")  # told yesterday: not again
    found = groups(world, "mona")
    assert [group["count"] for group in found["items"]] == [1, 1, 1, 1, 1]
    assert found["items"][0]["message"] == (
        "“three” for the close of “Weir walks” was due on 2026-06-01."
    )


def test_what_one_may_not_see_is_in_no_group_and_no_count(world: World) -> None:
    name = "WEIR-1_OTH_tide-table_20260105_V1.0.txt"
    kept = world.document("WEIR-1", "mona", name, "Tides")
    known = world.services.projects.get(world.as_("mona"), "WEIR-1")
    for document in (None, kept.id):
        values = {"title": "Tides", "borrower": "Ada", "day": "2026-06-01"}
        notice = Notice(
            "paper_overdue", Message("registers.paper_overdue", values), "/papers/1",
            known.id, document, key=f"paper:{document}",
        )  # fmt: skip
        told = world.as_("gus").user_id
        with world.services.database.write() as work:
            world.services.notices.post(work, [told], notice)
    assert groups(world, "gus")["items"][0]["count"] == 2
    world.services.documents.withdraw(world.as_("mona"), kept.id, "misfiled")
    [group] = groups(world, "gus")["items"]
    assert (group["count"], len(group["notices"])) == (1, 1)
    world.services.projects.remove_member(world.as_("mona"), "WEIR-1", "gus")
    world.services.projects.edit(world.as_("mona"), "WEIR-1", {"restricted": True}, None)
    assert (groups(world, "gus")["total"], groups(world, "gus")["unread"]) == (0, 0)
    marked = world.call("gus", "POST", f"/notices/{group['id']}", json={"together": True})
    assert marked.status_code == 404


def test_a_list_is_bounded_and_says_what_it_leaves_out(world: World) -> None:
    for number in range(103):
        post(world, "mona", f"duty{number}", "WEIR-1")
    [group] = groups(world, "mona")["items"]
    assert (group["count"], group["unread"], len(group["notices"])) == (103, 103, 100)
    text = page(world, "mona")
    assert text.count('class="way"') == 100
    assert "and 3 more" in text
    world.call("mona", "POST", f"/notices/{group['id']}", json={"together": True})
    assert groups(world, "mona")["unread"] == 0


def test_the_pages_of_the_list_are_of_groups(world: World, hours: Hours) -> None:
    for day in range(3):
        for number in range(2):
            post(world, "mona", f"{day}-{number}", "WEIR-1")
        hours.now += timedelta(days=1)
    seen = [groups(world, "mona", f"?per_page=2&page={page}") for page in (1, 2)]
    assert [[group["count"] for group in part["items"]] for part in seen] == [[2, 2], [2]]
    days = [group["posted_at"][:10] for part in seen for group in part["items"]]
    assert days == ["2026-06-12", "2026-06-11", "2026-06-10"]


def test_the_letter_tells_of_each_project_once_with_its_list(
    world: World, hours: Hours, sink: MailSink
) -> None:
    world.call("mona", "PUT", "/notices/mail", json={"address": "mona@weir.example"})
    world.services.duties.run_due()
    [(_, raw)] = sink.letters
    message = email.message_from_bytes(raw, policy=email.policy.default)
    text = message.get_content()
    total = world.call("mona", "GET", "/notices").get_json()["total"]
    assert re.search(r"\b3\b|3 則", message["Subject"])
    assert text.count("\n- ") == 3
    assert text.count("\n  · ") == total
    for code in ("WEIR-1", "WEIR-2", "WEIR-3"):
        assert f"https://archive.weir.example/projects/{code}" in text
    hours.now += timedelta(days=1)
    world.services.duties.run_due()
    assert len(sink.letters) == 1  # told once


def test_every_gathered_kind_has_its_two_sentences() -> None:
    for kind in GATHERED:
        for language in LANGUAGES:
            values = {
                "project": "P", "n": 2, "duty": "d", "due": "x", "who": "w", "name": "n",
                "reason": "r", "until": "u", "title": "t", "day": "y", "days": 3, "borrower": "b",
            }  # fmt: skip
            assert "{" not in say(language, f"notices.group_{kind}", **values)
            assert "{" not in say(language, f"notices.part_{kind}", **values)
