"""Facts that papers state of a thing, other than how many there are: how long a film is, which version, what one costs.

Two papers contradict each other where both state the same of the same thing and say it otherwise. What a paper states
of a plan, of an earlier state or of something else at the side is kept, since it explains why another paper differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.review.differences.claims import REPORTED, Claim
from archive.review.differences.clashes import Clash, distinct_claims
from archive.review.differences.things_told import (
    EXACT,
    NARROWER,
    WIDER,
    Noun,
    kinship,
    noun_of,
    nouns_of,
)
from archive.review.papers.papers import OUTCOME, Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.names import features
from archive.review.reading.words import folded, word_list
from archive.review.tables.tables import is_total

_ASIDE = word_list("facts.aside")
_LEADS_ON = word_list("facts.leads_on")


@dataclass(frozen=True, slots=True)
class Fact:
    """What one paper states of a thing.

    `aside` facts contradict nothing; `base` is what a share is told against, `note` the words around.
    """

    thing: Noun
    name: str
    claim: Claim
    aside: bool = False
    base: str = ""
    note: str = ""
    in_table: bool = False


Agrees = Callable[[Fact, Fact], bool]


def fact_clashes(
    kind: str,
    facts: Sequence[Fact],
    *,
    agrees: Agrees | None = None,
    loosely: bool = True,
    severity: str = "high",
) -> Iterator[Clash]:
    """One clash for each thing of which current papers state the same otherwise.

    `loosely`: a name that says more (品牌主片) is the thing of one that says less (主片), where a paper has only one.
    """
    same = agrees or _same_value
    told = [f for f in facts if not f.aside and f.claim.paper.role in _SPEAKING]
    taken: set[int] = set()
    for number, first in enumerate(told):
        if number in taken:
            continue
        others = [
            (n, other)
            for n, other in enumerate(told[number + 1 :], number + 1)
            if n not in taken
            and _clash(first, other, facts, same, loosely=loosely)
            and not _is_explained(first, other, facts, same)
        ]
        if others:
            taken |= {n for n, _ in others}
            claims = distinct_claims((first.claim, *(o.claim for _, o in others)))
            yield Clash(kind, first.name, claims, severity)


_SPEAKING = OUTCOME | {Role.CONTRACT}


def _same_value(first: Fact, second: Fact) -> bool:
    return first.claim.value == second.claim.value


def _clash(
    first: Fact, second: Fact, facts: Sequence[Fact], same: Agrees, *, loosely: bool
) -> bool:
    """Of one thing, on one base, in two papers; or in a sentence and in a table of one, under the same name."""
    if first.base != second.base or same(first, second):
        return False
    degree = kinship(first.thing, second.thing)
    own = first.claim.paper is second.claim.paper
    if degree == EXACT:
        return (not own or first.in_table != second.in_table) and all(
            _tells_one(f, facts, same) for f in (first, second)
        )
    if own or not (loosely and degree in (NARROWER, WIDER)):
        return False
    wide, narrow = (second, first) if degree == NARROWER else (first, second)
    alike = [
        f
        for f in facts
        if f.claim.paper is narrow.claim.paper and kinship(f.thing, wide.thing) >= WIDER
    ]
    return len({f.thing for f in alike}) == 1 and all(same(f, narrow) for f in alike)


def _tells_one(fact: Fact, facts: Sequence[Fact], same: Agrees) -> bool:
    """Its paper has no second value of the thing there: of a large and a small one each price is right."""
    return all(
        same(fact, other)
        for other in facts
        if other.claim.paper is fact.claim.paper
        and (other.in_table, other.base, other.aside) == (fact.in_table, fact.base, False)
        and kinship(other.thing, fact.thing) == EXACT
    )


def _is_explained(first: Fact, second: Fact, facts: Sequence[Fact], same: Agrees) -> bool:
    """One paper states both values of such a thing, or one of its sentences does: it changed, or they are two."""
    whole = first.claim.paper is not second.claim.paper
    told = {_place(f, whole=whole) for f in facts if _of(f, first) and same(f, first)}
    return any(_place(f, whole=whole) in told for f in facts if _of(f, second) and same(f, second))


def _place(fact: Fact, *, whole: bool) -> object:
    return id(fact.claim.paper) if whole else (id(fact.claim.paper), fact.in_table)


def _of(fact: Fact, other: Fact) -> bool:
    return kinship(fact.thing, other.thing) > 0


# ------------------------------------------------------------------ where facts are stated
@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a table, with the name of its row and the heading of its column."""

    name: str
    heading: str
    text: str
    evidence: Evidence


def cells_of(paper: Paper) -> Iterator[Cell]:
    """The cells that state something of the row's thing; the rows that only sum up are left out."""
    for table in paper.tables:
        for row in table.rows:
            name = row.cell(table.name_column).strip()
            if not name or is_total(row, table.name_column):
                continue
            for number, text in enumerate(row.cells):
                if number != table.name_column and text.strip():
                    heading = table.header[number] if number < len(table.header) else ""
                    yield Cell(name, heading, text.strip(), table.evidence(row))


_PAUSE = re.compile(
    r"[，,；;。！!？?：:（(）)、\n\t|]|(?<=[a-z])\.\s|\s[-–—]\s|\b(?:and|but|while)\b"
)
_WHICH = re.compile(
    r".*(?:\b(?:the|an?|one|our|your|their|its|this|of|accept(?:ed|s)?|received?|(?:we|you|they|i) [a-z]+)\b"
    r"|[的了将把])",
    re.IGNORECASE,
)


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a place, within its clause."""
    before = _PAUSE.split(text[:start])[-1] if not _in_figure(text, start) else text[:start]
    return before, _PAUSE.split(text[end:])[0]


def _in_figure(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] == "," and text[at].isdigit()


def thing_before(words: str) -> Noun:
    """The thing that the words before a value are about: the hero film of "the hero film runs"."""
    plain = folded(words).strip()
    while (shorter := _tail_off(plain)) != plain:
        plain = shorter
    if plain.isascii():
        plain = re.sub(r"[\d,.]+", " ", plain)
    return noun_of(_WHICH.sub("", plain))


def _tail_off(plain: str) -> str:
    """Without the word at its end that leads on to the value: is, of, 为, 时长."""
    for found in _LEADS_ON.pattern.finditer(plain):
        if found.end() == len(plain):
            return plain[: found.start()].rstrip()
    return plain


def called(text: str, start: int, thing: Noun) -> str:
    """The thing as the text around `start` writes it, in its own script: hero film, 品牌主片."""
    if thing.han:
        plain = folded(text)
        at = max(plain.rfind(thing.han, 0, start), plain.find(thing.han))
        return text[at : at + len(thing.han)] if at >= 0 else thing.han
    words = re.findall(r"[A-Za-z][A-Za-z0-9'’\-]*", text)
    told = (w for w in words if features(w) and features(w) <= set(thing.stems))
    return " ".join(dict.fromkeys(told)) or _in_other_words(words, thing) or " ".join(thing.stems)


def _in_other_words(words: Sequence[str], thing: Noun) -> str:
    """The words of the text that come to the thing though none is its stem: footfall for those who attended."""
    longest = range(1, len(thing.stems) + 2)
    spans = (words[n : n + size] for size in longest for n in range(len(words)))
    return next((" ".join(span) for span in spans if noun_of(" ".join(span)) == thing), "")


def things_of(name: str) -> tuple[Noun, ...]:
    """The nouns of a row's name, in either of its languages."""
    return nouns_of(folded(name)) or nouns_of(name)


def is_aside(text: str, start: int) -> bool:
    """The words around say that the value is not the one that holds: planned, last year's, another's slip."""
    before, behind = clause_around(text, start, start)
    near = text[:start]
    return _ASIDE.within(before + behind) or REPORTED.within(
        near[-8:] if not near.isascii() else near[-30:]
    )


def in_order(papers: Papers) -> list[Paper]:
    """The current papers, reports first; plans and papers on the way last, which only explain."""
    return papers.current(*_ORDER)


_ORDER = (
    Role.REPORT, Role.DATA, Role.PROOF, Role.MONEY, Role.RETRO, Role.CLIENT, Role.OTHER,
    Role.CONTRACT, Role.PLAN, Role.INTERIM,
)  # fmt: skip
