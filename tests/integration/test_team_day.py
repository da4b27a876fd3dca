"""The day is the team's: what is due, what last month is and what the clocks show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main
from archive.errors import SettingInvalid
from archive.settings import load_settings
from archive.team_time import DEFAULT_ZONE, day_of, use_zone
from archive.web.presenters.marks import moment
from tests.support.world import open_world

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
