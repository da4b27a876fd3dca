"""Write a story's folder: one writer per kind of file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from archive.samples.letters import mail_bytes
from archive.samples.locks import lock_bytes
from archive.samples.pictures import picture_bytes
from archive.samples.portables import portable_bytes
from archive.samples.presentations import slides_bytes
from archive.samples.scans import scan_bytes
from archive.samples.sheets import sheet_bytes
from archive.samples.stories import File, PlainText, Story
from archive.samples.words import word_bytes


def _text_bytes(text: PlainText) -> bytes:
    """As a Windows editor of that region saves it."""
    return text.body.replace("\n", "\r\n").encode(text.encoding)


_WRITERS: Mapping[str, Callable[..., bytes]] = {
    "word": word_bytes,
    "portable": portable_bytes,
    "slides": slides_bytes,
    "sheet": sheet_bytes,
    "scan": scan_bytes,
    "mail": mail_bytes,
    "text": _text_bytes,
    "lock": lock_bytes,
    "picture": picture_bytes,
}


def write_story(story: Story, folder: Path) -> None:
    """Write every file of a story below the folder."""
    written: dict[str, bytes] = {}
    for file in story.files:
        written[file.path] = written[file.same_as] if file.same_as else file_bytes(file)
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written[file.path])
        made = story.ended.toordinal() - 719_163  # days from the epoch to the project's last day
        os.utime(target, (made * 86_400, made * 86_400))


def file_bytes(file: File) -> bytes:
    """The content of one file; KeyError for a file that says nothing."""
    kind = next(kind for kind in _WRITERS if getattr(file, kind) is not None)
    return _WRITERS[kind](getattr(file, kind))
