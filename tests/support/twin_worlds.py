"""Two archives that differ only in what is hidden: whatever they answer has to be the same.

`Twins` plans both: every object of the first stands in the second too, under the same ids and at the
same times, and between them the second holds projects, documents, versions, batches and reviews that none of
the six observers may see. Hidden things come before and after the visible ones, bear the same names and
bytes as some of them, and words of their own (`CANARIES`).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any
from unittest import mock

from itsdangerous import TimestampSigner

from tests.support.twin_contents import (
    Step,
    documents,
    knowledge,
    people_and_projects,
    work_in_progress,
)
from tests.support.world import World, open_world

_START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Identities:
    """Random ids and secrets that follow from the name of what is being made."""

    def __init__(self) -> None:
        self._chance = random.Random("nothing")  # noqa: S311 - the same in both worlds

    def about(self, name: str) -> None:
        """From now on ids belong to this thing."""
        self._chance = random.Random(name)  # noqa: S311

    def token_hex(self, count: int) -> str:
        return self._chance.randbytes(count).hex()

    def token_urlsafe(self, count: int = 32) -> str:
        return self._chance.randbytes(count).hex()

    def choice(self, letters: str) -> str:
        return self._chance.choice(letters)


@dataclass
class Twin:
    """One of the two archives, with a clock and ids of its own making."""

    world: World
    identities: Identities
    complete: bool
    """True for the archive that holds the hidden things."""
    now: datetime = _START

    def make(self, number: int, name: str, action: Callable[[World], object]) -> None:
        """Make one thing at the time and under the ids that belong to it."""
        self.identities.about(name)
        self.now = _START + timedelta(minutes=number)
        action(self.world)


class Twins:
    """The two archives. Made by `open_twins`."""

    def __init__(self, plain: Twin, complete: Twin) -> None:
        self.plain, self.complete = plain, complete
        self.asked = 0
        """Requests put to both so far."""
        self._steps = 0

    def take(self, steps: Iterator[Step]) -> None:
        """Make everything, and do the work that follows from it now and then."""
        for step in steps:
            self._steps += 1
            for twin in self.both:
                if twin.complete or not step.hidden:
                    twin.make(self._steps, step.name, step.action)
            if self._steps % 12 == 0:
                self.drain()
        self.drain()

    def drain(self) -> None:
        for twin in self.both:
            twin.identities.about(f"work {self._steps}")
            twin.now = _START + timedelta(minutes=self._steps, seconds=30)
            twin.world.drain()

    @property
    def both(self) -> tuple[Twin, Twin]:
        return self.plain, self.complete


@contextmanager
def open_twins(
    folder: Path, visible: int, hidden: int, *, reviews: bool = False
) -> Iterator[Twins]:
    """Two archives with that many visible and hidden documents.

    `reviews`: also reviews of projects in which some documents are hidden.
    """
    identities = Identities()
    with (
        mock.patch("archive.services.operations.identifiers.secrets", identities),
        mock.patch(
            "archive.services.search.search.time", SimpleNamespace(perf_counter=lambda: 0.0)
        ),
        mock.patch(
            "shutil.disk_usage", return_value=SimpleNamespace(total=2, used=1, free=1 << 40)
        ),
        mock.patch("flask_wtf.csrf.os", SimpleNamespace(urandom=bytes)),  # tokens of forms
        mock.patch.object(TimestampSigner, "get_timestamp", return_value=0),
        mock.patch("archive.services.operations.notices.new_id", _notice_id),
    ):
        plain, complete = (_open(folder / n, identities, n == "b") for n in ("a", "b"))
        try:
            twins = Twins(plain, complete)
            twins.take(people_and_projects())
            twins.take(documents(visible, hidden))
            twins.take(work_in_progress(reviews=reviews))
            twins.take(knowledge(max(4, hidden // 10)))
            yield twins
        finally:
            for twin in (plain, complete):
                twin.world.close()


def _notice_id() -> str:
    """The id of a notice follows from whom it tells what: hidden people are told things in between."""
    frame: FrameType | None = sys._getframe(1)
    known: dict[str, Any] = {}
    while frame is not None and "notice" not in known:
        known |= {
            name: frame.f_locals[name] for name in ("user_id", "notice") if name in frame.f_locals
        }
        frame = frame.f_back
    return sha256(f"{known['user_id']} {known['notice'].key}".encode()).hexdigest()[:32]


def _open(folder: Path, identities: Identities, complete: bool) -> Twin:
    made: list[Twin] = []

    def now() -> datetime:
        return made[0].now if made else _START  # asked while the archive is being put together

    folder.mkdir(mode=0o700)
    (folder / "secret.key").write_bytes(bytes(32))
    made.append(Twin(open_world(folder, clock=now), identities, complete))
    return made[0]
