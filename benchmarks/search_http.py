"""Ask a running archive over HTTP as several people at once.

    python benchmarks/search_http.py [--documents 10000] [--clients 8] [--seconds 20] [--keep DIR]

Puts that many documents into a data folder (rows and text as filing leaves them, without their original
files), indexes them, starts `archive serve` on it and lets clients ask until the time is up. Prints requests
a second, p50/p95, CPU milliseconds of the server a request, its memory, and how long a newly filed document
takes to be found.
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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, Role
from archive.domain.documents import Document
from archive.domain.segments import Segment, SegmentKind
from archive.persistence.database import Work
from archive.services.projects import NewProject
from archive.settings import Settings
from archive.worker import drain
from benchmarks.measure import wait
from benchmarks.search import SEED, documents, paragraphs_of, queries

ROOT = Path(__file__).resolve().parent.parent
CHUNK = 500
PROJECT = "BENCH-01"
WORD = "quarkwinkel"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--keep", type=Path, help="where the data folder stays for the next run")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-search-http-") as temporary:
        data = (asked.keep or Path(temporary)) / f"data-{asked.documents}"
        token = prepare(data, asked.documents, asked.shared)
        measure(data, token, asked)
    return 0


def prepare(data: Path, count: int, shared: Path) -> str:
    """The data folder, filled and indexed once; gives a token."""
    kept = data / "token"
    if kept.is_file():
        return kept.read_text("ascii")
    services = build_services(Settings(data=data, ocr=False))
    try:
        made = services.accounts.add_as("system", "bench", Role.MEMBER, "three quiet harbours")
        token = services.tokens.create_as(made.account.id, "bench").secret
        caller = services.tokens.principal_of_token(token)
        services.projects.create(caller, NewProject(code=PROJECT, name="Benchmark"))
        caller = services.tokens.principal_of_token(token)  # who now manages a project
        pattern = a_document(services, caller)
        started = time.process_time()
        fill(services, pattern, count, shared)
        print(f"filled in {time.process_time() - started:.0f} CPU-seconds", flush=True)
        started = time.process_time()
        services.indexing.rebuild(lambda _done, _all: None)
        print(f"indexed in {time.process_time() - started:.0f} CPU-seconds", flush=True)
    finally:
        services.close()
    kept.write_text(token, "ascii")
    return token


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
    version = work.documents.versions(pattern.id)[0]
    work.documents.add_version(
        replace(version, id=f"{identity[:-1]}v", document=identity, reading=identity),
        pattern.project,
    )


def measure(data: Path, token: str, asked: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "archive.cli", "--data", str(data), "serve"]
    server = subprocess.Popen(
        [*command, "--port", str(asked.port)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        wait(f"http://127.0.0.1:{asked.port}/healthz", server)
        chance = random.Random(SEED + 2)
        texts = [q.text for q in queries(300, paragraphs_of(asked.shared), chance)]
        ask_together(asked, token, texts, seconds=3)
        web = web_process(server.pid)
        before = cpu_of(web)
        times = ask_together(asked, token, texts, seconds=asked.seconds)
        worked = cpu_of(web) - before
        print(
            f"{asked.documents} documents, {asked.clients} clients: {len(times) / asked.seconds:.0f} requests/s,"
            f" p50 {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms;"
            f" {worked / len(times) * 1000:.1f} CPU-ms a request, web process {memory_of(web):.0f} MiB"
        )
        found_after(asked.port, token)
    finally:
        server.terminate()
        server.wait(60)


def ask_together(
    asked: argparse.Namespace, token: str, texts: Sequence[str], seconds: float
) -> list[float]:
    """Every client asks one query after the other; gives all times in ms, sorted."""
    end = time.monotonic() + seconds
    times: list[float] = []

    def ask(number: int) -> None:
        own = list(
            _times_of(asked.port, token, random.Random(number).sample(texts, len(texts)), end)
        )
        times.extend(own)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(asked.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def _times_of(port: int, token: str, texts: Sequence[str], end: float) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}"}
    while True:
        for text in texts:
            if time.monotonic() > end:
                connection.close()
                return
            started = time.perf_counter()
            connection.request(
                "GET", f"/api/v1/search?{urllib.parse.urlencode({'q': text})}", headers=headers
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                raise SystemExit(f"{text!r}: {answer.status}")
            yield (time.perf_counter() - started) * 1000


def found_after(port: int, token: str) -> None:
    """File a document and ask until it is found."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}"}
    boundary = "-bench-"
    content = f"{WORD} {time.time_ns()}"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="class"\r\n\r\nother\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="'
        f'{name_of("meeting-addendum")}"\r\n\r\n'
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
    if answer.status >= 400:
        print("filing refused:", filed)
        return
    query = urllib.parse.urlencode({"q": content})
    while time.perf_counter() - started < 60:
        connection.request("GET", f"/api/v1/search?{query}", headers=headers)
        hits = json.loads(connection.getresponse().read())["hits"]
        if any(hit["id"] == filed["id"] for hit in hits):
            break
        time.sleep(0.02)
    taken = time.perf_counter() - started
    print(f"filed after {acknowledged:.2f} s, found after {taken:.2f} s")


def web_process(root: int) -> int:
    """The process that answers: the one of the family that used most CPU."""
    family = {root}
    for _ in range(3):
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(entry) in family:
                family.add(int(entry.name))
    return max(family, key=cpu_of)


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return -1


def cpu_of(pid: int) -> float:
    """CPU-seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


if __name__ == "__main__":
    sys.exit(main())
