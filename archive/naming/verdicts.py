"""What the naming rules answer: findings and the verdict they come to (NAMING decisions 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.domain.messages import Message
from archive.domain.segments import ContentState


class Severity(StrEnum):
    """What a breach does: warn shows it, hold waits for an answer, refuse cannot be stored so."""

    WARN = "warn"
    HOLD = "hold"
    REFUSE = "refuse"


class Verdict(StrEnum):
    """What may happen with a file under this name; the worst finding decides."""

    OK = "ok"
    FIXED = "fixed"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a name or a file.

    `rule` is N01-N15; `component` a component of the pattern, or "name", or "content"; `where` the
    half-open character range in the name as it was given, (0, 0) when it is about no character.
    """

    rule: str
    component: str
    severity: Severity
    where: tuple[int, int]
    found: str
    expected: str
    message: Message
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """The judgement of one name: every finding at once and, where one can be made, a right name.

    `name` is the cleaned name. `components` holds what could be read, by component (project, class
    (the code), title, date, version, status, lang, ext). `class_key` is the interface's class key.
    """

    verdict: Verdict
    name: str
    class_key: str | None
    components: Mapping[str, str]
    findings: tuple[Finding, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """What is known of the bytes behind a name, for the rules that ask about content (N10-N14).

    `extension` is what the content is. `duplicate_of` and `similar_to` are names to show, already
    limited to what the caller may see. `date_choices` are the readings of a date that has two,
    `version_choices` the versions that name and text tell.
    """

    extension: str | None = None
    state: ContentState = ContentState.OK
    duplicate_of: str | None = None
    similar_to: str | None = None
    date_source: str | None = None  # text, name, property or received
    date_choices: tuple[str, ...] = ()
    version_choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameContext:
    """What a name is judged against.

    `projects` answers whether a project code exists in the caller's scope; `project` is the code the
    file is dropped on (None: any). `taken` answers whether a name is already used by another document
    in the caller's scope, asked with the same-name key of `normalise.same_name_key`.
    """

    projects: Callable[[str], bool]
    today: date
    project: str | None = None
    taken: Callable[[str], bool] = lambda _key: False
    content: ContentFacts | None = None


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What is known about a file, to make a name from (the fields of an item).

    `date` is YYYY-MM-DD or YYYY-MM; `version` is "1.0"-like or None (the next free one is taken);
    `is_draft` chooses V0.x; `status` is a status code of the rules or None; `language` a language of
    the rules, written only where it differs from the project's.
    """

    project: str
    class_key: str
    title: str
    date: str
    extension: str
    version: str | None = None
    is_draft: bool = False
    status: str | None = None
    language: str | None = None
    project_language: str | None = None
