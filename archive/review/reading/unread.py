"""Sources that the review could not hear: what is filed but says nothing it can read.

A scan without text, a damaged or locked file, a paper in a language the archive does not read. They
are listed as such, so that nobody takes their silence for an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from archive.review.reading.citations import Json
from archive.review.reading.sources import Source

NO_TEXT, LANGUAGE = "no_text", "language"

_PICTURES = frozenset({"creative"})
"""Classes whose files are there to be looked at: that they have no text is no loss."""
_SAMPLE = 6_000
_FEWEST_LETTERS, _FEWEST_WORDS = 40, 60
_FOREIGN_LETTERS, _FOREIGN_WORDS = 0.3, 0.1
_WORD = re.compile(r"[^\W\d_]+")
_OF_ENGLISH = "the of and to in is for on with that was are by as be at from this it or"
_OF_OTHERS = """
el los las del que una para por como más se os da do em um uma não ao dos le les des et du une est
dans pour avec sur aux il gli della di che per con sono nel alla
der die das und den dem ein eine mit für ist von zu auf nicht het een van dat niet voor
dan yang untuk dengan pada dari ini tidak của và các cho là được trong những một
och att som på det til er ikke w na nie się że jest ve bir için ile
"""
"""By lines: Romance languages, German and Dutch, Malay, Indonesian and Vietnamese, Nordic, Polish and Turkish."""
_ENGLISH, _OTHERS = frozenset(_OF_ENGLISH.split()), frozenset(_OF_OTHERS.split())


def unread_in(sources: Sequence[Source]) -> list[Json]:
    """Every source that could not be read, in the order of their names, each with the reason."""
    return list(_unread(sorted(sources, key=lambda source: (source.name, source.document))))


def _unread(sources: Sequence[Source]) -> Iterator[Json]:
    for source in sources:
        if not source.duplicate and (why := why_unread(source)):
            yield {
                "document": source.document,
                "name": source.name,
                "class": source.class_key,
                "why": why,
            }


def why_unread(source: Source) -> str:
    """Why nothing was heard of a source; empty where its text was read."""
    text = " ".join(segment.text for segment in source.segments)[:_SAMPLE]
    if not _WORD.search(text):
        if source.trouble:
            return source.trouble
        silent = source.container or source.class_key in _PICTURES
        return "" if silent else NO_TEXT
    return LANGUAGE if is_foreign(text) else ""


def is_foreign(text: str) -> bool:
    """The text is mostly in a script or language that is neither Chinese nor English.

    By script where that tells (kana, hangul, Cyrillic, Thai, Arabic …), else by the share of the small
    words that other languages in Latin letters cannot do without.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return False
    strange = sum(1 for c in letters if not _is_known(c))
    if strange >= _FOREIGN_LETTERS * len(letters):
        return True
    words = [word.casefold() for word in _WORD.findall(text)]
    latin = [word for word in words if "a" <= word[0] <= "z" or "\u00c0" <= word[0] <= "\u1eff"]
    if len(latin) < _FEWEST_WORDS or sum(map(len, latin)) < len(letters) / 2:
        return False
    others = sum(word in _OTHERS for word in latin)
    return others >= _FOREIGN_WORDS * len(latin) and others > sum(w in _ENGLISH for w in latin)


def _is_known(character: str) -> bool:
    """A letter that Chinese or English is written with, accents of borrowed words included."""
    if character <= "\u024f" or "\u4e00" <= character <= "\u9fff":
        return True
    return unicodedata.name(character, "").startswith(
        ("LATIN", "CJK", "FULLWIDTH LATIN", "BOPOMOFO")
    )
