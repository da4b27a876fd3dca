"""Which characters of names are mistaken for one another (`name_characters.txt`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

SURNAMES: Final = "surnames"


class MistakenNames(NamedTuple):
    """For each character, in normal form, those that it is mistaken for; every usual surname is a key."""

    surnames: Mapping[str, tuple[str, ...]]
    given: Mapping[str, tuple[str, ...]]


@cache
def mistaken_names() -> MistakenNames:
    """What the file says, read once."""
    text = Path(__file__).with_name("name_characters.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    surnames = [group for first, *groups in lines if first == SURNAMES for group in groups]
    given = [first for first, *_ in lines if first != SURNAMES]
    return MistakenNames(_others(surnames), _others(given))


def _others(groups: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        for character in group:
            others = dict.fromkeys(other for other in group if other != character)
            found.setdefault(character, {}).update(others)
    return {character: tuple(others) for character, others in found.items()}
