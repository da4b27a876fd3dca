"""Receiving the members of a container from the child and writing them to numbered files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.extraction import unpack_notes, wire
from archive.extraction.limits import Limits


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `path` is as shown in the container and never a path on disk.

    `file` holds the bytes, or is None and `note` says why.
    """

    path: str
    file: Path | None
    note: Message | None = None
    raw: bytes | None = None
    """The path's bytes, where its encoding was guessed."""


@dataclass(frozen=True, slots=True)
class Members:
    """What came out of a container. `state` is OK unless the container as a whole could not be read."""

    state: ContentState
    items: tuple[Member, ...] = ()


@dataclass(slots=True)
class Receiver:
    """Takes the frames of a `members` job. No name from the container ever meets the file system."""

    into: Path
    limits: Limits
    state: ContentState = ContentState.DAMAGED
    items: list[Member] = field(default_factory=list)
    _path: str | None = None
    _raw: bytes | None = None
    _file: BinaryIO | None = None
    _size: int = 0

    def take(self, kind: bytes, payload: bytes) -> None:
        """One frame.

        Raises:
            BrokenReply: it does not fit the order of frames, or there is too much.
        """
        if kind == wire.DATA:
            self._write(payload)
            return
        try:
            said = json.loads(payload)
        except (ValueError, RecursionError) as e:
            raise wire.BrokenReply("member") from e
        if isinstance(said, dict) and isinstance(said.get("path"), str) and self._path is None:
            self._open(said["path"], said.get("raw"))
        elif isinstance(said, dict) and "note" in said and self._path is not None:
            self._close(said["note"])
        elif isinstance(said, dict) and said.get("state") in set(ContentState):
            self.state = ContentState(said["state"])
        else:
            raise wire.BrokenReply("member")

    def finish(self) -> Members:
        """What has come, whole members only."""
        if self._path is not None:
            self._close({"key": unpack_notes.DAMAGED})
        return Members(self.state, tuple(self.items))

    def _open(self, path: str, raw: object) -> None:
        if len(self.items) >= self.limits.entries:
            raise wire.BrokenReply("entries")
        self._path = path[: unpack_notes.MAX_NAME]
        self._raw = _bytes(raw)
        self._file = (self.into / f"{len(self.items):05d}").open("xb")

    def _write(self, payload: bytes) -> None:
        if self._file is None:
            raise wire.BrokenReply("bytes of no member")
        self._size += len(payload)
        if self._size > self.limits.inflated:
            raise wire.BrokenReply("bytes")
        self._file.write(payload)

    def _close(self, said: object) -> None:
        note = _note(said)
        if self._path is None or self._file is None:
            raise wire.BrokenReply("member")
        self._file.close()
        file = Path(self._file.name)
        if note is not None:
            with contextlib.suppress(OSError):
                file.unlink()
        self.items.append(Member(self._path, None if note else file, note, self._raw))
        self._path = self._file = None


def _bytes(said: object) -> bytes | None:
    if said is None:
        return None
    if not isinstance(said, str) or len(said) > 2 * unpack_notes.MAX_NAME * 4:
        raise wire.BrokenReply("name")
    try:
        return bytes.fromhex(said)
    except ValueError as e:
        raise wire.BrokenReply("name") from e


def _note(said: object) -> Message | None:
    if said is None:
        return None
    if not isinstance(said, Mapping) or said.get("key") not in unpack_notes.KEYS:
        raise wire.BrokenReply("note")
    known: Any = said["key"]
    return Message(str(known))
