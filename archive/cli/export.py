"""`archive export CODE --bagit DEST`: a project as a BagIt bag, in a folder or in a ZIP."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import click

from archive.cli.identity import owner_of, principal_named
from archive.cli.main import FAILED, Shell
from archive.services.closeout.closing import Package

ZIP = ".zip"
CHUNK = 1 << 20


@click.command()
@click.argument("code")
@click.option(
    "--bagit", "target", required=True, type=click.Path(path_type=Path),
    help="Where it goes: a new folder, or a file that ends in .zip.",
)  # fmt: skip
@click.option("--as", "username", help="With the rights of this account (default: who made it).")
@click.pass_obj
def export(shell: Shell, code: str, target: Path, username: str | None) -> None:
    """Write what an account may see of a project, with checksums. Nothing is overwritten."""
    if target.exists():
        shell.tell("export_exists", place=target)
        sys.exit(FAILED)
    target.parent.mkdir(parents=True, exist_ok=True)
    with shell.services() as services:
        principal = principal_named(services, username) if username else owner_of(services, code)
        package = services.closing.bag(principal, code)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            packed = Path(folder) / "package.zip"
            _write(package, packed)
            if target.suffix.lower() == ZIP:
                packed.replace(target)
            else:
                _unpack(packed, Path(folder) / "bag").replace(target)
    shell.tell("exported", code=code, place=target)


def _write(package: Package, file: Path) -> None:
    with file.open("wb") as out:
        if package.stored is not None:
            with package.stored.path.open("rb") as stored:
                while piece := stored.read(CHUNK):
                    out.write(piece)
        for piece in package.pieces:
            out.write(piece)


def _unpack(packed: Path, folder: Path) -> Path:
    """The bag inside a package; `zipfile` lets no entry out of the folder."""
    with zipfile.ZipFile(packed) as package:
        package.extractall(folder)
    (bag,) = folder.iterdir()
    return bag
