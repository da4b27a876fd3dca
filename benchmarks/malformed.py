"""Malformed files at full scale: what do ten thousand of them do to the service that reads them?

    python benchmarks/malformed.py [--count 10000] [--seed N] [--only N] [--keep FOLDER] [--threads 2]

Puts a curated corpus and then mutants of documents written here through the sandbox, as intake and the
viewer do, and prints how many parsers died, hung, starved or gave no answer, what the service's process grew by, how
many called a listener or read a file that the documents name. The corpus goes through once more without namespaces and
filters, where only the parsers themselves keep from calling. Before, mistakes are planted that have to be
noticed. TRUST_SCALE (a factor, say 0.2) scales the count, TRUST_SEED the seed. Ends with 1 when anything is wrong.
`--only` tries one mutant again; `--keep` stores the files with faults.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.extraction.confinement import Confinement
from tests.support.malformed_files.corpus import corpus
from tests.support.malformed_files.mutations import mutant
from tests.support.malformed_files.originals import with_samples
from tests.support.malformed_files.planted import PLANTED
from tests.support.malformed_files.trial import Outcome, Trap, WatchedReader, set_trap, trial

SHOWN = 20


def main() -> int:
    asked = _arguments()
    print(f"seed {asked.seed}")
    with set_trap() as trap:
        if asked.only is not None:
            return _once(asked, trap)
        wrong = _planted()  # first: later, memory that was let go hides what a service keeps
        wrong += _corpus(trap, asked, Confinement.detect())
        wrong += _corpus(trap, asked, Confinement())
        wrong += _mutants(trap, asked)
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    scale = float(os.environ.get("TRUST_SCALE", "1"))
    seed = int(os.environ.get("TRUST_SEED", random.randrange(1_000_000)))
    parser.add_argument("--count", type=int, default=round(10_000 * scale))
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--only", type=int, help="the number of one mutant")
    parser.add_argument("--keep", type=Path, help="where files with faults are stored")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _once(asked: argparse.Namespace, trap: Trap) -> int:
    made = mutant(asked.seed, asked.only, with_samples())
    print(f"{made.name}: {len(made.data)} bytes, {', '.join(made.how)}")
    reader = WatchedReader()
    outcome = trial(reader, lambda _: made, [asked.only], trap)
    reader.close()
    return _told("one", outcome, 0.0, 0.0)


def _corpus(trap: Trap, asked: argparse.Namespace, confinement: Confinement) -> int:
    files = corpus(trap.port, trap.secret)
    reader = WatchedReader(confinement=confinement)
    began, processor = time.monotonic(), _processor()
    outcome = trial(reader, files.__getitem__, range(len(files)), trap, asked.threads)
    reader.close()
    _keep(asked.keep, {number: files[number].data for number, _, _ in outcome.faults})
    about = f"corpus ({reader.isolation})"
    return _told(about, outcome, time.monotonic() - began, _processor() - processor)


def _mutants(trap: Trap, asked: argparse.Namespace) -> int:
    documents = with_samples()
    reader = WatchedReader()
    began, processor = time.monotonic(), _processor()
    outcome = trial(
        reader, lambda n: mutant(asked.seed, n, documents), range(asked.count), trap, asked.threads
    )
    reader.close()
    faulty = {n: mutant(asked.seed, n, documents).data for n, _, _ in outcome.faults}
    _keep(asked.keep, faulty)
    about = f"mutants ({reader.isolation})"
    return _told(about, outcome, time.monotonic() - began, _processor() - processor)


def _planted() -> int:
    """How many planted mistakes were not noticed."""
    missed = 0
    for mistake in PLANTED:
        noticed = mistake.noticed()
        print(f"planted ({mistake.name}): {'noticed' if noticed else 'NOT NOTICED'}")
        missed += not noticed
    return missed


def _told(about: str, outcome: Outcome, seconds: float, processor: float) -> int:
    states = ", ".join(f"{count} {state}" for state, count in outcome.states.most_common())
    counts = ", ".join(
        f"{outcome.count(fault)} {fault}"
        for fault in ("died", "hung", "no answer", "read another file")
    )
    print(
        f"{about}: {outcome.tried} files in {seconds:.0f} s ({processor:.0f} CPU-seconds): {states}"
    )
    print(
        f"    {counts}; {len(outcome.starved)} ended at the limit of memory; {outcome.servers_lost} servers"
        f" lost; {outcome.connections} connections; grew by {outcome.growth / 1024**2:.1f} MiB;"
        f" slowest {outcome.slowest[0]:.1f} s ({outcome.slowest[1]})"
    )
    for fault in outcome.faults[:SHOWN]:
        print(f"    {fault}")
    return 0 if outcome.clean else 1


def _keep(folder: Path | None, files: dict[int, bytes]) -> None:
    if folder is not None and files:
        folder.mkdir(parents=True, exist_ok=True)
        for number, data in files.items():
            (folder / f"{number}").write_bytes(data)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main())
