"""The day is the team's: what is due, what last month is and what the clocks show."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main
from archive.domain.closeout import Waiver
from archive.errors import CloseoutIncomplete, SettingInvalid
from archive.services.closeout.waivers import at_the_close
from archive.settings import load_settings
from archive.team_time import DEFAULT_ZONE, day_of, use_zone
from archive.web.presenters.marks import moment
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
EVENING = datetime(2031, 1, 31, 17, 30, tzinfo=UTC)
"""In Taipei the first of February, half past one in the night."""


@pytest.fixture(autouse=True)
def _zone_of_the_other_tests() -> Iterator[None]:
    yield
    use_zone(DEFAULT_ZONE)


@pytest.mark.parametrize(
    ("zone", "last_month", "overdue", "shown"),
    [
        ("Asia/Taipei", "2031年1月", True, "2031-02-01 01:30"),
        ("UTC", "2030年12月", False, "2031-01-31 17:30"),
        ("Europe/London", "2030年12月", False, "2031-01-31 17:30"),
    ],
)
def test_today_is_the_day_of_the_team(
    tmp_path: Path, zone: str, last_month: str, overdue: bool, shown: str
) -> None:
    made = open_world(tmp_path, clock=lambda: EVENING, time_zone=zone)
    made.account("nora")
    made.project("LOCK-01", "nora", name="Lock", language="en")
    thing = {"name": "Sluice account", "due": "2031-01-31"}
    assert made.call("nora", "POST", "/projects/LOCK-01/closing-list", json=thing).status_code < 300
    rows = made.call("nora", "GET", "/projects/LOCK-01/closing-list").get_json()["items"]
    found = made.call("nora", "GET", "/search?q=上個月").get_json()
    made.close()
    assert [row["overdue"] for row in rows if row["name"] == "Sluice account"] == [overdue]
    assert found["times"] == [last_month]
    assert moment(EVENING) == shown


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def closed_without(world: World, code: str) -> None:
    """Close a project without all that it lacks."""
    nora, closing = world.as_("nora"), world.services.closing
    with pytest.raises(CloseoutIncomplete) as refused:
        closing.close(nora, code)
    closing.close(nora, code, [Waiver(thing.id, "agreed") for thing in refused.value.missing])


def gaps_told(world: World, code: str) -> list[str]:
    record = world.services.closing.closings(world.as_("nora"), code)[0].record
    return [str(gap["message"]) for gap in record["gaps"]]


def test_the_record_of_a_close_stays_as_it_was_sealed_when_the_zone_is_another(
    tmp_path: Path,
) -> None:
    clock = Clock(datetime(2031, 1, 20, 4, tzinfo=UTC))
    made = open_world(tmp_path, clock=clock, session_hours=9999)
    made.account("nora")
    made.project("LOCK-01", "nora", name="Lock", language="en")
    clock.now = EVENING
    made.document("LOCK-01", "nora", "LOCK-01_MTG_sluice-talk_20310130_V1.0.txt", "We met.")
    thing = {"name": "Sluice account", "due": "2031-01-31"}
    assert made.call("nora", "POST", "/projects/LOCK-01/closing-list", json=thing).status_code < 300
    closed_without(made, "LOCK-01")
    sealed = gaps_told(made, "LOCK-01")
    use_zone("UTC")
    told = gaps_told(made, "LOCK-01")
    with made.services.database.read() as work:
        nora = made.as_("nora")
        project = made.services.projects.get(nora, "LOCK-01")
        waived = at_the_close(work, nora, project, made.services.names.rules())
    made.close()
    assert sealed
    assert told == sealed
    assert {waiver["on"] for waiver in waived} == {"2031-02-01"}


@pytest.mark.parametrize(
    ("zone", "january", "february"), [("Asia/Taipei", 0, 1), ("UTC", 1, 0), ("America/Lima", 1, 0)]
)
def test_a_month_of_the_list_of_exceptions_is_the_teams(
    tmp_path: Path, zone: str, january: int, february: int
) -> None:
    clock = Clock(EVENING)
    made = open_world(tmp_path, clock=clock, session_hours=9999, time_zone=zone)
    for name in ("nora", "ivo"):
        made.account(name)
    made.project("LOCK-01", "nora", name="Lock", language="en")
    made.member("LOCK-01", "nora", "ivo")
    ivo = made.as_("ivo")
    batch = made.services.intake.open_batch(ivo, "LOCK-01").id
    made.services.intake.receive(ivo, batch, io.BytesIO(b"Rota of the lock\n"), "rota final.txt")
    made.drain()
    (item,) = made.services.intake.batch(ivo, batch).items
    made.services.exceptions.ask(ivo, batch, item.id, "the client's name")
    counted = [made.services.exceptions.list(ivo, month).total for month in ("2031-01", "2031-02")]
    page = made.client().get(
        "/exceptions", headers={"Authorization": f"Bearer {made.secrets['ivo']}"}
    )
    clock.now = datetime(2031, 2, 10, 9, tzinfo=UTC)
    made.services.duties.run_due()
    notices = made.services.notices.list(made.as_("nora")).items
    made.close()
    assert counted == [january, february]
    assert f"/exceptions.csv?month={'2031-02' if february else '2031-01'}" in page.text
    assert [n.kind for n in notices].count("exceptions_month") == january


def test_without_a_setting_days_are_those_of_taipei() -> None:
    assert load_settings({}).time_zone == "Asia/Taipei"
    use_zone(DEFAULT_ZONE)
    assert day_of(EVENING) == date(2031, 2, 1)
    assert day_of(datetime(2031, 1, 31, 15, 59, tzinfo=UTC)) == date(2031, 1, 31)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc/passwd", "asia/nowhere", "GMT+8:00"])
def test_an_unknown_zone_stops_the_start(zone: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_settings({"ARCHIVE_TIME_ZONE": zone})
    assert "ARCHIVE_TIME_ZONE" in str(refused.value.values)


class Evening(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Evening:
        return cls.fromtimestamp(EVENING.timestamp(), tz)


@pytest.mark.parametrize(
    ("zone", "today", "said"),
    [("Asia/Taipei", "20310201", "fit to be used"), ("UTC", "20310131", "come into force")],
)
def test_a_command_that_opens_no_archive_has_the_same_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, today: str, said: str
) -> None:
    for module in ("names", "rules"):
        monkeypatch.setattr(f"archive.cli.{module}.datetime", Evening)
    shipped = Path("naming_rules.yaml").read_text("utf-8")
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        re.sub(r"(?m)^effective_from: .*", "effective_from: 2031-02-01", shipped), "utf-8"
    )
    runner = CliRunner(env={"ARCHIVE_TIME_ZONE": zone, "LC_ALL": "en_GB.UTF-8"})
    checked = runner.invoke(main, ["names", "check", "--json", "mole-26_CON_Quay hire.pdf"])
    assert f"_{today}_" in json.loads(checked.output)[0]["suggestion"]
    use_zone(DEFAULT_ZONE)  # what the command before has set is not to tell this one
    assert said in runner.invoke(main, ["rules", "check", str(rules)]).output
