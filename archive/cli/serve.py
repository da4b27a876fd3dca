"""`archive serve`: the web server and one background worker, kept running until interrupted."""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from types import FrameType

import click

from archive.cli.main import FAILED, Shell
from archive.settings import Settings

log = logging.getLogger(__name__)
PATIENCE = 60  # seconds until the web server has to answer
DEMO_PASSWORD = "demo-password.txt"  # noqa: S105 - a file's name
STARTS = 3  # of a web server that ends before it has answered once
GRACE = 20  # seconds a child has to finish what it has in hand


@click.command()
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (8000).")
@click.option("--demo", "with_demo", is_flag=True, help="Add the three sample projects.")
@click.pass_obj
def serve(shell: Shell, host: str | None, port: int | None, *, with_demo: bool) -> None:
    """Serve the archive: web server and background worker."""
    settings = shell.settings(host=host, port=port)
    require_loopback_or_tls(shell, settings)
    require_free(shell, settings)
    supervisor = Supervisor(settings)
    prepared = supervisor.prepare(["init", "--quiet", *(["--demo"] if with_demo else [])])
    if prepared != 0:
        sys.exit(prepared)
    supervisor.start()
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    if not answers(f"http://{settings.host}:{settings.port}/healthz", supervisor):
        supervisor.stop()
        shell.tell("not_answering", address=address)
        sys.exit(FAILED)
    shell.tell("serving", address=address)
    if with_demo:
        password = (settings.data / DEMO_PASSWORD).read_text("utf-8").strip()
        shell.tell("demo_sign_in", username="demo", password=password, address=address)
        supervisor.once(["demo"])
    supervisor.wait()


class Supervisor:
    """Starts the two processes, starts one again when it dies, ends both together."""

    def __init__(self, settings: Settings) -> None:
        place = ["--host", settings.host, "--port", str(settings.port)]
        self._commands = {"web": ["web", *place], "worker": ["worker"]}
        self._base = [sys.executable, "-m", "archive.cli", "--data", str(settings.data)]
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._others: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()
        self._starts_left = STARTS

    def prepare(self, command: Sequence[str]) -> int:
        """Run a command before anything is started; its exit status."""
        return subprocess.run([*self._base, *command], check=False).returncode  # noqa: S603 - our own command

    def start(self) -> None:
        """Start both, and let the signals of a terminal or a service manager end them."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._on_signal)
        for child in self._commands:
            self._spawn(child)

    def once(self, command: Sequence[str]) -> None:
        """Run a command beside them, once."""
        self._others.append(self._popen(command))

    def coming(self) -> bool:
        """The web server is on its way; one that was ended before it answered is started again."""
        if self._children["web"].poll() is None:
            return True
        self._starts_left -= 1
        if self._starts_left > 0:
            self._spawn("web")
        return self._starts_left > 0

    def wait(self) -> None:
        """Until a signal comes; a child that died is started again, ever slower."""
        pause = 0.5
        while not self._stopping.wait(0.5):
            for name, child in list(self._children.items()):
                if child.poll() is not None and not self._stopping.is_set():
                    log.error("%s ended with %s; starting it again", name, child.returncode)
                    self._stopping.wait(pause)
                    pause = min(30.0, pause * 2)
                    self._spawn(name)
        self.stop()

    def stop(self) -> None:
        """End both, at first politely."""
        self._stopping.set()
        children = [*self._children.values(), *self._others]
        for child in children:
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + GRACE
        for child in children:
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _spawn(self, name: str) -> None:
        if not self._stopping.is_set():
            self._children[name] = self._popen(self._commands[name], lifeline=True)

    def _popen(self, command: Sequence[str], *, lifeline: bool = False) -> subprocess.Popen[bytes]:
        """Start a child that ends itself when this process is gone, however it went."""
        if not lifeline:
            return subprocess.Popen([*self._base, *command], start_new_session=True)  # noqa: S603 - our own command
        if not hasattr(self, "_pipe"):
            self._pipe = os.pipe()  # the writing end closes with this process, and only then
        reader = self._pipe[0]
        return subprocess.Popen(  # noqa: S603 - our own command
            [*self._base, *command, "--lifeline", str(reader)],
            pass_fds=[reader],
            start_new_session=True,
            # With an arena for each thread glibc keeps several times the memory that is in use.
            env={"MALLOC_ARENA_MAX": "2", **os.environ},
        )

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping.set()


def answers(url: str, supervisor: Supervisor) -> bool:
    """True once the address answers; False when the server ended or took too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and supervisor.coming():
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def require_loopback_or_tls(shell: Shell, settings: Settings) -> None:
    """Plain HTTP is for loopback: passwords and documents would travel readable otherwise."""
    try:
        loopback = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        loopback = settings.host == "localhost"
    if loopback or settings.allow_plain_http or settings.public_url.startswith("https://"):
        return
    raise click.ClickException(shell.say("needs_tls", host=settings.host))


def require_free(shell: Shell, settings: Settings) -> None:
    """Say plainly that the port is taken, before anything is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(
                shell.say("port_taken", host=settings.host, port=settings.port, why=error.strerror)
            ) from error
