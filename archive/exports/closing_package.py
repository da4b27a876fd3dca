"""The package of a closed project: a BagIt bag (RFC 8493) in a ZIP, with its closing record.

`data/documents` holds the files under their canonical names, `data/manifest.json` what each is,
`data/closing-record.docx` and `.json` how the project was closed. Every file's SHA-256 stands in
`manifest-sha256.txt`, so that the package can be checked without this archive.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.exports.zip_stream import ZipStream, free_path
from archive.team_time import day_of

VERSION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class BaggedDocument:
    """One document of the package: place, bytes, digest, size, and what the manifest says of it."""

    path: str
    file: Path
    sha256: str
    size: int
    facts: Mapping[str, object]


def closing_package(
    name: str,
    documents: Sequence[BaggedDocument],
    record: Mapping[str, bytes],
    made_at: datetime,
) -> Iterator[bytes]:
    """The bag as pieces of a ZIP.

    Args:
        name: the bag's folder inside the ZIP.
        documents: what goes in, in this order; two of one path get a number.
        record: file name -> bytes of the closing record; none for a project that is not closed.
        made_at: the time every entry bears, so that the same package has the same bytes.
    """
    package, used = ZipStream(made_at), set[str]()
    sums: list[tuple[str, str]] = []
    manifest, octets = [], 0
    for document in documents:
        path = free_path(f"documents/{document.path}", used)
        manifest.append({"path": path, **document.facts})
        sums.append((document.sha256, f"data/{path}"))
        octets += document.size
        yield from package.file(f"{name}/data/{path}", document.file)
    own = {**record, "manifest.json": json_bytes({"documents": manifest})}
    for path, data in own.items():
        sums.append((_digest(data), f"data/{path}"))
        octets += len(data)
        yield from package.text(f"{name}/data/{path}", data)
    info = {
        "Bagging-Date": day_of(made_at).isoformat(),
        "External-Identifier": name,
        "Payload-Oxum": f"{octets}.{len(sums)}",
    }
    tags = {
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in info.items()).encode(),
        "bagit.txt": VERSION,
        "manifest-sha256.txt": _lines(sums),
    }
    tags["tagmanifest-sha256.txt"] = _lines([(_digest(v), k) for k, v in tags.items()])
    for path, data in tags.items():
        yield from package.text(f"{name}/{path}", data)
    yield from package.end()


def json_bytes(value: object) -> bytes:
    """A value as readable JSON, keys in order, so that equal values are equal bytes."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lines(sums: Sequence[tuple[str, str]]) -> bytes:
    """Lines of a bag's manifest; line ends and per cent signs in a path are escaped (section 2.1.3)."""
    escapes = str.maketrans({"%": "%25", "\n": "%0A", "\r": "%0D"})
    return "".join(f"{digest}  {path.translate(escapes)}\n" for digest, path in sums).encode()
