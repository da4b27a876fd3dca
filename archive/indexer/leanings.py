"""Which kinds of papers answer a question of that kind: reasons stand in reports, penalties in contracts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from archive.indexer.analysis import normal_form, plain_form, units_of

_LINE = re.compile(r"\[([a-z_, ]+)\]\s*(.+)")

Forms = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
"""First unit -> the words and phrases that begin with it, as units, and the classes that answer them."""


def leaning_of(units: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The classes that answer a query with these units, by the kinds of question it is; most are of none."""
    forms = _forms()
    found: dict[tuple[str, ...], None] = {}
    for start, unit in enumerate(units):
        for key, classes in forms.get(unit, ()):
            if tuple(units[start : start + len(key)]) == key:
                found[classes] = None
    return tuple(found)


@cache
def _forms() -> Forms:
    lines = Path(__file__).with_name("leanings.txt").read_text("utf-8").splitlines()
    forms: defaultdict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for classes, words in (match.groups() for match in map(_LINE.fullmatch, lines) if match):
        named = tuple(re.findall("[a-z_]+", classes))
        for word in words.split("="):
            key = tuple(unit.term for unit in units_of(normal_form(plain_form(word.strip()))))
            forms[key[0]].append((key, named))
    return forms
