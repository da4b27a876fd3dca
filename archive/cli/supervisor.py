"""The processes of `archive serve`: as many of the web server as are wanted, and one worker."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType

from archive.cli.crew import Crew, demand_of
from archive.process_loads import shared_page
from archive.settings import Settings

log = logging.getLogger(__name__)
STARTS = 3  # of a web server that ends before it has answered once
GRACE = 20  # seconds a child has to finish what it has in hand
LOOK_EVERY = 0.5  # seconds between looks at the children
WEB, WORKER = "web", "worker"


class Supervisor:
    """Starts the processes, starts one again when it dies, ends all of them together.

    The sockets stay open here: who calls while no web process is ready waits, and is not refused.
    """

    def __init__(self, settings: Settings, sockets: Sequence[socket.socket]) -> None:
        self._sockets = tuple(one.fileno() for one in sockets)
        self._kept = tuple(sockets)
        place = ["--host", settings.host, "--port", str(settings.port)]
        place += [word for one in self._sockets for word in ("--socket", str(one))]
        self._loads = shared_page(settings.most_web_processes)
        place += ["--loads", str(self._loads)]
        self._commands = {WEB: ["web", *place], WORKER: ["worker"]}
        self._where = {"ARCHIVE_HOST": settings.host, "ARCHIVE_PORT": str(settings.port)}
        self._base = [sys.executable, "-m", "archive.cli", "--data", str(settings.data)]
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._others: list[subprocess.Popen[bytes]] = []
        self._crew = Crew(settings.most_web_processes)
        self._stopping = threading.Event()
        self._starts_left = STARTS

    def prepare(self, command: Sequence[str]) -> int:
        """Run a command before anything is started; its exit status."""
        return subprocess.run([*self._base, *command], check=False).returncode  # noqa: S603 - our own command

    def start(self) -> None:
        """Start them, and let the signals of a terminal or a service manager end them."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._on_signal)
        for child in self._commands:
            self._spawn(child)

    def once(self, command: Sequence[str]) -> None:
        """Run a command beside them, once."""
        self._others.append(self._popen(command))

    def coming(self) -> bool:
        """The web server is on its way; one that was ended before it answered is started again."""
        if self._children[WEB].poll() is None:
            return True
        self._starts_left -= 1
        if self._starts_left > 0:
            self._spawn(WEB)
        return self._starts_left > 0

    def wait(self) -> None:
        """Until a signal comes; a child that died is started again, ever slower."""
        pause = 0.5
        while not self._stopping.wait(LOOK_EVERY):
            for name, child in list(self._children.items()):
                if child.poll() is not None and not self._stopping.is_set():
                    log.error("%s ended with %s; starting it again", name, child.returncode)
                    self._stopping.wait(pause)
                    pause = min(30.0, pause * 2)
                    self._spawn(name)
            self._reap_others()
            self._fit_web()
        self.stop()

    def stop(self) -> None:
        """End all, at first politely."""
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

    def _reap_others(self) -> None:
        """Let go of what has ended: a child whose end nobody asks for stays in the table of processes."""
        self._others = [one for one in self._others if one.poll() is None]

    def _fit_web(self) -> None:
        """As many web processes as are wanted now; the one started last goes first."""
        web = [name for name in self._children if name.startswith(WEB)]
        numbers = (self._children[name].pid for name in web)
        demands = {pid: demand_of(pid) for pid in numbers}
        known = {pid: demand for pid, demand in demands.items() if demand is not None}
        wanted = self._crew.look(known, time.monotonic())
        for number in range(len(web), wanted):
            self._spawn(f"{WEB} {number + 1}")
        for name in web[wanted:]:
            leaving = self._children.pop(name)
            leaving.terminate()
            self._others.append(leaving)

    def _spawn(self, name: str) -> None:
        if not self._stopping.is_set():
            command = self._commands[WORKER if name == WORKER else WEB]
            if name != WORKER:
                number = name.removeprefix(WEB) or "1"
                command = [*command, "--place", str(int(number) - 1)]
            self._children[name] = self._popen(command, lifeline=True)

    def _popen(self, command: Sequence[str], *, lifeline: bool = False) -> subprocess.Popen[bytes]:
        """Start a child that ends itself when this process is gone, however it went."""
        if not lifeline:
            return subprocess.Popen([*self._base, *command], start_new_session=True)  # noqa: S603 - our own command
        if not hasattr(self, "_pipe"):
            self._pipe = os.pipe()  # the writing end closes with this process, and only then
        reader = self._pipe[0]
        sockets = (*self._sockets, self._loads) if command[0] == WEB else ()
        return subprocess.Popen(  # noqa: S603 - our own command
            [*self._base, *command, "--lifeline", str(reader)],
            pass_fds=[reader, *sockets],
            start_new_session=True,
            # With an arena for each thread glibc keeps several times the memory that is in use, with two
            # still 20 MB more of a web process than with one, which costs no time beside Python's lock.
            # What the command line says is said to them too: letters hold links to where this listens.
            env={"MALLOC_ARENA_MAX": "1", **os.environ, **self._where},
        )

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping.set()
