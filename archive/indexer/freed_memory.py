"""Memory that a search gave back is kept for the next one.

Arrays of one search come to some megabytes, which the C library hands back to the system when they are freed
and asks for again at the next search, page by page: a tenth of the time of a query that nobody asked before.
glibc keeps twice as much as the largest block that was freed so far, so one is taken and freed, untouched.
Other libraries take no notice.
"""

from __future__ import annotations

from typing import Final

BLOCK: Final = 6 << 20
"""Half of what is kept: what the arrays of a query come to at a hundred thousand documents."""


def keep_freed_memory() -> None:
    """Have the C library keep up to two blocks of freed memory, where it can be told so."""
    bytearray(BLOCK)
