"""Why a file could not be read, and when reading stopped early. Inside the package only."""

from __future__ import annotations

from archive.domain.segments import ContentState


class Unreadable(Exception):
    """The content cannot be read; `state` says which of the known reasons it is."""

    def __init__(self, state: ContentState, why: str = "") -> None:
        super().__init__(why or state.value)
        self.state = state


class LimitReached(Exception):
    """A limit on text or segments is reached; what was gathered so far is exact and kept."""


def damaged(why: str = "") -> Unreadable:
    """The bytes are not what their type promises."""
    return Unreadable(ContentState.DAMAGED, why)


def encrypted(why: str = "") -> Unreadable:
    """A password is needed that the archive does not have."""
    return Unreadable(ContentState.ENCRYPTED, why)


def too_large(why: str = "") -> Unreadable:
    """A bomb, or more than is parsed."""
    return Unreadable(ContentState.TOO_LARGE, why)


def unsupported(why: str = "") -> Unreadable:
    """Stored and offered, but no text can be read here."""
    return Unreadable(ContentState.UNSUPPORTED, why)
