"""The rules as people read them: what a name is made of, which classes there are, an example of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES, Message
from archive.naming.objections import component_word
from archive.naming.rules import DocumentClass, Rules
from archive.naming.suggest import suggest_name
from archive.naming.verdicts import NameContext, NameFacts, Severity

_EXAMPLE_PROJECT = "MKT2026-017"
_EXAMPLE_TITLES = {"zh-Hant": "春季新品發表", "zh-Hans": "春季新品发布", "en": "Spring-launch"}


@dataclass(frozen=True, slots=True)
class ComponentExplanation:
    """One part of a name. `stored` is how it is written; `accepted` what is also understood."""

    kind: str
    name: Message
    required: bool
    stored: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassExplanation:
    """One class, with a right name of it in each language (in the order of LANGUAGES)."""

    code: str
    key: str
    labels: tuple[str, str, str]
    aliases: tuple[str, ...]
    folder: str
    extensions: tuple[str, ...]
    level: str
    keep: str
    keep_years: int | None
    keep_from: str | None
    date: str
    wanted: tuple[str, ...]
    close: int
    close_any_of: tuple[str, ...]
    readers: tuple[str, ...]
    paper: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """One rule and what breaking it does."""

    rule: str
    severity: Severity
    meaning: Message


@dataclass(frozen=True, slots=True)
class LevelExplanation:
    """One level of confidentiality.

    `labels` is what the team calls it, in the order of LANGUAGES; empty: as everywhere.
    `share_link` is never, needs_approval or None (the rules say nothing of it).
    """

    level: str
    labels: tuple[str, ...]
    share_link: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole rule file, ready to be shown."""

    version: str
    effective_from: date
    pattern: str
    example: str
    components: tuple[ComponentExplanation, ...]
    classes: tuple[ClassExplanation, ...]
    rules: tuple[RuleExplanation, ...]
    levels: tuple[LevelExplanation, ...]
    most_chars: int
    most_bytes: int
    forbidden: str
    ignored: tuple[str, ...]


def explain(rules: Rules) -> Explanation:
    """Everything a person has to know to give a right name."""
    classes = tuple(_class(kind, rules) for kind in rules.classes.values())
    return Explanation(
        version=rules.version,
        effective_from=rules.effective_from,
        pattern=rules.pattern.text,
        example=classes[0].examples[0],
        components=tuple(_component(kind, rules) for kind in (*rules.pattern.order, "ext")),
        classes=classes,
        rules=tuple(
            RuleExplanation(rule, severity, Message(f"findings.rule_{rule.lower()}"))
            for rule, severity in rules.severities.items()
        ),
        levels=tuple(
            LevelExplanation(
                level.key, rules.level_labels.get(level, ()), rules.share_links.get(level)
            )
            for level in Level
        ),
        most_chars=rules.limits.chars,
        most_bytes=rules.limits.bytes,
        forbidden=" ".join(sorted(rules.forbidden.chars)),
        ignored=rules.ignore,
    )


def _component(kind: str, rules: Rules) -> ComponentExplanation:
    parts = rules.components
    shortest, longest = parts.title_length
    stored, accepted = {
        "project": (_EXAMPLE_PROJECT, ()),
        "class": ("CON", tuple(sorted(parts.class_accepts))),
        "title": (f"{shortest}–{longest}", ()),
        "date": (" / ".join(sorted(parts.date_precisions, reverse=True)), parts.date_written),
        "version": ("V1.0", parts.version_written),
        "status": (
            " / ".join(parts.statuses),
            tuple(w for ws in parts.statuses.values() for w in ws),
        ),
        "lang": (" / ".join(parts.languages), ()),
        "ext": ("pdf", ()),
    }[kind]
    required = kind not in rules.pattern.optional
    return ComponentExplanation(kind, component_word(kind), required, stored, accepted)


def _class(kind: DocumentClass, rules: Rules) -> ClassExplanation:
    return ClassExplanation(
        code=kind.code,
        key=kind.key,
        labels=kind.labels,
        aliases=kind.aliases,
        folder=kind.folder,
        extensions=tuple(e for group in kind.types for e in rules.file_types.get(group, ())),
        level=kind.level.key,
        keep=kind.keep,
        keep_years=rules.retention[kind.keep].years,
        keep_from=rules.retention[kind.keep].starts,
        date=kind.date,
        wanted=kind.wanted,
        close=kind.close,
        close_any_of=kind.close_any_of,
        readers=kind.readers,
        paper=kind.paper,
        examples=tuple(_example(kind, language, rules) for language in LANGUAGES),
    )


def _example(kind: DocumentClass, language: str, rules: Rules) -> str:
    """A name of that class, made as every proposed name is."""
    usual = rules.file_types.get(kind.types[0], ("pdf",))
    facts = NameFacts(
        project=_EXAMPLE_PROJECT,
        class_key=kind.key,
        title=_EXAMPLE_TITLES[language],
        date=rules.effective_from.isoformat(),
        extension=usual[0],
        language=language,
        project_language=language,
    )
    day = rules.effective_from
    context = NameContext(projects=lambda code: code == _EXAMPLE_PROJECT, today=day)
    return suggest_name(facts, rules, context)
