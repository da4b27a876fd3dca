"""A rule file's own tests: names with the answer they must get, run whenever the file is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from archive.domain.messages import LANGUAGES, Message
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
                Message("rule_file.version_unread", {"written": written}),
            )


def _failing_names(examples: Examples, rules: Rules, context: NameContext) -> Iterator[Problem]:
    for place, name in enumerate(examples.ok):
        verdict = check_name(name, rules, context)
        if verdict.verdict is not Verdict.OK:
            told = {"name": name, "answer": _answer(verdict)}
            yield ("examples", "ok", place), Message("rule_file.example_ok", told)
    for place, (name, rule) in enumerate(examples.findings):
        verdict = check_name(name, rules, context)
        if rule not in {finding.rule for finding in verdict.findings}:
            told = {"name": name, "answer": _answer(verdict), "rule": rule}
            yield ("examples", "findings", place), Message("rule_file.example_finding", told)


def _failing_cleanings(examples: Examples, rules: Rules, context: NameContext) -> Iterator[Problem]:
    for place, (name, expected) in enumerate(examples.cleaned):
        verdict = check_name(name, rules, context)
        if (verdict.verdict, verdict.name) != (Verdict.FIXED, expected):
            told = {"name": name, "answer": _answer(verdict), "found": verdict.name}
            told["expected"] = expected
            yield ("examples", "cleaned", place), Message("rule_file.example_cleaned", told)


def _answer(verdict: NameVerdict) -> Message:
    answer = Message(f"rule_file.verdict_{verdict.verdict.value}")
    found = ", ".join(sorted({finding.rule for finding in verdict.findings}))
    return Message("rule_file.with_rules", {"answer": answer, "rules": found}) if found else answer


def _labels_without_use(rules: Rules) -> Iterator[Problem]:
    """A document without a title is called by its class: that name, too, has to pass."""
    for code, kind in rules.classes.items():
        for language in LANGUAGES:
            title = labelled(kind, language, rules)
            empty = read_version(title).marks or says_nothing(title, kind, rules)
            if empty or title_breaches(fallback_title(kind, language, rules), kind, rules):
                yield (
                    ("classes", code, "labels"),
                    Message("rule_file.no_title", {"title": title}),
                )
