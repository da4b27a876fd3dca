"""What is typed wrongly is said in the language of the locale, as every other message is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main

HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_OF_THE_PARSER = re.compile(
    r"No such|Missing|Invalid|Got unexpected|requires|does not exist|Try|is not"
)
WRONG = {
    "unknown option": ("import", ".", "--projct", "A-1"),
    "missing option": ("import", "."),
    "missing argument": ("import", "--project", "A-1"),
    "no folder": ("import", "no-such-folder", "--project", "A-1"),
    "extra": ("init", "more"),
    "unknown command": ("imprt",),
    "unknown command of a group": ("audit", "verfy"),
    "no value": ("import", ".", "--project"),
    "range": ("watch", ".", "--project", "A-1", "--every", "0"),
    "no number": ("watch", ".", "--project", "A-1", "--every", "often"),
    "option of the group": ("--dta", "x", "init"),
}


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def typed(words: tuple[str, ...], locale: str) -> tuple[int, str]:
    runner = CliRunner(env={"LC_ALL": locale})
    done = runner.invoke(main, words, prog_name="archive")
    return done.exit_code, done.output


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize(("locale", "said"), [("zh_TW.UTF-8", "錯誤："), ("zh_CN.UTF-8", "错误：")])
def test_a_wrong_command_is_refused_in_chinese(what: str, locale: str, said: str) -> None:
    status, output = typed(WRONG[what], locale)
    assert status == 2
    last = output.strip().splitlines()[-1]
    assert last.startswith(said)
    assert HAN.search(last.removeprefix(said))
    assert not ENGLISH_OF_THE_PARSER.search(output), output


@pytest.mark.parametrize("what", WRONG)
def test_and_in_english_elsewhere(what: str) -> None:
    status, output = typed(WRONG[what], "en_GB.UTF-8")
    assert status == 2
    assert not HAN.search(output)
    assert output.strip().splitlines()[-1].startswith("Error: ")


def test_what_is_nearest_is_offered() -> None:
    assert "import" in typed(WRONG["unknown command"], "zh_TW.UTF-8")[1].splitlines()[-1]
    assert "--project" in typed(WRONG["unknown option"], "zh_CN.UTF-8")[1].splitlines()[-1]


def test_help_is_no_error() -> None:
    assert typed(("import", "--help"), "zh_TW.UTF-8")[0] == 0
