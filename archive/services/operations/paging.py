"""One page of a longer list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.errors import InvalidInput

T = TypeVar("T")
MAX_PAGE = 100_000
MAX_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of `total` things; pages count from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.per_page))


def window(page: int, per_page: int) -> tuple[int, int]:
    """(offset, limit) of a page; InvalidInput outside 1-100000 and 1-100."""
    if not 1 <= page <= MAX_PAGE:
        raise InvalidInput(field="page", why=f"1-{MAX_PAGE}")
    if not 1 <= per_page <= MAX_PER_PAGE:
        raise InvalidInput(field="per_page", why=f"1-{MAX_PER_PAGE}")
    return (page - 1) * per_page, per_page
