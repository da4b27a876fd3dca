"""The curated corpus: every known trick of a hostile file that a reader of documents should have met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.malformed_files import bombs as inflated
from tests.support.malformed_files import disguises, outward, paths
from tests.support.malformed_files.pieces import Named


@dataclass(frozen=True, slots=True)
class Curated:
    """One file: what it tries stands in its name."""

    number: int
    name: str
    data: bytes


def corpus(port: int, secret: Path, *, bombs: bool = True) -> tuple[Curated, ...]:
    """The files; those that reach outward name this port of this machine and this file.

    Without `bombs`, which take a minute to make, the rest is made in a second.
    """
    groups: tuple[Callable[[], Iterator[Named]], ...] = (
        *((inflated.files,) if bombs else ()),
        paths.files,
        disguises.files,
        lambda: outward.files(port, secret),
    )
    named = [one for group in groups for one in group()]
    return tuple(Curated(number, name, data) for number, (name, data) in enumerate(named))
