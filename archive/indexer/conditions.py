"""What must stand in a hit and what must not: quoted words, and words after a minus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from archive.indexer.analysis import normal_form, units_of
from archive.indexer.clauses import slots_of
from archive.indexer.plan import LEFT_OUT, Phrase
from archive.indexer.query_text import QueryText, phrase_of
from archive.indexer.thesaurus import Thesaurus

LEFT_OUT_TOO: Final = 24
"""Words of other regions, at most, that are left out with the words after a minus."""

_PHRASE = re.compile(r'(-?)(?:"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』)')
_MINUS = re.compile(r"(?:^|(?<=\s))-([^\s-]\S*)")
_OPERATOR = re.compile('["“”「」『』-]')
_QUOTES = str.maketrans('"“”「」『』', "       ")


class Conditions(NamedTuple):
    """The conditions of a query and what else it says.

    `rest` is the text without what is excluded and without quotes. `certain` are the required phrases as
    normal forms: every hit says them, so other words for them bring nothing.
    """

    required: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    rest: str
    certain: tuple[str, ...] = ()


def conditions_of(plain: str, thesaurus: Thesaurus) -> Conditions:
    """Read the quotes and minus signs of a query.

    Straight quotes always mean "just so". The quotes of Chinese prose do when nothing else is asked:
    a title quoted inside a question is a hint, not a condition. A word is left out together with the same
    word of other regions, a quoted one alone.
    """
    if not _OPERATOR.search(plain):
        return Conditions((), (), plain)
    required: list[str] = []
    excluded: list[Phrase] = []
    quoted = list(_PHRASE.finditer(plain))
    prose = bool(quoted) and _asks_more(plain)
    for match in quoted:
        said = next(filter(None, match.groups()[1:]))
        if match[1]:
            excluded.append(phrase_of(said))
        elif match[2] or not prose:
            required.append(said)
    rest = _PHRASE.sub(lambda match: " " if match[1] else f" {match[0][1:-1]} ", plain)
    left_out = dict.fromkeys(match[1] for match in _MINUS.finditer(rest))
    excluded += map(phrase_of, left_out)
    excluded += islice(_regional(left_out, thesaurus), LEFT_OUT_TOO)
    return Conditions(
        _sayable(map(phrase_of, required)),
        _sayable(excluded),
        _MINUS.sub(" ", rest).translate(_QUOTES),
        tuple(map(normal_form, required)),
    )


def _regional(words: Iterable[str], thesaurus: Thesaurus) -> Iterator[Phrase]:
    """The words as other regions say them: 合約 for 合同. What only means much the same is not left out."""
    for word in words:
        text = QueryText.of(word)
        for slot in slots_of(text, thesaurus):
            left, right = text.units[slot.start].start, text.units[slot.end - 1].end
            before, after = text.normal[:left], text.normal[right:]
            for other in slot.others:
                if other.regional:
                    phrase = phrase_of(before + other.form + after)
                    yield phrase._replace(shown=f"{LEFT_OUT}{before}{other.shown}{after}")


def _asks_more(plain: str) -> bool:
    """True when there is text outside the quotes and the excluded words."""
    return bool(units_of(_MINUS.sub(" ", _PHRASE.sub(" ", plain))))


def _sayable(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if phrase.terms)
