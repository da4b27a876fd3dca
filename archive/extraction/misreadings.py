"""Putting right what recognition is known to get wrong, where the text around proves it."""

from __future__ import annotations

import re
from typing import Final

_DOLLAR: Final = re.compile(r"(?<![A-Za-z])(NT|HK|US|AU|CA|SG|RM)S(?=\s?\d)")


def corrected(text: str) -> str:
    """A currency's dollar sign that was read as a letter: HKS1,200 is HK$1,200."""
    return _DOLLAR.sub(r"\1$", text)
