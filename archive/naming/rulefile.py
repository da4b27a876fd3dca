"""Load a rule file: shape, sense, and its own examples. All problems at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES
from archive.errors import RuleFileInvalid
from archive.naming.date_templates import form_of
from archive.naming.rulefile_checks import pattern_of, problems_of
from archive.naming.rulefile_examples import failing_examples
from archive.naming.rulefile_model import DocumentClassPart, RuleFile
from archive.naming.rulefile_shape import names_can_be_judged, shape_of
from archive.naming.rules import (
    Cleaning,
    ComponentRules,
    DocumentClass,
    Forbidden,
    Limits,
    Retention,
    Rules,
)
from archive.naming.verdicts import Severity
from archive.naming.yaml_lines import LinedFile

__all__ = ["Rules", "load", "packaged_rules", "packaged_text"]

_ASCII_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SENTENCES = frozenset(("what", "why"))
_WIDE = 0xFEE0
"""From an ASCII character to its full-width form."""


@lru_cache(maxsize=4)
def load(text: str, origin: str) -> Rules:
    """Make the rules of a rule file; of one that was read lately they are at hand.

    Args:
        text: the file's content.
        origin: its name, for the problems.

    Raises:
        RuleFileInvalid: with every problem said as `file:line: place: what was found and what is allowed`.
            Examples that fail count as problems: a file that breaks its own tests does not load.
    """
    file = LinedFile(text, origin, _SENTENCES)
    shape = shape_of(file.values, _standard)
    problems, rules = list(shape.problems), None
    if shape.model is not None:
        problems += shape.judged(problems_of(shape.model))
        if names_can_be_judged(problems):
            rules = _rules(shape.model)
            problems += shape.judged(failing_examples(shape.model, rules))
    if problems or rules is None:
        problems.sort(key=lambda problem: file.line(problem[0]))
        raise RuleFileInvalid([file.problem(place, what) for place, what in problems])
    return rules


@cache
def packaged_rules() -> Rules:
    """The rules of the copy inside the installed package."""
    return load(packaged_text(), "archive/naming/naming_rules.yaml")


def packaged_text() -> str:
    """The copy inside the installed package, as it is written."""
    return resources.files("archive.naming").joinpath("naming_rules.yaml").read_text("utf-8")


@cache
def _standard() -> object:
    return LinedFile(packaged_text(), "archive/naming/naming_rules.yaml").values


def _rules(model: RuleFile) -> Rules:
    written: list[str] = list(model.languages)
    order = [written.index(language) for language in LANGUAGES]
    classes = {code: _class(code, part, model, order) for code, part in model.classes.items()}
    levels = {Level.of(key): part for key, part in model.confidentiality.items()}
    kept = model.retention.items()
    return Rules(
        version=model.version,
        effective_from=model.effective_from,
        pattern=pattern_of(model.pattern),
        components=_components(model),
        cleaning=_cleaning(model),
        limits=Limits(model.limits.chars, model.limits.bytes, model.limits.warn_bytes),
        forbidden=_forbidden(model),
        ignore=tuple(model.ignore),
        level_labels={
            level: _in_order(part.labels, order) for level, part in levels.items() if part.labels
        },
        share_links={level: part.share_link for level, part in levels.items() if part.share_link},
        retention={name: Retention(part.years, part.starts) for name, part in kept},
        file_types={group: tuple(types) for group, types in model.file_types.items()},
        classes=MappingProxyType(classes),
        folder=model.folder,
        severities={rule: Severity(part.severity) for rule, part in sorted(model.rules.items())},
        meanings={rule: part.what for rule, part in sorted(model.rules.items())},
        remind_after_days=tuple(model.holding.remind_after_days),
        exception_approvers=tuple(model.exceptions.approve),
        exception_days=model.exceptions.max_days,
        changelog=tuple((change.version, change.why) for change in model.changelog),
    )


def _in_order(labels: Sequence[str], order: Sequence[int]) -> tuple[str, str, str]:
    first, second, third = (labels[place] for place in order)
    return first, second, third


def _class(
    code: str, part: DocumentClassPart, model: RuleFile, order: Sequence[int]
) -> DocumentClass:
    groups = [model.file_types[group] for group in part.types if group != "*"]
    return DocumentClass(
        code=code,
        key=part.key,
        labels=_in_order(part.labels, order),
        aliases=tuple(part.aliases),
        folder=part.folder,
        types=tuple(part.types),
        extensions=None if "*" in part.types else frozenset(e for g in groups for e in g),
        level=Level.of(part.level),
        keep=part.keep,
        date=part.date,
        wanted=tuple(part.wanted),
        close=part.close.count,
        close_any_of=tuple(part.close.any_of),
        readers=tuple(part.readers),
        paper=part.paper is not None,
    )


def _components(model: RuleFile) -> ComponentRules:
    parts = model.components
    shortest, longest = parts.title.chars
    ahead = re.search(r"\d+", parts.date.not_after)
    return ComponentRules(
        project_pattern=re.compile(parts.project.pattern),
        class_accepts=frozenset(parts.class_.accept),
        title_length=(shortest, longest),
        title_not_only=frozenset(parts.title.not_only),
        date_precisions=frozenset(parts.date.precision),
        date_ahead_days=int(ahead[0]) if ahead else 0,
        date_written=tuple(parts.date.accept),
        date_forms=tuple(
            form_of(template) for template in ("YYYYMMDD", "YYYYMM", *parts.date.accept)
        ),
        ask_two_readings=parts.date.ambiguous == "ask",
        version_written=tuple(parts.version.accept),
        version_unique_with=frozenset(parts.version.unique_with),
        statuses={code: tuple(words) for code, words in parts.status.codes.items()},
        languages=tuple(parts.lang.codes),
        ext_must_match=parts.ext.must_match_content,
        ext_equal=tuple(frozenset(group) for group in parts.ext.equal),
    )


def _cleaning(model: RuleFile) -> Cleaning:
    fold: dict[str, str] = {}
    for entry in model.normalise.fold_width:
        characters = {"letters": _ASCII_LETTERS, "digits": "0123456789"}.get(entry)
        if characters is None:
            fold[entry] = chr(ord(entry) - _WIDE)
        else:
            fold |= {chr(ord(char) + _WIDE): char for char in characters}
    replace = dict(model.normalise.map)
    return Cleaning(fold, replace, frozenset(model.normalise.drop), model.normalise.spaces)


def _forbidden(model: RuleFile) -> Forbidden:
    stems: set[str] = set()
    for stem in model.forbidden.stems:
        numbered = re.fullmatch(r"(.*?)([0-9])-([0-9])", stem)
        if numbered:
            low, high = int(numbered[2]), int(numbered[3])
            stems |= {f"{numbered[1]}{digit}".upper() for digit in range(low, high + 1)}
        else:
            stems.add(stem.upper())
    return Forbidden(
        frozenset(model.forbidden.chars),
        frozenset(model.forbidden.warn_chars),
        frozenset(stems),
        dict(model.forbidden.filler),
    )
