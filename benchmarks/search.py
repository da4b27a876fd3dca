"""Build the same documents with several search engines and ask all of them the same, in turns.

    python benchmarks/search.py [--documents 10000] [--queries 60] [--shared DIR]

Prints milliseconds (p50/p95) for each kind of query, cold (first time a query is asked) and warm, and as ratios
to tantivy; documents per second, and size on disk. The text is put together from the paragraphs in
DIR/data/retrieval, or from generated words where that folder is absent. `pip install tantivy` for comparison.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.indexer.port import IndexEntry
from archive.indexer.query_text import says_something
from benchmarks.search_engines import TEAM, Engine, Query, engines, words_in

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 800  # characters of a document
KINDS = ("or", "and", "phrase", "prefix", "filter 10%", "filter 1%", "facets")
CLASSES = ("plan", "contract", "minutes", "final_report", "data_report")
ROUNDS = 3
BEGINNINGS = ("con", "pro", "inter", "pre", "com", "the", "mar", "rep", "ame", "sta")
SYLLABLES = (
    "春夏秋冬品牌活動影片直播專案結案報告客戶滿意預算合同數據會議檢討推廣投放門店會員".strip()
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    chance = random.Random(11)
    paragraphs = paragraphs_of(asked.shared, chance)
    entries = list(documents(asked.documents, paragraphs, chance))
    questions = list(queries(asked.queries, paragraphs, chance))
    print(f"{len(entries)} documents of about {LENGTH} characters, {asked.queries} queries a kind")
    with tempfile.TemporaryDirectory(prefix="archive-search-") as folder:
        chosen = engines(Path(folder))
        for engine in chosen:
            build(engine, entries, Path(folder))
        report(chosen, questions)
    return 0


def paragraphs_of(shared: Path, chance: random.Random) -> list[str]:
    """Real paragraphs where they are, generated ones elsewhere."""
    file = shared / "data" / "retrieval" / "paragraphs.jsonl.gz"
    if file.is_file():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    vocabulary = ["".join(chance.choices(SYLLABLES, k=2)) for _ in range(3000)]
    weights = [1 / (rank + 5) for rank in range(len(vocabulary))]
    return ["".join(chance.choices(vocabulary, weights, k=150)) for _ in range(3000)]


def documents(count: int, paragraphs: Sequence[str], chance: random.Random) -> Iterator[IndexEntry]:
    """Documents put together from sentences; one client in a hundred and one in ten for the filters."""
    sentences = [s for text in paragraphs for s in text.replace("。", "。\n").split("\n") if s]
    for _ in range(count):
        body = ""
        while len(body) < LENGTH:
            body += chance.choice(sentences)
        draw = chance.random()
        client = "one in a hundred" if draw < 0.01 else "one in ten" if draw < 0.11 else "others"
        yield IndexEntry(
            f"{chance.getrandbits(128):032x}", "document", "", "", "P1", client,
            chance.choice(CLASSES), f"{chance.randrange(2015, 2027)}-05-01", "zh-Hant", (TEAM,), (), body,
        )  # fmt: skip


def queries(count: int, paragraphs: Sequence[str], chance: random.Random) -> Iterator[Query]:
    """Of every kind so many, out of words that stand beside each other in the text."""
    clients = {"filter 10%": "one in ten", "filter 1%": "one in a hundred"}
    for number in range(count):
        for kind in KINDS:
            text = chance.choice(paragraphs)
            start = chance.randrange(max(1, len(text) - 20))
            words = [w for w in words_in(text[start : start + 20]) if len(w) > 1]
            words = [word for word in words if says_something(word)]
            words = words if len(words) > 1 else ["專案", "會議"]
            few = words[:2] if kind in ("and", "phrase") else words[:8]
            typed = " ".join(few)
            if kind == "and":
                typed = " ".join(f'"{word}"' for word in few)
            if kind == "phrase":
                typed = f'"{"".join(few)}"'
            if kind == "prefix":
                few = [BEGINNINGS[number % len(BEGINNINGS)]]
                typed = f"{few[0]}*"
            yield Query(kind, typed, tuple(few), clients.get(kind, ""))


def build(engine: Engine, entries: Sequence[IndexEntry], folder: Path) -> None:
    before = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    started, worked = time.perf_counter(), time.process_time()
    engine.build(entries)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) - before
    print(
        f"{engine.name:12} {len(entries) / seconds:7.0f} documents/s,"
        f" {len(entries) / worked:6.0f} per CPU-second, {size / (1 << 20):7.1f} MiB"
    )


def report(chosen: Sequence[Engine], questions: Sequence[Query]) -> None:
    """Ask every engine each query in turns, so that a busy machine is busy for all of them."""
    times: dict[tuple[str, str, str], list[float]] = {}
    for turn in range(ROUNDS + 1):
        for query in questions:
            for engine in chosen:
                started = time.process_time()
                engine.ask(query)
                spent = (time.process_time() - started) * 1000
                state = "warm" if turn else "cold"
                times.setdefault((engine.name, query.kind, state), []).append(spent)
    for state in ("warm", "cold"):
        print(f"\n{state}: CPU milliseconds, p50/p95; the p95 as a multiple of tantivy's")
        print(f"{'':12}" + "".join(f"{kind:>24}" for kind in KINDS))
        for engine in chosen:
            cells = (_cell(times, engine.name, kind, state) for kind in KINDS)
            print(f"{engine.name:12}" + "".join(f"{cell:>24}" for cell in cells))


def _cell(times: dict[tuple[str, str, str], list[float]], name: str, kind: str, state: str) -> str:
    half, most = _percentiles(times[name, kind, state])
    base = times.get(("tantivy", kind, state))
    ratio = f" ({most / _percentiles(base)[1]:.1f}x)" if base else ""
    return f"{half:.2f}/{most:.2f}{ratio}"


def _percentiles(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
