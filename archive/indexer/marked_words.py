"""How a plan says what is to be marked: words, and two signs for what is more than words.

A word is marked wherever it stands, in every English form. `"first draft"` is marked where the words stand
just so, whatever signs part them; `begin*` marks the words that begin so.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTE, _STAR = '"', "*"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN: Final = r"[\W_]{0,3}"


def as_quoted(form: str) -> str:
    """A text that is marked where it stands just so."""
    return f"{_QUOTE}{form}{_QUOTE}"


def as_beginning(prefix: str) -> str:
    """The beginning of words that are marked whole."""
    return prefix + _STAR


def quoted_in(word: str) -> str | None:
    """What is marked just so, as a pattern of normal forms; None for any other word."""
    pieces = _WORD.findall(word)
    if not pieces or not (word.startswith(_QUOTE) and word.endswith(_QUOTE)):
        return None
    first, last = ("[a-z0-9]" if one.isascii() else None for one in (pieces[0], pieces[-1]))
    before = f"(?<!{first})" if first else ""
    after = f"(?!{last})" if last else ""
    return before + _BETWEEN.join(map(re.escape, pieces)) + after


def beginning_in(word: str) -> str | None:
    """The beginning of words to mark; None for any other word."""
    begun = word.removesuffix(_STAR)
    return begun if begun != word and begun.isascii() and begun.isalnum() else None
