"""Style sheet, scripts, icons: served under a digest of all of them, so they are cached for a year.

One digest in the path (not a query) keeps relative imports between script modules on the same
version. The style sheet is the files of `static/css` in the order of their names.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from flask import Blueprint, Response, request, url_for

from archive.errors import NotFound
from archive.web.policy import Policy, public

blueprint = Blueprint("assets", __name__)
POLICIES: Mapping[str, Policy] = {"file": public}

FOREVER = "public, max-age=31536000, immutable"
STYLE_SHEET = "app.css"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file ready to send, plain and compressed."""

    media_type: str
    content: bytes
    packed: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """Every static file by its path, read once."""
    root = resources.files("archive.web") / "static"
    files = {path: file.read_bytes() for path, file in sorted(_walk(root, ""))}
    styles = [path for path in files if path.startswith("css/")]
    files[STYLE_SHEET] = b"\n".join(files.pop(path) for path in styles)
    return {path: _asset(path, content) for path, content in files.items()}


@cache
def digest() -> str:
    """Changes whenever any static file does."""
    whole = hashlib.sha256()
    for path, asset in sorted(assets().items()):
        whole.update(path.encode() + b"\0" + asset.content)
    return whole.hexdigest()[:16]


def asset_url(path: str) -> str:
    """The address of a static file; KeyError for one that does not exist."""
    assets()[path]
    return url_for("assets.file", version=digest(), path=path)


@blueprint.get("/assets/<version>/<path:path>")
def file(version: str, path: str) -> Response:
    """A static file; an address of an older version answers 404, never other bytes."""
    asset = assets().get(path)
    if asset is None or version != digest():
        raise NotFound
    packs = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if packs else asset.content, mimetype=asset.media_type)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER
    return response


def _asset(path: str, content: bytes) -> Asset:
    suffix = path[path.rfind(".") :]
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"
    return Asset(media_type, content, gzip.compress(content, 9, mtime=0))


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        found += _walk(entry, f"{path}/") if entry.is_dir() else [(path, entry)]
    return found
