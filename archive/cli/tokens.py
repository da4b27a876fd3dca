"""`archive tokens create NAME`: a bearer token, printed alone so that a script can take it."""

from __future__ import annotations

import click

from archive.cli.identity import principal_named
from archive.cli.main import Shell


@click.group()
def tokens() -> None:
    """Bearer tokens for programs."""


@tokens.command()
@click.argument("username")
@click.option("--days", type=int, help="How long it is valid.")
@click.pass_obj
def create(shell: Shell, username: str, days: int | None) -> None:
    """Print a new token that acts for an account; it is not shown again."""
    with shell.services() as services:
        principal = principal_named(services, username)
        click.echo(services.tokens.create(principal, "command line", days).secret)
