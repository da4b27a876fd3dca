"""A watched folder: what is put in it is received once, when it is finished, and stays where it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.services.intake.watching import FolderWatch
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DOCK-26"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("watch"), max_upload_mb=1)
    made.account("mei")
    made.project(CODE, "mei", name="Dock party")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    (inbox / "scans").mkdir(parents=True)
    return inbox


def watch(world: World, folder: Path) -> FolderWatch:
    return FolderWatch(world.services.intake, world.as_("mei"), CODE, folder)


def paths(watched: FolderWatch) -> list[str]:
    return [item.path for item in watched.look()]


def test_a_file_is_taken_when_it_stands_still_and_only_once(world: World, folder: Path) -> None:
    watched = watch(world, folder)
    growing = folder / "scans" / "receipt one.txt"
    growing.write_text("half")
    assert paths(watched) == []
    growing.write_text("half and the other half")
    assert paths(watched) == []
    assert paths(watched) == ["scans/receipt one.txt"]
    assert paths(watched) == []
    assert growing.read_text() == "half and the other half"


def test_a_restart_takes_nothing_twice_and_what_was_changed_again(
    world: World, folder: Path
) -> None:
    note = folder / "note two.txt"
    note.write_text("first words")
    first = watch(world, folder)
    first.look()
    (item,) = first.look()
    again = watch(world, folder)
    again.look()
    assert again.look() == ()
    note.write_text("second words, longer")
    again.look()
    (changed,) = again.look()
    assert (changed.path, changed.sha256 != item.sha256) == ("note two.txt", True)
    assert changed.batch != item.batch


def test_the_same_bytes_under_another_name_are_another_file(world: World, folder: Path) -> None:
    (folder / "three a.txt").write_text("same bytes")
    (folder / "three b.txt").write_text("same bytes")
    watched = watch(world, folder)
    watched.look()
    assert paths(watched) == ["three a.txt", "three b.txt"]


def test_links_hidden_files_and_files_too_large_are_left_alone(
    world: World, folder: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("outside")
    (folder / "link.txt").symlink_to(secret)
    (folder / "links").symlink_to(tmp_path)
    (folder / ".hidden.txt").write_text("x")
    os.mkfifo(folder / "pipe")
    (folder / "huge.bin").write_bytes(b"x" * ((1 << 20) + 1))
    (folder / "four.txt").write_text("fine")
    watched = watch(world, folder)
    watched.look()
    assert paths(watched) == ["four.txt"]
    assert paths(watched) == []


def test_what_is_taken_away_between_two_looks_is_no_error(world: World, folder: Path) -> None:
    (folder / "five.txt").write_text("soon gone")
    watched = watch(world, folder)
    watched.look()
    (folder / "five.txt").unlink()
    assert paths(watched) == []


def test_a_file_that_may_not_be_read_waits_until_it_may(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("locked.txt", "open.txt"):
        (folder / name).write_text(f"words of {name}")
    plain = Path.open

    def guarded(path: Path, *how: str) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return plain(path, *how)

    watched = watch(world, folder)
    with monkeypatch.context() as kept:
        kept.setattr(Path, "open", guarded)
        watched.look()
        assert paths(watched) == ["open.txt"]
        assert paths(watched) == []
    assert caplog.text.count("locked.txt cannot be read") == 1
    assert paths(watched) == ["locked.txt"]  # the right to read changes neither size nor time
