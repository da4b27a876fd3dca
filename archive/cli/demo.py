"""`archive demo`: the three sample projects, through the real pipeline."""

from __future__ import annotations

import click

from archive.bootstrap.demo import demo_of
from archive.cli.main import Shell
from archive.cli.running import background_work


@click.command()
@click.pass_obj
def demo(shell: Shell) -> None:
    """Add the sample projects and the account that manages them."""
    said: set[tuple[str, int]] = set()

    def progress(code: str, done: int, total: int) -> None:
        if (code, done) not in said:
            said.add((code, done))
            shell.tell("demo_progress", code=code, done=done, total=total)

    with shell.services() as services:
        samples = demo_of(services)
        username, password = samples.account()
        samples.install(progress, background_work(services))
        shell.tell("demo_ready", username=username, password=password)
