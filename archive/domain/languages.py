"""Which languages somebody reads first."""

from __future__ import annotations

_READ_FIRST = {
    "zh-Hant": ("zh-Hant", "zh-Hans"),
    "zh-Hans": ("zh-Hans", "zh-Hant"),
    "en": ("en",),
}


def read_first(language: str | None) -> tuple[str, ...]:
    """The languages to list first for a reader of that one; none for None.

    Who reads one script of Chinese reads the other with little effort, and sooner than English.
    """
    return _READ_FIRST.get(language or "", ())
