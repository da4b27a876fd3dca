"""One very large file, sent in pieces: is the memory of the server constant, and is every byte there?

    python benchmarks/large_upload.py [--mebibytes 2040] [--piece 8] [--port N]

Prints the memory of the web server and of the worker before, at most while the file came in, and after
it was looked at; the seconds it took; and whether the archive reports the digest of what was sent.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import wait

ROOT = Path(__file__).resolve().parent.parent
CODE = "LARGE-26"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mebibytes", type=int, default=2040)
    parser.add_argument("--piece", type=int, default=8, help="mebibytes sent at once")
    parser.add_argument("--port", type=int, default=8767)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-large-") as folder:
        command = [sys.executable, "-m", "archive.cli", "--data", str(Path(folder) / "data")]
        subprocess.run(
            [*command, "users", "add", "bench", "--role", "member"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        token = subprocess.run(
            [*command, "tokens", "create", "bench"],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        ).stdout.strip()
        server = subprocess.Popen(
            [*command, "serve", "--port", str(arguments.port)],
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        try:
            wait(f"http://127.0.0.1:{arguments.port}/healthz", server)
            time.sleep(3)
            return measured(arguments, token, server.pid)
        finally:
            server.terminate()
            server.wait(60)


def measured(arguments: argparse.Namespace, token: str, server: int) -> int:
    """Send the file and print the figures; 0 when every byte is there."""
    line = http.client.HTTPConnection("127.0.0.1", arguments.port, timeout=300)
    headers = {"Authorization": f"Bearer {token}"}

    def call(method: str, path: str, body: object = None, piece: bytes | None = None) -> Any:
        kind = "application/json" if piece is None else "application/octet-stream"
        data = piece if piece is not None else json.dumps(body).encode() if body else None
        line.request(method, f"/api/v1{path}", data, headers | {"Content-Type": kind})
        answer = line.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {said[:300]!r}")
        return json.loads(said)

    call("POST", "/projects", {"code": CODE, "name": "Large"})
    batch = call("POST", f"/projects/{CODE}/batches")["id"]
    before = memory(server)
    most = dict(before)
    size = arguments.mebibytes << 20
    told = {"path": "film/raw material.mov", "size": size}
    upload = call("POST", f"/batches/{batch}/uploads", told)["id"]
    digest, offset, answer = hashlib.sha256(), 0, {}
    start = time.monotonic()
    for piece in pieces(size, arguments.piece << 20):
        digest.update(piece)
        answer = call("PUT", f"/uploads/{upload}?offset={offset}", piece=piece)
        offset += len(piece)
        for name, now in memory(server).items():
            most[name] = max(most.get(name, 0), now)
    sent = time.monotonic() - start
    while call("GET", f"/batches/{batch}")["state"] != "ready":
        time.sleep(0.5)
    item = call("GET", f"/batches/{batch}/items/{answer['item']}")
    intact = item["sha256"] == digest.hexdigest()
    print(f"{arguments.mebibytes} MiB in pieces of {arguments.piece} MiB: {sent:.0f} s")
    after = memory(server)
    for name in before:
        print(
            f"{name:8} {before[name]} MiB before, at most {most[name]}, {after.get(name, 0)} after"
        )
    print(f"digest right: {intact}; state {item['state']}, content {item['content_state']}")
    return 0 if intact else 1


def pieces(size: int, length: int) -> Iterator[bytes]:
    """Bytes that are different in every piece, without keeping them all."""
    block = os.urandom(length)
    for number in range(0, size, length):
        piece = number.to_bytes(8, "big") + block[8:]
        yield piece[: size - number]


def memory(server: int) -> dict[str, int]:
    """Resident memory of the web server and the worker, in MiB."""
    found: dict[str, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            lines = (entry / "status").read_text().splitlines()
        except OSError:
            continue
        values = dict(line.split(":", 1) for line in lines if ":" in line)
        if int(values["PPid"]) == server and "VmRSS" in values:
            name = next((w for w in ("web", "worker") if w in words), None)
            if name:
                found[name] = int(values["VmRSS"].split()[0]) >> 10
    return found


if __name__ == "__main__":
    sys.exit(main())
