"""An explanation of the rules in plain values, for programs: the interface and `--json` show the same."""

from __future__ import annotations

from archive.domain.messages import LANGUAGES
from archive.naming.explain import ClassExplanation, Explanation, LevelExplanation
from archive.wording import say


def plain(explanation: Explanation, language: str) -> dict[str, object]:
    """The whole explanation as JSON values; words in `language`, labels in every language."""
    return {
        "version": explanation.version,
        "effective_from": explanation.effective_from.isoformat(),
        "pattern": explanation.pattern,
        "example": explanation.example,
        "components": [
            {
                "kind": part.kind,
                "name": say(language, part.name),
                "required": part.required,
                "stored": part.stored,
                "accepted": list(part.accepted),
            }
            for part in explanation.components
        ],
        "classes": [_class(kind, language) for kind in explanation.classes],
        "rules": [
            {
                "rule": rule.rule,
                "severity": rule.severity.value,
                "meaning": say(language, rule.meaning),
            }
            for rule in explanation.rules
        ],
        "levels": [
            {
                "level": level.level,
                "label": level_label(level, language),
                "share_link": level.share_link,
            }
            for level in explanation.levels
        ],
        "limits": {"chars": explanation.most_chars, "bytes": explanation.most_bytes},
        "forbidden": explanation.forbidden.split(),
        "ignored": list(explanation.ignored),
    }


def level_label(level: LevelExplanation, language: str) -> str:
    """What a level is called: the team's word, or the one the archive has."""
    if level.labels:
        return level.labels[LANGUAGES.index(language)]
    return say(language, f"ui.level_{level.level}")


def _class(kind: ClassExplanation, language: str) -> dict[str, object]:
    place = LANGUAGES.index(language)
    return {
        "code": kind.code,
        "class": kind.key,
        "label": kind.labels[place],
        "labels": dict(zip(LANGUAGES, kind.labels, strict=True)),
        "aliases": list(kind.aliases),
        "folder": kind.folder,
        "extensions": list(kind.extensions),
        "confidentiality": kind.level,
        "readers": list(kind.readers),
        "retention": kind.keep,
        "retention_years": kind.keep_years,
        "retention_from": kind.keep_from,
        "date": kind.date,
        "wanted": list(kind.wanted),
        "close": kind.close,
        "close_any_of": list(kind.close_any_of),
        "paper": kind.paper,
        "example": kind.examples[place],
    }
