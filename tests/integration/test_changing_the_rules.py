"""A changed rule file: tried on every filed name, activated, kept, and never lost by a bad edit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main
from archive.domain.access import Role
from archive.errors import RuleFileInvalid
from archive.services.rules.rulebook import RuleBook
from tests.support.world import World, open_world

SPRING = datetime(2026, 3, 1, 9, tzinfo=UTC)

PACKAGED = (Path(__file__).resolve().parents[2] / "naming_rules.yaml").read_text("utf-8")


def changed(version: str, text: str = PACKAGED) -> str:
    """The packaged rules under another version."""
    lines = text.split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("version:"))
    lines[place] = f'version: "{version}"'
    return "\n".join(lines)


def stricter(version: str) -> str:
    """Names of at most 60 characters; the file's own longer examples are left out."""
    text = changed(version)
    assert "limits: {chars: 100" in text
    head = text.replace("limits: {chars: 100", "limits: {chars: 60").partition("\n  ok:")[0]
    return f"{head}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    own = tmp_path / "naming_rules.yaml"
    own.write_text(PACKAGED, "utf-8")
    return own


@pytest.fixture
def world(tmp_path: Path, file: Path) -> Iterator[World]:
    world = open_world(tmp_path / "data", rules=str(file))
    world.account("mei")
    world.account("records", Role.RECORDS_MANAGER)
    world.account("root", Role.ADMINISTRATOR)
    world.project("DOCK-01", "mei", restricted=True)
    for title in ("Crane-hire", "Closing-notes-of-the-long-north-quay"):
        name = f"DOCK-01_OTH_{title}_20260105_V1.0.txt"
        world.document("DOCK-01", "mei", name, f"Notes: {title}")
    yield world
    world.close()


def test_a_dry_run_lists_what_would_fail_and_what_it_would_become(world: World) -> None:
    body = {"text": stricter("2026.9")}
    answer = world.call("records", "POST", "/rules/dry-run", json=body)
    assert answer.status_code == 200, answer.text
    run = answer.get_json()
    assert (run["valid"], run["version"]) == (True, "2026.9")
    assert (run["checked"], run["total"], run["newly_failing"]) == (2, 1, 1)
    assert run["classes"] == [{"class": "other", "total": 2, "failing": 1}]
    (item,) = run["items"]
    assert item["name"] == "DOCK-01_OTH_Closing-notes-of-the-long-north-quay_20260105_V1.0.txt"
    assert item["findings"][0]["rule"] == "N02"
    assert item["would_become"] != item["name"]
    assert not item["fails_today"]
    second = world.call("records", "POST", "/rules/dry-run?page=2&per_page=1", json=body).get_json()
    assert (second["items"], second["total"]) == ([], 1)


def test_names_and_reasons_are_told_by_duty_but_the_document_stays_closed(world: World) -> None:
    run = world.call("records", "POST", "/rules/dry-run", json={"text": stricter("2026.9")})
    assert run.get_json()["items"][0]["document"] is None
    world.member("DOCK-01", "mei", "records")
    run = world.call("records", "POST", "/rules/dry-run", json={"text": stricter("2026.9")})
    assert run.get_json()["items"][0]["document"]


def test_an_unusable_text_is_answered_with_every_line(world: World) -> None:
    text = PACKAGED.replace("severity: refuse", "severity: maybe").replace("hold}", "wait}")
    run = world.call("records", "POST", "/rules/dry-run", json={"text": text}).get_json()
    assert not run["valid"]
    assert len(run["problems"]) > 5
    assert all(problem.startswith("naming_rules.yaml:") for problem in run["problems"])
    refused = world.call("records", "POST", "/rules/activate", json={"text": text})
    assert refused.status_code == 422


@pytest.mark.parametrize("who", ["mei", "root"])
@pytest.mark.parametrize("path", ["/rules/dry-run", "/rules/activate"])
def test_only_the_records_manager_changes_the_rules(world: World, who: str, path: str) -> None:
    answer = world.call(who, "POST", path, json={"text": changed("2026.9")})
    assert answer.status_code == 403
    assert world.services.names.rules().version == "2026.1"


def test_activation_writes_the_file_and_keeps_both_versions(world: World, file: Path) -> None:
    made = world.call("records", "POST", "/rules/activate", json={"text": changed("2026.9")})
    assert made.status_code == 200, made.text
    assert file.read_text("utf-8") == changed("2026.9")
    assert world.services.names.rules().version == "2026.9"
    versions = world.call("mei", "GET", "/rules/versions").get_json()["items"]
    assert [(v["version"], v["activated_by"]) for v in versions] == [
        ("2026.9", "Records"),
        ("2026.1", None),
    ]
    old = world.call("mei", "GET", f"/rules/versions/{versions[1]['number']}").get_json()
    assert old["text"] == PACKAGED
    document = world.document("DOCK-01", "mei", "DOCK-01_OTH_Tide-table_20260105_V1.0.txt", "Tides")
    shown = world.call("mei", "GET", f"/documents/{document.id}").get_json()
    assert shown["rules_version"] == "2026.9"
    with world.services.database.read() as work:
        acts = [e.action for e in work.audit.about(versions[0]["digest"][:32])]
        assert work.audit.first_broken() is None
    assert acts == ["rules_activated"]


def test_a_version_names_one_text_for_good(world: World) -> None:
    first = world.call("records", "POST", "/rules/activate", json={"text": changed("2026.9")})
    assert first.status_code == 200
    again = stricter("2026.9")
    refused = world.call("records", "POST", "/rules/activate", json={"text": again})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
    assert world.services.names.rules().limits.chars == 100
    back = world.call("records", "POST", "/rules/activate", json={"text": PACKAGED})
    assert back.status_code == 200
    assert back.get_json()["number"] == 3


def test_a_file_changed_meanwhile_is_not_overwritten(world: World, file: Path) -> None:
    begun = world.services.rules.draft(world.as_("records"))
    file.write_text(changed("2026.7"), "utf-8")
    body = {"text": changed("2026.9"), "replaces": begun.digest}
    assert world.call("records", "POST", "/rules/activate", json=body).status_code == 409
    assert file.read_text("utf-8") == changed("2026.7")


def test_a_file_changed_on_the_disk_is_kept_as_a_version_with_the_next_document(
    world: World, file: Path
) -> None:
    file.write_text(changed("2026.5"), "utf-8")
    world.document("DOCK-01", "mei", "DOCK-01_OTH_Rope-list_20260105_V1.0.txt", "Ropes")
    file.write_text(changed("2026.6"), "utf-8")
    with world.services.database.read() as work:
        assert [v.version for v in work.rule_versions.all()] == ["2026.5", "2026.1"]


def test_after_a_start_with_an_unusable_file_the_last_good_rules_go_on(
    world: World, file: Path, tmp_path: Path
) -> None:
    assert world.call("records", "POST", "/rules/activate", json={"text": changed("2026.9")})
    file.write_text("version: 3\n", "utf-8")
    with pytest.raises(RuleFileInvalid):
        RuleBook(file, SPRING.date)
    file.write_bytes("schema: 1\n# 註解".encode("big5"))
    with pytest.raises(RuleFileInvalid, match=r"naming_rules\.yaml:2:.*rule_file\.not_utf8"):
        RuleBook(file, SPRING.date)
    again = open_world(tmp_path / "data", rules=str(file))
    assert again.services.names.rules().version == "2026.9"
    assert again.services.operation.ready()["rules"].degraded
    again.close()


def test_the_page_shows_the_line_and_activates_only_what_was_tried(world: World) -> None:
    client = world.client()
    headers = {"Authorization": f"Bearer {world.secrets['records']}", "Accept-Language": "en"}

    def send(**form: object) -> tuple[int, str]:
        answer = client.post("/rules/change", data=form, headers=headers)
        return answer.status_code, answer.get_data(as_text=True)

    begun = world.services.rules.draft(world.as_("records")).digest
    broken = PACKAGED.replace("severity: refuse", "severity: maybe")
    status, page = send(text=broken.replace("\n", "\r\n"), replaces=begun, act="try")
    assert status == 422
    assert "severity: maybe" in page
    asked = {"text": stricter("2026.9"), "replaces": begun, "act": "activate", "tried": ""}
    answer = client.post("/rules/change", data=asked, headers=headers)
    assert (answer.status_code, world.services.names.rules().version) == (303, "2026.1")
    trial = answer.headers["Location"]
    waiting = client.get(trial, headers=headers).text
    assert "activate" not in waiting.partition('name="act"')[2]
    progress = trial.partition("?")[0] + "/progress"
    assert "HX-Refresh" not in client.get(progress, headers=headers).headers
    world.drain()
    assert client.get(progress, headers=headers).headers["HX-Refresh"] == "true"
    page = client.get(trial, headers=headers).text
    assert begun in page
    assert "Closing-notes-of-the-long-north-quay" in page
    tried = page.partition('name="tried" value="')[2].partition('"')[0]
    sent = {"file": (io.BytesIO(stricter("2026.9").encode()), "new.yaml"), "act": "activate"}
    status, page = send(**sent, replaces=begun, tried=tried)
    assert (status, world.services.names.rules().version) == (303, "2026.9")


def test_the_command_tries_a_file_on_the_data_folder(world: World, tmp_path: Path) -> None:
    tried = tmp_path / "tried.yaml"
    tried.write_text(stricter("2026.9"), "utf-8")
    runner = CliRunner(env={"LC_ALL": "en_GB.UTF-8", "ARCHIVE_OCR": "0"})
    data = ["--data", str(world.settings.data)]
    said = runner.invoke(main, ["rules", "dry-run", str(tried), "--json", *data])
    assert said.exit_code == 1, said.output
    assert json.loads(said.output)["newly_failing"] == 1
    tried.write_text(changed("2026.9"), "utf-8")
    assert runner.invoke(main, ["rules", "dry-run", str(tried), *data]).exit_code == 0


def begin(world: World, text: str) -> str:
    answer = world.call("records", "POST", "/rules/dry-runs", json={"text": text})
    assert answer.status_code == 202, answer.text
    trial: str = answer.get_json()["id"]
    return trial


def test_a_trial_in_the_background_comes_to_the_same_and_is_kept(world: World) -> None:
    text = stricter("2026.9")
    trial = begin(world, text)
    waiting = world.call("records", "GET", f"/rules/dry-runs/{trial}").get_json()
    assert (waiting["state"], waiting["run"]) == ("waiting", None)
    world.drain()
    done = world.call("records", "GET", f"/rules/dry-runs/{trial}").get_json()
    assert (done["state"], done["done"], done["total"]) == ("done", 2, 2)
    at_once = world.call("records", "POST", "/rules/dry-run", json={"text": text}).get_json()
    assert done["run"] == at_once | {"per_page": 20}
    second = world.call("records", "GET", f"/rules/dry-runs/{trial}?page=2&per_page=1").get_json()
    assert (second["run"]["items"], second["run"]["total"]) == ([], 1)
    table = world.call("records", "GET", f"/rules/dry-runs/{trial}/names.csv").text
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == [
        "DOCK-01_OTH_Closing-notes-of-the-long-north-quay_20260105_V1.0.txt"
    ]


def test_a_trial_is_for_whoever_asked_for_it(world: World) -> None:
    trial = begin(world, stricter("2026.9"))
    world.account("clerk", Role.RECORDS_MANAGER)
    for path in (f"/rules/dry-runs/{trial}", f"/rules/dry-runs/{trial}/names.csv"):
        hidden = world.call("clerk", "GET", path)
        absent = world.call("clerk", "GET", path.replace(trial, "0" * 32))
        assert (hidden.status_code, hidden.data) == (404, absent.data)
        assert world.call("mei", "GET", path).status_code == 403
    body = {"text": stricter("2026.9")}
    assert world.call("mei", "POST", "/rules/dry-runs", json=body).status_code == 403


def test_an_unusable_text_is_answered_without_waiting(world: World) -> None:
    text = PACKAGED.replace("severity: refuse", "severity: maybe")
    answer = world.call("records", "POST", "/rules/dry-runs", json={"text": text}).get_json()
    assert answer["state"] == "done"
    assert answer["run"]["problems"]
    assert not answer["run"]["valid"]


def test_a_trial_that_was_cut_short_begins_again_and_one_given_up_says_so(world: World) -> None:
    trials = world.services.rule_trials
    trial = begin(world, stricter("2026.9"))
    with world.services.database.write() as work:
        work.rule_trials.get_on(trial, 1, 2)
    trials.carry_out(trial)
    trials.carry_out(trial)  # a job may run twice
    done = world.call("records", "GET", f"/rules/dry-runs/{trial}").get_json()
    assert (done["state"], done["run"]["total"]) == ("done", 1)
    other = begin(world, stricter("2026.8"))
    trials.give_up(other)
    assert world.call("records", "GET", f"/rules/dry-runs/{other}").get_json()["state"] == "failed"


def test_only_the_last_trials_of_an_account_are_kept(world: World) -> None:
    trials = [begin(world, stricter(f"2026.{number}")) for number in range(2, 9)]
    states = [
        world.call("records", "GET", f"/rules/dry-runs/{trial}").status_code for trial in trials
    ]
    assert sum(state == 200 for state in states) == 5
    assert states[-1] == 200


def test_nobody_waits_for_more_names_than_a_moment_takes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.services.rules.rules.MOST_AT_ONCE", 1)
    answer = world.call("records", "POST", "/rules/dry-run", json={"text": stricter("2026.9")})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")


def coming(version: str, day: str) -> str:
    """Rules that hold from a day on."""
    old = "effective_from: 2026-01-01"
    assert old in PACKAGED
    return stricter(version).replace(old, f"effective_from: {day}")


def test_rules_of_a_day_to_come_are_announced_and_come_into_force_on_it(
    tmp_path: Path, file: Path
) -> None:
    now = [SPRING]
    world = open_world(tmp_path / "later", clock=lambda: now[0], rules=str(file))
    world.account("mei")
    world.account("records", Role.RECORDS_MANAGER)
    world.project("DOCK-02", "mei")
    made = world.call(
        "records", "POST", "/rules/activate", json={"text": coming("2026.9", "2026-03-05")}
    ).get_json()
    assert (made["in_force"], made["number"], made["effective_from"]) == (False, None, "2026-03-05")
    told = world.call("mei", "GET", "/rules").get_json()
    assert (told["version"], told["announced"]["version"]) == ("2026.1", "2026.9")
    headers = {"Authorization": f"Bearer {world.secrets['mei']}", "Accept-Language": "en"}
    assert "comes into force on 2026-03-05" in world.client().get("/rules", headers=headers).text
    headers["Authorization"] = f"Bearer {world.secrets['records']}"
    changing = world.client().get("/rules/change", headers=headers).text
    assert "comes into force on 2026-03-05" in changing  # the text shown is not the one in force
    world.close()

    now[0] = SPRING + timedelta(days=3)  # after a restart the rules before go on, to the last day
    again = open_world(tmp_path / "later", clock=lambda: now[0], rules=str(file))
    again.secrets |= world.secrets
    assert again.services.names.rules().version == "2026.1"
    now[0] = SPRING + timedelta(days=4)
    assert again.services.names.rules().version == "2026.9"
    versions = again.services.rules.versions()
    assert [(v.version, v.activated_by_name) for v in versions] == [
        ("2026.9", "Records"),
        ("2026.1", ""),
    ]
    assert again.services.rules.state(again.as_("mei")).announced is None
    again.close()


def test_a_file_on_the_disk_waits_for_its_day_too(file: Path) -> None:
    today = [date(2026, 3, 1)]
    book = RuleBook(file, lambda: today[0])
    file.write_text(coming("2026.8", "2026-03-02"), "utf-8")
    assert book.rules().version == "2026.1"
    assert book.announced is not None
    file.write_text("version: 3\n", "utf-8")  # what cannot be used announces nothing
    assert book.announced is None
    assert book.problems
    file.write_text(coming("2026.8", "2026-03-02"), "utf-8")
    assert RuleBook(file, lambda: today[0], changed("2025.4")).rules().version == "2025.4"
    today[0] = date(2026, 3, 2)
    assert (book.rules().version, book.announced, book.problems) == ("2026.8", None, ())


def test_the_command_says_from_when_a_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "next.yaml"
    file.write_text(coming("2099.1", "2099-01-01"), "utf-8")
    run = CliRunner().invoke(main, ["rules", "check", str(file)])
    assert run.exit_code == 0, run.output
    assert "2099.1" in run.output
    assert "2099-01-01" in run.output
