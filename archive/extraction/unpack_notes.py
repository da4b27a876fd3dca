"""Why a member of a container has no bytes: the keys of the sentences in wording/extraction.yaml."""

from __future__ import annotations

from typing import Final

from archive.domain.messages import Message
from archive.domain.segments import ContentState

MAX_NAME: Final = 1_000
OUTSIDE: Final = "extraction.member_outside"
LINK: Final = "extraction.member_link"
OVERLAP: Final = "extraction.member_overlap"
SYSTEM: Final = "extraction.member_system"
ENCRYPTED: Final = "extraction.member_encrypted"
TOO_LARGE: Final = "extraction.member_too_large"
DAMAGED: Final = "extraction.member_damaged"
KEYS: Final = frozenset({OUTSIDE, LINK, OVERLAP, SYSTEM, ENCRYPTED, TOO_LARGE, DAMAGED})


def note_for(state: ContentState) -> Message:
    """Why the bytes of a member broke off."""
    known = {ContentState.ENCRYPTED: ENCRYPTED, ContentState.TOO_LARGE: TOO_LARGE}
    return Message(known.get(state, DAMAGED))
