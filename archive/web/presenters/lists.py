"""Page numbers under a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_NEAR = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A number to go to; without `url` the page shown; number 0 stands for pages left out."""

    number: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """First, last and the neighbours of the page shown."""

    count: int
    numbers: tuple[PageLink, ...]
    before: str
    after: str


def pager(page: int, count: int, address: Callable[[int], str]) -> Pager:
    """The numbers to show; `address` makes the URL of a page."""
    near = range(page - _NEAR, page + _NEAR + 1)
    shown = [n for n in range(1, count + 1) if n in (1, count) or n in near]
    numbers: list[PageLink] = []
    for number in shown:
        if numbers and number > numbers[-1].number + 1:
            numbers.append(PageLink(0))
        numbers.append(PageLink(number, "" if number == page else address(number)))
    return Pager(
        count,
        tuple(numbers),
        address(page - 1) if page > 1 else "",
        address(page + 1) if page < count else "",
    )
