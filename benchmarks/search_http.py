"""Ask a running archive over HTTP as several people at once.

    python benchmarks/search_http.py [--documents 10000] [--clients 8] [--seconds 20] [--keep DIR]

Puts that many documents into a data folder (rows and text as filing leaves them, without their original
files), indexes them, starts `archive serve` on it and lets clients ask until the time is up. Prints requests
a second, p50/p95, CPU milliseconds of each process a request, its memory, and how long newly filed documents
take to be found while the clients ask. The settings are those of the environment (ARCHIVE_WEB_PROCESSES).
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, ProjectRole, Role
from archive.domain.documents import Document, Level
from archive.domain.segments import Segment, SegmentKind
from archive.persistence.database import Work
from archive.services.projects.project_details import NewProject
from archive.settings import Settings
from archive.worker import drain
from benchmarks.http_clients import Answers, ask_together, search_request
from benchmarks.measure import wait
from benchmarks.search import SEED, documents, paragraphs_of, queries

ROOT = Path(__file__).resolve().parent.parent
CHUNK = 500
PROJECT = "BENCH-01"
WORD = "quarkwinkel"
USERS = 4  # who ask: the manager, a member, and two of the team
FILED = 5  # documents that are looked for while the clients ask
LONGEST = 60.0  # seconds one of them is looked for
PARTS = ("web", "worker")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--queries", type=int, default=300, help="of each of seven kinds")
    parser.add_argument("--warm", type=float, default=8, help="seconds of asking that do not count")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--keep", type=Path, help="where the data folder stays for the next run")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-search-http-") as temporary:
        data = (asked.keep or Path(temporary)) / f"data-{asked.documents}"
        tokens = prepare(data, asked.documents, asked.shared)
        measure(data, tokens, asked)
    return 0


def prepare(data: Path, count: int, shared: Path) -> list[str]:
    """The data folder, filled and indexed once; gives the tokens of several accounts, a manager's first."""
    kept = data / "tokens"
    services = build_services(Settings(data=data, ocr=False))
    try:
        if kept.is_file():
            services.indexing.heal()  # of an older version of the index
            return kept.read_text("ascii").split()
        names = [f"bench-{number}" for number in range(USERS)]
        tokens = [token_of(services, name) for name in names]
        caller = services.tokens.principal_of_token(tokens[0])
        services.projects.create(caller, NewProject(code=PROJECT, name="Benchmark"))
        caller = services.tokens.principal_of_token(tokens[0])  # who now manages a project
        for name in names[1 : USERS // 2]:
            services.projects.set_member(caller, PROJECT, name, ProjectRole.MEMBER, Level.INTERNAL)
        pattern = a_document(services, caller)
        started = time.process_time()
        fill(services, pattern, count, shared)
        print(f"filled in {time.process_time() - started:.0f} CPU-seconds", flush=True)
        services.indexing.rebuild(lambda _done, _all: None)
    finally:
        services.close()
    kept.write_text("\n".join(tokens), "ascii")
    return tokens


def token_of(services: Services, name: str) -> str:
    """A new account's token."""
    made = services.accounts.add_as("system", name, Role.MEMBER, "three quiet harbours")
    return services.tokens.create_as(made.account.id, "bench").secret


def a_document(services: Services, caller: Principal) -> Document:
    """One document that was filed in earnest: the others are made after it."""
    filed = services.filing.file_directly(
        caller, PROJECT, io.BytesIO(b"pattern"), name_of("pattern")
    )
    drain(services)
    return services.documents.get(caller, filed.id)


def name_of(title: str) -> str:
    """A name the shipped rules take."""
    return f"{PROJECT}_OTH_{title}_20260101_V1.0.txt"


def fill(services: Services, pattern: Document, count: int, shared: Path) -> None:
    chance = random.Random(SEED)
    entries = documents(count, paragraphs_of(shared), chance)
    numbered = enumerate(entries)
    while chunk := [pair for _, pair in zip(range(CHUNK), numbered, strict=False)]:
        with services.documents._database.write() as work:  # noqa: SLF001 - no service adds rows alone
            tokens = work.documents.tokens([pattern.id])[pattern.id]
            for number, entry in chunk:
                _add(work, pattern, number, entry.body, entry.class_key, tokens)


def _add(
    work: Work, pattern: Document, number: int, body: str, class_key: str, tokens: Sequence[str]
) -> None:
    extracted = work.readings.get(pattern.reading or "")
    if extracted is None:
        raise SystemExit("the pattern was not read")
    half = len(body) // 2
    parts = (body[:half], body[half:])
    segments = tuple(Segment(SegmentKind.PARAGRAPH, part) for part in parts)
    identity = f"{number:031x}d"
    work.readings.add(
        identity, pattern.sha256, replace(extracted, segments=segments), pattern.filed_at
    )
    work.documents.add(
        replace(
            pattern,
            id=identity,
            accession=f"B-{number:06}",
            name=name_of(f"bench-{number:06}"),
            title=body[:12],
            class_key=class_key,
            current_version=f"{identity[:-1]}v",
        ),
        tokens,
    )
    version = work.versions.of(pattern.id)[0]
    work.versions.add(
        replace(version, id=f"{identity[:-1]}v", document=identity, reading=identity),
        pattern.project,
    )


def measure(data: Path, tokens: Sequence[str], asked: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "archive.cli", "--data", str(data), "serve"]
    server = subprocess.Popen(
        [*command, "--port", str(asked.port)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        wait(f"http://127.0.0.1:{asked.port}/healthz", server)
        requests = requests_of(tokens, asked)
        ask_together(asked.port, requests, asked.warm)
        before, own = cpu_of_family(server.pid), time.process_time()
        answers = ask_together(asked.port, requests, asked.seconds)
        own = (time.process_time() - own) / len(answers.times) * 1000
        report(asked, answers, own, before, server.pid)
        found_while_asking(asked, tokens[0], requests)
    finally:
        server.terminate()
        server.wait(60)


def requests_of(tokens: Sequence[str], asked: argparse.Namespace) -> list[list[bytes]]:
    """What each client asks: every query once in an order of its own before any comes again."""
    chance = random.Random(SEED + 2)
    texts = [q.text for q in queries(asked.queries, paragraphs_of(asked.shared), chance)]
    return [
        [
            search_request(text, tokens[number % len(tokens)], asked.port)
            for text in random.Random(number).sample(texts, len(texts))
        ]
        for number in range(asked.clients)
    ]


def report(
    asked: argparse.Namespace, answers: Answers, own: float, before: dict[int, Used], root: int
) -> None:
    count = len(answers.times)
    texts = {request.split(b" ", 2)[1] for request in answers.asked}
    print(
        f"{asked.documents} documents, {asked.clients} clients, {USERS} accounts, {len(texts)} different"
        f" queries: {count / asked.seconds:.0f} requests/s, p50 {answers.share(0.5):.0f} ms,"
        f" p95 {answers.share(0.95):.0f} ms; {answers.received / count / 1024:.1f} KiB an answer,"
        f" {answers.connections} connections"
    )
    spent = 0.0
    for pid, used in cpu_of_family(root).items():
        worked = used.seconds - before.get(pid, Used(used.name, 0.0)).seconds
        spent += worked
        print(
            f"  {used.name}: {worked / count * 1000:.2f} CPU-ms a request,"
            f" {memory_of(pid)} MiB resident, {private_of(pid)} MiB its own"
        )
    print(
        f"  together {spent / count * 1000:.2f} CPU-ms a request, the clients {own:.2f}: on two cores"
        f" {2000 / (spent / count * 1000 + own):.0f} requests/s at most"
    )


def found_while_asking(
    asked: argparse.Namespace, token: str, requests: Sequence[Sequence[bytes]]
) -> None:
    """File documents one after the other while the clients go on asking, and look for each."""
    stop = threading.Event()
    asking = threading.Thread(
        target=ask_together, args=(asked.port, requests, FILED * LONGEST, stop), daemon=True
    )
    asking.start()
    try:
        times = [found_after(asked.port, token, number) for number in range(FILED)]
    finally:
        stop.set()
        asking.join()
    filed, found = (sorted(column) for column in zip(*times, strict=True))
    print(
        f"  filed while the clients ask: acknowledged after {filed[FILED // 2]:.2f} s (at most"
        f" {filed[-1]:.2f}), found after {found[FILED // 2]:.2f} s (at most {found[-1]:.2f})"
    )


def found_after(port: int, token: str, number: int) -> tuple[float, float]:
    """File a document and ask until it is found: seconds until acknowledged, until found."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}"}
    boundary = "-bench-"
    content = f"{WORD} {time.time_ns()}"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="class"\r\n\r\nother\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="'
        f'{name_of(f"meeting-addendum-{time.time_ns()}-{number}")}"\r\n\r\n'
        f"{content}\r\n--{boundary}--\r\n"
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    started = time.perf_counter()
    connection.request(
        "POST", f"/api/v1/projects/{PROJECT}/documents", body.encode(), headers | kind
    )
    answer = connection.getresponse()
    filed = json.loads(answer.read())
    acknowledged = time.perf_counter() - started
    if answer.status >= HTTPStatus.BAD_REQUEST:
        raise SystemExit(f"filing refused: {filed}")
    query = urllib.parse.urlencode({"q": content})
    while time.perf_counter() - started < LONGEST:
        connection.request("GET", f"/api/v1/search?{query}", headers=headers)
        hits = json.loads(connection.getresponse().read())["hits"]
        if any(hit["id"] == filed["id"] for hit in hits):
            break
        time.sleep(0.02)
    return acknowledged, time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Used:
    """A process of the server: what it is, and its CPU-seconds so far."""

    name: str
    seconds: float


def cpu_of_family(root: int) -> dict[int, Used]:
    """The server's processes that answer, by number."""
    family = {root}
    for _ in range(3):
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(entry) in family:
                family.add(int(entry.name))
    named = ((pid, _name_of(pid)) for pid in sorted(family))
    return {pid: Used(name, cpu_of(pid)) for pid, name in named if name in PARTS}


def _name_of(pid: int) -> str:
    words = (Path("/proc") / str(pid) / "cmdline").read_bytes().decode().split("\0")
    return next((word for word in words if word in PARTS), "")


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return -1


def cpu_of(pid: int) -> float:
    """CPU-seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Resident memory of a process in MiB, mapped files and what it shares included."""
    return _rollup(pid, "Rss:")


def private_of(pid: int) -> int:
    """Memory in MiB that belongs to a process alone."""
    return _rollup(pid, "Private_Dirty:") + _rollup(pid, "Private_Clean:")


def _rollup(pid: int, field: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) >> 10


if __name__ == "__main__":
    sys.exit(main())
