"""What intake says of a container that did not give everything that is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.domain.intake import TOO_DEEP
from archive.domain.messages import Message
from archive.extraction.members import Member
from archive.extraction.unpack_notes import SYSTEM
from archive.naming.check import ignored
from archive.naming.rules import Rules


def too_deep(members: Sequence[Member], deepest: int) -> Message | None:
    """What is said of a container below the last level that is opened; nothing of an empty one."""
    if not any(member.file is not None for member in members):
        return None
    return Message(TOO_DEEP, {"limit": deepest})


def left_out(members: Sequence[Member]) -> Message | None:
    """How many files a container did not give, the first one and why; what systems add does not count."""
    left = [m for m in members if m.file is None and m.note is not None and m.note.key != SYSTEM]
    if not left:
        return None
    values = {"n": len(left), "name": left[0].path, "why": left[0].note}
    return Message("intake.left_out", values)


def system_files(members: Iterable[Member], rules: Rules) -> Message | None:
    """How many of a container's files only systems and editors use: a resource fork, a lock file."""
    found = sum(
        1
        for m in members
        if (m.note is not None and m.note.key == SYSTEM) or ignored(m.path, rules)
    )
    return Message("intake.system_files", {"n": found}) if found else None


def together(first: Message | None, second: Message | None) -> Message | None:
    """Both notes as one; the second, which ends without a stop, is said before the first."""
    if first is None or second is None:
        return first or second
    return Message("intake.two_notes", {"first": first, "second": second})
