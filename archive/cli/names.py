"""`archive names check FILE...`: also as a pre-commit hook."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePath

import click

from archive.cli.main import FAILED, Shell
from archive.naming.check import check_name
from archive.naming.codes import may_be_code, open_proposal
from archive.naming.rules import Rules
from archive.naming.verdicts import NameContext, NameVerdict, Verdict
from archive.services.rules.rulebook import RuleBook, rule_file
from archive.team_time import day_of
from archive.wording import say

PASSING = (Verdict.OK, Verdict.FIXED)


@click.group()
def names() -> None:
    """Judge file names by the naming rules."""


@names.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print every verdict as JSON.")
@click.pass_obj
def check(shell: Shell, files: tuple[str, ...], *, as_json: bool) -> None:
    """Judge names, with every finding and a right name where one can be made.

    No data folder is needed: a code as the rules want it is taken for a project's. Where a name has
    none, {project} stands for it in the proposal. Exit status 1 when a name is held or refused.
    """
    settings = shell.settings()  # before the day is asked for: they say in which zone
    today = day_of(datetime.now(UTC))
    rules = RuleBook(rule_file(settings.rules, Path.cwd()), lambda: today).rules()
    verdicts = [(file, _judged(PurePath(file).name, rules, today)) for file in files]
    if as_json:
        click.echo(
            json.dumps([_plain(shell, f, v) for f, v in verdicts], ensure_ascii=False, indent=1)
        )
    else:
        for file, verdict in verdicts:
            _show(shell, file, verdict)
    sys.exit(0 if all(v.verdict in PASSING for _, v in verdicts) else FAILED)


def _judged(name: str, rules: Rules, today: date) -> NameVerdict:
    """The verdict on a name; where no project can be told, with a proposal that leaves it open."""

    def is_code(code: str) -> bool:
        return may_be_code(code, name, rules)

    context = NameContext(projects=is_code, today=today)
    verdict = check_name(name, rules, context)
    if verdict.suggestion or verdict.verdict in PASSING:
        return verdict
    return replace(verdict, suggestion=open_proposal(name, rules, context))


def _show(shell: Shell, file: str, verdict: NameVerdict) -> None:
    click.echo(f"{shell.say('verdict_' + verdict.verdict.value)}  {file}")
    for finding in verdict.findings:
        click.echo(f"  {finding.rule} {say(shell.language, finding.message)}")
    if verdict.suggestion and verdict.suggestion != PurePath(file).name:
        click.echo(f"  -> {verdict.suggestion}")


def _plain(shell: Shell, file: str, verdict: NameVerdict) -> dict[str, object]:
    return {
        "file": file,
        "verdict": verdict.verdict.value,
        "class": verdict.class_key,
        "components": dict(verdict.components),
        "findings": [
            {
                "rule": f.rule,
                "component": f.component,
                "severity": f.severity.value,
                "where": list(f.where),
                "found": f.found,
                "expected": f.expected,
                "message": say(shell.language, f.message),
                "suggestion": f.suggestion,
            }
            for f in verdict.findings
        ],
        "suggestion": verdict.suggestion,
    }
