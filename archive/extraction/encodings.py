"""From bytes to text when nobody says which encoding: mark, strict UTF-8, then statistics."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from archive.extraction.everyday_letters import FIRST_LEVEL, is_everyday, likeliest

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHIFTED: Final = ("iso-2022-", "hz", "utf-7")
"""Encodings that look like plain ASCII."""
_CANDIDATES: Final = [
    "gb18030", "big5hkscs", "cp932", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be", "cp1252",
]  # fmt: skip
_KANA: Final = re.compile("[ぁ-んァ-ヶ]")
"""Japanese has these; Chinese bytes read as Japanese give only signs and half-width ones."""
_SAMPLE: Final = 64 * 1024
_LEAST_HAN: Final = 6
"""One character of so many must be Chinese or Japanese: Western text with a few signs (25°C) decodes too."""
_LEAST_DIFFERENT: Final = 8
"""So many different ones are words, where the same bytes read as Western are mostly no letters (¤j¨¤©C)."""

_SHORTEST: Final = 40
"""Characters from which bytes that look Western may be Chinese all the same."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and the encoding it was read with; bytes that do not fit become U+FFFD, never an error."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if declared and declared.lower().startswith(_SHIFTED) and (text := _strict(data, declared)):
        return text, declared
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared and (text := _strict(data, declared)) is not None:
        return text, declared
    name = guess(data)
    return data.decode(name, "replace"), name


def guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8."""
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    name = best.encoding if best else "cp1252"
    japanese = name == "cp932" and _KANA.search(sample.decode(name, "replace"))
    if name in ("cp1252", "cp932") and not japanese and (chinese := _chinese(sample)):
        return chinese
    return "cp1252" if name in FIRST_LEVEL and not _is_written(sample, name) else name


def _chinese(sample: bytes) -> str | None:
    """Big5 or GB where the bytes are strictly such text, mostly of everyday characters.

    Statistics take short notes full of Latin names and figures for Western letters.
    """
    name = likeliest(sample, ("gb18030", "big5hkscs"))
    text = sample.decode(name) if name else ""
    return name if name and len(text) >= _SHORTEST and _is_written(sample, name) else None


def _is_written(sample: bytes, encoding: str) -> bool:
    """Enough is in characters of East Asia: a few signs of Western text decode as such too."""
    text = sample.decode(encoding, "replace")
    asian = [char for char in text if char > "\u2e7f"]
    if len(asian) * _LEAST_HAN > len(text):
        return True
    if len(set(asian)) < _LEAST_DIFFERENT:
        return False
    if _in_words(text, encoding):
        return True
    if len(asian) * 2 > sum(map(str.isalpha, text)):
        return True  # a short head over columns of figures
    western = [char for char in sample.decode("cp1252", "replace") if char > "\x7f"]
    return sum(not char.isalpha() for char in western) * 2 > len(western)


def _in_words(text: str, encoding: str) -> bool:
    """Everyday characters side by side, as in the names of an export whose other columns are Latin.

    Letters of Western text with a mark stand alone among plain ones.
    """
    asian = [char for char in text if char > "\u2e7f"]
    together = sum(len(word) for word in _WORD.findall(text))
    everyday = sum(is_everyday(char, encoding) for char in asian if char != "\ufffd")
    return together >= _TOGETHER * len(asian) and everyday * 2 > len(asian)


_WORD: Final = re.compile("[\u2e80-\uffef]{2,}")
_TOGETHER: Final = 0.7


def _strict(data: bytes, declared: str) -> str | None:
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
    name = declared.strip().strip("\"'").lower()
    try:
        return data.decode(wider.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None
