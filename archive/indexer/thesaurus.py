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

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from archive.domain.documents import CLASS_CODES
from archive.indexer.analysis import normal_form, plain_form, stem, units_of
from archive.indexer.figures import LONGEST_TOKEN
from archive.indexer.inflection import nearness

REGIONAL: Final = 0.9
SAME: Final = 0.7
GENERAL: Final = 0.5
RELATED: Final = 0.3
"""How much another word counts beside the word as typed: the very same word of another region, one of the same
meaning, one of the same meaning of which nobody has looked at what else it may mean, and a related one."""

LONGEST_GROUP = 40
PAIR: Final = 2
"""Latin words that are looked up closed up as well."""
OWN_WORDS: Final = "thesaurus.txt"
"""The team's own file, in the data folder."""
DATA = Path(__file__).parent
GENERAL_WORDS: Final = DATA / "general_words.txt"
KIND_NAMES: Final = DATA / "kind_names.txt"
_MARK = re.compile(r"\[([a-z_, ]+)\]\s*(.*)")
_SIGN = re.compile("==|[=~>]")
_SAYS = re.compile(r"[^\W_]")
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
class Group:
    """Words that stand for each other; `classes` when they name classes of documents."""

    words: tuple[str, ...]
    weight: float
    classes: tuple[str, ...] = ()
    regional: bool = False
    one_way: bool = False
    """Only the first word finds the others."""
    alone: bool = False
    """Only a query that says nothing else finds any."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word of a group, as it is spelled; `forms` are the group's words in normal form, with what the file says."""

    written: str
    forms: dict[str, str]
    group: Group


@dataclass(frozen=True, slots=True)
class Found:
    """Units `start` to `end` of a query are a word of the thesaurus."""

    start: int
    end: int
    others: tuple[Expansion, ...]
    classes: tuple[str, ...]


Stands = Callable[[Found], int]
"""How well a word stands in a query: 0 not at all, it is cut out of others; more is better."""


class Thesaurus:
    """Groups of words, found in queries by their units."""

    def __init__(self, groups: Iterable[Group], problems: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        self._alone: dict[tuple[str, ...], list[_Entry]] = {}
        for group in groups:
            self._take(group)
        self._longest: dict[str, int] = {}
        """By the first unit of a word: how many units its longest word has."""
        for key in self._entries:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def _take(self, group: Group) -> None:
        """Note under which words a group is found: as they are in the file, or closed up (postmortem)."""
        forms = {normal_form(plain_form(word)): word for word in reversed(group.words)}
        last = next(reversed(forms))
        entries = self._alone if group.alone else self._entries
        for form in (last,) if group.one_way else forms:
            for written in dict.fromkeys((form, _HYPHEN.sub("", form))):
                key = tuple([unit.term for unit in units_of(written)])
                if key:
                    entries.setdefault(key, []).append(_Entry(written, forms, group))

    def classes_named(self, word: str) -> tuple[str, ...]:
        """The classes of documents that a word names."""
        units = units_of(normal_form(plain_form(word)))
        return _classes_of(self._entries.get(tuple(unit.term for unit in units), ()))

    def found_alone(self, units: Sequence[str], start: int, end: int) -> Found | None:
        """What units `start` to `end` are where the query says nothing else, if they are only something then."""
        key = tuple(units[start:end])
        if key not in self._alone:
            return None
        entries = [*self._alone[key], *self._entries.get(key, ())]
        return Found(start, end, tuple(_others_of(entries)), _classes_of(entries))

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
        longest = self._longest.get(units[start], 0)
        latin = _is_latin(units[start])
        if latin:
            longest = max(longest, PAIR)
        for end in range(min(len(units), start + longest), start, -1):
            key = tuple(units[start:end])
            if key in self._entries:
                yield self._found(key, " ".join(typed[start:end]), start, end)
            if latin and len(key) == PAIR and _is_latin(key[1]):  # kick-off is kickoff
                closed_up = (stem("".join(key)),)
                if closed_up in self._entries:
                    yield self._found(closed_up, "".join(typed[start:end]), start, end)

    def _found(self, key: tuple[str, ...], typed: str, start: int, end: int) -> Found:
        entries = self._entries[key]
        if _is_latin(key[0]):
            near = [nearness(typed, entry.written) for entry in entries]
            entries = [entry for entry, one in zip(entries, near, strict=True) if one == max(near)]
        return Found(start, end, tuple(_others_of(entries)), _classes_of(entries))


def _others_of(entries: Iterable[_Entry]) -> list[Expansion]:
    """What else may be said for a word, what counts most first."""
    others: dict[str, Expansion] = {}
    for entry in entries:
        group = entry.group
        for other, shown in reversed(entry.forms.items()):
            known = others.get(other)
            if other == entry.written:
                continue
            if known is None or known.weight < group.weight:
                others[other] = Expansion(other, shown, group.weight, group.regional)
            elif group.regional and known.weight == group.weight:
                others[other] = replace(known, regional=True)
    return sorted(others.values(), key=lambda other: -other.weight)


def _classes_of(entries: Iterable[_Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for entry in entries for key in entry.group.classes))


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
    problems: list[str] = []
    groups = list(_read_words(own, problems)) if own and own.is_file() else []
    groups += _read_words(words, problems)
    if regional:
        groups += _read_regional(regional, problems)
    if general:
        groups += (replace(group, weight=GENERAL) for group in _read_words(general, problems))
    if kinds:
        groups += (replace(group, alone=True) for group in _read_words(kinds, problems))
    return Thesaurus(groups, problems)


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


def _lines(path: Path, problems: list[str]) -> Iterator[tuple[str, str]]:
    """Every line that says something, with its place as `file:line`."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}:1: {error}")
        return
    for number, line in enumerate(text.splitlines(), 1):
        said = line.split("#", 1)[0].strip()
        if said:
            yield f"{path.name}:{number}", said


def _read_words(path: Path, problems: list[str]) -> Iterator[Group]:
    for place, line in _lines(path, problems):
        mark = _MARK.fullmatch(line)
        keys, rest = (mark[1], mark[2]) if mark else ("", line)
        classes = tuple(re.findall("[a-z_]+", keys))
        signs = set(_SIGN.findall(rest))
        words = tuple(word.strip() for word in _SIGN.split(rest))
        wrong = _fault(words, classes, signs)
        if wrong:
            problems.append(f"{place}: {wrong}")
        else:
            regional = "==" in signs
            weight = REGIONAL if regional else RELATED if "~" in signs else SAME
            yield Group(words, weight, classes, regional, one_way=">" in signs)


def _fault(words: Sequence[str], classes: Sequence[str], signs: Collection[str]) -> str | None:
    """What is wrong with a line, if anything."""
    unknown = [key for key in classes if key not in CLASS_CODES]
    faults = {
        "use one of =, ==, ~ and > in a line": len(signs) > 1,
        "a line needs two words joined with =, ~ or >": not signs,
        "there is nothing on one side of a sign": not all(map(_sayable, words)),
        f"a group holds at most {LONGEST_GROUP} words": len(words) > LONGEST_GROUP,
        f"there is no class [{', '.join(unknown)}]": bool(unknown),
    }
    return next((fault for fault, holds in faults.items() if holds), None)


def _sayable(word: str) -> bool:
    """True for a word that has units. Short ones with a letter or digit have, which is quickly seen."""
    if len(word) <= LONGEST_TOKEN and _SAYS.search(word):
        return True
    return bool(units_of(normal_form(plain_form(word))))


def _read_regional(path: Path, problems: list[str]) -> Iterator[Group]:
    for place, line in _lines(path, problems):
        words = tuple(line.split("\t"))
        if len(words) == 2 and all(map(_sayable, words)):
            yield Group(words, REGIONAL, regional=True)
        else:
            problems.append(f"{place}: two words with a tab between them are needed")
