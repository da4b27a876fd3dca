"""What a query comes to: clauses whose scores add up, and conditions that must hold.

The parts are named tuples: a query has dozens, and what was computed for them is looked up by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from archive.indexer.byte_cache import Hashed
from archive.indexer.field_words import FieldWord
from archive.indexer.schema import GRAMS, WORDS

LEFT_OUT: Final = "-"
"""What stands before an excluded word, as typed and where it is shown."""


class Term(NamedTuple):
    """A term of one field; a prefix stands for every term that begins so."""

    field: str
    text: str
    prefix: bool = False


class Alternative(NamedTuple):
    """One way of saying what a clause asks for.

    `beside` are its pairs with the neighbours in the query: they count, but the wording is not measured
    by them. `shown` is set on words nobody typed. A `whole` one counts only where all of it stands: half of
    what nobody typed is another thing, and so is half a figure. Chinese words nobody typed are said in many
    ways that share a part, and a part counts, but not of what is `indivisible`: half of 上月 is no time.
    """

    terms: tuple[Term, ...]
    weight: float = 1.0
    beside: tuple[Term, ...] = ()
    shown: str = ""
    whole: bool = False
    indivisible: bool = False

    @property
    def length(self) -> int:
        """How many terms say it. Pairs of Latin words say their words again, as no pair of one does."""
        if all(term.text.isascii() for term in self.terms):
            return max(1, sum(term.field == WORDS for term in self.terms))
        return len(self.terms)

    @property
    def needed(self) -> tuple[Term, ...]:
        """The terms that a document must hold; none where any part of the wording counts."""
        if not self.whole:
            return ()
        chinese = not all(term.text.isascii() for term in self.terms)
        a_part_counts = self.shown and chinese and not self.indivisible
        return () if a_part_counts else self.all_of_it

    @property
    def all_of_it(self) -> tuple[Term, ...]:
        """The terms that say where all of it stands: pairs, whose places in words do not matter."""
        return tuple(term for term in self.terms if term.field == GRAMS) or self.terms


class Clause(NamedTuple):
    """A part of the query. The best of its alternatives counts, never their sum.

    Alternatives are ways of saying one thing, so they are weighed as one: by how many documents say it in
    any way, by the length of the alternative at `measure`, and by `weight`. Documents of `classes` get a
    little more.
    """

    alternatives: tuple[Alternative, ...]
    measure: int = 0
    classes: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def alone(self) -> Term | None:
        """The term that it asks for, when it asks for nothing else."""
        first = self.alternatives[0]
        single = len(self.alternatives) == len(first.terms) == 1 and self.weight == 1
        return first.terms[0] if single and not (first.beside or self.classes) else None


class Phrase(NamedTuple):
    """Words that must stand side by side: every one of `terms`, then `form` in the text.

    `form` is empty where the terms already say all (a single word, a pair). `shown` is set on words nobody
    typed.
    """

    terms: tuple[Term, ...]
    form: str
    weight: float = 1.0
    shown: str = ""


@dataclass(frozen=True)
class QueryPlan:
    """A query ready to be scored.

    `pairs` are the grams across word boundaries: how many of them a document has says how far it keeps the
    order of the query's words. `short` holds the whole query, and its variants in other words, when it is
    short enough that documents containing it come first. `required` and `excluded` are quoted phrases and
    words after a minus. `words` are to be marked, `fields` are conditions on facets, `classes` are the
    classes of documents that the query names when it names nothing else, `leaning` those that answer a
    question of its kind. `sought` is what is looked for in texts, in plain form: without field words,
    quotes and what is left out. `times` is what words for a time were read as, each with the ways in which
    documents are of it, `written` the times that are typed with their year, likewise. An empty query
    (`everything`) lists all.
    """

    clauses: tuple[Clause, ...] = ()
    pairs: tuple[str, ...] = ()
    short: tuple[Phrase, ...] = ()
    required: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    words: tuple[str, ...] = ()
    fields: tuple[FieldWord, ...] = ()
    classes: tuple[str, ...] = ()
    leaning: tuple[tuple[str, ...], ...] = ()
    sought: str = ""
    times: Mapping[str, tuple[Alternative, ...]] = field(default_factory=dict)
    written: Mapping[str, tuple[Alternative, ...]] = field(default_factory=dict)
    everything: bool = False

    @cached_property
    def keys(self) -> tuple[Term | Hashed, ...]:
        """By what the sums of each clause are kept: the term that it is, or all of it with its hash."""
        return tuple(clause.alone or Hashed(clause) for clause in self.clauses)

    @cached_property
    def things(self) -> tuple[tuple[Clause, Hashed], ...]:
        """The clauses that are no single term, with their keys."""
        both = zip(self.clauses, self.keys, strict=True)
        return tuple((clause, key) for clause, key in both if isinstance(key, Hashed))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are scored by themselves, and the pairs."""
        alone = [key for key in self.keys if isinstance(key, Term)]
        return (*alone, *(Term(GRAMS, gram) for gram in self.pairs))

    @cached_property
    def phrased(self) -> tuple[Term, ...]:
        """The terms of the phrases that must stand, must not, or come first where they stand."""
        phrases = (*self.required, *self.excluded, *self.short)
        return tuple(term for phrase in phrases for term in phrase.terms)

    @cached_property
    def beside_a_kind(self) -> bool:
        """True when a kind of paper is named beside other things: those tell which project is meant."""
        return len({bool(clause.classes) for clause in self.clauses}) > 1
