"""Which encoding makes most letters of a short text everyday ones: for names, where statistics have too little.

Everyday is what the makers of each set put in its first level: the 3,755 commonest characters of GB 2312,
the 5,401 of Big5, the first level and kana of JIS, precomposed Hangul. Form fields and the names in archives need
no more, so who takes those in does without the tables of `encodings.py`, three MiB of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FIRST_LEVEL: Final = {
    "gb18030": (0xB0, 0xD7, 0xA1),
    "big5hkscs": (0xA4, 0xC6, 0x40),
    "cp932": (0x82, 0x98, 0x40),
    "euc_kr": (0xB0, 0xC8, 0xA1),
}
"""Encoding -> first and last leading byte of its first level, and the lowest second byte."""
_PUNCTUATION: Final = frozenset("，。、；：（）《》「」『』“”‘’！？·—…【】")


def likeliest(data: bytes, encodings: Sequence[str]) -> str | None:
    """Of the encodings that fit, the one in which most letters are everyday ones; None where most never are."""
    best: tuple[float, str] | None = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = [char for char in text if char > "\x7f"]
        if letters:
            share = sum(is_everyday(char, encoding) for char in letters) / len(letters)
            if best is None or share > best[0]:
                best = share, encoding
    return best[1] if best and best[0] > 0.5 else None


def is_everyday(char: str, encoding: str) -> bool:
    """Whether a character that the encoding has is in its first level, or is punctuation."""
    raw = char.encode(encoding)
    if len(raw) != 2:
        return False
    first = FIRST_LEVEL[encoding]
    return (first[0] <= raw[0] <= first[1] and raw[1] >= first[2]) or char in _PUNCTUATION
