"""`archive rules check`: is a rule file fit to be used."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.main import Shell
from archive.services.names import RuleBook, rule_file


@click.group()
def rules() -> None:
    """Look after the naming rules."""


@rules.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def check(shell: Shell, file: Path | None) -> None:
    """Load a rule file, run its own examples, and name every problem as file:line."""
    chosen = file or rule_file(shell.settings().rules, Path.cwd())
    book = RuleBook(chosen)
    loaded = book.rules()
    shell.tell("rules_fit", origin=book.origin, version=loaded.version)
