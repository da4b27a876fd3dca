"""A real server in processes of its own: `archive serve` on a free loopback port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from archive.cli import main

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class LiveServer:
    """`start` it, `kill` parts of it, `stop` it. The data folder outlives it."""

    data: Path
    port: int
    token: str = ""
    process: subprocess.Popen[bytes] | None = None
    ocr: bool = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *words: str, stdin: str = "") -> str:
        """Run an `archive` command on the data folder, in this process; its standard output."""
        ours = self._environment()
        foreign = {k: None for k in os.environ if k.startswith("ARCHIVE_") and k not in ours}
        done = CliRunner(env=ours | foreign).invoke(
            main, ["--data", str(self.data), *words], input=stdin, catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return done.stdout.strip()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.data.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "archive.cli",
                    "--data",
                    str(self.data),
                    "serve",
                    "--port",
                    str(self.port),
                ],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        raise AssertionError((self.data.parent / "serve.log").read_text("utf-8")[-3000:])

    def children(self, word: str) -> list[int]:
        """The server's own processes whose command line has this word."""
        assert self.process is not None
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                status = (entry / "status").read_text()
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            parent = int(next(x for x in status.splitlines() if x.startswith("PPid:")).split()[1])
            if parent == self.process.pid and word.encode() in words:
                found.append(int(entry.name))
        return found

    def kill(self, word: str) -> None:
        """kill -9 one of the server's processes."""
        for child in self.children(word):
            os.kill(child, signal.SIGKILL)

    def kill_all(self) -> None:
        """kill -9 the server itself; its children have to end by themselves, and give its port back."""
        assert self.process is not None
        children = [*self.children("web"), *self.children("worker")]
        self.process.kill()
        self.process.wait()
        self.process = None
        end = time.monotonic() + PATIENCE
        while any(alive(child) for child in children) or self._listens():
            assert time.monotonic() < end, "children outlived the server"
            time.sleep(0.05)

    def _listens(self) -> bool:
        """True while anybody has the port: a child that was just being started is in no list yet."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        """End the server politely."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)
        self.process = None

    def call(
        self,
        method: str,
        path: str,
        /,  # a form may have a field of that name
        body: object = None,
        file: tuple[str, bytes] | None = None,
        **fields: str,
    ) -> tuple[int, Any]:
        """One call of the interface with the token: (status, JSON).

        OSError when the connection ends, also in the middle of an answer.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        data: bytes | None = None
        if file is not None:
            data, headers["Content-Type"] = _multipart(file, fields)
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        request = urllib.request.Request(
            f"{self.address}/api/v1{path}", data=data, method=method, headers=headers
        )
        try:
            return _answered(request)
        except http.client.HTTPException as broken:  # its head, or half of it, had come
            raise ConnectionError(str(broken)) from broken

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ARCHIVE_")}
        ours = {"ARCHIVE_OCR": "1" if self.ocr else "0", "ARCHIVE_WEB_PROCESSES": "2"}
        return kept | ours | {"LC_ALL": "C.UTF-8"}


def _answered(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"null")


def alive(pid: int) -> bool:
    """Whether the process runs: one that ended and was not yet asked for counts as gone."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _multipart(file: tuple[str, bytes], fields: dict[str, str]) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    name, content = file
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
    )
    return b"".join(
        parts
    ) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def new_server(folder: Path, *, ocr: bool = False) -> LiveServer:
    """A server on an empty data folder, with a member `mei` whose token it calls with."""
    server = LiveServer(folder / "data", free_port(), ocr=ocr)
    server.command(
        "users", "add", "mei", "--role", "member", "--password-stdin", stdin="a quiet harbour\n"
    )
    server.token = server.command("tokens", "create", "mei")
    return server
