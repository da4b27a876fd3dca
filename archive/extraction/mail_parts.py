"""What a mail consists of, whichever file it came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

_SMALL_PICTURE: Final = 20_000
"""A picture inside the body below this size (bytes) is a logo or a smiley, not a document."""
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ""})


@dataclass(slots=True)
class Mail:
    """Headers as shown, the body as text and as HTML, and the attachments: name and bytes."""

    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    html: bytes = b""
    parts: list[tuple[str, bytes]] = field(default_factory=list)


def is_decoration(name: str, inline: bool, data: bytes) -> bool:
    """Whether an attachment only belongs to the look of the body."""
    suffix = PurePosixPath(name).suffix.lower()
    return inline and suffix in _PICTURES and len(data) < _SMALL_PICTURE
