"""`archive audit verify`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import NoReturn

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
    """Prove that no entry was changed, taken out, put in or cut off.

    Exit status 1 when one was, or when the notes of earlier ends cannot be read.
    """
    anchors = [anchor_from(text) for text in kept]
    with shell.services() as services:
        noted = services.audit_anchors
        broken, unwritten = services.operation.audit_broken_at(), None
        if broken is not None:
            _failed(shell, "audit_broken", number=broken)
        try:
            lost = noted.lost(*anchors)
        except OSError as error:
            _failed(shell, "audit_unread", file=noted.file, why=error.strerror or error)
        if lost is not None:
            key = "audit_cut" if lost.noted else "audit_cut_kept"
            _failed(shell, key, number=lost.number, day=lost.noted)
        try:
            noted.note(datetime.now(UTC))
        except OSError as error:  # the log is proved all the same
            unwritten = error.strerror or error
        last = noted.end()
    shell.tell("audit_right")
    if unwritten is not None:
        shell.tell("audit_unwritten", file=noted.file, why=unwritten)
    if last is not None:
        shell.tell("audit_end", anchor=last)


def _failed(shell: Shell, key: str, **values: object) -> NoReturn:
    shell.tell(key, **values)
    sys.exit(FAILED)
