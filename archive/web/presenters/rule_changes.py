"""A tried rule file: its problems with the lines they stand on, and the names it would fail."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from archive.domain.messages import Message
from archive.domain.rule_versions import RuleVersion
from archive.services.rules.dry_run import DryRun, FailingName
from archive.web.presenters.marks import moment
from archive.web.presenters.names import NamePart, Run, name_parts, original_runs
from archive.web.presenters.table_cells import plain_cell
from archive.wording import say


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something wrong with the text: the line, what stands there, what is wrong with it."""

    line: int
    written: str
    what: str


@dataclass(frozen=True, slots=True)
class FailingRow:
    """A name that would fail. `url` is empty where the reader may not open the document."""

    name: tuple[Run, ...]
    document: str
    project: str
    class_label: str
    reasons: tuple[str, ...]
    becomes: tuple[NamePart, ...]
    today: bool


@dataclass(frozen=True, slots=True)
class DryRunView:
    """What trying a file came to."""

    version: str
    problems: tuple[ProblemRow, ...]
    total: int
    failing: int
    newly: int
    classes: tuple[tuple[str, int, int], ...]
    rows: tuple[FailingRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Rules that were in force."""

    number: int
    version: str
    since: str
    who: str
    current: bool


def dry_run_view(
    run: DryRun, text: str, openable: Collection[str], labels: Mapping[str, str], language: str
) -> DryRunView:
    """The page's part of a dry run."""
    lines = text.split("\n")
    return DryRunView(
        version=run.version,
        problems=tuple(_problem(problem, lines, language) for problem in run.problems),
        total=run.total,
        failing=run.total_failing,
        newly=run.newly_failing,
        classes=tuple(
            (labels.get(count.class_key, count.class_key), count.failing, count.total)
            for count in run.classes
            if count.failing
        ),
        rows=tuple(_failing(failing, openable, labels, language) for failing in run.failing),
        more=run.total_failing - len(run.failing),
    )


def names_table(found: Iterable[FailingName], language: str) -> str:
    """The failing names as CSV with a byte order mark; no cell begins a formula."""
    table = io.StringIO()
    writer = csv.writer(table)
    columns = ("name", "project", "class", "findings", "would_become", "fails_today")
    writer.writerow([say(language, f"ui_rules.csv_{column}") for column in columns])
    for failing in found:
        filed = failing.filed
        reasons = " ".join(f"{f.rule} {say(language, f.message)}" for f in failing.findings)
        today = "1" if failing.fails_today else "0"
        becomes = failing.would_become or ""
        row = (filed.name, filed.project, filed.class_key, reasons, becomes, today)
        writer.writerow([plain_cell(value) for value in row])
    return "\ufeff" + table.getvalue()


def version_rows(versions: Iterable[RuleVersion], language: str) -> tuple[VersionRow, ...]:
    """The history, the newest first."""
    return tuple(
        VersionRow(
            number=version.number,
            version=version.version,
            since=moment(version.activated_at),
            who=version.activated_by_name or say(language, "ui_rules.from_disk"),
            current=place == 0,
        )
        for place, version in enumerate(versions)
    )


def _problem(problem: Message, lines: list[str], language: str) -> ProblemRow:
    line, what = cast("int", problem.values["line"]), cast("Message", problem.values["what"])
    written = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return ProblemRow(line, written[:200], say(language, what))


def _failing(
    failing: FailingName, openable: Collection[str], labels: Mapping[str, str], language: str
) -> FailingRow:
    filed = failing.filed
    return FailingRow(
        name=original_runs(filed.name, failing.findings),
        document=filed.document if filed.document in openable else "",
        project=filed.project,
        class_label=labels.get(filed.class_key, filed.class_key),
        reasons=tuple(say(language, finding.message) for finding in failing.findings),
        becomes=name_parts(failing.would_become, filed.name) if failing.would_become else (),
        today=failing.fails_today,
    )
