"""Names inside a zip. Without the UTF-8 flag they are bytes in whatever encoding the packer's system had."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from typing import Final

from archive.extraction.everyday_letters import likeliest

_UTF8_FLAG: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_ENCODINGS: Final = ("gb18030", "big5hkscs", "cp932", "euc_kr")
_ANYTHING: Final = "cp437"
"""Fits every name: what zip programs without another idea meant."""


def guessed(raw: Sequence[bytes]) -> str:
    """The encoding names are read with that nobody declared."""
    return _encoding(b"\n".join(name for name in raw if not name.isascii()))


def fitting(raw: Sequence[bytes]) -> tuple[str, ...]:
    """Every encoding in which all of these names can be read, the likeliest first."""
    first = guessed(raw)
    others = (name for name in ("utf-8", *_ENCODINGS, _ANYTHING) if name != first)
    return (first, *(name for name in others if all(_fits(one, name) for one in raw)))


def spelled(raw: bytes, encoding: str) -> str:
    """A name's bytes as text, `/` between folders."""
    return _unified(raw.decode(encoding, "replace"))


def undeclared(entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a name that could be read in more than one way; None for any other."""
    raw = _raw(entry)
    if raw is None or raw.isascii() or _unicode_path(entry, raw):
        return None
    return raw


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def shown_names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The path of each entry as text, `/` between folders. All raw names vote on one encoding."""
    raw = [_raw(entry) for entry in entries]
    unknown = b"\n".join(name for name in raw if name is not None and not name.isascii())
    encoding = _encoding(unknown)
    return [
        _unified(_unicode_path(entry, name) or _decoded(entry, name, encoding))
        for entry, name in zip(entries, raw, strict=True)
    ]


def _raw(entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a name that is not declared to be UTF-8."""
    if entry.flag_bits & _UTF8_FLAG:
        return None
    return entry.orig_filename.encode("cp437", "replace")


def _encoding(names: bytes) -> str:
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest(names, _ENCODINGS) or _ANYTHING
    return "utf-8"


def _decoded(entry: zipfile.ZipInfo, raw: bytes | None, encoding: str) -> str:
    return entry.orig_filename if raw is None else raw.decode(encoding, "replace")


def _unicode_path(entry: zipfile.ZipInfo, raw: bytes | None) -> str:
    """The name in the Info-ZIP Unicode Path field, if it belongs to this name."""
    extra, at = entry.extra, 0
    while raw is not None and at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        body = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            belongs = int.from_bytes(body[1:5], "little") == zlib.crc32(raw)
            return body[5:].decode("utf-8", "replace") if belongs else ""
        at += 4 + size
    return ""


def _unified(name: str) -> str:
    return name.replace("\\", "/")
