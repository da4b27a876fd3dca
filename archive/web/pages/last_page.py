"""A page of a list behind the last one: what was there is read, filed or gone, and the address was kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request

from archive.services.operations.paging import Page
from archive.web.forms import whole

T = TypeVar("T")
_FURTHEST = 10_000


def asked_page() -> int:
    """The number of the page that the address asks for; 1 for anything that is none."""
    return whole(request.args.get("page"), 1, 1, _FURTHEST)


def up_to_last(ask: Callable[[int], Page[T]]) -> Page[T]:
    """The page that the address asks for, and the last one where it asks for one behind that.

    Args:
        ask: gives the page of a number.
    """
    found = ask(asked_page())
    return ask(found.pages) if found.page > found.pages else found
