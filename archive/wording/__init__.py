"""Every sentence of the interface in its three languages, one YAML file per area.

A file maps keys to `{zh-Hant: ..., zh-Hans: ..., en: ...}`; the full key is `area.key` where area is
the file's name. Placeholders are `{name}`; `{n} {n|file|files}` is "1 file" and "2 files": the form before the
second bar is said of exactly one. tests/policy proves that no language is missing, that
placeholders agree, and that the words of one region do not stand in the other's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import cast

import yaml

from archive.domain.messages import LANGUAGES, Message

_HAN = "[\u4e00-\u9fff]"
_BESIDE = re.compile(rf"(?P<before>{_HAN})?\{{(?P<name>\w+)\}}(?P<after>(?={_HAN}))?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
"""Numbers have their spaces in the sentences, as far as they want any (2026年3月 wants none)."""
_EDGE = re.compile(rf"^{_LATIN.pattern}|{_LATIN.pattern}$")
_OWN_WORDS: ContextVar[Mapping[str, Mapping[str, str]]] = ContextVar("own_words", default={})  # noqa: B039 - read only


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Full key -> language -> sentence, read once from the package's YAML files."""
    found: dict[str, Mapping[str, str]] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            area = file.name.removesuffix(".yaml")
            entries = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe loader
            found |= {
                f"{area}.{key}": cast("Mapping[str, str]", v) for key, v in (entries or {}).items()
            }
    return found


@contextmanager
def own_words(words: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """Inside, these sentences of the team's own are said instead of the catalogue's.

    Args:
        words: full key -> language -> words; without placeholders, since a team writes them.
    """
    token = _OWN_WORDS.set(words)
    try:
        yield
    finally:
        _OWN_WORDS.reset(token)


def say(language: str, message: Message | str, **values: object) -> str:
    """The sentence of a message (or of a key) in that language; KeyError for an unknown key."""
    if isinstance(message, str):
        message = Message(message, values)
    spoken = language if language in LANGUAGES else "en"
    if own := _OWN_WORDS.get().get(message.key):
        return own[spoken]
    sentence = catalogue()[message.key][spoken]
    values = _Values({k: _value(language, v) for k, v in message.values.items()})
    kept = spoken == "en" or message.key.startswith("review.")  # a review is known by its words
    return (sentence if kept else _spaced(sentence, values)).format_map(values)


def _spaced(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with a space wherever a Latin word comes to stand against a Chinese one: 把 Mei Lin 移出專案."""

    def apart(match: re.Match[str]) -> str:
        value = str(values.get(match["name"], ""))
        before, after = match["before"] or "", match["after"] is not None
        phrase = _is_phrase(value)
        return (
            f"{before}{' ' if before and (phrase or _LATIN.match(value[:1])) else ''}{{{match['name']}}}"
            f"{' ' if after and (phrase or _LATIN.match(value[-1:])) else ''}"
        )

    words = [value for value in values.values() if isinstance(value, str)]
    worth_it = any(_EDGE.search(value) or _is_phrase(value) for value in words)
    return _BESIDE.sub(apart, sentence) if worth_it else sentence


def _is_phrase(value: str) -> bool:
    """Latin words, with figures at an end or not: January 2031, 5 May 2026. Such figures are no number of their own."""
    ends = value[:1].isalnum() and value[-1:].isalnum()
    return ends and " " in value and bool(_LATIN.search(value)) and not re.search(_HAN, value)


class _Values(dict[str, object]):
    """The values of a sentence; asked for `n|file|files`, the form that goes with `n`."""

    def __missing__(self, placeholder: str) -> object:
        name, *forms = placeholder.split("|")
        if len(forms) != 2:
            raise KeyError(placeholder)
        number = str(self[name])
        if number == f"{{{name}}}":
            return f"{{{placeholder}}}"  # for a script that fills the sentence in itself
        return forms[number != "1"]


def _value(language: str, value: object) -> object:
    if isinstance(value, Message):
        return say(language, value)
    if isinstance(value, tuple | list):
        joined = [str(_value(language, part)) for part in value]
        return (", " if language == "en" else "、").join(joined)
    return value
