"""`archive closeout plan|list|add|settle`: what a close still needs, and the list of things to end."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from archive.bootstrap import Services
from archive.cli.identity import owner_of, principal_named
from archive.cli.main import FAILED, Shell
from archive.domain.access import Principal
from archive.domain.closing_list import Thing, ThingKind, ThingState
from archive.services.closeout.closeout import CloseoutView

As = click.option(
    "--as", "username", help="With the rights of this account (default: who made it)."
)
Json = click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
Day = click.DateTime(["%Y-%m-%d"])


@click.group()
def closeout() -> None:
    """Closing a project."""


@closeout.command()
@click.argument("code")
@As
@Json
@click.pass_obj
def plan(shell: Shell, code: str, username: str | None, *, as_json: bool) -> None:
    """How complete a project is, and what its close still needs. Exit status 1 when it needs anything."""
    with shell.services() as services:
        view = services.closeout.get(_principal(services, code, username), code)
    if as_json:
        click.echo(json.dumps(_plan(shell, view), ensure_ascii=False, indent=1))
    else:
        gauge = view.plan.gauge
        shell.tell(
            "closeout_gauge", code=code, percent=gauge.percent, filed=gauge.filed, total=gauge.total
        )
        for thing in view.missing:
            late = f"  {shell.say('overdue')}" if thing.overdue else ""
            owner = thing.owner_name or "–"
            click.echo(
                f"{thing.id}  {thing.title[shell.language]}  {owner}  {thing.due or '–'}{late}"
            )
    sys.exit(FAILED if view.missing else 0)


@closeout.command("list")
@click.argument("code")
@As
@Json
@click.pass_obj
def list_(shell: Shell, code: str, username: str | None, *, as_json: bool) -> None:
    """The closing list: accounts, licences, links and keys to end. Exit status 1 while a row is open."""
    with shell.services() as services:
        found = services.closing_list.get(_principal(services, code, username), code)
    people = {member.user_id: member.username for member in found.members}
    rows = [_row(shell, row, people) for row in found.rows]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            owner, due, note = (row[name] or "–" for name in ("owner", "due", "note"))
            state = shell.say(f"thing_{row['state']}")
            late = f"  {shell.say('overdue')}" if row["overdue"] else ""
            click.echo(f"{row['key']}  {row['name']}  {state}  {owner}  {due}  {note}{late}")
    sys.exit(FAILED if found.open else 0)


@closeout.command()
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice([k.value for k in ThingKind]), default="other")
@click.option("--owner", help="The account that sees to it.")
@click.option("--due", type=Day, help="By what day, as 2026-07-01.")
@As
@click.pass_obj
def add(shell: Shell, /, code: str, name: str, username: str | None, **said: Any) -> None:
    """Put a row on the closing list; its key is printed."""
    said["due"] = said["due"].date() if said["due"] else None
    with shell.services() as services:
        made = services.closing_list.add(_principal(services, code, username), code, name, said)
    shell.tell("thing_added", name=name, row=made.key)


@closeout.command()
@click.argument("code")
@click.argument("key")
@click.option("--state", type=click.Choice([s.value for s in ThingState]), required=True)
@click.option("--note", help="What became of it; needed unless a document proves it.")
@click.option("--proof", help="The id of the document that proves it.")
@As
@click.pass_obj
def settle(shell: Shell, /, code: str, key: str, username: str | None, **said: str | None) -> None:
    """Say what became of a row of the closing list."""
    changes = {name: value for name, value in said.items() if value is not None}
    with shell.services() as services:
        principal = _principal(services, code, username)
        row = services.closing_list.change(principal, code, key, changes)
    shell.tell(
        "thing_settled", name=row.name[shell.language], state=shell.say(f"thing_{row.state.value}")
    )


def _principal(services: Services, code: str, username: str | None) -> Principal:
    return principal_named(services, username) if username else owner_of(services, code)


def _plan(shell: Shell, view: CloseoutView) -> dict[str, object]:
    gauge = view.plan.gauge
    return {
        "project": view.project.code,
        "state": view.project.state,
        "completeness": gauge.percent,
        "filed": gauge.filed,
        "total": gauge.total,
        "overdue": gauge.overdue,
        "missing": [
            {
                "id": thing.id,
                "kind": thing.kind,
                "title": thing.title[shell.language],
                "owner": thing.owner,
                "due": thing.due.isoformat() if thing.due else None,
                "overdue": thing.overdue,
            }
            for thing in view.missing
        ],
    }


def _row(shell: Shell, row: Thing, people: Mapping[str, str]) -> dict[str, object]:
    return {
        "key": row.key,
        "kind": row.kind.value,
        "name": row.name[shell.language],
        "owner": people.get(row.owner or ""),
        "due": row.due.isoformat() if row.due else None,
        "overdue": row.overdue,
        "state": row.state.value,
        "note": row.note,
        "proof": row.proof,
    }
