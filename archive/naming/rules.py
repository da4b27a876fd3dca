"""The naming rules as values: what `rulefile.load` makes of a valid rule file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.domain.documents import CLASS_CODES, Level
from archive.domain.folding import fold
from archive.naming.verdicts import Severity

COMPONENTS = ("project", "class", "title", "date", "version", "status", "lang", "ext")
"""Every component kind; each has its judge in `judges.JUDGES`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The order of the components. `order` leaves out the extension, which always comes last."""

    text: str
    order: tuple[str, ...]
    optional: frozenset[str]
    delimiter: str

    @property
    def required(self) -> tuple[str, ...]:
        """The components no name may lack, the extension apart."""
        return tuple(kind for kind in self.order if kind not in self.optional)

    def write(self, components: Mapping[str, str]) -> str:
        """The name these components make; a component without a value is left out."""
        stem = self.delimiter.join(components[kind] for kind in self.order if components.get(kind))
        extension = components.get("ext")
        return f"{stem}.{extension}" if extension else stem


@dataclass(frozen=True, slots=True)
class DocumentClass:
    """One class of document. `labels` stand in the order of `domain.messages.LANGUAGES`.

    `extensions` None: any type is usual. `date` is what its date means: signed, issued, held or
    period_end. `close` is how many of it the close asks for; `close_any_of` the codes of which one is
    enough. `keep` names a retention of the rules, `readers` project roles that read it at any level.
    """

    code: str
    key: str
    labels: tuple[str, str, str]
    aliases: tuple[str, ...]
    folder: str
    types: tuple[str, ...]
    extensions: frozenset[str] | None
    level: Level
    keep: str
    date: str
    wanted: tuple[str, ...] = ()
    close: int = 0
    close_any_of: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    paper: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Labels and aliases, each once."""
        return tuple(dict.fromkeys((*self.labels, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long documents are kept. `years` None: for ever. `starts` is the trigger."""

    years: int | None
    starts: str | None


@dataclass(frozen=True, slots=True)
class ComponentRules:
    """What the component judges are told."""

    project_pattern: re.Pattern[str]
    class_accepts: frozenset[str]
    title_length: tuple[int, int]
    title_not_only: frozenset[str]
    date_precisions: frozenset[str]
    date_ahead_days: int
    date_written: tuple[str, ...]
    date_forms: tuple[re.Pattern[str], ...]
    ask_two_readings: bool
    version_written: tuple[str, ...]
    version_unique_with: frozenset[str]
    statuses: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    ext_must_match: bool
    ext_equal: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is put right before any rule is asked."""

    fold: Mapping[str, str]
    replace: Mapping[str, str]
    drop: frozenset[str]
    space: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths of a whole name: characters, and bytes of UTF-8."""

    chars: int
    bytes: int
    warn_bytes: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What a name may not hold. `filler` maps a word to what it probably meant: status, drop or ask."""

    chars: frozenset[str]
    warn_chars: frozenset[str]
    stems: frozenset[str]
    filler: Mapping[str, str]


@dataclass(frozen=True)
class Rules:
    """A whole rule file, valid and tested by its own examples.

    `level_labels` has the levels the team gave words of its own. `share_links` says of a level that
    no link may be handed out (never), or none without approval: the archive hands out none at all,
    so both hold, and people are told what the team decided.
    """

    version: str
    effective_from: date
    pattern: Pattern
    components: ComponentRules
    cleaning: Cleaning
    limits: Limits
    forbidden: Forbidden
    ignore: tuple[str, ...]
    level_labels: Mapping[Level, tuple[str, str, str]]
    share_links: Mapping[Level, str]
    retention: Mapping[str, Retention]
    file_types: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, DocumentClass]
    folder: str
    severities: Mapping[str, Severity]
    meanings: Mapping[str, str]
    remind_after_days: tuple[int, ...] = ()
    exception_approvers: tuple[str, ...] = ()
    exception_days: int = 0
    changelog: tuple[tuple[str, str], ...] = field(default=())

    def hold_on(self, day: date) -> bool:
        """Whether the rules are in force on a day, as far as they say themselves."""
        return self.effective_from <= day

    def class_of(self, code: str) -> DocumentClass:
        """The class with that code (CON); KeyError for another."""
        return self.classes[code]

    def class_for(self, key: str) -> DocumentClass:
        """The class with that key (contract); the class `other` for a key that is none."""
        return self.classes[CLASS_CODES.get(key, CLASS_CODES["other"])]

    def readers(self, class_key: str) -> tuple[str, ...]:
        """The project roles that read this class at any level of confidentiality."""
        return self.class_for(class_key).readers

    def folder_of(self, kind: DocumentClass, *, client: str | None, project: str) -> str:
        """The place in the file plan, as shown; on disk a file is named by its digest."""
        values = {"{client}": client or "", "{project}": project, "{class.folder}": kind.folder}
        parts = PurePosixPath(self.folder).parts
        filled = (values.get(part, part).replace("/", "-").strip() for part in parts)
        return "/".join(part for part in filled if part not in ("", ".", ".."))

    @cached_property
    def class_words(self) -> Mapping[str, tuple[str, ...]]:
        """Class key -> every label and alias, in all languages."""
        return MappingProxyType({kind.key: kind.words for kind in self.classes.values()})

    @cached_property
    def required_classes(self) -> tuple[str, ...]:
        """The class keys the close asks for; of a choice (`close_any_of`), the class that states it."""
        return tuple(kind.key for kind in self.classes.values() if kind.close)

    @cached_property
    def class_by_word(self) -> Mapping[str, DocumentClass]:
        """Folded code, label or alias, as far as the rules accept each -> class."""
        found: dict[str, DocumentClass] = {}
        accepts = self.components.class_accepts
        for kind in self.classes.values():
            named = {"code": (kind.code,), "label": kind.labels, "alias": kind.aliases}
            words = [word for way in accepts for word in named[way]]
            found |= {fold(word).replace(" ", "-"): kind for word in words}
        return MappingProxyType(found)

    @cached_property
    def status_by_word(self) -> Mapping[str, str]:
        """Folded status code or word -> status code."""
        words = self.components.statuses.items()
        return MappingProxyType({fold(w): code for code, ws in words for w in (code, *ws)})

    @cached_property
    def fillers(self) -> Mapping[str, str]:
        """Folded filler word -> what it probably meant, longest word first."""
        ordered = sorted(self.forbidden.filler.items(), key=lambda entry: -len(entry[0]))
        return MappingProxyType({fold(word): meaning for word, meaning in ordered})

    @cached_property
    def junk(self) -> re.Pattern[str]:
        """Matches a path whose file is nobody's document (`ignore`)."""
        return re.compile("|".join(map(_glob, self.ignore)) or r"(?!)", re.IGNORECASE)


def _glob(pattern: str) -> str:
    """A glob as an expression for the end of a path: `*` stays inside one folder's name, unless last."""
    body = "".join({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)) for char in pattern)
    tail = body.removesuffix("[^/]*") + ".*" if pattern.endswith("/*") else body
    return rf"(?:.*/)?{tail}\Z"
