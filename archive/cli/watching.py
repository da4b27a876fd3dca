"""`archive watch DIR --project CODE`: what is put in a folder waits in the archive, read and named."""

from __future__ import annotations

import time
from pathlib import Path

import click

from archive.cli.identity import owner_of, principal_named, require_code
from archive.cli.main import Shell
from archive.cli.running import background_work
from archive.services.intake.watching import FolderWatch

LOOKS_TO_TAKE = 2  # a file is taken when the second look finds it as the first did


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--project", "code", required=True, help="The project's code.")
@click.option("--as", "username", help="The account that files (default: who made the project).")
@click.option(
    "--every", type=click.FloatRange(0.1, 3600), default=5.0, help="Seconds between looks (5)."
)
@click.option("--once", is_flag=True, help="Take what is there now, and end.")
@click.pass_obj
def watch(
    shell: Shell, folder: Path, code: str, username: str | None, *, every: float, once: bool
) -> None:
    """Receive what is put in a folder, until interrupted. Nothing in it is moved or changed."""
    with shell.services() as services:
        require_code(services, code)
        principal = principal_named(services, username) if username else owner_of(services, code)
        watched = FolderWatch(services.intake, principal, code, folder)
        work = background_work(services)
        shell.tell("watching", folder=folder, code=code)
        looks = 0
        while True:
            taken = watched.look()
            if taken:
                shell.tell("watch_took", n=len(taken))
            work()
            looks += 1
            if once and looks >= LOOKS_TO_TAKE:
                return
            time.sleep(every)
