"""Notices: told once, shown only while their reader may see what they are about, mailed once a day."""

from __future__ import annotations

import email
import email.policy
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from archive.bootstrap import build_services
from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.messages import Message
from archive.domain.notices import Duty, Notice
from archive.errors import SettingInvalid
from archive.services.operations.duties import DutyService
from archive.services.operations.mail import mail_server
from archive.settings import Settings
from archive.worker import Worker
from tests.support.mail_sink import MailSink
from tests.support.world import World, open_world

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAID = Message("ui_notices.unread", {"n": 3})


class Hours:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def world(tmp_path: object, hours: Hours, sink: MailSink) -> Iterator[World]:
    world = open_world(
        tmp_path,  # type: ignore[arg-type]
        clock=hours,
        smtp_url=sink.url,
        mail_from="Archive <archive@quay.example>",
        public_url="https://archive.quay.example",
    )
    world.account("mei")
    world.account("lin", language="zh-Hant")
    world.account("root", Role.ADMINISTRATOR)
    yield world
    world.close()


def tell(world: World, who: str, key: str, **about: str) -> None:
    notice = Notice("test", SAID, "/holding", key=key, **about)  # type: ignore[arg-type]
    told = world.as_(who).user_id
    with world.services.database.write() as work:
        world.services.notices.post(work, [told], notice)


def listed(world: World, who: str, query: str = "") -> dict[str, object]:
    answer = world.call(who, "GET", f"/notices{query}")
    assert answer.status_code == 200
    found: dict[str, object] = answer.get_json()
    return found


def bar(world: World, who: str) -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    return world.client().get("/search", headers=headers).text


def test_the_same_key_is_told_the_same_person_once(world: World) -> None:
    for who in ("mei", "mei", "lin"):
        tell(world, who, "late:1")
    tell(world, "mei", "late:2")
    assert (listed(world, "mei")["total"], listed(world, "lin")["total"]) == (2, 1)
    assert listed(world, "root")["total"] == 0


def test_a_notice_is_kept_only_with_the_act_it_tells_of(world: World) -> None:
    told = world.as_("mei").user_id

    def act() -> None:
        with world.services.database.write() as work:
            world.services.notices.post(work, [told], Notice("test", SAID, None, key="undone"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert listed(world, "mei")["total"] == 0


def test_notices_are_read_one_by_one_or_all_together(world: World) -> None:
    for number in range(3):
        tell(world, "mei", f"key:{number}")
    assert 'aria-label="3 unread notices"' in bar(world, "mei")
    first = listed(world, "mei")["items"][0]["id"]  # type: ignore[index]
    answer = world.call("mei", "POST", f"/notices/{first}", json={"read": True})
    assert answer.get_json()["read_at"]
    assert listed(world, "mei")["unread"] == 2
    assert listed(world, "mei", "?unread=true")["total"] == 2
    assert world.call("mei", "POST", f"/notices/{first}", json={"read": False}).status_code == 200
    assert world.call("mei", "POST", "/notices/read").get_json() == {"read": 3}
    assert listed(world, "mei")["unread"] == 0
    assert "unread" not in bar(world, "mei").partition('class="bell"')[2][:200]


def test_somebody_elses_notice_is_not_there(world: World) -> None:
    tell(world, "mei", "own")
    own = listed(world, "mei")["items"][0]["id"]  # type: ignore[index]
    hidden = world.call("lin", "POST", f"/notices/{own}", json={"read": True})
    absent = world.call("lin", "POST", f"/notices/{'0' * 32}", json={"read": True})
    assert (hidden.status_code, hidden.data) == (404, absent.data)
    assert world.call("lin", "POST", "/notices/read").get_json() == {"read": 0}
    assert listed(world, "mei")["unread"] == 1


def test_a_notice_goes_with_the_right_to_see_what_it_is_about(world: World, sink: MailSink) -> None:
    project = world.project("VAULT-01", "mei", restricted=True)
    world.member("VAULT-01", "mei", "lin", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    name = "VAULT-01_OTH_mooring_20260105_V1.0.txt"
    kept = world.document("VAULT-01", "mei", name, "Moorings", level=Level.CONFIDENTIAL)
    tell(world, "lin", "of the project", project_id=project.id)
    tell(world, "lin", "of the document", document_id=kept.id)
    tell(world, "lin", "of both", project_id=project.id, document_id=kept.id)
    tell(world, "lin", "of nothing that is", document_id="0" * 32)
    world.call("lin", "PUT", "/notices/mail", json={"address": "lin@quay.example"})
    assert (listed(world, "lin")["total"], listed(world, "lin")["unread"]) == (3, 3)
    told = {n["id"] for n in listed(world, "lin")["items"]}  # type: ignore[attr-defined]
    world.member("VAULT-01", "mei", "lin", ProjectRole.MEMBER, Level.INTERNAL)
    assert listed(world, "lin")["total"] == 1  # the project alone
    world.services.projects.remove_member(world.as_("mei"), "VAULT-01", "lin")
    assert (listed(world, "lin")["total"], listed(world, "lin")["unread"]) == (0, 0)
    for notice_id in told:
        answer = world.call("lin", "POST", f"/notices/{notice_id}", json={"read": True})
        assert answer.status_code == 404
    world.services.duties.run_due()
    assert sink.letters == []
    world.member("VAULT-01", "mei", "lin", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    assert listed(world, "lin")["unread"] == 3  # nothing was lost meanwhile
    world.services.documents.withdraw(world.as_("mei"), kept.id, "misfiled")
    assert listed(world, "lin")["total"] == 1


def test_unread_notices_are_mailed_once_a_day_in_the_readers_language(
    world: World, sink: MailSink, hours: Hours
) -> None:
    tell(world, "lin", "first")
    tell(world, "mei", "first")
    world.services.duties.run_due()
    assert sink.letters == []  # nobody gave an address
    for who in ("lin", "mei"):
        address = {"address": f"{who}@quay.example", "digest": "daily"}
        assert world.call(who, "PUT", "/notices/mail", json=address).get_json() == address
    off = {"address": "mei@quay.example", "digest": "off"}
    assert world.call("mei", "PUT", "/notices/mail", json=off).get_json() == off
    world.services.duties.run_due()
    assert sink.letters == []  # not before the next day
    hours.on(days=1)
    tell(world, "lin", "second")
    world.services.duties.run_due()
    [(to, raw)] = sink.letters
    message = email.message_from_bytes(raw, policy=email.policy.default)
    text = message.get_content()
    assert to == ["lin@quay.example"]
    assert message["From"] == "Archive <archive@quay.example>"
    assert "2 則新通知" in message["Subject"]
    assert text.count("3 則未讀通知") == 2
    assert text.count("https://archive.quay.example/holding") == 1  # one link for one page
    hours.on(days=1)
    world.services.duties.run_due()
    assert len(sink.letters) == 1  # everything was mailed


def test_an_address_that_is_refused_keeps_no_other_letter(
    world: World, sink: MailSink, hours: Hours
) -> None:
    sink.refused = "lin@quay.example"
    for who in ("lin", "mei"):
        tell(world, who, "first")
        world.call(who, "PUT", "/notices/mail", json={"address": f"{who}@quay.example"})
    hours.on(days=1)
    world.services.duties.run_due()
    assert [to for to, _ in sink.letters] == [["mei@quay.example"]]
    sink.refused = ""
    hours.on(days=1)
    world.services.duties.run_due()
    assert [to for to, _ in sink.letters][1:] == [["lin@quay.example"]]


def test_what_is_no_address_is_not_kept(world: World) -> None:
    for address in ("quay", "a b@quay.example", "a@quay", "a@quay.example\nBcc: b@quay.example"):
        answer = world.call("mei", "PUT", "/notices/mail", json={"address": address})
        assert answer.status_code == 422, address
    assert world.call("mei", "GET", "/notices/mail").get_json()["address"] is None
    assert "quay" not in world.call("lin", "GET", "/users").text


@pytest.mark.parametrize(
    "url", ["quay.example", "http://quay.example", "smtp://", "smtp://quay:99999", "smtp://a/b"]
)
def test_a_mail_server_that_cannot_be_one_stops_the_start(url: str, tmp_path: object) -> None:
    settings = Settings(data=tmp_path, smtp_url=url, mail_from="a@quay.example")  # type: ignore[arg-type]
    with pytest.raises(SettingInvalid):
        build_services(settings)
    with pytest.raises(SettingInvalid):
        build_services(Settings(data=tmp_path, smtp_url="smtp://127.0.0.1"))  # type: ignore[arg-type]


def test_a_password_is_read_from_the_url_and_never_shown() -> None:
    server = mail_server("smtps://post:one%40two@quay.example")
    assert server is not None
    assert (server.username, server.password, server.port) == ("post", "one@two", 465)
    assert "one" not in repr(server)


def test_a_duty_is_done_once_a_period_whoever_comes_first(world: World, hours: Hours) -> None:
    done: list[datetime] = []
    duty = Duty("tides", timedelta(hours=6), done.append)
    two = [DutyService(world.services.database, hours) for _ in range(2)]
    for service in two:
        service.register(duty)
    assert [service.run_due() for service in two] == [("tides",), ()]
    hours.on(hours=5.9)
    assert [service.run_due() for service in two] == [(), ()]
    hours.on(hours=0.1)
    assert [service.run_due() for service in reversed(two)] == [("tides",), ()]
    assert done == [NOON, NOON + timedelta(hours=6)]


def test_a_duty_that_fails_is_noted_and_stops_no_other(world: World, hours: Hours) -> None:
    done: list[datetime] = []
    service = DutyService(world.services.database, hours)
    service.register(Duty("broken", timedelta(hours=1), lambda _now: 1 // 0))  # type: ignore[arg-type,return-value]
    service.register(Duty("sound", timedelta(hours=1), done.append))
    assert service.run_due() == ("broken", "sound")
    assert done == [NOON]
    with world.services.database.read() as work:
        assert "ZeroDivisionError" in (work.duties.error("broken") or "")
        assert work.duties.error("sound") is None
    hours.on(hours=1)
    assert service.run_due() == ("broken", "sound")  # a new period
    with pytest.raises(ValueError, match="sound"):
        service.register(Duty("sound", timedelta(hours=1), done.append))


def test_a_duty_that_failed_is_tried_again_after_waits_that_grow(
    world: World, hours: Hours
) -> None:
    tried: list[datetime] = []

    def come_late(now: datetime) -> None:
        tried.append(now)
        if len(tried) < 4:
            raise OSError("no answer")

    two = [DutyService(world.services.database, hours) for _ in range(2)]
    for service in two:
        service.register(Duty("post", timedelta(days=1), come_late))
    assert [service.run_due() for service in two] == [("post",), ()]
    for minutes in (1, 4, 16):
        hours.on(minutes=minutes - 0.1)
        assert [service.run_due() for service in two] == [(), ()]
        hours.on(minutes=0.1)
        assert [service.run_due() for service in two] == [("post",), ()]
    hours.on(hours=2)
    assert two[0].run_due() == ()  # it went well at last
    hours.on(days=1)
    assert two[0].run_due() == ("post",)
    assert len(tried) == 5


def test_the_worker_does_what_is_due(world: World) -> None:
    done = threading.Event()
    world.services.duties.register(Duty("bells", timedelta(days=1), lambda _now: done.set()))
    worker = Worker(world.services)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        assert done.wait(120)
    finally:
        worker.stop()
        thread.join()
