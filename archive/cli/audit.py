"""`archive audit verify`."""

from __future__ import annotations

import sys

import click

from archive.cli.main import FAILED, Shell


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command()
@click.pass_obj
def verify(shell: Shell) -> None:
    """Prove that no entry was changed, taken out or put in. Exit status 1 when one was."""
    with shell.services() as services:
        broken = services.operation.audit_broken_at()
    if broken is None:
        shell.tell("audit_right")
        return
    shell.tell("audit_broken", number=broken)
    sys.exit(FAILED)
