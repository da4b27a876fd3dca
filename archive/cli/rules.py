"""`archive rules check|explain`: is a rule file fit to be used, and what does it ask for."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli.main import Shell
from archive.domain.messages import LANGUAGES
from archive.naming.explain import Explanation, explain
from archive.naming.explained import plain
from archive.services.names import RuleBook, rule_file
from archive.wording import say


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


@rules.command("explain")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def explain_(shell: Shell, file: Path | None, *, as_json: bool) -> None:
    """Say what a name is made of, which classes there are, and what each check does."""
    explanation = explain(RuleBook(file or rule_file(shell.settings().rules, Path.cwd())).rules())
    if as_json:
        click.echo(json.dumps(plain(explanation, shell.language), ensure_ascii=False, indent=1))
        return
    _show(shell, explanation)


def _show(shell: Shell, explanation: Explanation) -> None:
    place = LANGUAGES.index(shell.language)
    click.echo(f"{explanation.pattern}  ({explanation.version}, {explanation.effective_from})")
    click.echo(explanation.example)
    click.echo()
    for part in explanation.components:
        accepted = ", ".join(part.accepted)
        click.echo(f"{say(shell.language, part.name)}: {part.stored}  {accepted}".rstrip())
    click.echo()
    for kind in explanation.classes:
        click.echo(f"{kind.code}  {kind.labels[place]}  {kind.folder}  {kind.level}  {kind.keep}")
        click.echo(f"     {kind.examples[place]}")
    click.echo()
    for rule in explanation.rules:
        severity = shell.say(f"severity_{rule.severity.value}")
        click.echo(f"{rule.rule}  {severity}  {say(shell.language, rule.meaning)}")
