"""What a child can be asked before any parser is loaded: what kind of file it has.

Whoever is handed a file asks this and seldom more. Loading the parsers takes six times as long as starting
a sandbox without them, and three quarters of its memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from archive.extraction import child, wire
from archive.extraction.limits import Limits
from archive.extraction.sniff import sniff


def _kind(stream: BinaryIO, asked: Mapping[str, Any], _limits: Limits, send: child.Send) -> None:
    send(wire.JSON, wire.encode_kind(sniff(stream, asked["name"])))


LOOKS: Mapping[str, child.Task] = {"kind": _kind}
