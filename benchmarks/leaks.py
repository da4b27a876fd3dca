"""Twin archives at full scale: does anything an observer is answered depend on what is hidden from them?

    python benchmarks/leaks.py [--hidden 300] [--visible 60] [--requests 5000] [--queries 2000] [--seed 1]

Prints how many answers differ between two archives of which one holds hidden things more, and how many
searches deviate from looking at every document; then plants mistakes and shows that both are noticed.
Ends with 1 when anything differs or a planted mistake is not noticed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from itertools import chain, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.leak_corpus import known_of, requests_of
from tests.support.planted_mistakes import MISTAKES
from tests.support.search_oracle import Oracle
from tests.support.twin_contents import OBSERVERS, more_hidden
from tests.support.twin_differences import differences
from tests.support.twin_worlds import Twins, open_twins

SHOWN = 5
PLANTED_REQUESTS, PLANTED_QUERIES = 600, 50
LATER_WRITES = 100


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("hidden", 300), ("visible", 60), ("requests", 5000), ("queries", 2000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reviews", action="store_true", help="also reviews of projects with hidden documents"
    )
    asked = parser.parse_args()
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="archive-leaks-") as folder,
        open_twins(Path(folder), asked.visible, asked.hidden, reviews=asked.reviews) as twins,
    ):
        print(
            f"{asked.visible} visible and {asked.hidden} hidden documents, {len(OBSERVERS)} observers,"
            f" seed {asked.seed}: made in {time.monotonic() - started:.0f} s"
        )
        found = _searches(twins, asked.queries, asked.seed)
        found += _twins(twins, asked.requests // 2, asked.seed)
        twins.take(more_hidden(LATER_WRITES, asked.seed))
        found += _twins(twins, asked.requests - asked.requests // 2, asked.seed + 1)
        missed = _planted(twins, asked.seed)
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if found or missed else 0


def _searches(twins: Twins, count: int, seed: int) -> int:
    found = list(Oracle(twins.complete.world).deviations(count, seed))
    print(f"searches: {count} compared with looking at every document, {len(found)} deviations")
    _show(found)
    return len(found)


def _twins(twins: Twins, count: int, seed: int) -> int:
    found = list(differences(twins, islice(requests_of(known_of(twins), seed), count)))
    print(f"twins: {count} requests, {len(found)} answers differ")
    _show(found)
    return len(found)


def _planted(twins: Twins, seed: int) -> int:
    """How many planted mistakes were not noticed."""
    missed = 0
    for mistake in MISTAKES:
        with mistake.planted():
            drawn = islice(requests_of(known_of(twins), seed + 2), PLANTED_REQUESTS)
            requests = chain([mistake.ask(twins)], drawn)
            changed = next(differences(twins, requests), None) is not None
            found = Oracle(twins.complete.world).deviations(PLANTED_QUERIES, seed)
            wrong = not mistake.searching or next(found, None) is not None
        print(f"planted ({mistake.name}): {'noticed' if changed and wrong else 'NOT NOTICED'}")
        missed += not (changed and wrong)
    return missed


def _show(found: list[object]) -> None:
    for one in found[:SHOWN]:
        print(f"    {one}")


if __name__ == "__main__":
    sys.exit(main())
