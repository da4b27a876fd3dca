"""The rules as a page shows them: one name taken apart, the classes as rows, the checks as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES
from archive.naming.explain import ClassExplanation, Explanation, LevelExplanation
from archive.naming.rules import Retention
from archive.naming.verdicts import Severity
from archive.naming.wanted import meant_fields
from archive.web.presenters.marks import Mark, html_lang, joined, level_mark
from archive.web.presenters.names import NamePart, name_parts
from archive.web.presenters.retention import kept_words
from archive.wording import catalogue, say

_TONES = {Severity.WARN: "", Severity.HOLD: "warn", Severity.REFUSE: "bad"}
_SHOWN = "minutes"
"""The class whose name is taken apart: everybody has written minutes."""
_ALIASES = 4
_CHARSETS = {"zh-Hant": "big5", "zh-Hans": "gb2312", "en": "ascii"}


@dataclass(frozen=True, slots=True)
class DissectedPart:
    """One part of the example with what stands in front of it, its name and a line about it."""

    before: str
    text: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class OptionalPart:
    """A part a name may carry, with what may stand there."""

    label: str
    values: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class."""

    code: str
    label: str
    others: str
    example: tuple[NamePart, ...]
    folder: str
    types: str
    level: Mark
    readers: str
    keep: str
    wanted: str
    close: str
    paper: bool


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of confidentiality: who reads it, and whether a link to it may leave the house."""

    level: Mark
    readers: str
    link: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One check and what breaking it does."""

    rule: str
    meaning: str
    outcome: str
    tone: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The page, the try-a-name box apart."""

    version: str
    since: str
    example: str
    dissected: tuple[DissectedPart, ...]
    optional: tuple[OptionalPart, ...]
    chars: str
    bytes: str
    lang: str | None
    classes: tuple[ClassRow, ...]
    rules: tuple[RuleRow, ...]
    levels: tuple[LevelRow, ...]


def rules_page(explanation: Explanation, language: str) -> RulesPage:
    """Everything the page says, in the reader's language."""
    place = LANGUAGES.index(language)
    shown = next((k for k in explanation.classes if k.key == _SHOWN), explanation.classes[0])
    example = shown.examples[place]
    labels = {kind.code: kind.labels[place] for kind in explanation.classes}
    return RulesPage(
        version=explanation.version,
        since=explanation.effective_from.isoformat(),
        example=example,
        dissected=_dissected(example, shown, explanation, language),
        optional=_optional(explanation, language),
        chars=f"{len(example)} / {explanation.most_chars}",
        bytes=f"{len(example.encode())} / {explanation.most_bytes}",
        lang=html_lang(language),
        classes=tuple(_class_row(kind, labels, language) for kind in explanation.classes),
        rules=tuple(
            RuleRow(
                rule.rule,
                say(language, rule.meaning),
                say(language, f"ui_rules.severity_{rule.severity.value}"),
                _TONES[rule.severity],
            )
            for rule in explanation.rules
        ),
        levels=tuple(_level_row(level, language) for level in explanation.levels),
    )


def _level_row(explained: LevelExplanation, language: str) -> LevelRow:
    level = Level.of(explained.level)
    said = explained.share_link and f"ui_rules.link_{explained.share_link}"
    return LevelRow(
        level_mark(level, language),
        _team_or_cleared(level, language),
        say(language, said) if said else "–",
    )


def _dissected(
    example: str, shown: ClassExplanation, explanation: Explanation, language: str
) -> tuple[DissectedPart, ...]:
    names = {part.kind: say(language, part.name) for part in explanation.components}
    hints = {
        "project": say(language, "ui_rules.hint_project"),
        "class": say(
            language, "ui_rules.hint_class", label=shown.labels[LANGUAGES.index(language)]
        ),
        "title": say(language, "ui_rules.hint_title"),
        "date": say(language, f"ui_rules.date_{shown.date}"),
        "version": say(language, "ui_rules.hint_version"),
        "ext": say(language, "ui_rules.hint_ext"),
    }
    parts: list[DissectedPart] = []
    before = ""
    for part in name_parts(example):
        if part.kind == "sep":
            before = part.text
            continue
        dot = "." if part.kind == "ext" else before
        label, hint = names.get(part.kind, ""), hints.get(part.kind, "")
        parts.append(DissectedPart(dot, part.text.removeprefix("."), label, hint))
        before = ""
    return tuple(parts)


def _optional(explanation: Explanation, language: str) -> tuple[OptionalPart, ...]:
    return tuple(
        OptionalPart(
            say(language, part.name),
            joined(language, (f"_{code}" for code in part.stored.split(" / "))),
        )
        for part in explanation.components
        if not part.required
    )


def _class_row(kind: ClassExplanation, labels: Mapping[str, str], language: str) -> ClassRow:
    place = LANGUAGES.index(language)
    label = kind.labels[place]
    others = [word for word in kind.aliases if _reads(word, language) and word != label]
    return ClassRow(
        code=kind.code,
        label=label,
        others=joined(language, others[:_ALIASES]),
        example=name_parts(kind.examples[place]),
        folder=kind.folder,
        types=joined(language, kind.extensions) or say(language, "ui_rules.any_type"),
        level=level_mark(Level.of(kind.level), language),
        readers=_readers(kind, language),
        keep=_keep(kind, language),
        wanted=_wanted(kind, language),
        close=_close(kind, labels, language),
        paper=kind.paper,
    )


def _reads(word: str, language: str) -> bool:
    """Latin aliases on English pages, on Chinese pages those in the script of the page."""
    charset = _CHARSETS[language]
    fits = word.encode(charset, "ignore").decode(charset) == word
    return fits and word.isascii() == (language == "en")


def _readers(kind: ClassExplanation, language: str) -> str:
    words = [_team_or_cleared(Level.of(kind.level), language)]
    words += [say(language, f"ui.project_role_{reader}") for reader in kind.readers]
    return joined(language, words)


def _team_or_cleared(level: Level, language: str) -> str:
    return say(language, f"ui_rules.readers_{'team' if level <= Level.INTERNAL else 'cleared'}")


def _keep(kind: ClassExplanation, language: str) -> str:
    return kept_words(Retention(kind.keep_years, kind.keep_from), language)


def _wanted(kind: ClassExplanation, language: str) -> str:
    """The fields the close asks for; one the archive has no word for stands as the file calls it."""
    keys = {name: f"ui.{name}" for name in meant_fields(kind.wanted)}
    known = catalogue()
    words = [say(language, key) if key in known else name for name, key in keys.items()]
    return joined(language, words)


def _close(kind: ClassExplanation, labels: Mapping[str, str], language: str) -> str:
    if not kind.close:
        return ""
    others = [labels[code] for code in kind.close_any_of if code != kind.code and code in labels]
    if others:
        return say(language, "ui_rules.close_or", others=joined(language, others))
    return say(language, "ui_rules.close_needed")
