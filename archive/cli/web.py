"""The web server alone, as `archive serve` starts it."""

from __future__ import annotations

import click

from archive.cli.lifeline import watch
from archive.cli.listening import inherited
from archive.cli.main import Shell
from archive.process_loads import Loads
from archive.web import create_app
from archive.web.server import run


@click.command(hidden=True)
@click.option("--host", required=True)
@click.option("--port", type=int, required=True)
@click.option("--socket", "sockets", type=int, multiple=True, help="One that listens already.")
@click.option("--loads", type=int, help="A file of what each process has to do,")
@click.option("--place", type=int, default=0, help="and which of them this one is.")
@click.option("--lifeline", type=int)
@click.pass_obj
def web(  # noqa: PLR0913 - what the command line says
    shell: Shell,
    host: str,
    port: int,
    sockets: tuple[int, ...],
    loads: int | None,
    place: int,
    lifeline: int | None,
) -> None:
    """One process of the web server; `serve` starts as many as are wanted."""
    settings = shell.settings(host=host, port=port)
    with shell.services() as services:
        if lifeline is not None:
            watch(lifeline)
        services.ground.thesaurus.get_ready()  # or the first search would wait for it
        told = None if loads is None else Loads(loads, place)
        run(create_app(services, settings), settings, inherited(sockets), told)
