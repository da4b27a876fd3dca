"""Where the clause of a figure or a day begins."""

from __future__ import annotations

import re


def clause_before(text: str, at: int) -> str:
    """What stands before a place, back to the sign before it."""
    return re.split(r"[，,；;。（(：:]", text[:at])[-1]
