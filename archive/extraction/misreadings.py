"""Putting right what recognition is known to get wrong, where the text around proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

_DOLLAR: Final = re.compile(r"(?<![A-Za-z])(NT|HK|US|AU|CA|SG|RM)S(?=\s?\d)")
_PLAINLY: Final = 4
_ENOUGH: Final = 10


def corrected(texts: Sequence[str]) -> list[str]:
    """The lines of one document with currency signs and stray letters of the other script put right.

    The same model reads both Chinese scripts and now and then gives 户 in a Traditional page. Where a
    document is plainly in one script, a letter its character set does not have was misread. Every
    text keeps its length.
    """
    table = _stray_letters().get(_script("".join(texts)), {})
    return [_DOLLAR.sub(r"\1$", text).translate(table) for text in texts]


def _script(text: str) -> str:
    """Hant or Hans if the letters that only one of the old character sets has say so plainly."""
    hant = hans = 0
    for char in text:
        if "\u4e00" <= char <= "\u9fff":
            traditional, simplified = _fits(char, "big5"), _fits(char, "gb2312")
            hant += traditional and not simplified
            hans += simplified and not traditional
    if max(hant, hans) < _ENOUGH:
        return ""
    if hant >= _PLAINLY * hans:
        return "Hant"
    return "Hans" if hans >= _PLAINLY * hant else ""


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _stray_letters() -> Mapping[str, Mapping[int, int]]:
    data = resources.files("archive.extraction").joinpath("misread_letters.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in data.splitlines() if not line.startswith("#")]
    return {script: str.maketrans(read, meant) for script, read, meant in rows}
