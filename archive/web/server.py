"""The web server of `archive serve`: a few threads, uploads spooled to the data folder.

Several such processes may listen at the same sockets; each takes the connections it comes to first.
"""

from __future__ import annotations

import gc
import logging
import signal
import socket
import tempfile
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any, Final

import waitress
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask

from archive.settings import Settings
from archive.web.turns import Turns

SPOOL: Final = "spool"
ANSWERS_A_CONNECTION: Final = 50
"""After so many a connection is ended with its answer, so that the next one comes to the process with
least to do: a client that never lets go would hold on to a busy one while another has nothing to do."""
PATIENCE: Final = 8.0
"""Seconds that requests in hand have when the process is told to end."""
_LOOK_EVERY: Final = 1.0
TAKE_TURNS: Final = frozenset({"GET", "HEAD"})


class Answer(WSGITask):  # type: ignore[misc]  # waitress has no types
    """One answer; the last one of a connection says so."""

    def build_response_header(self) -> bytes:
        """The head of the answer, as waitress makes it."""
        self.channel.answers += 1
        if self.channel.answers >= ANSWERS_A_CONNECTION:
            self.set_close_on_finish()
        head: bytes = super().build_response_header()
        return head


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    task_class = Answer
    answers = 0
    turns = Turns()

    def service(self) -> None:
        """Answer the next request; one that only reads, when it is its turn."""
        request = self.requests[0]
        if not request.error and request.command in TAKE_TURNS:
            with self.turns.one():
                super().service()
        else:  # it may wait for the disk, and longer for what it is sent
            super().service()


def run(app: Flask, settings: Settings, sockets: Sequence[socket.socket] = ()) -> None:
    """Serve until the process is told to end, then finish what is in hand. Blocks.

    One process holds the index's arrays once, and its threads share them; slow clients cost no
    thread, because requests are taken in whole before one is given to them. `sockets` listen already.
    """
    spool = settings.data / SPOOL
    spool.mkdir(exist_ok=True)
    tempfile.tempdir = str(spool)  # a two-gigabyte upload must not fill the system's own /tmp
    # More requests than threads is how many people ask at once, and no cause for a line each time.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    place = (
        {"sockets": list(sockets)} if sockets else {"host": settings.host, "port": settings.port}
    )
    server = waitress.create_server(
        app,
        **place,
        threads=settings.web_threads,
        max_request_body_size=(settings.max_upload_mb + 1) << 20,
        channel_timeout=120,
        ident="archive",
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,  # the app trusts exactly as many proxies as it is told
    )
    gc.collect()
    gc.freeze()  # what is there by now stays: to look through it again and again stops every answer
    Serving(server).run()


class Serving:
    """A server and how it ends."""

    def __init__(self, server: Any) -> None:
        self._server = server
        # One server has its own map of connections, several share one.
        self._connections: dict[int, Any] = getattr(server, "map", None) or server._map  # noqa: SLF001
        self._ends_at = 0.0
        for listener in self._listeners():
            listener.channel_class = Channel

    def run(self) -> None:
        """Until a signal came and the requests in hand are answered."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._on_signal)
        adjustments = self._server.adj
        while not self._ended():
            self._server.asyncore.loop(
                timeout=_LOOK_EVERY if not self._ends_at else 0.05,
                use_poll=adjustments.asyncore_use_poll,
                map=self._connections,
                count=1,
            )
        self._server.task_dispatcher.shutdown(timeout=0.5)

    def _listeners(self) -> list[BaseWSGIServer]:
        return [one for one in self._connections.values() if isinstance(one, BaseWSGIServer)]

    def _ended(self) -> bool:
        if not self._ends_at:
            return False
        channels = [one for one in self._connections.values() if isinstance(one, HTTPChannel)]
        busy = any(one.requests or one.total_outbufs_len for one in channels)
        return not busy or time.monotonic() > self._ends_at

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        """Take no more connections: another process does, or nobody."""
        self._ends_at = self._ends_at or time.monotonic() + PATIENCE
        for listener in self._listeners():
            listener.accepting = False
