"""Mutants: documents changed by chance, byte by byte, token by token, and inside their containers.

Mutant `number` of a seed is always the same bytes, so that one that does harm can be made again alone.
"""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.support.malformed_files.originals import KINDS, Documents, packed
from tests.support.sample_files import zipped

Change = Callable[[random.Random, bytes], bytes]
LONGEST = 4_000_000
_SPLICED = 0.08
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_LARGE = (b"-1", b"0", b"4294967295", b"2147483648", b"99999999999999999999", b"1e309", b"NaN")
_TOKENS = re.compile(rb"<[^>]*>|[^<]+")
_DIGITS = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r?\n){2,}[A-Za-z0-9+/]*={0,2}")
_MARKUP = (b"</", b"<?xml", b"{\\rtf", b"<svg", b"<html")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document: its name in the archive, its bytes, and what was done to it."""

    number: int
    name: str
    data: bytes
    how: tuple[str, ...]


def mutant(seed: int, number: int, documents: Documents) -> Mutant:
    """The mutant of that number of these documents; every kind comes around in turn."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - drawn examples
    kind = KINDS[number % len(KINDS)]
    data = chance.choice(documents[kind])
    how: list[str] = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if chance.random() < _SPLICED:
            data = _spliced(chance, data, chance.choice(documents[chance.choice(KINDS)]))
            how.append("spliced")
        else:
            change = chance.choice(_changes_for(kind, data))
            data = change(chance, data)[:LONGEST]
            how.append(change.__name__.strip("_"))
    return Mutant(number, f"mutant {number}.{kind}", data, tuple(how))


def _changes_for(kind: str, data: bytes) -> Sequence[Change]:
    """Inside the container as often as outside: what breaks the frame is mostly refused at once."""
    if data[:4] == b"PK\x03\x04":
        return (*_BYTES, *([_inside_zip] * len(_BYTES)))
    if kind == "tar":
        return (*_BYTES, *([_inside_tar] * len(_BYTES)))
    if kind == "pdf":
        return (*_BYTES, *([_inside_stream] * len(_BYTES)), *([_digits] * 4))
    if kind == "eml":
        return (*_BYTES, *([_inside_base64] * 4), _digits, _lines)
    if any(mark in data[:4096] for mark in _MARKUP):
        return (*_BYTES, *([_tokens] * len(_BYTES)), _digits)
    return (*_BYTES, _digits, _lines) if kind in ("md", "csv", "txt") else _BYTES


# bytes


def _place(chance: random.Random, data: bytes, longest: int = 4096) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(chance: random.Random, data: bytes) -> bytes:
    start, end = _place(chance, data, 64)
    filler = chance.choice((b"\x00", b"\xff", b"A", b"%", chance.randbytes(1)))
    return data[:start] + filler * (end - start) + data[end:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    start, _ = _place(chance, data)
    return data[:start] + chance.randbytes(chance.choice((1, 4, 100, 5000))) + data[start:]


def _drop(chance: random.Random, data: bytes) -> bytes:
    start, end = _place(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _place(chance, data, 2000)
    return data[:end] + data[start:end] * chance.choice((1, 3, 50, 1000)) + data[end:]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one document and the end of another, of whatever kind."""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _swap(chance: random.Random, data: bytes) -> bytes:
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    c = chance.randrange(b, len(data) + 1)
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _length_field(chance: random.Random, data: bytes) -> bytes:
    """A number of 1, 2, 4 or 8 bytes that a reader may take for a length, an offset or a count."""
    form = chance.choice(("<B", "<H", ">H", "<I", ">I", "<Q", ">Q"))
    size = struct.calcsize(form)
    if len(data) < size:
        return data
    start = chance.randrange(len(data) - size + 1)
    number = chance.choice((*_NUMBERS, len(data), len(data) - 1)) & ((1 << 8 * size) - 1)
    return data[:start] + struct.pack(form, number) + data[start + size :]


_BYTES: tuple[Change, ...] = (
    _flip, _overwrite, _insert, _drop, _repeat, _truncate, _swap, _length_field,
)  # fmt: skip


# text and markup


def _digits(chance: random.Random, data: bytes) -> bytes:
    """A number written in digits becomes one that nobody expects: lengths, offsets, counts, sizes."""
    found = list(_DIGITS.finditer(data))
    if not found:
        return _flip(chance, data)
    number = chance.choice(found)
    return data[: number.start()] + chance.choice(_LARGE) + data[number.end() :]


def _lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    chosen = chance.randrange(len(lines))
    lines[chosen] = chance.choice(
        (lines[chosen] * 2000, b"", b'"', b"\x00", b"=HYPERLINK(1)", b"|" * 5000)
    )
    chance.shuffle(lines) if chance.random() < 0.3 else None
    return b"\n".join(lines)


def _tokens(chance: random.Random, data: bytes) -> bytes:
    """Tags and texts swapped, doubled, nested without end, or left out."""
    tokens = _TOKENS.findall(data)
    if len(tokens) < 2:
        return _flip(chance, data)
    a, b = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    deed = chance.randrange(6)
    if deed == 0:
        tokens[a], tokens[b] = tokens[b], tokens[a]
    elif deed == 1:
        tokens[a] = tokens[a] * chance.choice((2, 500, 20_000))
    elif deed == 2:
        del tokens[a]
    elif deed == 3:
        tokens[a] = chance.choice(
            (b"&x;", b"<!--", b"<![CDATA[", b"]]>", b"\x00", b"&#0;", b"<a:b c='")
        )
    elif deed == 4:
        tokens[a] = _digits(chance, tokens[a])
    else:
        low, high = min(a, b), max(a, b)
        tokens[low:high] = tokens[low:high][:200] * chance.choice((2, 40))
    return b"".join(tokens)


# inside containers


def _any_change(chance: random.Random, data: bytes) -> bytes:
    markup = b"<" in data[:4096] and b">" in data[:4096]
    return chance.choice((_tokens, _tokens, _digits) if markup else _BYTES)(chance, data)[:LONGEST]


def _inside_zip(chance: random.Random, data: bytes) -> bytes:
    """A member changed and packed again with right sums; or members lost, doubled, exchanged, renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = {entry.filename: container.read(entry) for entry in container.infolist()}
    except Exception:
        return _flip(chance, data)  # an earlier change broke the frame already
    if not entries:
        return data
    names = sorted(entries)
    one, other = chance.choice(names), chance.choice(names)
    deed = chance.random()
    if deed < 0.75:
        entries[one] = _any_change(chance, entries[one])
    elif deed < 0.82:
        del entries[one]
    elif deed < 0.89:
        entries[one], entries[other] = entries[other], entries[one]
    elif deed < 0.95:
        entries[one + chance.choice(("/x", "\\x", "?", "%00", " "))] = entries.pop(one)
    else:
        entries |= {f"{one}.{copy}": entries[one] for copy in range(200)}
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that are there twice are wanted
        return zipped(entries, method)


def _inside_tar(chance: random.Random, data: bytes) -> bytes:
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as container:
            members = {
                entry.name: held.read()
                for entry in container.getmembers()
                if (held := container.extractfile(entry)) is not None
            }
    except Exception:
        return _flip(chance, data)
    if not members:
        return data
    name = chance.choice(sorted(members))
    members[chance.choice((name, f"../{name}", f"/{name}"))] = _any_change(chance, members[name])
    return packed(members, chance.choice(("", "gz", "bz2")))


def _inside_stream(chance: random.Random, data: bytes) -> bytes:
    """What a stream of a PDF inflates to, changed and deflated again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return _digits(chance, data)
    stream = chance.choice(found)
    try:
        inflated = zlib.decompress(stream[1])
    except zlib.error:
        changed = _any_change(chance, stream[1])
    else:
        changed = zlib.compress(_any_change(chance, inflated))
    return data[: stream.start(1)] + changed + data[stream.end(1) :]


def _inside_base64(chance: random.Random, data: bytes) -> bytes:
    """An attachment of a mail, changed and encoded again."""
    found = list(_BASE64.finditer(data))
    if not found:
        return _lines(chance, data)
    part = chance.choice(found)
    letters = b"".join(part[0].rstrip(b"=\r\n").split())
    held = base64.b64decode(letters[: len(letters) // 4 * 4])
    held = _inside_zip(chance, held) if held[:2] == b"PK" else _any_change(chance, held)
    return data[: part.start()] + base64.encodebytes(held) + data[part.end() :]
