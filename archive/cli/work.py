"""`archive worker`: the background process."""

from __future__ import annotations

import logging
import signal
from types import FrameType

import click

from archive.cli.lifeline import watch
from archive.cli.main import Shell
from archive.worker import Worker


@click.command()
@click.option(
    "--lifeline", type=int, hidden=True, help="A pipe that closes when the parent is gone."
)
@click.pass_obj
def worker(shell: Shell, lifeline: int | None) -> None:
    """Read, index and review what waits, until interrupted."""
    logging.getLogger().setLevel(logging.INFO)
    with shell.services() as services:
        running = Worker(services)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            running.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if lifeline is not None:
            watch(lifeline)
        running.run()
