"""A ZIP written piece by piece to whoever reads it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """One file of the package: where it stands inside, its bytes, and what the manifest says."""

    path: str
    file: Path
    facts: Mapping[str, object]


class _Drain(io.RawIOBase):
    """A stream nobody can seek in, emptied after each piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # bytes is all zipfile gives
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last call."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def project_zip(
    code: str, documents: Sequence[PackedDocument], made_at: datetime
) -> Iterator[bytes]:
    """The ZIP of a project in pieces. Two files of one path get a number; the manifest comes last."""
    drain, used, manifest = _Drain(), set[str](), []
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
        for document in documents:
            path = _free(document.path, used)
            manifest.append({"path": path, **document.facts})
            entry = zipfile.ZipInfo(f"{code}/{path}", made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with document.file.open("rb") as source, package.open(entry, "w") as target:
                while piece := source.read(CHUNK):
                    target.write(piece)
                    yield drain.taken()
        listing = {"project": code, "made_at": made_at.isoformat(), "documents": manifest}
        package.writestr(f"{code}/manifest.json", json.dumps(listing, ensure_ascii=False, indent=1))
    yield drain.taken()


def _free(path: str, used: set[str]) -> str:
    stem, dot, extension = path.rpartition(".")
    candidate, number = path, 2
    while candidate.casefold() in used:
        candidate = f"{stem}-{number}{dot}{extension}" if dot else f"{path}-{number}"
        number += 1
    used.add(candidate.casefold())
    return candidate
