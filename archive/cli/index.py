"""`archive index rebuild|verify|catch-up|pages`."""

from __future__ import annotations

import sys
import time

import click

from archive.cli.main import FAILED, Shell
from archive.cli.running import background_work


@click.group()
def index() -> None:
    """The search index, which can always be made anew from the database."""


@index.command()
@click.pass_obj
def rebuild(shell: Shell) -> None:
    """Make the whole index anew; searches are answered from the old one until it stands."""
    start = time.monotonic()

    def pace(done: int | None) -> str:
        return f"{(done or 0) / max(time.monotonic() - start, 0.1):.0f}/s"

    with shell.services() as services:
        total = len(services.indexing.all_ids())
        label = shell.say("indexing")
        with click.progressbar(length=total, label=label, item_show_func=pace) as bar:
            number = services.indexing.rebuild(
                lambda done, _total: bar.update(done - bar.pos, current_item=done)
            )
    shell.tell("index_rebuilt", number=number)


@index.command()
@click.pass_obj
def verify(shell: Shell) -> None:
    """Compare the index with the database. Exit status 1 when they differ."""
    with shell.services() as services:
        differences = services.indexing.verify()
    if differences.none:
        shell.tell("index_right")
        return
    shell.tell(
        "index_differs",
        missing=len(differences.missing),
        surplus=len(differences.surplus),
        access=len(differences.wrong_access),
    )
    sys.exit(FAILED)


@index.command("catch-up")
@click.pass_obj
def catch_up(shell: Shell) -> None:
    """Index what the index lacks or has wrong."""
    with shell.services() as services:
        number = services.indexing.catch_up()
        background_work(services)()
    shell.tell("index_caught_up", number=number)


@index.command()
@click.pass_obj
def pages(shell: Shell) -> None:
    """Tell the text quality of each page of documents that an earlier release read."""
    with shell.services() as services:
        lacking = services.page_lists.lacking()
        with click.progressbar(lacking, label=shell.say("reading_pages")) as bar:
            number = sum(services.page_lists.tell(document) for document in bar)
        background_work(services)()
    shell.tell("pages_told", number=number, left=len(lacking) - number)
