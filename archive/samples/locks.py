"""The `~$` file that Word leaves beside a document somebody has open: 162 bytes with the user's name."""

from __future__ import annotations

from archive.samples.stories import Lock

_SIZE = 162
_SECOND_NAME = 54


def lock_bytes(lock: Lock) -> bytes:
    """A lock file: the length and the name in one byte a character, then again in two."""
    wide = lock.user.encode("utf-16-le")
    narrow = lock.user.encode("gb18030")[: _SECOND_NAME - 1]
    first = (bytes([len(narrow)]) + narrow).ljust(_SECOND_NAME, b" ")
    second = bytes([len(lock.user), 0]) + wide
    return (first + second).ljust(_SIZE, b" ")[:_SIZE]
