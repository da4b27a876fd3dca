"""A name tried out: what would become of it, what would fit, and every finding as a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.naming.objections import component_word
from archive.naming.rules import COMPONENTS
from archive.naming.verdicts import Finding, NameVerdict, Severity, Verdict
from archive.web.presenters.checks import check_view
from archive.web.presenters.names import NamePart, Run, name_parts, original_runs
from archive.wording import say

_CLEANED = "N01"
_TONES = {Severity.WARN: "warn", Severity.HOLD: "warn", Severity.REFUSE: "bad"}
_PLACE = re.compile("{(" + "|".join(COMPONENTS) + ")}")
_ICONS = {"ok": "tick", "warn": "look", "bad": "cross"}


@dataclass(frozen=True, slots=True)
class TryRow:
    """One finding: which part, what stands there, what should, why, and what comes of it."""

    tone: str
    icon: str
    part: str
    found: str
    expected: str
    why: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TryView:
    """The verdict on one name."""

    tone: str
    icon: str
    verdict: str
    runs: tuple[Run, ...]
    suggestion: str
    parts: tuple[NamePart, ...]
    rows: tuple[TryRow, ...]
    length: str


def try_view(name: str, verdict: NameVerdict, language: str) -> TryView:
    """Every finding at once, what needs an answer first."""
    basis = check_view(name, verdict, language)
    order = [Severity.REFUSE, Severity.HOLD, Severity.WARN]
    findings = sorted(
        verdict.findings, key=lambda f: (order.index(f.severity), f.rule == _CLEANED, f.where)
    )
    better = verdict.suggestion or (verdict.name if verdict.verdict is Verdict.FIXED else "")
    return TryView(
        tone=basis.tone,
        icon=basis.icon,
        verdict=say(language, f"ui_rules.verdict_{verdict.verdict.value}"),
        runs=original_runs(name, verdict.findings),
        suggestion=better if better != name else "",
        parts=name_parts(better, name) if better else (),
        rows=tuple(_row(finding, language) for finding in findings),
        length=basis.length,
    )


def _in_words(expected: str, language: str) -> str:
    """A pattern with its components named: `{project}_{class}` is how the rule file writes it."""
    return _PLACE.sub(lambda found: say(language, component_word(found[1])), expected)


def _row(finding: Finding, language: str) -> TryRow:
    cleaned = finding.rule == _CLEANED
    tone = "ok" if cleaned else _TONES[finding.severity]
    part = finding.component
    outcome = "cleaned" if cleaned else finding.severity.value
    return TryRow(
        tone=tone,
        icon=_ICONS[tone],
        part=say(language, component_word(part) if part in COMPONENTS else f"ui_rules.part_{part}"),
        found=finding.found,
        expected=_in_words(finding.expected, language),
        why=say(language, finding.message),
        outcome=say(language, f"ui_rules.outcome_{outcome}"),
    )
