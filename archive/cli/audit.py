"""`archive audit verify`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from archive.cli.main import FAILED, Shell
from archive.services.operations.audit_anchors import anchor_from


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command()
@click.option(
    "--anchor",
    "kept",
    multiple=True,
    metavar="NUMBER:DIGEST",
    help="An end of the log that was kept elsewhere, as this command printed it.",
)
@click.pass_obj
def verify(shell: Shell, kept: tuple[str, ...]) -> None:
    """Prove that no entry was changed, taken out, put in or cut off. Exit status 1 when one was."""
    anchors = [anchor_from(text) for text in kept]
    with shell.services() as services:
        broken = services.operation.audit_broken_at()
        lost = services.audit_anchors.lost(*anchors)
        if broken is None and lost is None:
            services.audit_anchors.note(datetime.now(UTC))
        last = services.audit_anchors.end()
    if broken is not None:
        shell.tell("audit_broken", number=broken)
    elif lost is not None:
        key = "audit_cut" if lost.noted else "audit_cut_kept"
        shell.tell(key, number=lost.number, day=lost.noted)
    else:
        shell.tell("audit_right")
        if last is not None:
            shell.tell("audit_end", anchor=last)
        return
    sys.exit(FAILED)
