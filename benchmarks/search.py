"""Build the same documents with several search engines and ask all of them the same, in turns.

    python benchmarks/search.py [--documents 10000 100000] [--queries 60] [--keep DIR] [--shared DIR]

Prints milliseconds (p50/p95) for each kind of query, and as ratios to tantivy, in three states: cold (of an
index that was just opened), again (a query that was asked before) and new (another query, once the index is
warm: this index keeps what it read and computed, so the two differ); documents per second, size on disk,
memory of a process that opens one index and asks it everything twice. The text is
put together from the paragraphs in DIR/data/retrieval, or from generated words where that folder is absent.
Engines are built side by side on all cores, at low priority; with --keep they are built once and asked
again. tantivy is compared when it is installed: pip install --require-hashes -r requirements/bench.lock
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.indexer.analysis import VERSION
from archive.indexer.port import IndexEntry
from archive.indexer.query_text import says_something
from benchmarks.search_engines import ENGINES, TEAM, Engine, Query, engine_in, words_in

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 800  # characters of a document
KINDS = ("or", "and", "phrase", "prefix", "filter 10%", "filter 1%", "facets")
CLASSES = ("plan", "contract", "minutes", "final_report", "data_report")
ROUNDS = 3
SEED = 11
NICE = 10
BEGINNINGS = ("con", "pro", "inter", "pre", "com", "the", "mar", "rep", "ame", "sta")
SYLLABLES = (
    "春夏秋冬品牌活動影片直播專案結案報告客戶滿意預算合同數據會議檢討推廣投放門店會員".strip()
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000])
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="where built indexes stay for the next run")
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--build-only", action="store_true")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-search-") as temporary:
        for count in asked.documents:
            folder = (asked.keep or Path(temporary)) / str(count)
            compare(count, asked, folder)
    return 0


def compare(count: int, asked: argparse.Namespace, folder: Path) -> None:
    """Build what is not there yet, then ask."""
    print(f"\n{count} documents of about {LENGTH} characters, {asked.queries} queries a kind")
    built = build_all(asked.engines, count, asked.shared, folder)
    if asked.build_only:
        return
    questions, others = (
        list(queries(asked.queries, paragraphs_of(asked.shared), random.Random(SEED + more)))
        for more in (1, 2)
    )
    for name in built:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            opened, asking = alone.submit(memory, name, folder, questions).result()
        print(f"{name:12} opened: {opened:5.0f} MiB more, after searching {asking:5.0f} MiB more")
    chosen = [engine_in(name, folder) for name in built]
    for engine in chosen:
        engine.open()
    report(chosen, questions, others)


def build_all(names: Sequence[str], count: int, shared: Path, folder: Path) -> list[str]:
    """Every engine built in a process of its own; gives those that are installed."""
    folder.mkdir(parents=True, exist_ok=True)
    workers = min(os.cpu_count() or 1, len(names))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {name: pool.submit(build, name, count, shared, folder) for name in names}
        lines = {name: job.result() for name, job in jobs.items()}
    for name, line in lines.items():
        print(f"{name:12} {line or 'is not installed: left out'}")
    return [name for name, line in lines.items() if line]


def build(name: str, count: int, shared: Path, folder: Path) -> str:
    """Build one engine, unless it stands; gives what there is to say about it, "" without the engine."""
    kept = folder / f"{name.replace(' ', '-')}.{VERSION}.txt"
    if kept.is_file():
        return kept.read_text("utf-8")
    os.nice(NICE)
    try:
        engine = engine_in(name, folder)
    except ImportError:
        return ""
    chance = random.Random(SEED)
    entries = documents(count, paragraphs_of(shared), chance)
    started, worked = time.perf_counter(), cpu_seconds()
    engine.build(entries)
    seconds, worked = time.perf_counter() - started, cpu_seconds() - worked
    size = sum(f.stat().st_size for f in engine.folder.rglob("*") if f.is_file()) / (1 << 20)
    line = (
        f"{count / seconds:6.0f} documents/s, {count / worked:6.0f} per CPU-second, {size:7.1f} MiB"
    )
    kept.write_text(line, "utf-8")
    return line


def memory(name: str, folder: Path, questions: Sequence[Query]) -> tuple[float, float]:
    """What a process grows by in MiB when it opens an engine, and when it has asked everything twice."""
    engine = engine_in(name, folder)
    words_in("詞典")  # the dictionary of words is no part of an index
    before = resident()
    engine.open()
    opened = resident() - before
    for query in (*questions, *questions):
        engine.ask(query)
    return opened, resident() - before


def cpu_seconds() -> float:
    """Of this process and of the ones it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def resident() -> float:
    """Memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def paragraphs_of(shared: Path) -> list[str]:
    """Real paragraphs where they are, generated ones elsewhere."""
    chance = random.Random(SEED)
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


def report(chosen: Sequence[Engine], questions: Sequence[Query], others: Sequence[Query]) -> None:
    """Ask every engine each query in turns, so that a busy machine is busy for all of them."""
    times: dict[tuple[str, str, str], list[float]] = {}
    rounds = [("cold", questions), *[("again", questions)] * ROUNDS, ("new", others)]
    for state, asked in rounds:
        for query in asked:
            for engine in chosen:
                started = time.process_time()
                engine.ask(query)
                spent = (time.process_time() - started) * 1000
                times.setdefault((engine.name, query.kind, state), []).append(spent)
    for state in ("again", "new", "cold"):
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
