"""When two parts of a review are one statement: they say the same, and rest on the same words of a paper.

Read beside other papers (in another edition, in a later build) a sentence may be told in another section, cut
a little shorter, or counted as the second of its kind; its key is another one then. What people said of it
was said of the statement, not of the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.domain.folding import fold

Part = Mapping[str, Any]

SENTENCES = (
    "background", "decisions", "successes", "shortcomings", "lessons", "actions", "quotes",
)  # fmt: skip
"""Sections of sentences: the same sentence may be told in one or the other."""
_FIGURES: Mapping[str, tuple[str, ...]] = {
    "milestones": ("planned", "actual"),
    "metrics": ("target", "actual"),
    "cost_lines": ("budget", "actual"),
    "outstanding": ("amount", "direction"),
    "obligations": ("promised", "due"),
}
_NAMES = ("text", "name", "item", "party")
_A_SENTENCE = 10
"""Letters and signs from which equal words are one statement wherever they stand: a word of praise is not."""
_CUT = 0.6
"""How much of a sentence is left when it is cut: less may be a part of it that says something else."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, and where they stand in it: (version, segment, start, end), None where nobody knows."""

    document: str
    words: str
    place: tuple[str, int, int, int] | None = None

    def meets(self, other: Quote) -> bool:
        """Whether the two quote the same place, or of another version of the document the same words."""
        if self.document != other.document:
            return False
        if self.place and other.place and self.place[0] == other.place[0]:
            (_, segment, start, end), (_, elsewhere, begin, until) = self.place, other.place
            return segment == elsewhere and start < until and begin < end
        return bool(self.words and other.words) and (
            self.words in other.words or other.words in self.words
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What a part says and where it stands, in the form in which it is compared."""

    section: str
    words: str
    figures: Mapping[str, str]
    quotes: tuple[Quote, ...]


def statement_of(section: str, part: Part) -> Statement:
    """The statement of a part; of one that a person edited, that which was built."""
    said = part.get("built") if section in SENTENCES else None
    words = said or next((part[name] for name in _NAMES if part.get(name)), "")
    built = part.get("built_figures")
    row = {**part, **built} if isinstance(built, Mapping) else part
    figures = {name: str(row[name]) for name in _FIGURES.get(section, ()) if row.get(name)}
    quotes = tuple(map(_quote, part.get("citations") or ()))
    return Statement(section, plain(str(words)), figures, quotes)


def _quote(citation: Part) -> Quote:
    place = tuple(citation.get(name) for name in ("segment", "start", "end"))
    known = (
        (str(citation.get("version")), *place) if all(isinstance(n, int) for n in place) else None
    )
    return Quote(str(citation.get("document")), plain(str(citation.get("quote"))), known)  # type: ignore[arg-type] # integers, as asked above


def is_same(one: Statement, other: Statement) -> bool:
    """Whether the two are one statement.

    Sentences: the same whole sentence, or one of them cut, resting on the same words. Rows: of one section and
    name, resting on the same words, and without a figure in which they differ.
    """
    if not one.words or not other.words:
        return False
    if one.section in SENTENCES and other.section in SENTENCES:
        if one.words == other.words and len(one.words) >= _A_SENTENCE:
            return True
        return _one_cut(one.words, other.words) and _meet(one, other)
    if (one.section, one.words) != (other.section, other.words):
        return False
    both = one.figures.keys() & other.figures.keys()
    return all(one.figures[name] == other.figures[name] for name in both) and _meet(one, other)


def _one_cut(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= _CUT * len(long)


def _meet(one: Statement, other: Statement) -> bool:
    return any(quote.meets(words) for quote in one.quotes for words in other.quotes)


def plain(text: str) -> str:
    """Words as they are compared: without script, case, width, spaces and signs."""
    return re.sub(r"[\W_]", "", fold(text))
