"""`archive import DIR --project CODE`: a folder through the real pipeline."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from archive.bootstrap import Services
from archive.cli.identity import owner_of, principal_named, require_code
from archive.cli.main import FAILED, Shell
from archive.cli.running import background_work
from archive.domain.access import Principal
from archive.domain.documents import BatchState
from archive.domain.intake import Item
from archive.services.intake.batch_filing import FilingOutcome
from archive.services.intake.folder_files import files_of
from archive.wording import say


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--project", "code", required=True, help="The project's code.")
@click.option("--as", "username", help="The account that files (default: who made the project).")
@click.option("--accept-suggestions", is_flag=True, help="File under the proposed names.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.pass_obj
def import_folder(
    shell: Shell,
    folder: Path,
    code: str,
    username: str | None,
    *,
    accept_suggestions: bool,
    as_json: bool,
) -> None:
    """Drop a folder on a project and file what is right. Exit status 1 when something is held."""
    with shell.services() as services:
        require_code(services, code)
        principal = principal_named(services, username) if username else owner_of(services, code)
        batch_id = _drop(shell, services, principal, code, folder, quiet=as_json)
        _wait(shell, services, principal, batch_id, quiet=as_json)
        which = "all" if accept_suggestions else "compliant"
        outcome = services.filing.file_batch(
            principal, batch_id, which, accept_suggestions=accept_suggestions
        )
        background_work(services)()
        items = services.intake.batch(principal, batch_id).items
        left = [i for i in items if i.state.value in ("proposed", "held", "failed")]
        _report(shell, outcome, left, as_json=as_json)
    sys.exit(FAILED if left else 0)


def _drop(
    shell: Shell, services: Services, principal: Principal, code: str, folder: Path, *, quiet: bool
) -> str:
    batch = services.intake.open_batch(principal, code)
    files = [path for path, _ in files_of(folder)]
    with click.progressbar(files, label=shell.say("receiving"), hidden=quiet) as bar:
        for path in bar:
            with (folder / path).open("rb") as stream:
                services.intake.receive(principal, batch.id, stream, path)
    return batch.id


def _wait(
    shell: Shell, services: Services, principal: Principal, batch_id: str, *, quiet: bool
) -> None:
    work = background_work(services)
    total = services.intake.batch(principal, batch_id).batch.counts.get("total", 0)
    with click.progressbar(length=total, label=shell.say("reading"), hidden=quiet) as bar:
        while True:
            batch = services.intake.batch(principal, batch_id).batch
            unread = batch.counts.get("received", 0) + batch.counts.get("analysing", 0)
            bar.length = batch.counts.get("total", 0)
            bar.update(bar.length - unread - bar.pos)
            if batch.state in (BatchState.READY, BatchState.DONE, BatchState.OPEN):
                return
            work()
            time.sleep(0.2)


def _report(shell: Shell, outcome: FilingOutcome, left: list[Item], *, as_json: bool) -> None:
    if as_json:
        held = [
            {
                "path": item.path,
                "proposed_name": item.proposed_name,
                "findings": [
                    {"rule": f.rule, "message": say(shell.language, f.message)}
                    for f in item.findings
                ],
            }
            for item in left
        ]
        filed = [{"item": item, "document": document} for item, document in outcome.filed]
        click.echo(json.dumps({"filed": filed, "held": held}, ensure_ascii=False, indent=1))
        return
    shell.tell("imported", filed=len(outcome.filed), held=len(left))
    for item in left:
        click.echo(f"  {item.path}")
        for finding in item.findings:
            click.echo(f"    {finding.rule} {say(shell.language, finding.message)}")
        if item.proposed_name:
            click.echo(f"    -> {item.proposed_name}")
