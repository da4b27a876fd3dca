"""A rule file's own tests: names with the answer they must get, run whenever the file is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from archive.domain.messages import LANGUAGES
from archive.naming.check import check_name
from archive.naming.interpret import read_version
from archive.naming.judges import canonical_version, says_nothing, title_breaches
from archive.naming.rulefile_checks import Problem
from archive.naming.rulefile_model import Examples, RuleFile
from archive.naming.rules import Rules
from archive.naming.titles import fallback_title, labelled
from archive.naming.verdicts import NameContext, NameVerdict, Verdict


def failing_examples(model: RuleFile, rules: Rules) -> Iterator[Problem]:
    """Every example that does not come out as the file says, and every class without a usable label."""
    known = frozenset(model.examples.context.projects)
    context = NameContext(projects=known.__contains__, today=model.examples.context.today)
    yield from _failing_names(model.examples, rules, context)
    yield from _failing_cleanings(model.examples, rules, context)
    yield from _labels_without_use(rules)
    for place, written in enumerate(model.components.version.accept):
        if canonical_version(written) is None:
            yield (
                ("components", "version", "accept", place),
                f"{written!r} is not read as a version",
            )


def _failing_names(examples: Examples, rules: Rules, context: NameContext) -> Iterator[Problem]:
    for place, name in enumerate(examples.ok):
        verdict = check_name(name, rules, context)
        if verdict.verdict is not Verdict.OK:
            yield ("examples", "ok", place), f"{name}: {_answer(verdict)} instead of ok"
    for place, (name, rule) in enumerate(examples.findings):
        verdict = check_name(name, rules, context)
        if rule not in {finding.rule for finding in verdict.findings}:
            yield ("examples", "findings", place), f"{name}: {_answer(verdict)} without {rule}"


def _failing_cleanings(examples: Examples, rules: Rules, context: NameContext) -> Iterator[Problem]:
    for place, (name, expected) in enumerate(examples.cleaned):
        verdict = check_name(name, rules, context)
        if (verdict.verdict, verdict.name) != (Verdict.FIXED, expected):
            found = f"{_answer(verdict)} as {verdict.name}"
            yield ("examples", "cleaned", place), f"{name}: {found} instead of fixed as {expected}"


def _answer(verdict: NameVerdict) -> str:
    found = ", ".join(sorted({finding.rule for finding in verdict.findings}))
    return f"{verdict.verdict.value} ({found})" if found else verdict.verdict.value


def _labels_without_use(rules: Rules) -> Iterator[Problem]:
    """A document without a title is called by its class: that name, too, has to pass."""
    for code, kind in rules.classes.items():
        for language in LANGUAGES:
            title = labelled(kind, language, rules)
            empty = read_version(title).marks or says_nothing(title, kind, rules)
            if empty or title_breaches(fallback_title(kind, language, rules), kind, rules):
                yield (
                    ("classes", code, "labels"),
                    f"{title!r} cannot be a title; choose another label",
                )
