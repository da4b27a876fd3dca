"""Writing OLE compound files ([MS-CFB] version 3) in memory, for tests of .doc, .ppt, .xls and .msg."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR, _MINI = 512, 64
_CUTOFF = 4096
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; `/` in a name makes storages."""
    entries: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", _ROOT, b"", [])]
    index = {"": 0}
    for path, data in streams.items():
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folder not in index:
                index[folder] = len(entries)
                entries.append((parts[depth - 1], _STORAGE, b"", []))
                entries[index["/".join(parts[: depth - 1])]][3].append(index[folder])
        index[path] = len(entries)
        entries.append((parts[-1], _STREAM, data, []))
        entries[index["/".join(parts[:-1])]][3].append(index[path])
    return _packed(entries)


class _Sectors:
    """Sectors and the chain each belongs to."""

    def __init__(self) -> None:
        self.data: list[bytes] = []
        self.chain: list[int] = []

    def store(self, data: bytes) -> int:
        """Append a stream; gives its first sector."""
        first, count = len(self.data), max(1, -(-len(data) // _SECTOR))
        padded = data.ljust(count * _SECTOR, b"\x00")
        for at in range(count):
            self.data.append(padded[at * _SECTOR : (at + 1) * _SECTOR])
            self.chain.append(first + at + 1 if at + 1 < count else _END)
        return first


def _packed(entries: list[tuple[str, int, bytes, list[int]]]) -> bytes:
    sectors = _Sectors()
    mini, mini_chain, starts = _small_streams(entries)
    for number, (_, kind, data, _) in enumerate(entries):
        if kind == _STREAM and len(data) >= _CUTOFF:
            starts[number] = sectors.store(data)
    starts[0] = sectors.store(mini) if mini else _END
    mini_start, mini_count = _END, 0
    if mini_chain:
        packed = struct.pack(f"<{len(mini_chain)}I", *mini_chain)
        packed += b"\xff" * (-len(packed) % _SECTOR)
        mini_start, mini_count = sectors.store(packed), len(packed) // _SECTOR
    sizes = [len(mini), *(len(entry[2]) for entry in entries[1:])]
    directory = b"".join(
        _entry(number, entry, entries, starts.get(number, _END), sizes[number])
        for number, entry in enumerate(entries)
    )
    directory_start = sectors.store(directory + _blank() * (-len(entries) % 4))
    return _with_header(sectors, directory_start, mini_start, mini_count)


def _small_streams(
    entries: list[tuple[str, int, bytes, list[int]]],
) -> tuple[bytes, list[int], dict[int, int]]:
    """Streams below the cut-off share one; with their chains and first places."""
    mini, chain, starts = bytearray(), [], {}
    for number, (_, kind, data, _) in enumerate(entries):
        if kind == _STREAM and 0 < len(data) < _CUTOFF:
            starts[number] = len(chain)
            count = -(-len(data) // _MINI)
            chain += [len(chain) + i + 1 for i in range(count - 1)] + [_END]
            mini += data.ljust(count * _MINI, b"\x00")
    return bytes(mini), chain, starts


def _with_header(sectors: _Sectors, directory: int, mini: int, mini_count: int) -> bytes:
    fat = sectors.chain
    count = 1
    while (len(fat) + count) * 4 > count * _SECTOR:
        count += 1
    start = len(sectors.data)
    fat = [*fat, *[_FAT_SECTOR] * count]
    table = struct.pack(f"<{len(fat)}I", *fat) + b"\xff" * (count * _SECTOR - 4 * len(fat))
    places = [start + i for i in range(count)] + [_FREE] * (109 - count)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIII", 0, count, directory, 0)
    header += struct.pack("<IIIII", _CUTOFF, mini, mini_count, _END, 0)
    header += struct.pack("<109I", *places)
    return header + b"".join(sectors.data) + table


def _entry(
    number: int,
    entry: tuple[str, int, bytes, list[int]],
    entries: list[tuple[str, int, bytes, list[int]]],
    start: int,
    size: int,
) -> bytes:
    name, kind, _, children = entry
    # siblings hang on each other to the right, in the order the format sorts names
    parent = next((e for e in entries if number in e[3]), None)
    order = _sorted(parent[3], entries) if parent else []
    at = order.index(number) if parent else 0
    right = order[at + 1] if parent and at + 1 < len(order) else _NONE
    child = _sorted(children, entries)[0] if children else _NONE
    wide = name.encode("utf-16-le")
    data = wide.ljust(64, b"\x00") + struct.pack("<HBB", len(wide) + 2, kind, 1)
    data += struct.pack("<III", _NONE, right, child) + bytes(36)
    return data + struct.pack("<IQ", start if kind != _STORAGE else 0, size)


def _sorted(numbers: list[int], entries: list[tuple[str, int, bytes, list[int]]]) -> list[int]:
    return sorted(numbers, key=lambda n: (len(entries[n][0]), entries[n][0].upper()))


def _blank() -> bytes:
    return (
        bytes(64)
        + struct.pack("<HBB", 0, 0, 0)
        + struct.pack("<III", _NONE, _NONE, _NONE)
        + bytes(48)
    )
