"""A right name from what is known of a file. Whatever the facts, it passes its own check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from archive.naming.judges import JUDGES, compact, read_date
from archive.naming.rules import Rules
from archive.naming.titles import Kept, titles
from archive.naming.verdicts import NameContext, NameFacts
from archive.naming.versions import Taken, first_taken, free_version, is_taken

_WIDEST_VERSION = "V99.99"
_LEAST_TITLE_BYTES = 60
_NO_EXTENSION = "bin"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A right name, what its title keeps of the facts' title, and the version that was not free any more."""

    name: str
    kept: Kept
    version: str
    taken: Taken | None = None


def suggest_name(facts: NameFacts, rules: Rules, context: NameContext) -> str:
    """The name alone of `suggest`."""
    return suggest(facts, rules, context).name


def suggest(facts: NameFacts, rules: Rules, context: NameContext) -> Suggested:
    """The name of the rules for these facts, at the next free version within the caller's scope.

    A date the rules cannot take (impossible, in the future) becomes the day of the context, which is
    the day the file is named; a title that cannot be one alone gets the class's label behind it, one that
    says nothing becomes that label.
    """
    kind = rules.class_for(facts.class_key)
    fixed = {
        "project": facts.project,
        "class": kind.code,
        "date": _date(facts.date, rules, context),
        "status": _status(facts, rules),
        "lang": _lang(facts, rules),
        "ext": _extension(facts, rules, context),
    }
    components, kept = fixed, Kept.NOTHING
    for one in titles(facts, kind, rules, _room(fixed, rules)):
        components, kept = {**fixed, "title": one.title}, one.kept
        components["version"] = free_version(components, facts, rules, context)
        # Two files without a title are two documents, not two versions of one: number the title.
        first = {**components, "version": "V0.1" if facts.is_draft else "V1.0"}
        if kept is not Kept.NOTHING or facts.version or not is_taken(first, rules, context):
            break
    taken = first_taken(components, facts, rules, context)
    return Suggested(rules.pattern.write(components), kept, components["version"], taken)


def _date(written: str, rules: Rules, context: NameContext) -> str:
    precisions = rules.components.date_precisions
    latest = context.today + timedelta(days=rules.components.date_ahead_days)
    try:
        day = date.fromisoformat(written if len(written) > 7 else f"{written}-01")
    except ValueError:
        day, written = context.today, context.today.isoformat()
    value = compact(written)
    if day > latest or read_date(value, rules) is None:
        day = context.today
        value = compact(day.isoformat())
    if len(value) == 6 and "YYYYMM" not in precisions:
        value = f"{day:%Y%m%d}"
    return value if "YYYYMMDD" in precisions else value[:6]


def _status(facts: NameFacts, rules: Rules) -> str:
    contradicts = facts.is_draft and facts.status not in (None, "draft")
    known = facts.status in rules.components.statuses
    return facts.status if facts.status and known and not contradicts else ""


def _lang(facts: NameFacts, rules: Rules) -> str:
    known = facts.language in rules.components.languages
    differs = facts.language != facts.project_language
    return facts.language if facts.language and known and differs else ""


def _extension(facts: NameFacts, rules: Rules, context: NameContext) -> str:
    """What the content is, where that is known and the name says otherwise."""
    named = re.sub(r"[^a-z0-9]", "", facts.extension.lower())[:10]
    real = context.content.extension if context.content else None
    if real and not same_type(named, real, rules):
        named = real
    return named if JUDGES["ext"].fit(named, rules, context) else _NO_EXTENSION


def same_type(named: str, real: str, rules: Rules) -> bool:
    """True when an extension fits the content: the same, or of one group of `ext.equal`."""
    if named == real or not rules.components.ext_must_match:
        return True
    return any({named, real} <= group for group in rules.components.ext_equal)


def _room(fixed: dict[str, str], rules: Rules) -> tuple[int, int]:
    """Characters and bytes left for the title, short of the length that draws a warning."""
    rest = rules.pattern.write({**fixed, "version": _WIDEST_VERSION, "title": "-"})
    used = len(rest.encode()) - 1
    limits = rules.limits
    size = min(max(limits.warn_bytes - used, _LEAST_TITLE_BYTES), limits.bytes - used)
    characters = min(rules.components.title_length[1], limits.chars - len(rest) + 1)
    return characters, size
