"""Cells of tables for other programs."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def plain_cell(text: str) -> str:
    """The text, marked as text where a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(FORMULA) else text
