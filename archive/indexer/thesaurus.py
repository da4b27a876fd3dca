"""Other words for the same thing: regional words and the vocabulary of the trade, searched both ways.

`regional.tsv` is generated (scripts/generate_regional.py). `thesaurus.txt` (the trade) and `general_words.txt`
(what anybody says) come with the package, and a file of the same kind in the data folder holds the team's own
words: a line is a group, `專案 = 项目 = project` for one
meaning, `合同 == 合約` for the very word that another region says, `尾款 ~ balance due` for related ones; class keys
in brackets at the start say that the words also name those classes of documents. Scripts and widths are folded,
one spelling is enough. `entry > 參賽作品` finds the second for the first and not the other way round: one of several
things a word may mean. A faulty line is left out and named in `problems`.

Words are looked up by their stems. Of those that share a stem the forms of the word typed are taken (`actual` and
`actuals`), where there are none its gerund or verb, and only then words that are merely of its family: who types
`training` does not mean `train`, nor `attendance` `attend`.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from archive.indexer.analysis import normal_form, plain_form, stem, units_of
from archive.indexer.inflection import nearness
from archive.indexer.thesaurus_files import DATA, Group, groups_in

_log = logging.getLogger(__name__)

PAIR: Final = 2
"""Latin words that are looked up closed up as well."""
OWN_WORDS: Final = "thesaurus.txt"
"""The team's own file, in the data folder."""
GENERAL_WORDS: Final = DATA / "general_words.txt"
KIND_NAMES: Final = DATA / "kind_names.txt"
_HYPHEN = re.compile("(?<=[a-z])-(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another word: its normal form, how the file writes it, and how much it counts.

    `regional`: it is the same word as another region says it.
    """

    form: str
    shown: str
    weight: float
    regional: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A group with the normal forms of its words, each once, and beside them what the file says for each."""

    forms: tuple[str, ...]
    shown: tuple[str, ...]
    weight: float
    classes: tuple[str, ...]
    regional: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word of a group, as it is spelled."""

    written: str
    meaning: _Meaning


class _Words(NamedTuple):
    """What words are looked up in, and what is wrong with the files."""

    entries: dict[str, tuple[_Entry, ...]]
    """By the units of a word with spaces between them: one string takes a third of a tuple of them."""
    alone: dict[str, tuple[_Entry, ...]]
    """Those of words that are something only where the query says nothing else."""
    longest: dict[str, int]
    """By the first unit of a word: how many units its longest word has."""
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Units `start` to `end` of a query are a word of the thesaurus."""

    start: int
    end: int
    others: tuple[Expansion, ...]
    classes: tuple[str, ...]


_NOT_AS_SPOKEN: Final = ("没", "没有", "还没", "还没有", "未有")
Stands = Callable[[Found], int]
"""How well a word stands in a query: 0 not at all, it is cut out of others; more is better."""


class Thesaurus:
    """Groups of words, found in queries by their units.

    The files are read when the first word is looked up: who only writes the index does without 8 MiB.
    """

    def __init__(self, read: Callable[[list[str]], Iterable[Group]]) -> None:
        """`read` gives the groups, and notes in the list what is wrong with them. It is called once."""
        self._read = read
        self._reading = threading.Lock()
        self._words: _Words | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the files, as `file:line: what`."""
        return self._known().problems

    def get_ready(self) -> None:
        """Read the files now, a quarter of a second of CPU time, before somebody waits for a word."""
        self._known()

    def _known(self) -> _Words:
        if (words := self._words) is None:
            with self._reading:
                words = self._words = self._words or _words_of(self._read)
        return words

    def classes_named(self, word: str) -> tuple[str, ...]:
        """The classes of documents that a word names."""
        units = units_of(normal_form(plain_form(word)))
        key = " ".join([unit.term for unit in units])
        return _classes_of(self._known().entries.get(key, ()))

    def found_alone(self, units: Sequence[str], start: int, end: int) -> Found | None:
        """What units `start` to `end` are where the query says nothing else, if they are only something then."""
        words, key = self._known(), " ".join(units[start:end])
        if key not in words.alone:
            return None
        return _found((*words.alone[key], *words.entries.get(key, ())), start, end)

    def find(
        self,
        units: Sequence[str],
        stands: Stands = lambda _: 1,
        typed: Sequence[str] = (),
    ) -> Iterator[Found]:
        """The words of the thesaurus in a query, from left to right; `stands` judges each of them.

        At each place the one that stands best, of equals the longest: 客户 and not 客户满意 in 客户满意度.
        `typed` are the units as they were typed, where that is known.
        """
        place = 0
        while place < len(units):
            found = max(self._at(units, typed or units, place), key=stands, default=None)
            if found and stands(found):
                yield found
                place = found.end
            else:
                place += 1

    def _at(self, units: Sequence[str], typed: Sequence[str], start: int) -> Iterator[Found]:
        known = self._known()
        longest = known.longest.get(units[start], 0)
        latin = _is_latin(units[start])
        if latin:
            longest = max(longest, PAIR)
        for end in range(min(len(units), start + longest), start, -1):
            if entries := known.entries.get(" ".join(units[start:end])):
                near = _nearest(entries, " ".join(typed[start:end])) if latin else entries
                yield _found(near, start, end)
            if not (latin and end - start == PAIR and _is_latin(units[end - 1])):
                continue
            if entries := known.entries.get(stem("".join(units[start:end]))):  # kick-off is kickoff
                yield _found(_nearest(entries, "".join(typed[start:end])), start, end)


def _words_of(read: Callable[[list[str]], Iterable[Group]]) -> _Words:
    problems: list[str] = []
    everywhere: dict[str, tuple[_Entry, ...]] = {}
    alone: dict[str, tuple[_Entry, ...]] = {}
    longest: dict[str, int] = {}
    same: dict[str, str] = {}
    """One string for all that are equal: many words are their own normal form, many are in several groups."""
    for group in read(problems):
        for units, entry in _entries_of(group, same):
            key = " ".join(units)
            key = same.setdefault(key, key)
            entries = alone if group.alone else everywhere
            entries[key] = (*entries.get(key, ()), entry)
            if not group.alone:
                longest[units[0]] = max(len(units), longest.get(units[0], 0))
    for problem in problems:
        _log.warning("thesaurus: %s", problem)
    return _Words(everywhere, alone, longest, tuple(problems))


def _entries_of(group: Group, same: dict[str, str]) -> Iterator[tuple[list[str], _Entry]]:
    """Under which words a group is found, by their units: as they are in the file, or closed up (postmortem)."""
    words = [same.setdefault(word, word) for word in group.words]
    forms: dict[str, str] = {}
    for word in reversed(words):
        form = normal_form(plain_form(word))
        forms[same.setdefault(form, form)] = word
    meaning = _Meaning(
        tuple(forms), tuple(forms.values()), group.weight, group.classes, group.regional
    )
    for form in meaning.forms[-1:] if group.one_way else meaning.forms:
        for written in dict.fromkeys((form, _HYPHEN.sub("", form), *_as_spoken(form))):
            if units := [unit.term for unit in units_of(written)]:
                yield units, _Entry(written, meaning)


def _as_spoken(form: str) -> Iterator[str]:
    """How people say what papers write with 未: 未付 is 没付, 还没付. 未来 denies nothing."""
    denied = form.removeprefix("尚").removeprefix("未")
    if "未" + denied == form.removeprefix("尚") and denied and denied[0] != "来":
        yield from (said + denied for said in _NOT_AS_SPOKEN)


def _found(entries: Sequence[_Entry], start: int, end: int) -> Found:
    return Found(start, end, tuple(_others_of(entries)), _classes_of(entries))


def _nearest(entries: Sequence[_Entry], typed: str) -> list[_Entry]:
    """Of the words that share a stem, those that are written most like the one typed."""
    near = [nearness(typed, entry.written) for entry in entries]
    return [entry for entry, one in zip(entries, near, strict=True) if one == max(near)]


def _others_of(entries: Iterable[_Entry]) -> list[Expansion]:
    """What else may be said for a word, what counts most first."""
    others: dict[str, Expansion] = {}
    for entry in entries:
        meaning = entry.meaning
        for other, shown in zip(reversed(meaning.forms), reversed(meaning.shown), strict=True):
            known = others.get(other)
            if other == entry.written:
                continue
            if known is None or known.weight < meaning.weight:
                others[other] = Expansion(other, shown, meaning.weight, meaning.regional)
            elif meaning.regional and known.weight == meaning.weight:
                others[other] = replace(known, regional=True)
    return sorted(others.values(), key=lambda other: -other.weight)


def _classes_of(entries: Iterable[_Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for entry in entries for key in entry.meaning.classes))


def _is_latin(unit: str) -> bool:
    return unit.isascii() and unit.isalpha()


def load_thesaurus(
    words: Path = DATA / "thesaurus.txt",
    regional: Path | None = DATA / "regional.tsv",
    own: Path | None = None,
    general: Path | None = None,
    kinds: Path | None = None,
) -> Thesaurus:
    """Read the words of the trade, the regional and general words, and the team's own file where there is one.

    `kinds` are names of kinds of papers that are nothing inside a longer query.

    Problems are `file:line: what`, never an error.
    """
    return Thesaurus(
        partial(groups_in, words=words, regional=regional, own=own, general=general, kinds=kinds)
    )


@cache
def shipped_thesaurus() -> Thesaurus:
    """The thesaurus of the package, read once."""
    return load_thesaurus(general=GENERAL_WORDS, kinds=KIND_NAMES)


def team_thesaurus(folder: Path) -> Thesaurus:
    """The shipped thesaurus, with the team's own words when the folder holds any."""
    own = folder / OWN_WORDS
    if not own.is_file():
        return shipped_thesaurus()
    return load_thesaurus(own=own, general=GENERAL_WORDS, kinds=KIND_NAMES)
