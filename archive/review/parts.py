"""Parts of a review's content as they are stored: mappings in lists, and nothing said of their shape.

Content of years ago is read as well; what is no part is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Part = Mapping[str, Any]


def part_in(node: object) -> Part:
    """The part that stands there; an empty one for anything else."""
    return node if isinstance(node, Mapping) else {}


def parts_in(node: object) -> list[Part]:
    """The parts listed there; none for anything else."""
    return [p for p in node if isinstance(p, Mapping)] if isinstance(node, list | tuple) else []
