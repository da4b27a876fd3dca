"""`archive init`: the data folder, the schema, and the first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.bootstrap.demo import demo_of
from archive.cli.main import Shell
from archive.domain.access import Role
from archive.services.accounts.accounts import SYSTEM

if TYPE_CHECKING:
    from archive.bootstrap import Services

FIRST = "admin"


@click.command()
@click.option("--quiet", is_flag=True, hidden=True)
@click.option("--demo", "with_demo", is_flag=True, hidden=True)
@click.pass_obj
def init(shell: Shell, *, quiet: bool, with_demo: bool) -> None:
    """Make the data folder and an administrator with a one-time password."""
    with shell.services() as services:
        introduce(shell, services)
        if with_demo:
            demo_of(services).account()
        if not quiet:
            shell.tell("ready", folder=services.settings.data.resolve())


def introduce(shell: Shell, services: Services) -> None:
    """Make the first administrator where there is none, and print the one-time password once."""
    with services.database.read() as work:
        if work.accounts.any_with_role(Role.ADMINISTRATOR):
            return
    new = services.accounts.add_as(SYSTEM, FIRST, Role.ADMINISTRATOR)
    shell.tell("first_administrator", username=FIRST, password=new.password)
