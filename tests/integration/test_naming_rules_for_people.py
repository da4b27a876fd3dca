"""The naming rules explained: page, interface, command, and the alarm while the file is not usable."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main
from archive.domain.access import Role
from archive.domain.messages import LANGUAGES
from archive.naming.explain import explain
from archive.services.intake.item_changes import ItemChange
from archive.web.presenters.rules import rules_page
from archive.wording import say
from tests.support.world import World, open_world

PACKAGED = Path(__file__).resolve().parents[2] / "naming_rules.yaml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A rule file of the team's own."""
    own = tmp_path / "naming_rules.yaml"
    own.write_text(PACKAGED.read_text("utf-8"), "utf-8")
    return own


@pytest.fixture
def world(tmp_path: Path, file: Path) -> Iterator[World]:
    world = open_world(tmp_path / "data", rules=str(file))
    world.account("mei")
    world.account("records", Role.RECORDS_MANAGER)
    world.account("root", Role.ADMINISTRATOR)
    world.project("QUAY-01", "mei")
    yield world
    world.close()


def page(world: World, who: str, path: str = "/rules") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    answer = world.client().get(path, headers=headers)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_interface_explains_every_class_and_check_in_the_asked_language(world: World) -> None:
    told = {
        language: world.call("mei", "GET", "/rules", headers={"Accept-Language": language})
        for language in LANGUAGES
    }
    rules = world.services.names.rules()
    for place, language in enumerate(LANGUAGES):
        answer = told[language].get_json()
        assert [kind["label"] for kind in answer["classes"]] == [
            kind.labels[place] for kind in rules.classes.values()
        ]
        assert {rule["rule"]: rule["severity"] for rule in answer["rules"]} == rules.severities
    assert told["en"].get_json()["components"] != told["zh-Hant"].get_json()["components"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_takes_one_name_apart_without_losing_a_character(
    world: World, language: str
) -> None:
    shown = rules_page(explain(world.services.names.rules()), language)
    assert "".join(part.before + part.text for part in shown.dissected) == shown.example
    assert all(part.label and part.hint for part in shown.dissected)
    assert len(shown.classes) == len(world.services.names.rules().classes)


def test_a_tried_name_shows_every_finding_at_once_and_a_name_that_fits(world: World) -> None:
    shown = page(world, "mei", "/rules?name=QUAY-01_minutes_Copy+of+berth+talk_31.2.2026_v1.PDF")
    asked = {"filename": "QUAY-01_minutes_Copy of berth talk_31.2.2026_v1.PDF"}
    verdict = world.call("mei", "POST", "/names/check", json=asked).get_json()
    assert verdict["verdict"] == "held"
    assert len(verdict["findings"]) > 2
    for finding in verdict["findings"]:
        assert finding["message"] in shown


def test_a_changed_file_that_cannot_be_used_alarms_those_who_keep_the_rules(
    world: World, file: Path
) -> None:
    good = world.services.names.rules().version
    file.write_text(file.read_text("utf-8").replace("severity: refuse", "severity: maybe"), "utf-8")
    for who in ("records", "root"):
        for path in ("/rules", "/"):
            shown = page(world, who, path)
            assert f"{file}:" in shown
            assert re.search(r"Since \d{4}-\d\d-\d\d \d\d:\d\d\. ", shown)
    assert world.call("records", "GET", "/rules").get_json()["problems"]
    assert world.call("mei", "GET", "/rules").get_json()["problems"] == []
    assert str(file) not in page(world, "mei") + page(world, "mei", "/")
    assert world.services.names.rules().version == good


def test_the_command_explains_the_same_rules(file: Path) -> None:
    runner = CliRunner(env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})
    told = runner.invoke(main, ["rules", "explain", str(file), "--json"])
    assert told.exit_code == 0, told.output
    assert len(json.loads(told.output)["classes"]) == 29
    words = runner.invoke(main, ["rules", "explain", str(file)])
    assert "N13" in words.output
    assert "Contract" in words.output


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("three_years: {years: 4, from: project_closed}", "4 years after the project closes"),
        ("three_years: {years: 2}", "2 years"),
        ("three_years: {}", "for good"),
    ],
)
def test_a_document_is_kept_as_long_as_the_rules_of_the_team_say(
    world: World, file: Path, kept: str, said: str
) -> None:
    mei, text = world.as_("mei"), file.read_text("utf-8")
    batch = world.services.intake.open_batch(mei, "QUAY-01")
    item = world.services.intake.receive(
        mei, batch.id, io.BytesIO(b"The quay, 2026-03-02"), "a.txt"
    )
    world.drain()
    world.services.intake.change(mei, batch.id, item.id, ItemChange(class_key="other"))
    outcome = world.services.filing.file_batch(mei, batch.id, "all", accept_suggestions=True)
    document = world.services.documents.get(mei, outcome.filed[0][1])
    assert document.retention == "three_years"
    file.write_text(text.replace("three_years: {years: 3, from: project_closed}", kept), "utf-8")
    assert f">{said}<" in page(world, "mei", f"/documents/{document.id}")
    assert said in page(world, "mei")


def test_levels_are_called_what_the_team_calls_them(world: World, file: Path) -> None:
    own = "restricted: {labels: [僅限 {核心}, 仅限核心, Inner circle], share_link: never}"
    text = PACKAGED.read_text("utf-8")
    old = "restricted: {labels: [限閱, 限阅, Restricted], share_link: never}"
    assert old in text
    file.write_text(text.replace(old, own.replace("[僅限 {核心}", '["僅限 {核心}"')), "utf-8")
    for path in ("/rules", "/projects/QUAY-01/members"):
        shown = page(world, "mei", path)
        assert "Inner circle" in shown
        assert "Restricted" not in shown.partition("<main")[2]
    told = world.call("mei", "GET", "/rules", headers={"Accept-Language": "zh-Hant"}).get_json()
    assert told["levels"][-1] == {
        "level": "restricted",
        "label": "僅限 {核心}",
        "share_link": "never",
    }
    assert say("en", "ui.level_restricted") == "Restricted"


def test_the_page_says_which_fields_a_class_wants(world: World) -> None:
    """Under the names the fields have on the pages where they are typed."""
    shown = {
        row.code: row.wanted
        for row in rules_page(explain(world.services.names.rules()), "zh-Hant").classes
    }
    assert shown["QUO"] == "金額、幣別、客戶確認日"
    assert shown["CON"] == "往來單位、金額、幣別、日期"
    assert shown["MTG"] == ""
    assert "Amount, Currency, Confirmed by the client on" in page(world, "mei")
