"""Cutting Chinese text into words. The dictionary (33 MB) is loaded when the first text is cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import cast


@cache
def _dictionary() -> ModuleType:
    return import_module("rjieba")


def get_ready() -> None:
    """Load the dictionary now."""
    _dictionary()


def cut(text: str) -> Sequence[str]:
    """The words of a text, end to end."""
    return cast("Sequence[str]", _dictionary().cut(text))


def cut_for_search(text: str) -> Sequence[str]:
    """The words of a text and the shorter words inside them."""
    return cast("Sequence[str]", _dictionary().cut_for_search(text))


def is_known(word: str) -> bool:
    """True for a word of the dictionary; others are cut by guess."""
    return cast("bool", _dictionary().has_word(word))


def is_name(word: str) -> bool:
    """True for what is likely a person's name, in the dictionary or by guess."""
    return cast("Sequence[tuple[str, str]]", _dictionary().tag(word)) == [(word, "nr")]
