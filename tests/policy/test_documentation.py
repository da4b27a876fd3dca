"""Documentation that cannot rot: what exists is described, and what is described exists."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from archive import errors
from archive.cli.main import main
from archive.settings import Settings
from archive.wording import catalogue

ROOT = Path(__file__).resolve().parents[2]
DOCS = "\n".join(
    p.read_text("utf-8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
)


def commands(group: click.Group, prefix: str = "archive") -> list[str]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        path = f"{prefix} {name}"
        found += commands(command, path) if isinstance(command, click.Group) else [path]
    return found


def codes() -> list[str]:
    kinds = [
        k
        for k in vars(errors).values()
        if isinstance(k, type) and issubclass(k, errors.ArchiveError)
    ]
    return [kind.code for kind in kinds]


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_described(command: str) -> None:
    assert command in DOCS


@pytest.mark.parametrize("setting", [f"ARCHIVE_{f.name.upper()}" for f in fields(Settings)])
def test_every_setting_is_described(setting: str) -> None:
    assert f"`{setting}`" in (ROOT / "docs" / "configuration.md").read_text("utf-8")


def test_no_described_setting_is_gone() -> None:
    described = set(re.findall(r"ARCHIVE_[A-Z_]+", DOCS))
    known = {f"ARCHIVE_{f.name.upper()}" for f in fields(Settings)}
    assert described - known == set()


@pytest.mark.parametrize("code", codes())
def test_every_error_code_is_described_and_has_words(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "interface.md").read_text("utf-8")
    assert f"errors.{code}" in catalogue()


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def packages() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["ocr"]]
    return [re.match(r"[\w-]+", line).group() for line in lines]  # type: ignore[union-attr]


@pytest.mark.parametrize("package", packages())
def test_every_dependency_earns_its_place(package: str) -> None:
    assert f"`{package}`" in (ROOT / "docs" / "dependencies.md").read_text("utf-8")


GUIDE = (ROOT / "docs" / "developers.md").read_text("utf-8")
ROOMS = sorted(
    f"archive/{p.name}"
    for p in (ROOT / "archive").iterdir()
    if not p.name.startswith("__") and (p.is_dir() or p.suffix == ".py")
)


def test_every_room_is_named_to_developers() -> None:
    assert [room for room in ROOMS if f"`{room}`" not in GUIDE] == []


def test_every_path_named_to_developers_is_there() -> None:
    named = set(re.findall(r"`((?:\w+/)+[\w.]+|\w+\.(?:py|yaml|tsv|sh))`", GUIDE))
    places = (ROOT, ROOT / "archive", ROOT / "archive" / "review", ROOT / "archive" / "web")
    in_rooms = {path.name for path in (ROOT / "archive").rglob("*.*")}
    gone = [
        path
        for path in sorted(named)
        if not any((place / path).exists() for place in places) and path not in in_rooms
    ]
    assert gone == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    decisions = [path.name for path in sorted(folder.glob("0*.md"))]
    assert [name for name in decisions if f"({name})" not in listed] == []


def test_every_document_the_code_names_is_there() -> None:
    named = {
        (path, name)
        for path in (ROOT / "archive").rglob("*.py")
        for name in re.findall(r"docs/[\w/.-]+\.md", path.read_text("utf-8"))
    }
    assert sorted(str(path) for path, name in named if not (ROOT / name).exists()) == []
