"""Papers that are not there and that somebody said the project is closed without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.review.parts import Part


def with_waivers(missing: Sequence[Part], waived: Sequence[Part]) -> list[dict[str, Any]]:
    """The gaps; those of a class that a waived duty asks for say so in `waived`.

    `waived` are the things a project is closed without; `classes` are those of documents a duty asks for. A
    gap that names a paper of its own is not meant: one duty waived does not excuse each paper of its class.
    """
    said = {
        key: {name: one[name] for name in ("reason", "by", "on")}
        for one in waived
        if one.get("kind") == "duty"
        for key in one.get("classes") or ()
    }
    return [
        dict(gap) | {"waived": said[gap["class"]]}
        if not gap.get("name") and gap.get("class") in said
        else dict(gap)
        for gap in missing
    ]


def open_first(gaps: Sequence[Part]) -> list[Part]:
    """The gaps in their order, those that are waived at the end."""
    return sorted(gaps, key=lambda gap: bool(gap.get("waived")))
