"""Rules, contexts and facts for tests of names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from archive.naming.normalise import same_name_key
from archive.naming.rulefile import Rules, packaged_rules
from archive.naming.verdicts import ContentFacts, NameContext, NameFacts

PROJECT = "QX26-04"
OTHER_PROJECT = "ab.12"
TODAY = date(2026, 7, 1)


def the_rules() -> Rules:
    return packaged_rules()


def a_context(
    *,
    project: str | None = PROJECT,
    taken: Iterable[str] = (),
    content: ContentFacts | None = None,
) -> NameContext:
    known = {PROJECT, OTHER_PROJECT, *([project] if project else [])}
    keys = {same_name_key(name) for name in taken}
    return NameContext(
        projects=known.__contains__,
        today=TODAY,
        project=project,
        taken=keys.__contains__,
        content=content,
    )


def some_facts(**changes: object) -> NameFacts:
    known: dict[str, object] = {
        "project": PROJECT,
        "class_key": "contract",
        "title": "湖畔音樂節贊助合約",
        "date": "2026-05-31",
        "extension": "pdf",
        "project_language": "zh-Hant",
    }
    return NameFacts(**{**known, **changes})  # type: ignore[arg-type]
