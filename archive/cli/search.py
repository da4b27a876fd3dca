"""`archive search WORDS`: what an account would find."""

from __future__ import annotations

import json

import click

from archive.cli.identity import principal_named
from archive.cli.init import FIRST
from archive.cli.main import Shell
from archive.indexer.port import SearchRequest


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--as", "username", default=FIRST, help="The account that searches (admin).")
@click.option("--project", help="Only in this project.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def search(
    shell: Shell, words: tuple[str, ...], username: str, project: str | None, *, as_json: bool
) -> None:
    """Search with the rights of an account."""
    filters = {"project": (project,)} if project else {}
    with shell.services() as services:
        principal = principal_named(services, username)
        answer = services.search.search(principal, SearchRequest(" ".join(words), filters))
    if as_json:
        hits = [
            {"kind": h.kind, "id": h.id, "name": h.name, "project": h.project or None}
            for h in answer.hits
        ]
        poor = {"documents": answer.poor_documents, "pages": answer.poor_pages}
        found = {"total": answer.total, "poor": poor, "hits": hits}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    shell.tell("found", total=answer.total)
    for hit in answer.hits:
        click.echo(f"{hit.project or '–'}  {hit.name}")
        for passage in hit.passages[:1]:
            click.echo(f"    {' '.join(passage.text.split())}")
