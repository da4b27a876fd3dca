"""`archive users add|disable|enable|reset-password|list`."""

from __future__ import annotations

import sys

import click

from archive.cli.main import Shell
from archive.domain.access import Role
from archive.services.accounts.accounts import SYSTEM


@click.group()
def users() -> None:
    """Accounts of the archive."""


@users.command()
@click.argument("username")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", "display_name", default="", help="The name that is shown.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.pass_obj
def add(shell: Shell, username: str, role: str, display_name: str, *, password_stdin: bool) -> None:
    """Make an account; without --password-stdin a one-time password is printed."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    with shell.services() as services:
        new = services.accounts.add_as(SYSTEM, username, Role(role), password, display_name)
    if new.password:
        shell.tell("account_with_password", username=username, password=new.password)
    else:
        shell.tell("account_added", username=username)


@users.command()
@click.argument("username")
@click.pass_obj
def disable(shell: Shell, username: str) -> None:
    """Let an account sign in no more; its sessions and tokens end at once."""
    with shell.services() as services:
        services.accounts.set_active_as(SYSTEM, username, active=False)
    shell.tell("account_disabled", username=username)


@users.command()
@click.argument("username")
@click.pass_obj
def enable(shell: Shell, username: str) -> None:
    """Let a disabled account sign in again."""
    with shell.services() as services:
        services.accounts.set_active_as(SYSTEM, username, active=True)
    shell.tell("account_enabled", username=username)


@users.command("reset-password")
@click.argument("username")
@click.pass_obj
def reset_password(shell: Shell, username: str) -> None:
    """Print a one-time password; sessions and tokens of the account end."""
    with shell.services() as services:
        password = services.accounts.reset_password_as(SYSTEM, username)
    shell.tell("account_with_password", username=username, password=password)


@users.command("list")
@click.pass_obj
def list_(shell: Shell) -> None:
    """Every account with its role."""
    with shell.services() as services, services.database.read() as work:
        for account in work.accounts.all():
            state = "" if account.active else f"  ({shell.say('disabled')})"
            click.echo(f"{account.username}  {account.role.value}  {account.display_name}{state}")
