"""The files of the thesaurus: groups of words, line by line, and what is wrong with a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archive.domain.documents import CLASS_CODES
from archive.indexer.analysis import normal_form, plain_form, units_of
from archive.indexer.figures import LONGEST_TOKEN

REGIONAL: Final = 0.9
SAME: Final = 0.7
GENERAL: Final = 0.5
RELATED: Final = 0.3
"""How much another word counts beside the word as typed: the very same word of another region, one of the same
meaning, one of the same meaning of which nobody has looked at what else it may mean, and a related one."""

LONGEST_GROUP = 40
DATA: Final = Path(__file__).parent
_MARK = re.compile(r"\[([a-z_, ]+)\]\s*(.*)")
_SIGN = re.compile("==|[=~>]")
_SAYS = re.compile(r"[^\W_]")


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


def groups_in(
    problems: list[str],
    *,
    words: Path,
    regional: Path | None = None,
    own: Path | None = None,
    general: Path | None = None,
    kinds: Path | None = None,
) -> Iterator[Group]:
    """The groups of the team's own file where there is one, of the trade, of regions, general ones, names of kinds.

    What is wrong with a line is added to `problems` as `file:line: what`; it is never an error.
    """
    if own and own.is_file():
        yield from _read_words(own, problems)
    yield from _read_words(words, problems)
    if regional:
        yield from _read_regional(regional, problems)
    if general:
        for group in _read_words(general, problems):
            yield replace(group, weight=GENERAL)
    if kinds:
        for group in _read_words(kinds, problems):
            yield replace(group, alone=True)


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
