"""How long a project review takes to build, in CPU-seconds: 16 files and 100 files.

    python benchmarks/review.py [--rounds 3]

The documents are those of the three sample projects, read once; larger folders hold further editions of them
with other figures and names, so that nothing is a copy. Each size is built several times and the same bytes
must come out each time. Printed: CPU-seconds of the slowest build, segments, and the ratio of the sizes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.domain.segments import ContentState, Segment
from archive.extraction.reader import Reader
from archive.naming.rulefile import packaged_rules
from archive.review.compose import build
from archive.review.reading.sources import ReviewedProject, Source
from archive.samples import SampleProject, write_samples
from archive.understanding.facts import ReadingContext
from archive.understanding.read import read

SIZES = (16, 100)
RECEIVED = date(2026, 6, 30)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="archive-review-") as folder:
        samples = write_samples(Path(folder))
        sources = [s for sample in samples for s in read_sources(sample)]
    project = reviewed(samples[0])
    seconds = {}
    for size in SIZES:
        chosen = enlarged(sources, size)
        taken, same = zip(*(timed(project, chosen) for _ in range(rounds)), strict=True)
        seconds[size] = max(taken)
        segments = sum(len(s.segments) for s in chosen)
        print(
            f"{size:4} files, {segments} segments: {max(taken):.2f} CPU-seconds, byte-identical: {len(set(same)) == 1}"
        )
    print(
        f"100 files take {seconds[100] / seconds[16]:.1f} times as long as 16 (6.3 times the files)"
    )
    return 0


def reviewed(sample: SampleProject) -> ReviewedProject:
    required = packaged_rules().required_classes
    return ReviewedProject(
        sample.code, sample.name, sample.client, sample.language, sample.started, sample.ended,
        sample.currency, required,
    )  # fmt: skip


def read_sources(sample: SampleProject) -> Iterator[Source]:
    """Every readable file of a sample as the review gets it; scans stay without text here."""
    rules, reader = packaged_rules(), Reader()
    try:
        for path in sorted(p for p in sample.folder.rglob("*") if p.is_file()):
            extracted = reader.read(path, path.name)
            if extracted.state is not ContentState.OK or not extracted.segments:
                continue
            place = path.relative_to(sample.folder).as_posix()
            facts = read(
                extracted,
                ReadingContext(place, RECEIVED, sample.code, sample.name, sample.client,
                               class_words=rules.class_words),
            )  # fmt: skip
            yield Source(
                place, facts.version or "1.0", path.name, facts.class_key, facts.title, facts.date,
                facts.language, extracted.segments, draft=facts.is_draft, original_name=path.name,
            )  # fmt: skip
    finally:
        reader.close()


def enlarged(sources: Sequence[Source], size: int) -> list[Source]:
    """That many sources: the samples', then editions of them with other figures."""
    chance = random.Random(size)
    chosen = list(sources[:size])
    while len(chosen) < size:
        original = sources[len(chosen) % len(sources)]
        number = len(chosen)
        segments = tuple(_changed(segment, chance) for segment in original.segments)
        chosen.append(
            replace(
                original,
                document=f"{original.document}#{number}",
                name=f"{number} {original.name}",
                title=f"{original.title} {number}",
                segments=segments,
            )
        )
    return chosen


def _changed(segment: Segment, chance: random.Random) -> Segment:
    """The segment with another last digit in some of its figures."""
    table = {str(d): str((d + chance.choice((0, 0, 0, 1))) % 10) for d in range(10)}
    text = segment.text.translate(str.maketrans(table))
    rows = tuple(
        tuple(cell.translate(str.maketrans(table)) for cell in row) for row in segment.rows
    )
    return replace(segment, text=text, rows=rows)


def timed(project: ReviewedProject, sources: Sequence[Source]) -> tuple[float, str]:
    begin = time.process_time()
    content = build(project, sources)
    return time.process_time() - begin, json.dumps(content, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
