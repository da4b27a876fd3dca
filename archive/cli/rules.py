"""`archive rules check|explain|dry-run`: is a rule file fit, what does it ask for, what would it do."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.cli.main import FAILED, Shell
from archive.domain.messages import LANGUAGES
from archive.naming.explain import Explanation, explain
from archive.naming.explained import level_label, plain
from archive.services.rules.dry_run import DryRun
from archive.services.rules.rulebook import PACKAGE, read_rules, rule_file
from archive.team_time import day_of
from archive.wording import say


@click.group()
def rules() -> None:
    """Look after the naming rules."""


@rules.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def check(shell: Shell, file: Path | None) -> None:
    """Load a rule file, run its own examples, and name every problem as file:line."""
    settings = shell.settings()  # also where the file is given: they say in which zone today is
    chosen = file or rule_file(settings.rules, Path.cwd())
    loaded = read_rules(chosen).rules
    told = {"origin": str(chosen or PACKAGE), "version": loaded.version}
    if loaded.hold_on(day_of(datetime.now(UTC))):
        shell.tell("rules_fit", **told)
    else:
        shell.tell("rules_fit_from", day=loaded.effective_from, **told)


@rules.command("explain")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def explain_(shell: Shell, file: Path | None, *, as_json: bool) -> None:
    """Say what a name is made of, which classes there are, and what each check does."""
    explanation = explain(read_rules(file or rule_file(shell.settings().rules, Path.cwd())).rules)
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
    levels = {level.level: level_label(level, shell.language) for level in explanation.levels}
    for kind in explanation.classes:
        level = levels[kind.level]
        click.echo(f"{kind.code}  {kind.labels[place]}  {kind.folder}  {level}  {kind.keep}")
        click.echo(f"     {kind.examples[place]}")
    click.echo()
    for rule in explanation.rules:
        severity = shell.say(f"severity_{rule.severity.value}")
        click.echo(f"{rule.rule}  {severity}  {say(shell.language, rule.meaning)}")


@rules.command("dry-run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print every failing name as JSON.")
@click.pass_obj
def dry_run(shell: Shell, file: Path, *, as_json: bool) -> None:
    """List every filed name that a changed rule file would fail, with what it would become.

    Exit status 1 when the file cannot be used or a name would newly fail.
    """
    with shell.services() as services:
        text = file.read_text("utf-8", "replace")
        run = services.rules.dry_run_on_this_machine(text, str(file), per_page=sys.maxsize)
    if as_json:
        click.echo(json.dumps(_plain_run(shell, run), ensure_ascii=False, indent=1))
    else:
        _show_run(shell, run)
    sys.exit(FAILED if run.problems or run.newly_failing else 0)


def _show_run(shell: Shell, run: DryRun) -> None:
    for problem in run.problems:
        click.echo(say(shell.language, problem))
    if run.problems:
        return
    shell.tell("dry_run", version=run.version, total=run.total, failing=run.total_failing)
    for failing in run.failing:
        click.echo(f"{failing.filed.project}  {failing.filed.name}")
        for finding in failing.findings:
            click.echo(f"  {finding.rule} {say(shell.language, finding.message)}")
        if failing.would_become:
            click.echo(f"  -> {failing.would_become}")


def _plain_run(shell: Shell, run: DryRun) -> dict[str, object]:
    return {
        "version": run.version,
        "problems": [say(shell.language, problem) for problem in run.problems],
        "checked": run.total,
        "failing": run.total_failing,
        "newly_failing": run.newly_failing,
        "items": [
            {
                "project": failing.filed.project,
                "name": failing.filed.name,
                "class": failing.filed.class_key,
                "verdict": failing.verdict.value,
                "findings": [
                    {"rule": f.rule, "message": say(shell.language, f.message)}
                    for f in failing.findings
                ],
                "would_become": failing.would_become,
                "fails_today": failing.fails_today,
            }
            for failing in run.failing
        ],
    }
