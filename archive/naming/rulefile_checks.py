"""What one part of a rule file says of another: everything named is defined, nothing means two things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.documents import CLASS_CODES
from archive.domain.folding import fold
from archive.domain.messages import Message
from archive.naming.rulefile_model import DocumentClassPart, RuleFile
from archive.naming.rules import COMPONENTS, Pattern

Problem = tuple[tuple[str | int, ...], Message]

_REQUIRED = ("project", "class", "title", "date", "version")
_OPTIONAL = ("status", "lang")
_SAME_NAME = ["NFKC", "casefold", "traditional_to_simplified", "strip_punctuation"]
_RULES = tuple(f"N{number:02}" for number in range(1, 16))
_FOLDER = re.compile(
    r"(?:\{client\}|\{project\}|\{class\.folder\}|[^{}/\\]+)(?:/(?:\{client\}|\{project\}|\{class\.folder\}|[^{}/\\]+))*"
)


def pattern_of(text: str) -> Pattern:
    """The pattern as order and optional components; call it on a pattern without problems."""
    required = re.findall(r"\{(\w+)\}", re.sub(r"\[[^\]]*\]", "", text))
    order = tuple(kind for kind in re.findall(r"\{(\w+)\}", text) if kind != "ext")
    optional = frozenset(kind for kind in order if kind not in required)
    return Pattern(text, order, optional, "_")


def problems_of(model: RuleFile) -> Iterator[Problem]:
    """Every contradiction, with its place."""
    yield from _pattern_problems(model.pattern)
    yield from _language_problems(model)
    yield from _class_problems(model)
    yield from _word_problems(model)
    yield from _component_problems(model)
    yield from _level_problems(model)
    yield from _completeness(model)
    if not _FOLDER.fullmatch(model.folder):
        yield (
            ("folder",),
            _told("folder", found=model.folder, parts="{client}, {project}, {class.folder}"),
        )


def _pattern_problems(text: str) -> Iterator[Problem]:
    place = ("pattern",)
    if not text.endswith(".{ext}"):
        yield place, _told("pattern_end", end=".{ext}")
        return
    body = text.removesuffix(".{ext}")
    kinds = re.findall(r"\{(\w+)\}", body)
    for kind in kinds:
        if kind not in COMPONENTS or kind == "ext":
            yield (
                place,
                _told("undefined", found=f"{{{kind}}}", allowed=", ".join(_REQUIRED + _OPTIONAL)),
            )
        elif kinds.count(kind) > 1 and kinds.index(kind) >= 0:
            yield place, _told("twice", found=f"{{{kind}}}")
            return
    missing = [kind for kind in _REQUIRED if kind not in re.sub(r"\[[^\]]*\]", "", body)]
    if missing:
        yield place, _told("pattern_lacks", missing=", ".join(missing))
    shape = r"\{\w+\}(?:_\{\w+\}|\[_\{\w+\}\])*"
    if not re.fullmatch(shape, body):
        yield place, _told("pattern_shape", part="{name}", optional="[_{name}]")


def _language_problems(model: RuleFile) -> Iterator[Problem]:
    if len(set(model.languages)) != len(model.languages):
        yield ("languages",), _told("languages")


def _class_problems(model: RuleFile) -> Iterator[Problem]:
    keys = {code: key for key, code in CLASS_CODES.items()}
    for code, key in keys.items():
        if code not in model.classes:
            yield ("classes",), _told("class_missing", code=code, key=key)
    for code, part in model.classes.items():
        if code not in keys:
            yield ("classes", code), _told("class_unknown", code=code, codes=", ".join(keys))
        elif part.key != keys[code]:
            yield (
                ("classes", code, "key"),
                _told("class_key", found=part.key, code=code, key=keys[code]),
            )
        yield from _undefined_names(code, part, model)


def _undefined_names(code: str, part: DocumentClassPart, model: RuleFile) -> Iterator[Problem]:
    """What a class refers to has to be in the file's lists."""
    references: tuple[tuple[str, list[str], tuple[str, ...]], ...] = (
        ("keep", [part.keep], tuple(model.retention)),
        ("types", part.types, (*model.file_types, "*")),
        ("close", part.close.any_of, tuple(model.classes)),
    )
    for key, named, allowed in references:
        for name in named:
            if name not in allowed:
                yield (
                    ("classes", code, key),
                    _told("undefined", found=name, allowed=", ".join(allowed)),
                )


def _word_problems(model: RuleFile) -> Iterator[Problem]:
    """A word may name one class only, and one status only."""
    owners: dict[str, str] = {}
    for code, part in model.classes.items():
        for word in dict.fromkeys((code, *part.labels, *part.aliases)):
            owner = owners.setdefault(fold(word), code)
            if owner != code:
                yield ("classes", code), _told("word_of_class", word=word, owner=owner)
    meanings: dict[str, str] = {}
    for status, words in model.components.status.codes.items():
        for word in dict.fromkeys((status, *words)):
            owner = meanings.setdefault(fold(word), status)
            if owner != status:
                place = ("components", "status", "codes", status)
                yield place, _told("word_of_status", word=word, owner=owner)


def _component_problems(model: RuleFile) -> Iterator[Problem]:
    shortest, longest = model.components.title.chars
    if not 1 <= shortest <= longest <= model.limits.chars:
        yield (
            ("components", "title", "chars"),
            _told("title_length", low=shortest, high=longest, whole=model.limits.chars),
        )
    if model.limits.warn_bytes > model.limits.bytes:
        yield ("limits", "warn_bytes"), _told("more_bytes", bytes=model.limits.bytes)
    for place, entry in enumerate(model.normalise.fold_width):
        if len(entry) == 1 and not 0xFF01 <= ord(entry) <= 0xFF5E:
            yield ("normalise", "fold_width", place), _told("not_wide", found=entry)
    if model.normalise.same_name_key not in ([], _SAME_NAME):
        steps = ", ".join(_SAME_NAME)
        yield ("normalise", "same_name_key"), _told("compared_by", steps=steps)
    if "_" in model.forbidden.chars or "." in model.forbidden.chars:
        yield ("forbidden", "chars"), _told("in_every_name")
    needed = {"project", "class", "title", "date"} - set(model.components.version.unique_with)
    if needed:
        where = ("components", "version", "unique_with")
        yield where, _told("unique_lacks", missing=", ".join(sorted(needed)))


def _level_problems(model: RuleFile) -> Iterator[Problem]:
    """Nobody can tell two levels of one label apart."""
    for place, language in enumerate(model.languages):
        owners: dict[str, str] = {}
        for level, part in model.confidentiality.items():
            label = part.labels[place] if part.labels else level
            owner = owners.setdefault(fold(label), level)
            if owner != level:
                where = ("confidentiality", level, "labels")
                yield where, _told("word_of_level", word=label, owner=owner, language=language)


def _completeness(model: RuleFile) -> Iterator[Problem]:
    for rule in _RULES:
        if rule not in model.rules:
            yield ("rules",), _told("rule_missing", rule=rule)
    for level in ("public", "internal", "confidential", "restricted"):
        if level not in model.confidentiality:
            yield ("confidentiality",), _told("level_missing", level=level)


def _told(key: str, /, **values: object) -> Message:
    return Message(f"rule_file.{key}", values)
