"""What a query may name that has a name of its own elsewhere: a figure of a review, in whichever words.

Names are compared from their end: what is measured stands last (平均客單價, total attendance), what stands
before it says which of them. So a name is kept backwards, and every name that ends so is one range of an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.indexer.analysis import VERSION, is_han, normal_form, plain_form, units_of
from archive.indexer.asked_figures import Slot
from archive.indexer.clauses import slots_of
from archive.indexer.conditions import conditions_of
from archive.indexer.field_words import take_field_words
from archive.indexer.query_text import QueryText
from archive.indexer.thesaurus import Thesaurus
from archive.indexer.wordings import SAME_THING

FORM: Final = f"1.{VERSION}"
"""Another one when `backwards` of the same name has become another."""
MOST: Final = 8
"""Things named in one query that are looked up: a long question is no reason for many lookups."""
SHORTEST: Final = 3
"""Letters or characters from which a word is told apart inside a longer name: 人次 is in too many of them."""
_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_OTHERWISE = frozenset(
    ["per", "of", "by", "for", "non", "no", "not", "without", *"每非未无不没"]
)  # fmt: skip
"""What makes another thing of the word behind it: cost per lead counts no leads."""


@dataclass(frozen=True, slots=True)
class AskedName:
    """A word of a query with all that says the same, backwards.

    `typed` is the word as it was typed, in its plain form. A name is meant that is one of `whole`, or that ends
    like one of `ends`.
    """

    typed: str
    whole: tuple[str, ...]
    ends: tuple[str, ...]

    def rank(self, name: str) -> int | None:
        """How well a name (backwards) fits: 0 is the word itself, more the longer it is; None for another."""
        if name in self.whole or name in self.ends:
            return 0
        said = max((end for end in self.ends if name.startswith(end)), key=len, default=None)
        if said is None:
            return None
        before = name[len(said) :].split()
        return None if before[0] in _OTHERWISE else len(before)


def backwards(name: str) -> str:
    """The units of a name from the last to the first, a space behind each; a remark in brackets at its end left out.

    Scripts, widths, capitals and English endings are one.
    """
    plain = plain_form(name)
    text = normal_form(_BRACKET.sub("", plain) or plain)
    return "".join(f"{unit.term} " for unit in reversed(units_of(text)))


def asked_names(typed: str, thesaurus: Thesaurus) -> tuple[AskedName, ...]:
    """What a query may name: the whole of it, its words as they are spaced, the words of the thesaurus in it.

    Nothing where it asks for a project or a client: what it names is one thing then, and not compared.
    """
    fields, plain = take_field_words(plain_form(typed), thesaurus.classes_named)
    if any(field.facet in ("project", "client") for field in fields):
        return ()
    conditions = conditions_of(plain, thesaurus)
    text = QueryText.of(conditions.rest)
    found: dict[str, AskedName] = {}
    for asked in (*_as_spaced(text), *_of_thesaurus(text, thesaurus, conditions.certain)):
        if asked.whole or asked.ends:
            found[asked.typed] = asked  # a word of the thesaurus that is all of the query says more
    return tuple(found.values())[:MOST]


def is_of_another_word(name: str, asked: AskedName, thesaurus: Thesaurus) -> bool:
    """Whether a name ends with a longer word that means something else: 互動率 is no rate in general."""
    text = QueryText.of(plain_form(_BRACKET.sub("", name)))
    ends = (
        backwards(_form(text, s)) for s in slots_of(text, thesaurus) if s.end == len(text.units)
    )
    return any(asked.rank(end) not in (None, 0) for end in ends)


def _as_spaced(text: QueryText) -> Iterator[AskedName]:
    """The query as a whole, and where it has spaces each of its pieces: only names that are just so."""
    whole = text.plain.strip()
    for piece in dict.fromkeys((whole, *whole.split())):
        name = backwards(piece)
        if len(name.split()) > 1:
            yield AskedName(piece, (name,), ())


def _of_thesaurus(
    text: QueryText, thesaurus: Thesaurus, certain: tuple[str, ...]
) -> Iterator[AskedName]:
    """The words that the search knows others for; names of classes of documents are no figures."""
    for slot in slots_of(text, thesaurus):
        if slot.classes or slot.figures:
            continue
        form = _form(text, slot)
        just_so = any(form in phrase for phrase in certain)
        others = () if just_so else tuple(o.form for o in slot.others if o.weight >= SAME_THING)
        names = tuple(dict.fromkeys(map(backwards, (form, *others))))
        left, right = text.units[slot.start].start, text.units[slot.end - 1].end
        typed = text.plain[left:right]
        telling = tuple(name for name in names if _tells(name)) if _tells(names[0]) else ()
        yield AskedName(typed, tuple(name for name in names if name not in telling), telling)


def _form(text: QueryText, slot: Slot) -> str:
    return text.form(slot.start, slot.end - 1)


def _tells(name: str) -> bool:
    units = name.split()
    if len(units) == 1 and not is_han(units[0]):
        return len(units[0]) >= SHORTEST
    return sum(map(len, units)) >= SHORTEST
