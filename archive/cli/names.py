"""`archive names check FILE...`: also as a pre-commit hook."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePath

import click

from archive.cli.main import FAILED, Shell
from archive.naming.check import check_name
from archive.naming.verdicts import NameContext, NameVerdict, Verdict
from archive.services.rules.rulebook import RuleBook, rule_file
from archive.wording import say


@click.group()
def names() -> None:
    """Judge file names by the naming rules."""


@names.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print every verdict as JSON.")
@click.pass_obj
def check(shell: Shell, files: tuple[str, ...], *, as_json: bool) -> None:
    """Judge names, with every finding and a right name where one can be made.

    No data folder is needed: any well-formed project code is taken for a project. Exit status 1 when
    a name is held or refused.
    """
    book = RuleBook(rule_file(shell.settings().rules, Path.cwd()))
    context = NameContext(projects=lambda _code: True, today=datetime.now(UTC).date())
    verdicts = [(file, check_name(PurePath(file).name, book.rules(), context)) for file in files]
    if as_json:
        click.echo(
            json.dumps([_plain(shell, f, v) for f, v in verdicts], ensure_ascii=False, indent=1)
        )
    else:
        for file, verdict in verdicts:
            _show(shell, file, verdict)
    passing = (Verdict.OK, Verdict.FIXED)
    sys.exit(0 if all(v.verdict in passing for _, v in verdicts) else FAILED)


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
