"""Whether a text is in a language that is neither Chinese nor English: the archive does not read it."""

from __future__ import annotations

import re
import unicodedata

_FEWEST_LETTERS, _FEWEST_WORDS = 15, 12
_FOREIGN_LETTERS = 0.3
_MANY_WORDS, _AMONG_MANY, _AMONG_FEW = 60, 0.1, 0.2
_SMALL_WORDS = 2  # different ones that a short text has to show: names alone are in no language
_WORD = re.compile(r"[^\W\d_]+")
_OF_ENGLISH = "the of and to in is for on with that was are by as be at from this it or"
_OF_OTHERS = """
el los las del que una para por como más se os da do em um uma não ao dos le les des et du une est
dans pour avec sur aux il gli della di che per con sono nel alla de la avant après ont sont nous
der die das und den dem ein eine mit für ist von zu auf nicht bis zum zur im am wird werden sind wurde bei
het een van dat niet voor
dan yang untuk dengan pada dari ini tidak của và các cho là được trong những một
och att som på det til er ikke w na nie się że jest ve bir için ile
"""
"""By lines: Romance languages, German, Dutch, Malay, Indonesian and Vietnamese, Nordic, Polish and Turkish."""
_ENGLISH, _OTHERS = frozenset(_OF_ENGLISH.split()), frozenset(_OF_OTHERS.split())


def is_foreign(text: str) -> bool:
    """The text is mostly in a script or language that is neither Chinese nor English.

    By script where that tells (kana, hangul, Cyrillic, Thai, Arabic …), else by the share of the small
    words that other languages in Latin letters cannot do without; in a short text, where a few of them
    stand, words with letters that English has none of count with them.
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
    others = [word for word in latin if word in _OTHERS]
    english = sum(word in _ENGLISH for word in latin)
    if len(latin) >= _MANY_WORDS:
        return len(others) >= _AMONG_MANY * len(latin) and len(others) > english
    told = len(others) + sum(word not in _OTHERS and not word.isascii() for word in latin)
    several = len(set(others)) >= _SMALL_WORDS and len(others) > 2 * english
    return several and told >= _AMONG_FEW * len(latin)


def _is_known(character: str) -> bool:
    """A letter that Chinese or English is written with, accents of borrowed words included."""
    if character <= "\u024f" or "\u4e00" <= character <= "\u9fff":
        return True
    return unicodedata.name(character, "").startswith(
        ("LATIN", "CJK", "FULLWIDTH LATIN", "BOPOMOFO")
    )
