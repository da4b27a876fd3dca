"""Whether two remarks on one thing are of two matters: the stage grew larger, and the stage stood longer."""

from __future__ import annotations

import re

from archive.review.reading.words import folded


def are_two_matters(text: str, other: str) -> bool:
    """One thing was added to and put off, or they name other dates of a series: two consents."""
    for marks in (_kinds_in, _numbers_in):
        first, second = marks(text), marks(other)
        if first and second and not first & second:
            return True
    return False


def _kinds_in(text: str) -> set[str]:
    return {name for name, kind in _DONE_TO_IT.items() if kind.search(text)}


def _numbers_in(text: str) -> set[str]:
    return set(_NUMBER_OF_IT.findall(folded(text)))


_DONE_TO_IT = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in (
        (
            "more",
            r"追加|加[开開场場购購印演派拍做]|增[加设設购購派]|[额額]外|超支"
            r"|\bextra\b|\badd(?:s|ed|itional)?\b|\bmore\b",
        ),
        (
            "less",
            r"取消|[减減]少|[减減][为為场場]|删[减減]|抵[扣充]|cancel|\bdropp|\bfewer\b|\bless\b",
        ),
        (
            "time",
            r"延[期后後长長至到]|[顺順]延|提前|改期|postpon|\bextend|\blonger\b|\bmoved? to\b|\bearlier\b|\blater\b",
        ),
        ("other", r"更[换換]|替[换換代]|[换換]成|改用|substitut|\bswap|\breplac"),
    )
}
"""What was done to a thing. Both may be told of one matter, so only other kinds alone tell two apart."""
_NUMBER_OF_IT = re.compile(
    r"第\s*[一二三四五六七八九十\d]{1,3}\s*[场站期集档次]|\b(?:night|round|episode|stop) \d{1,2}\b",
    re.IGNORECASE,
)
"""No day: one matter may be agreed on one and still be unsigned on another."""
