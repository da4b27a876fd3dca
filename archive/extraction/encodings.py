"""From bytes to text when nobody says which encoding: mark, strict UTF-8, then statistics."""

from __future__ import annotations

import codecs
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = [
    "gb18030", "big5hkscs", "cp932", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be", "cp1252",
]  # fmt: skip
_SAMPLE: Final = 64 * 1024


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and the encoding it was read with; bytes that do not fit become U+FFFD, never an error."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
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
    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "cp1252"


def _strict(data: bytes, declared: str) -> str | None:
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
    name = declared.strip().strip("\"'").lower()
    try:
        return data.decode(wider.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None
