"""`archive export`: a project leaves as a bag that can be checked without this archive."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli.main import main
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.errors import CloseoutIncomplete
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KELP-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path / "data")
    for name in ("mona", "carl"):
        made.account(name)
    made.project(CODE, "mona", client="Kelp & Co")
    made.member(CODE, "mona", "carl")
    made.document(CODE, "mona", f"{CODE}_PLN_kelp-works_20260105_V1.0.txt", "The plan")
    made.document(
        CODE, "mona", f"{CODE}_OTH_vault-list_20260105_V1.0.txt", "Vault", level=Level.RESTRICTED
    )
    yield made
    made.close()


def run(world: World, *words: str) -> Result:
    arguments = ["--data", str(world.settings.data), "export", CODE, *words]
    return CliRunner().invoke(main, arguments)


def checked(bag: Path) -> list[str]:
    lines = (bag / "manifest-sha256.txt").read_text("utf-8").splitlines()
    for line in lines:
        digest, path = line.split("  ", 1)
        assert hashlib.sha256((bag / path).read_bytes()).hexdigest() == digest
    return [line.split("  ", 1)[1] for line in lines]


def test_an_open_project_leaves_as_a_folder(world: World, tmp_path: Path) -> None:
    result = run(world, "--bagit", str(tmp_path / "out" / "bag"))
    assert result.exit_code == 0, result.output
    paths = checked(tmp_path / "out" / "bag")
    assert sum("data/documents/" in path for path in paths) == 2
    assert not any("closing-record" in path for path in paths)
    assert list((tmp_path / "out").iterdir()) == [tmp_path / "out" / "bag"]


def test_it_holds_what_the_account_may_see(world: World, tmp_path: Path) -> None:
    target = tmp_path / "bag.zip"
    assert run(world, "--bagit", str(target), "--as", "carl").exit_code == 0
    with zipfile.ZipFile(target) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert b"kelp-works" in whole
    assert b"vault-list" not in whole


def test_a_closed_project_leaves_with_its_record(world: World, tmp_path: Path) -> None:
    mona = world.as_("mona")
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(mona, CODE)
    waivers = [Waiver(m.id, "small") for m in refused.value.missing if isinstance(m, Missing)]
    world.services.closing.close(mona, CODE, waivers)
    world.drain()
    assert run(world, "--bagit", str(tmp_path / "bag")).exit_code == 0
    assert "data/closing-record.docx" in checked(tmp_path / "bag")


def test_nothing_is_overwritten(world: World, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    assert run(world, "--bagit", str(tmp_path / "bag")).exit_code == 1
    assert run(world, "--bagit", str(tmp_path / "x"), "--as", "nobody").exit_code == 1
