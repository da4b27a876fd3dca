"""Can the time of an answer tell what is hidden from what does not exist?

    python benchmarks/answer_times.py [--pairs 1000] [--hidden 200] [--tries 3] [--seed 1]

Asks for hidden and for absent things in random order, over several doors, in one process, and prints for each door
both medians and the share of pairs in which the hidden one took longer (AUC of the rank test by Mann and
Whitney: 0.5 is a coin). Each door is tried several times and the median of the tries counts. Then the pacing
of refusals is taken away, to show that the measurement notices a difference. Ends with 1 when a door is
outside 0.45 to 0.55, or when the planted difference is not noticed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.domain.access import Role
from archive.domain.documents import Level
from archive.persistence.documents import DocumentRepository
from tests.support.world import World, open_world

LEAST, MOST = 0.45, 0.55
WARM = 50
"""Pairs asked before the clock counts."""
OPEN, CLOSED = "OPEN-01", "VAULT-01"


@dataclass(frozen=True)
class Door:
    """A way to ask, and the ids or words of what is hidden and of what is not there."""

    name: str
    address: Callable[[str], str]
    hidden: Sequence[str]
    absent: Sequence[str]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("pairs", 1000), ("hidden", 200), ("tries", 3), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="archive-times-") as folder:
        world = open_world(Path(folder))
        doors = _doors(world, asked.hidden)
        print(f"{asked.pairs} pairs, {asked.tries} tries, {asked.hidden} hidden documents")
        for door in doors:
            tries = [_compared(world, door, asked.pairs, chance) for _ in range(asked.tries)]
            hidden, absent, auc = sorted(tries, key=lambda one: one[2])[len(tries) // 2]
            told_apart = not LEAST <= auc <= MOST
            failed += told_apart
            print(
                f"{door.name:<24} hidden {hidden * 1000:6.2f} ms  absent {absent * 1000:6.2f} ms"
                f"  AUC {auc:.3f}{'  TOLD APART' if told_apart else ''}"
            )
        noticed = _planted(world, doors[0], asked.pairs, chance)
        world.close()
    return 1 if failed or not noticed else 0


def _planted(world: World, door: Door, pairs: int, chance: random.Random) -> bool:
    """A lookup that takes longer for what is there, and refusals that are not paced."""

    def slower(*arguments: object) -> object:
        found = original(*arguments)
        if isinstance(arguments[-1], str) and arguments[-1] in door.hidden:
            time.sleep(0.0003)
        return found

    original = DocumentRepository.get
    with (
        mock.patch.object(DocumentRepository, "get", slower),
        mock.patch("archive.web.errors.wait_for_tick", return_value=None),
    ):
        auc = _compared(world, door, pairs, chance)[2]
    print(f"planted (slower by 0.3 ms, refusals at once): AUC {auc:.3f}")
    return auc > MOST


def _compared(
    world: World, door: Door, pairs: int, chance: random.Random
) -> tuple[float, float, float]:
    """Median of the hidden ones, of the absent ones, and how often the hidden one took longer."""
    client = world.client()
    headers = {"Authorization": f"Bearer {world.secrets['fay']}", "Accept-Language": "en"}
    kinds = [True, False] * (pairs + WARM)
    body = kinds[2 * WARM :]
    chance.shuffle(body)
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number, kind in enumerate([*kinds[: 2 * WARM], *body]):
        path = door.address(chance.choice(door.hidden if kind else door.absent))
        started = time.perf_counter()
        client.get(path, headers=headers, buffered=True)
        if number >= 2 * WARM:
            taken[kind].append(time.perf_counter() - started)
    return (
        statistics.median(taken[True]),
        statistics.median(taken[False]),
        _auc(taken[True], taken[False]),
    )


def _auc(one: Sequence[float], other: Sequence[float]) -> float:
    """The share of pairs in which the first is larger, equal ones counting half."""
    values = np.concatenate([one, other])
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    total = ranks[: len(one)].sum() - len(one) * (len(one) + 1) / 2
    return float(total / (len(one) * len(other)))


def _doors(world: World, hidden: int) -> list[Door]:
    """An archive of which the observer sees a part, and the ways to ask for the rest."""
    for name, role in (("owner", Role.MEMBER), ("fay", Role.READER)):
        world.account(name, role)
    world.project(OPEN, "owner")
    world.project(CLOSED, "owner", restricted=True)
    made = []
    for number in range(hidden):
        code = (OPEN, CLOSED)[number % 2]
        title = f"hidden-chart-{number}_20260101_V1.0.txt"
        made.append(
            world.document(
                code, "owner", f"{code}_OTH_{title}", f"quixotel {_word(number)} chart {number}",
                level=Level.RESTRICTED,
            ).id
        )  # fmt: skip
        shown = f"{OPEN}_OTH_open-chart-{number}_20260101_V1.0.txt"
        world.document(OPEN, "owner", shown, f"harbour chart {number}")
    lessons = []
    for number in range(20):
        said = {"title": f"Hidden {number}", "advice": "Ask early."}
        lesson = world.services.lessons.add(world.as_("owner"), CLOSED, said).lesson.id
        world.services.lessons.approve(world.as_("owner"), lesson)
        lessons.append(lesson)
    world.drain()
    chance = random.Random("absent")
    absent = [f"{chance.getrandbits(128):032x}" for _ in range(hidden)]
    words = [_word(number) for number in range(hidden)]
    nowhere = [_word(number + 5000) for number in range(hidden)]
    return [
        Door("GET /documents/{id}", lambda i: f"/api/v1/documents/{i}", made, absent),
        Door("GET /documents/{id}/text", lambda i: f"/api/v1/documents/{i}/text", made, absent),
        Door("GET …/similar", lambda i: f"/api/v1/documents/{i}/similar", made, absent),
        Door("GET /lessons/{id}", lambda i: f"/api/v1/lessons/{i}", lessons, absent),
        Door("page of a document", lambda i: f"/documents/{i}", made, absent),
        Door("GET /projects/{code}", lambda c: f"/api/v1/projects/{c}", [CLOSED], ["VAULT-02"]),
        Door("search of a word", lambda w: f"/api/v1/search?q={w}", words, nowhere),
        Door("suggestions of a word", lambda w: f"/api/v1/suggest?q={w}", words, nowhere),
    ]


def _word(number: int) -> str:
    """A word of its own for each number, of the same length."""
    letters = "abcdefghijklmnopqrst"
    digits = (number // 20**place % 20 for place in range(5))
    return "zan" + "".join(letters[digit] for digit in digits)


if __name__ == "__main__":
    sys.exit(main())
