"""A project's documents as a ZIP written piece by piece to whoever reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.exports.zip_stream import ZipStream, free_path


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """One file of the package: where it stands inside, its bytes, and what the manifest says."""

    path: str
    file: Path
    facts: Mapping[str, object]


def project_zip(
    code: str, documents: Sequence[PackedDocument], made_at: datetime
) -> Iterator[bytes]:
    """The ZIP of a project in pieces. Two files of one path get a number; the manifest comes last."""
    package, used, manifest = ZipStream(made_at), set[str](), []
    for document in documents:
        path = free_path(document.path, used)
        manifest.append({"path": path, **document.facts})
        yield from package.file(f"{code}/{path}", document.file)
    listing = {"project": code, "made_at": made_at.isoformat(), "documents": manifest}
    text = json.dumps(listing, ensure_ascii=False, indent=1)
    yield from package.text(f"{code}/manifest.json", text.encode())
    yield from package.end()
