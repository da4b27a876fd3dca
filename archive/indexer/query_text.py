"""The free text of a query, taken apart the way documents are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from archive.indexer.analysis import Token, gram_of, is_han, normal_form, stem, units_of
from archive.indexer.plan import Phrase, Term
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.words import cut

_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class QueryText:
    """A text, its normal form, the units of that and its words.

    Words (`pieces`) are what `rjieba.cut` gives, and the Latin words and numbers. `idle` are the places of
    units that belong to words which are in every text: what stands beside them says nothing either.
    `pairs` has for every unit but the last its gram with the next one, None where they are no neighbours.
    """

    plain: str
    normal: str
    units: tuple[Token, ...]
    pieces: tuple[Token, ...]
    idle: frozenset[int]
    pairs: tuple[str | None, ...]

    @classmethod
    def of(cls, plain: str) -> QueryText:
        normal = normal_form(plain)
        units = units_of(normal)
        latin = [unit for unit in units if not is_han(unit.term)]
        pieces = _han_pieces(normal)
        if latin:
            pieces = sorted([*pieces, *latin], key=lambda piece: piece.start)
        idle = [piece for piece in pieces if not says_something(piece.term)]
        pairs = tuple([gram_of(normal, first, second) for first, second in pairwise(units)])
        places = frozenset(_places(units, idle)) if idle else _NOWHERE
        return cls(plain, normal, tuple(units), tuple(pieces), places, pairs)

    def form(self, first: int, last: int) -> str:
        """The normal form from one unit to another, both included."""
        return self.normal[self.units[first].start : self.units[last].end]

    def neighbour(self, place: int) -> Token | None:
        """The unit at a place, if there is one and it says something."""
        inside = 0 <= place < len(self.units) and place not in self.idle
        return self.units[place] if inside else None

    def gram(self, place: int) -> str | None:
        """The gram of a unit and the next one, if they are neighbours."""
        return self.pairs[place]

    @property
    def core(self) -> tuple[int, int]:
        """From which unit to before which the text says something: `the closing report` without `the`."""
        said = [place for place in range(len(self.units)) if place not in self.idle]
        return (said[0], said[-1] + 1) if said else (0, 0)

    def grams(self) -> Iterator[str]:
        """Every gram of the text."""
        return filter(None, self.pairs)


def _places(units: Sequence[Token], pieces: Iterable[Token]) -> Iterator[int]:
    """The places of the units that the pieces are made of."""
    inside = {at for piece in pieces for at in range(piece.start, piece.end)}
    return (place for place, unit in enumerate(units) if unit.start in inside)


def _han_pieces(text: str) -> list[Token]:
    at, pieces = 0, []
    for piece in cut(text):
        at = text.index(piece, at)
        end = at + len(piece)
        if is_han(piece):
            pieces.append(Token(piece, at, end))
        at = end
    return pieces


def phrase_of(plain: str, weight: float = 1.0) -> Phrase:
    """The phrase that a text is; without terms when the text has no letters or digits."""
    return phrase_in(QueryText.of(plain), weight)


def phrase_in(text: QueryText, weight: float = 1.0) -> Phrase:
    """The same of a text that was taken apart already."""
    if len(text.units) == 1:
        term = text.units[0].term
        return Phrase((Term(GRAMS if is_han(term) else WORDS, term),), "", weight)
    grams = list(text.grams())
    known = "".join(grams)
    alone = [
        Term(GRAMS if is_han(unit.term) else WORDS, unit.term)
        for unit in text.units
        if not is_han(unit.term) or unit.term not in known
    ]
    terms = dict.fromkeys([*(Term(GRAMS, gram) for gram in grams), *alone])
    one_pair = len(text.units) == 2 and len(grams) == 1
    return Phrase(tuple(terms), "" if one_pair else text.normal.strip(), weight)


@cache
def _stopwords() -> frozenset[str]:
    lines = Path(__file__).with_name("stopwords.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset([*words, *map(stem, words)])


def says_something(word: str) -> bool:
    """False for the words of a question that are in every text."""
    return word not in _stopwords()
