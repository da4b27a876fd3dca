"""`archive reminders list|run|notices`: what the archive reminds of by itself, and what somebody was told."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click

from archive.cli.identity import principal_named
from archive.cli.main import FAILED, Shell
from archive.services.operations.duties import DutyStanding
from archive.team_time import local
from archive.wording import say

MOST = 100


@click.group()
def reminders() -> None:
    """Daily reminders and reports, and the notices they leave."""


@reminders.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def list_(shell: Shell, *, as_json: bool) -> None:
    """Every duty: when it was done last, how that went, and when it is due. Exit status 1 after a failure."""
    with shell.services() as services:
        duties = services.duties.standing()
    if as_json:
        click.echo(json.dumps([_plain(one) for one in duties], ensure_ascii=False, indent=1))
    else:
        for one in duties:
            last = _minute(one.last.started) if one.last else "–"
            shell.tell("duty", name=one.duty.name, last=last, due=_minute(one.due))
            if one.error:
                shell.tell("duty_failed", error=one.error)
    sys.exit(FAILED if any(one.error for one in duties) else 0)


@reminders.command()
@click.pass_obj
def run(shell: Shell) -> None:
    """Do now what is due, as the worker would. Exit status 1 when something of it failed."""
    with shell.services() as services:
        begun = services.duties.run_due()
        failed = {one.duty.name for one in services.duties.standing() if one.error} & set(begun)
    for name in begun:
        shell.tell("duty_tried" if name in failed else "duty_done", name=name)
    if not begun:
        shell.tell("duty_none")
    sys.exit(FAILED if failed else 0)


@reminders.command()
@click.argument("username")
@click.option("--all", "everything", is_flag=True, help="Also what was read.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def notices(shell: Shell, username: str, *, everything: bool, as_json: bool) -> None:
    """What an account was told and may still see, the newest first."""
    with shell.services() as services:
        principal = principal_named(services, username)
        page = services.notices.list(principal, unread=not everything, per_page=MOST)
        site = services.settings.address.rstrip("/")
    told = [
        {
            "at": notice.posted_at.isoformat(),
            "kind": notice.kind,
            "text": say(shell.language, notice.message),
            "link": f"{site}{notice.link}" if notice.link else None,
            "read": notice.read_at is not None,
        }
        for notice in page.items
    ]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one, notice in zip(told, page.items, strict=True):
        click.echo(f"{_minute(notice.posted_at)}  {one['text']}  {one['link'] or ''}".rstrip())


def _plain(one: DutyStanding) -> dict[str, object]:
    return {
        "name": one.duty.name,
        "every_seconds": int(one.duty.every.total_seconds()),
        "last": one.last.started.isoformat() if one.last else None,
        "tries": one.last.tries if one.last else 0,
        "error": one.error,
        "due": one.due.isoformat(),
    }


def _minute(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"
