"""A save made from an older state: what was typed beside what stands now, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a form as it stands now.

    `options` name the values of a list. A `tick` that is not set is not sent. The values of `many`
    are ticked one by one.
    """

    name: str
    label: str
    value: str | Sequence[str]
    options: Mapping[str, str] = field(default_factory=dict)
    tick: bool = False

    @property
    def many(self) -> bool:
        return not isinstance(self.value, str)


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing as it stands now: `stamp` is the name and value of the field a new save is checked by.

    `code` is that of the project whose documents its form finds by words, where it does.
    """

    title: str
    stamp: tuple[str, str]
    back: str
    fields: tuple[Told, ...]
    lang: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values, in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field whose values differ: one is chosen, or of `several` each is ticked."""

    name: str
    label: str
    mine: Side
    theirs: Side
    several: tuple[tuple[Side, bool, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class BothVersions:
    """What is to be chosen, and everything else that was typed, to be sent again."""

    title: str
    lang: str | None
    back: str
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]


def both_versions(standing: Standing, typed: MultiDict[str, str], nothing: str) -> BothVersions:
    """The two versions of a form; `nothing` stands for an empty value."""
    told = {one.name: one for one in standing.fields if one.name in typed or one.tick or one.many}
    choices = tuple(
        choice for one in told.values() if (choice := _choice(one, typed, nothing)) is not None
    )
    asked = {choice.name for choice in choices}
    unsent = asked | {"csrf_token", standing.stamp[0]}
    kept = [pair for pair in typed.items(multi=True) if pair[0] not in unsent]
    return BothVersions(
        standing.title, standing.lang, standing.back, choices, (*kept, standing.stamp)
    )


def _choice(one: Told, typed: MultiDict[str, str], nothing: str) -> Choice | None:
    if isinstance(one.value, str):
        mine, theirs = (_plain(text) for text in (typed.get(one.name, ""), one.value))
        if mine == theirs:
            return None
        return Choice(one.name, one.label, _side(one, mine, nothing), _side(one, theirs, nothing))
    ticked, now = set(typed.getlist(one.name)), set(one.value)
    if ticked == now:
        return None
    several = tuple((_side(one, v, nothing), v in ticked, v in now) for v in sorted(ticked | now))
    return Choice(one.name, one.label, Side("", ""), Side("", ""), several)


def _side(one: Told, value: str, nothing: str) -> Side:
    return Side(value, one.options.get(value, value) or nothing)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
