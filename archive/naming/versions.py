"""Which versions are free. Drafts count V0.1, V0.2 ...; issued documents V1.0, V1.1 ..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from archive.naming.normalise import same_name_key
from archive.naming.rules import Rules
from archive.naming.verdicts import NameContext, NameFacts

_HIGHEST = 99
_MOST_TRIES = 500
"""A series with more versions than this has another problem than its next number."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A version that another document has, and the same-name key of that document's name."""

    version: str
    key: str


def is_taken(components: Mapping[str, str], rules: Rules, context: NameContext) -> bool:
    """True when another document has this version."""
    return holder(components, rules, context) is not None


def holder(components: Mapping[str, str], rules: Rules, context: NameContext) -> str | None:
    """The same-name key of the document that has this version.

    Components that `unique_with` leaves out do not tell two documents apart, so every value they
    could have is asked for: without `status`, V1.0 and V1.0_signed are one version.
    """
    wanted = rules.components
    values: dict[str, tuple[str, ...]] = {
        "status": ("", *wanted.statuses),
        "lang": ("", *wanted.languages),
        "ext": tuple(dict.fromkeys(ext for types in rules.file_types.values() for ext in types)),
    }
    open_kinds = [kind for kind in values if kind not in wanted.version_unique_with]
    for choice in product(*(values[kind] for kind in open_kinds)):
        name = rules.pattern.write({**components, **dict(zip(open_kinds, choice, strict=True))})
        if context.taken(key := same_name_key(name)):
            return key
    own = same_name_key(rules.pattern.write(components))
    return own if context.taken(own) else None


def free_version(
    components: Mapping[str, str], facts: NameFacts, rules: Rules, context: NameContext
) -> str:
    """The version the facts give, or the next one after it that nobody has (V1.0 at first)."""
    version = "V1.0"
    for version in _from(facts):
        if not is_taken({**components, "version": version}, rules, context):
            break
    return version


def first_taken(
    components: Mapping[str, str], facts: NameFacts, rules: Rules, context: NameContext
) -> Taken | None:
    """The version these facts ask for, where the one in `components` had to take its place."""
    version = next(_from(facts))
    if version == components["version"]:
        return None
    key = holder({**components, "version": version}, rules, context)
    return Taken(version, key) if key is not None else None


def _from(facts: NameFacts) -> Iterator[str]:
    major, minor = _first(facts)
    for _ in range(_MOST_TRIES):
        yield f"V{major}.{minor}"
        minor += 1
        if minor > _HIGHEST:
            major, minor = major % _HIGHEST + 1, 0


def _first(facts: NameFacts) -> tuple[int, int]:
    match = re.fullmatch(r"[Vv]?([0-9]{1,2})(?:\.([0-9]{1,2}))?", facts.version or "")
    if match is None:
        return (0, 1) if facts.is_draft else (1, 0)
    major, minor = int(match[1]), int(match[2] or 0)
    if facts.is_draft and major:
        return 0, major
    return (major, minor) if major or minor else (0, 1)
