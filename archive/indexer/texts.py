"""The text of a document inside the index, by which phrases are verified: in the shorter of two encodings."""

from __future__ import annotations

from typing import Final

_ENCODINGS: Final = ("utf-8", "utf-16-le")
"""English takes one byte a character in the first, Chinese two in the second instead of three."""


def packed(text: str) -> bytes:
    """A text as bytes, the first of which says how they are to be read."""
    number, written = min(
        ((number, text.encode(name)) for number, name in enumerate(_ENCODINGS)),
        key=lambda choice: len(choice[1]),
    )
    return bytes((number,)) + written


def unpacked(written: bytes) -> str:
    """What `packed` made bytes of; a document that was given no text has none."""
    return written[1:].decode(_ENCODINGS[written[0]]) if written else ""
