"""How fast files become searchable documents, and what each stage costs beside plain extraction.

    python benchmarks/intake.py [text] [pdf] [office] [--files N] [--port N]

For each kind of file two runs on empty folders: one through a real server (documents a minute from the
first upload to the last document that can be searched, CPU-seconds of all its processes), and one in this
process that takes the stages apart. The floor is the extraction function alone, without sandbox, database
or index; every figure is printed as a multiple of it too.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from made_files import KINDS, files
from measure import wait

ROOT = Path(__file__).resolve().parent.parent
CODE = "SPEED-26"
UPLOADS_AT_ONCE = 4
TICK = os.sysconf("SC_CLK_TCK")
STAGES = ("receive", "extract", "understand", "propose", "file", "index")
File = tuple[str, bytes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []])
    parser.add_argument("--files", type=int, help="how many (text 400, pdf 200, office 100)")
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--json", action="store_true", help="one line of JSON a kind")
    arguments = parser.parse_args()
    for kind in arguments.kinds or KINDS:
        number = arguments.files or {"text": 400, "pdf": 200, "office": 100}[kind]
        made = list(files(kind, number))
        floor = plain_extraction(made)
        with tempfile.TemporaryDirectory(prefix="archive-intake-") as folder:
            stages = stage_costs(made, Path(folder))
        with tempfile.TemporaryDirectory(prefix="archive-intake-") as folder:
            whole = through_a_server(made, Path(folder), arguments.port)
        if arguments.json:
            print(json.dumps({"kind": kind, "files": number, "floor": floor, **whole, **stages}))
        else:
            report(kind, number, floor, stages, whole)
    return 0


def report(
    kind: str, number: int, floor: float, stages: dict[str, float], whole: dict[str, float]
) -> None:
    print(f"\n==== {number} files, {kind}")
    print(f"documents a minute, upload to searchable   {60 * number / whole['seconds']:9.0f}")
    print(f"CPU-seconds a file, all processes          {whole['cpu'] / number:9.4f}")
    print(f"  as a multiple of plain extraction        {whole['cpu'] / number / floor:9.1f}")
    print(f"first ten proposed after, s                {whole['ten']:9.1f}")
    print(f"all proposed after, s                      {whole['proposed']:9.1f}")
    print(f"filed in, s                                {whole['filing']:9.1f}")
    print(f"one look at the batch, ms                  {1000 * whole['look']:9.0f}")
    print("stage            CPU-s a file   of plain extraction")
    print(f"  {'(the floor)':12} {floor:12.5f} {1:12.1f}")
    for stage in STAGES:
        print(f"  {stage:12} {stages[stage]:12.5f} {stages[stage] / floor:12.1f}")


# the floor


def plain_extraction(made: list[File]) -> float:
    """CPU-seconds a file of the extraction function alone."""
    from archive.extraction.extract import extract
    from archive.extraction.limits import Limits

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "file"

        def read(file: File) -> float:
            place.write_bytes(file[1])
            start = time.process_time()
            with place.open("rb") as stream:
                extract(stream, file[0].rpartition("/")[2], Limits())
            return time.process_time() - start

        for file in made[:3]:  # what is loaded once is not counted
            read(file)
        return sum(map(read, made)) / len(made)


# the stages, in this process


class Meter:
    """CPU-seconds by stage; a stage inside another is taken out of it."""

    def __init__(self, sandbox: Callable[[], float]) -> None:
        self.spent: Counter[str] = Counter()
        self._sandbox = sandbox
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.process_time() + self._sandbox()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = time.process_time() + self._sandbox() - start
            self.spent[name] += whole - self._inner.pop()
            self._inner[-1] += whole

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return measured


def stage_costs(made: list[File], folder: Path) -> dict[str, float]:
    """CPU-seconds a file of each stage."""
    from archive.bootstrap import build_services
    from archive.domain.access import Role
    from archive.services.intake import analysis
    from archive.services.projects.project_details import NewProject
    from archive.settings import Settings
    from archive.worker import Worker

    services = build_services(Settings(data=folder / "data", ocr=False))
    meter = Meter(lambda: cpu_below(os.getpid()) / TICK)
    original = analysis.understood  # type: ignore[attr-defined]
    services.reader.read = meter.around("extract", services.reader.read)  # type: ignore[method-assign]
    analysis.understood = meter.around("understand", original)
    try:
        account = services.accounts.add_as(
            "system", "bench", Role.MEMBER, "a quiet harbour", "", None
        )
        secret = services.tokens.create_as(account.account.id, "bench").secret
        principal = services.tokens.principal_of_token(secret)
        services.projects.create(principal, NewProject(code=CODE, name="Speed"))
        principal = services.tokens.principal_of_token(secret)
        batch = services.intake.open_batch(principal, CODE)
        for path, content in made:
            with meter.stage("receive"):
                services.intake.receive(principal, batch.id, io.BytesIO(content), path)
        worker = Worker(services)
        with meter.stage("propose"):
            while worker.step("read"):
                pass
        with meter.stage("file"):
            services.filing.file_batch(principal, batch.id, "all", accept_suggestions=True)
        with meter.stage("index"):
            while worker.step("index"):
                pass
    finally:
        analysis.understood = original
        services.close()
    return {stage: meter.spent[stage] / len(made) for stage in STAGES}


# the whole, through a server


def through_a_server(made: list[File], folder: Path, port: int) -> dict[str, float]:
    """Seconds and CPU-seconds from the first upload until every document can be searched."""
    command = [sys.executable, "-m", "archive.cli", "--data", str(folder / "data")]
    options: dict[str, Any] = {"cwd": ROOT, "env": os.environ | {"ARCHIVE_OCR": "0"}}
    subprocess.run(
        [*command, "users", "add", "bench", "--role", "member"],
        check=True, stdout=subprocess.DEVNULL, **options,
    )  # fmt: skip
    token = subprocess.run(
        [*command, "tokens", "create", "bench"],
        check=True,
        capture_output=True,
        text=True,
        **options,
    ).stdout.strip()
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, **options
    )
    try:
        wait(f"http://127.0.0.1:{port}/healthz", server)
        return _measured(made, Caller(port, token), server.pid)
    finally:
        server.terminate()
        server.wait(60)


def _measured(made: list[File], caller: Caller, server: int) -> dict[str, float]:
    caller.call("POST", "/projects", {"code": CODE, "name": "Speed"})
    batch = caller.call("POST", f"/projects/{CODE}/batches")["id"]
    before, start = cpu_below(server), time.monotonic()
    sender = threading.Thread(target=send_all, args=(made, caller, batch))
    sender.start()
    found: dict[str, float] = {}
    while "proposed" not in found:
        time.sleep(0.25)
        asked = time.monotonic()
        view = caller.call("GET", f"/batches/{batch}")
        found["look"] = time.monotonic() - asked
        proposed = sum(item["state"] == "proposed" for item in view["items"])
        if proposed >= min(10, len(made)):
            found.setdefault("ten", time.monotonic() - start)
        if len(view["items"]) == len(made) and view["state"] == "ready":
            found["proposed"] = time.monotonic() - start
    sender.join()
    filing = time.monotonic()
    filed = caller.call(
        "POST", f"/batches/{batch}/file", {"items": "all", "accept_suggestions": True}
    )
    found["filing"] = time.monotonic() - filing
    documents = len({pair["document"] for pair in filed["filed"]})
    listing = f"/documents?project={CODE}&state=ready&per_page=1"
    while caller.call("GET", listing)["total"] < documents:
        time.sleep(0.1)
    found["seconds"] = time.monotonic() - start
    found["cpu"] = (cpu_below(server) - before) / TICK
    found["held"] = float(len(filed["held"]))
    return found


def send_all(made: list[File], caller: Caller, batch: str) -> None:
    """Upload as the browser does: four files at a time."""
    waiting: queue.SimpleQueue[File] = queue.SimpleQueue()
    for file in made:
        waiting.put(file)

    def work() -> None:
        while True:
            try:
                path, content = waiting.get_nowait()
            except queue.Empty:
                return
            caller.upload(f"/batches/{batch}/items", path, content)

    threads = [threading.Thread(target=work) for _ in range(UPLOADS_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Caller:
    """Calls the interface with a token, over a connection of its own for each thread."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._own = threading.local()

    def call(self, method: str, path: str, body: object = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        return self._send(method, path, data, self._headers)

    def upload(self, path: str, name: str, content: bytes) -> Any:
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="path"\r\n\r\n{name}\r\n--{edge}\r\n'
            'Content-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
        )
        data = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._send("POST", path, data, self._headers | kind)

    def _send(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> Any:
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        self._own.connection.request(method, f"/api/v1{path}", data, headers)
        answer = self._own.connection.getresponse()
        body = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {body[:300]!r}")
        return json.loads(body)


def cpu_below(root: int) -> int:
    """Clock ticks of every process below one, and of those that have ended there."""
    spent, parents = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            spent[int(entry.name)] = sum(map(int, fields[11:15]))
    family = {pid for pid, parent in parents.items() if parent == root}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    return sum(spent[pid] for pid in family)


if __name__ == "__main__":
    sys.exit(main())
