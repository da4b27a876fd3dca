"""The command line from end to end."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.services.intake.folder_files import files_of

pytestmark = pytest.mark.e2e
GOOD = "SPRING-26_MTG_啟動會議紀錄_20260302_V1.0.txt"
MINUTES = "啟動會議紀錄\n日期：2026年3月2日\n出席：林小雨、陳大文\n\n決議：攤位改到西側廣場。\n"


class Terminal:
    """Types commands on one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.runner = CliRunner(env={"LC_ALL": "en_US.UTF-8", "ARCHIVE_OCR": "0"})

    def type(self, *words: str, stdin: str | None = None) -> Result:
        return self.runner.invoke(main, ["--data", str(self.data), *words], input=stdin)

    def must(self, *words: str, stdin: str | None = None) -> str:
        done = self.type(*words, stdin=stdin)
        assert done.exit_code == 0, done.output
        return done.output


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


def test_init_prints_the_first_administrators_password_once(terminal: Terminal) -> None:
    assert "one-time password" in terminal.must("init")
    assert "one-time password" not in terminal.must("init")


def test_the_data_option_may_stand_behind_the_command(tmp_path: Path) -> None:
    runner = CliRunner(env={"LC_ALL": "C"})
    done = runner.invoke(main, ["init", "--data", str(tmp_path / "here")])
    assert done.exit_code == 0
    assert (tmp_path / "here" / "archive.db").exists()
    assert (tmp_path / "here").stat().st_mode & 0o777 == 0o700


def test_a_folder_is_imported_searched_and_indexed_anew(terminal: Terminal, tmp_path: Path) -> None:
    terminal.must(
        "users",
        "add",
        "mei",
        "--role",
        "member",
        "--password-stdin",
        stdin="three quiet harbours\n",
    )
    token = terminal.must("tokens", "create", "mei").strip()
    assert token.startswith("pa_")
    assert " " not in token
    make_project(terminal)
    folder = tmp_path / "closing"
    folder.mkdir()
    (folder / "會議 最終版(2).txt").write_text(MINUTES, "utf-8")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "two days.txt").write_text("Stall Agenda\nDate: 03/04/2025\n", "utf-8")
    done = terminal.type(
        "import", str(folder), "--project", "SPRING-26", "--accept-suggestions", "--json"
    )
    assert done.exit_code == 1, done.output  # the empty file and the one of one of two days wait
    outcome = json.loads(done.output)
    assert len(outcome["filed"]) == 1
    assert [held["path"] for held in outcome["held"]] == ["empty.pdf", "two days.txt"]
    assert "N06" in {finding["rule"] for finding in outcome["held"][1]["findings"]}
    found = json.loads(terminal.must("search", "西侧广场", "--as", "mei", "--json"))
    assert found["total"] == 1
    assert found["hits"][0]["name"].startswith("SPRING-26_MTG_")
    assert "agree" in terminal.must("index", "verify")
    assert "1" in terminal.must("index", "rebuild")
    assert "agree" in terminal.must("index", "verify")
    assert "0" in terminal.must("index", "catch-up")


def test_a_changed_entry_of_the_audit_log_is_named(terminal: Terminal) -> None:
    terminal.must("init")
    assert "whole" in terminal.must("audit", "verify")
    with closing(sqlite3.connect(terminal.data / "archive.db")) as database:
        database.execute("DROP TRIGGER audit_events_no_update")
        database.execute("UPDATE audit_events SET actor = 'nobody' WHERE sequence = 1")
        database.commit()
    told = terminal.type("audit", "verify")
    assert told.exit_code == 1
    assert "entry 1" in told.output


def test_entries_cut_off_at_the_end_of_the_audit_log_are_missed(terminal: Terminal) -> None:
    terminal.must("init")
    for name in ("mei", "lin"):
        terminal.must(
            "users",
            "add",
            name,
            "--role",
            "member",
            "--password-stdin",
            stdin="three quiet harbours\n",
        )
    told = terminal.must("audit", "verify")
    [kept] = re.findall(r"\d+:[0-9a-f]{64}", told)
    with closing(sqlite3.connect(terminal.data / "archive.db")) as database:
        database.execute("DROP TRIGGER audit_events_no_delete")
        database.execute(
            "DELETE FROM audit_events WHERE sequence = (SELECT max(sequence) FROM audit_events)"
        )
        database.commit()
    told = terminal.type("audit", "verify")
    assert told.exit_code == 1
    assert "cut off" in told.output
    (terminal.data / "audit-anchors.txt").unlink()
    assert terminal.type("audit", "verify").exit_code == 0
    told = terminal.type("audit", "verify", "--anchor", kept)
    assert told.exit_code == 1
    assert "cut off" in told.output


def test_a_code_that_can_be_none_is_answered_with_one_that_can(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.must("init")
    for command in ("import", "watch"):
        told = terminal.type(command, str(tmp_path), "--project", "TR/1187")
        assert told.exit_code == 1
        assert "TR-1187" in told.output


def test_hidden_files_and_links_of_a_folder_are_left_where_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "closing"
    (folder / ".git").mkdir(parents=True)
    (folder / "plans").mkdir()
    for name in (".DS_Store", "._photo.jpg", ".git/config", "plans/tides.txt", "list.txt"):
        (folder / name).write_text("x")
    (folder / "link.txt").symlink_to(folder / "list.txt")
    assert [path for path, _ in files_of(folder)] == ["list.txt", "plans/tides.txt"]


def make_project(terminal: Terminal) -> None:
    from archive.bootstrap import build_services
    from archive.cli.identity import principal_named
    from archive.services.projects.project_details import NewProject
    from archive.settings import Settings

    services = build_services(Settings(data=terminal.data, ocr=False))
    try:
        mei = principal_named(services, "mei")
        services.projects.create(mei, NewProject(code="SPRING-26", name="春季攤位"))
    finally:
        services.close()


def test_names_check_says_why_and_sets_the_exit_status(terminal: Terminal) -> None:
    assert terminal.type("names", "check", GOOD).exit_code == 0
    bad = terminal.type("names", "check", "最終版合約(2).pdf")
    assert bad.exit_code == 1
    assert "N03" in bad.output
    verdicts = json.loads(
        terminal.type("names", "check", "--json", GOOD, "最終版合約(2).pdf").output
    )
    assert [v["verdict"] for v in verdicts] == ["ok", "held"]
    assert not terminal.data.exists()


def test_rules_check_names_every_problem_with_its_line(terminal: Terminal, tmp_path: Path) -> None:
    assert "fit" in terminal.must("rules", "check")
    broken = tmp_path / "rules.yaml"
    rules = Path("naming_rules.yaml").read_text("utf-8")
    broken.write_text(rules.replace("severity: refuse", "severity: maybe"), "utf-8")
    done = terminal.type("rules", "check", str(broken))
    assert done.exit_code == 1
    assert f"{broken}:" in done.output
    assert done.output.count("maybe") == done.output.count(f"{broken}:") == 1


def test_accounts_are_disabled_and_passwords_reset(terminal: Terminal) -> None:
    terminal.must("init")
    terminal.must("users", "add", "mei", "--role", "reader")
    assert "mei" in terminal.must("users", "reset-password", "mei")
    terminal.must("users", "disable", "mei")
    assert "disabled" in terminal.must("users", "list")
    assert terminal.type("tokens", "create", "mei").exit_code == 1
    terminal.must("users", "enable", "mei")
    terminal.must("tokens", "create", "mei")


@pytest.mark.parametrize(
    "words",
    [
        ("users", "add", "x y", "--role", "member"),
        ("users", "disable", "nobody"),
        ("users", "disable", "admin"),
        ("tokens", "create", "nobody"),
        ("search", "a", "--as", "nobody"),
        ("rules", "check", "no-such-file.yaml"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_status_one(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    terminal.must("init")
    done = terminal.type(*words)
    assert done.exit_code == 1
    assert done.output.strip()
    assert "Traceback" not in done.output


@pytest.mark.parametrize("variable", ["ARCHIVE_PROT", "ARCHIVE_PORT"])
def test_an_unknown_or_unusable_setting_stops_the_start(tmp_path: Path, variable: str) -> None:
    runner = CliRunner(env={variable: "eighty", "LC_ALL": "C"})
    done = runner.invoke(main, ["--data", str(tmp_path / "d"), "init"])
    assert done.exit_code == 1
    assert variable in done.output


def test_another_address_than_loopback_needs_tls(terminal: Terminal) -> None:
    done = terminal.type("serve", "--host", "0.0.0.0")  # noqa: S104 - it must be refused
    assert done.exit_code == 1
    assert "TLS" in done.output


def a_project(terminal: Terminal) -> None:
    terminal.must(
        "users", "add", "mei", "--role", "member", "--password-stdin",
        stdin="three quiet harbours\n",
    )  # fmt: skip
    from archive.bootstrap import build_services
    from archive.cli.identity import principal_named
    from archive.services.projects.project_details import NewProject
    from archive.settings import load_settings

    services = build_services(load_settings({}, {"data": terminal.data}))
    services.projects.create(principal_named(services, "mei"), NewProject("TIDE-26", "Tide walk"))
    services.close()


def test_reminders_are_listed_and_done_from_the_command_line(terminal: Terminal) -> None:
    a_project(terminal)
    before = json.loads(terminal.must("reminders", "list", "--json"))
    assert {"holding_reminders", "closeout_due", "paper_loans", "mail_digest"} <= {
        duty["name"] for duty in before
    }
    assert {duty["last"] for duty in before} == {None}
    assert "closeout_due is done" in terminal.must("reminders", "run")
    assert "closeout_due" not in terminal.must("reminders", "run")
    after = json.loads(terminal.must("reminders", "list", "--json"))
    assert all(duty["last"] and duty["due"] > duty["last"] for duty in after)
    assert "closeout_due  last 2" in terminal.must("reminders", "list")
    assert json.loads(terminal.must("reminders", "notices", "mei", "--all", "--json")) == []
    assert terminal.type("reminders", "notices", "nobody").exit_code == 1


def test_a_close_is_prepared_from_the_command_line(terminal: Terminal) -> None:
    a_project(terminal)
    plan = terminal.type("closeout", "plan", "TIDE-26", "--json")
    assert plan.exit_code == 1
    assert {"contract", "settlement"} <= {one["id"] for one in json.loads(plan.output)["missing"]}
    assert "TIDE-26: 0% complete" in terminal.type("closeout", "plan", "TIDE-26").output
    added = terminal.must(
        "closeout", "add", "TIDE-26", "Ticket portal", "--kind", "account", "--owner", "mei",
        "--due", "2026-07-01",
    )  # fmt: skip
    key = added.rpartition("(")[2].rstrip(")\n")
    listed = terminal.type("closeout", "list", "TIDE-26", "--json")
    assert listed.exit_code == 1
    rows = {row["key"]: row for row in json.loads(listed.output)}
    assert (rows[key]["name"], rows[key]["owner"], rows[key]["due"], rows[key]["state"]) == (
        "Ticket portal", "mei", "2026-07-01", "open",
    )  # fmt: skip
    refused = terminal.type("closeout", "settle", "TIDE-26", key, "--state", "ended")
    assert refused.exit_code == 1
    done = terminal.must(
        "closeout", "settle", "TIDE-26", key, "--state", "ended", "--note", "closed on 1 July"
    )
    assert "Ticket portal: ended" in done
    for row in rows:
        if row != key:
            terminal.must(
                "closeout", "settle", "TIDE-26", row, "--state", "not_needed", "--note", "x"
            )
    assert "closed on 1 July" in terminal.must("closeout", "list", "TIDE-26")
    assert terminal.type("closeout", "list", "ABSENT-1").exit_code == 1


NOWHERE = "nowhere/audit-anchors.txt"


@pytest.mark.parametrize(
    ("locale", "whole", "told"),
    [
        ("en_US.UTF-8", "The audit log is whole", "This end was not noted"),
        ("zh_TW.UTF-8", "稽核紀錄完整", "這次的末尾沒有記下"),
        ("zh_CN.UTF-8", "审计记录完整", "这次的末尾没有记下"),
    ],
)
def test_a_log_that_is_whole_is_said_to_be_where_its_end_cannot_be_noted(
    terminal: Terminal, locale: str, whole: str, told: str
) -> None:
    terminal.must("init")
    # A link that leads nowhere: not to be written by anybody, not even the superuser.
    (terminal.data / "audit-anchors.txt").symlink_to(terminal.data / NOWHERE)
    terminal.runner = CliRunner(env={"LC_ALL": locale, "ARCHIVE_OCR": "0"})
    said = terminal.must("audit", "verify")
    assert (whole in said, told in said, "audit-anchors.txt" in said) == (True, True, True)
    assert re.search(r"\d+:[0-9a-f]{64}", said)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en_US.UTF-8", "the ends noted earlier cannot be read"),
        ("zh_TW.UTF-8", "讀不到先前記下的末尾"),
        ("zh_CN.UTF-8", "读不到先前记下的末尾"),
    ],
)
def test_notes_that_cannot_be_read_prove_nothing(
    terminal: Terminal, locale: str, told: str
) -> None:
    terminal.must("init")
    (terminal.data / "audit-anchors.txt").mkdir()
    terminal.runner = CliRunner(env={"LC_ALL": locale, "ARCHIVE_OCR": "0"})
    done = terminal.type("audit", "verify")
    assert (done.exit_code, told in done.output) == (1, True)


def test_a_data_folder_that_cannot_be_used_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    for locale, told in (
        ("en_US.UTF-8", "a folder that this account owns"),
        ("zh_TW.UTF-8", "這個帳號擁有而且可以寫入的資料夾"),
        ("zh_CN.UTF-8", "这个账号拥有并且可以写入的文件夹"),
    ):
        runner = CliRunner(env={"LC_ALL": locale, "ARCHIVE_OCR": "0"})
        done = runner.invoke(main, ["--data", str(tmp_path / "file" / "data"), "audit", "verify"])
        assert done.exit_code == 1
        assert told in done.output
        assert "ARCHIVE_DATA" in done.output
