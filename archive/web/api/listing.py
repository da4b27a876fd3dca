"""Lists: one shape for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from archive.services.operations.paging import Page
from archive.web.api.fields import Answer, Paged

T = TypeVar("T")
Shown = TypeVar("Shown", bound=Answer)


class Listing(Answer, Generic[Shown]):
    """A page of a list; `total` counts the whole of it."""

    items: list[Shown]
    total: int
    page: int
    per_page: int


def listing(page: Page[T], show: Callable[[T], Shown]) -> Listing[Shown]:
    """The page of a service, shown."""
    return Listing(
        items=[show(item) for item in page.items],
        total=page.total,
        page=page.page,
        per_page=page.per_page,
    )


def part_of(everything: Sequence[T], query: Paged, show: Callable[[T], Shown]) -> Listing[Shown]:
    """One page of a list that is at hand as a whole."""
    first = (query.page - 1) * query.per_page
    shown = tuple(everything[first : first + query.per_page])
    return listing(Page(shown, len(everything), query.page, query.per_page), show)
