"""The duties of a close, by kind of project: a data file joined with the classes the rules ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from archive.domain.access import ProjectRole
from archive.domain.closeout import ANCHORS, Due, Duty
from archive.domain.folding import fold
from archive.domain.messages import LANGUAGES, Message
from archive.domain.projects import Project
from archive.naming.rules import DocumentClass, Rules
from archive.wording import catalogue, say

DEFAULT_KIND = "campaign"
_DUE = re.compile(r"(start|end)([+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Templates:
    """The data file, read: for each kind its own duties, those of all, and when classes are due."""

    kinds: Mapping[str, tuple[Duty, ...]]
    words: Mapping[str, tuple[str, ...]]
    common: tuple[Duty, ...]
    classes: Mapping[str, Duty]
    other: Duty


@cache
def templates() -> Templates:
    """The templates, read once from the package."""
    text = resources.files(__package__).joinpath("closeout_templates.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Templates(
        kinds={name: tuple(_duties(kind["duties"])) for name, kind in data["kinds"].items()},
        words={name: tuple(map(fold, kind["words"])) for name, kind in data["kinds"].items()},
        common=tuple(_duties(data["common"])),
        classes={key: _duty(key, values) for key, values in data["classes"].items()},
        other=_duty("", data["other_classes"]),
    )


def kinds() -> tuple[str, ...]:
    """The kinds of project there are plans for."""
    return tuple(templates().kinds)


def kind_of(project: Project) -> str:
    """The kind a project's own words speak of; the one with the most of them, else a campaign."""
    told = fold(" ".join(filter(None, (project.name, project.industry))))
    hits = {
        name: sum(len(word) for word in words if word in told)
        for name, words in templates().words.items()
    }
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] else DEFAULT_KIND


def duties_of(kind: str, rules: Rules) -> tuple[Duty, ...]:
    """Every duty of a kind of project: the classes the rules ask for, then documents and acts of the kind."""
    known = templates()
    asked = tuple(_asked(rules, known))
    covered = {key for duty in asked for key in duty.classes}
    own = known.kinds.get(kind, known.kinds[DEFAULT_KIND])
    more = tuple(duty for duty in own if not covered & set(duty.classes))
    return (
        *asked,
        *(duty for duty in more if duty.classes),
        *known.common,
        *(duty for duty in more if not duty.classes),
    )


def own_duty(key: str, class_key: str | None) -> Duty:
    """A duty that people wrote for one project."""
    return Duty(key, (class_key,) if class_key else (), own=True)


def titles_of(duty: Duty, rules: Rules) -> Mapping[str, str]:
    """What a duty of the template is called, in every language."""
    if f"closeout.duty_{duty.key}" in catalogue() and not duty.classes:
        return {language: say(language, f"closeout.duty_{duty.key}") for language in LANGUAGES}
    labels = [rules.class_for(key).labels for key in duty.classes]
    return {
        language: say(language, "closeout.or").join(label[place] for label in labels)
        for place, language in enumerate(LANGUAGES)
    }


def standards_of(duty: Duty) -> Mapping[str, str]:
    """When a duty counts as done, in every language; empty for one people wrote themselves."""
    if duty.own:
        return dict.fromkeys(LANGUAGES, "")
    key = f"closeout.standard_{duty.key}"
    if key not in catalogue():
        key = "closeout.standard_class"
    return {language: say(language, Message(key, {"n": duty.needed})) for language in LANGUAGES}


def _asked(rules: Rules, known: Templates) -> Iterator[Duty]:
    for kind in rules.classes.values():
        if kind.close:
            like = known.classes.get(kind.key, known.other)
            yield Duty(kind.key, _any_of(kind, rules), kind.close, like.owner, like.due)


def _any_of(kind: DocumentClass, rules: Rules) -> tuple[str, ...]:
    codes = kind.close_any_of or (kind.code,)
    return tuple(rules.class_of(code).key for code in codes)


def _duties(values: Mapping[str, Any]) -> Iterator[Duty]:
    return (_duty(key, each) for key, each in values.items())


def _duty(key: str, values: Mapping[str, Any]) -> Duty:
    classes = (values["class"],) if "class" in values else ()
    owner = ProjectRole(values.get("owner", ProjectRole.MANAGER.value))
    return Duty(key, classes, values.get("needed", 1), owner, due_of(values["due"]))


def due_of(text: str) -> Due:
    """A due date as the data file writes it: `end+7`, `start`."""
    match = _DUE.fullmatch(text)
    if match is None or match[1] not in ANCHORS:
        raise ValueError(f"not a due date: {text}")
    return Due(anchor=match[1], days=int(match[2] or 0))
