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

from archive.process_loads import Loads
from archive.settings import Settings
from archive.web.turns import Turns

SPOOL: Final = "spool"
ANSWERS_A_CONNECTION: Final = 50
"""After so many a connection is ended with its answer, so that the next one comes to the process with
least to do: a client that never lets go would hold on to a busy one while another has nothing to do."""
PATIENCE: Final = 8.0
"""Seconds that requests in hand have when the process is told to end."""
GARBAGE: Final = 5_000
"""Objects made since garbage was looked for last, before it is looked for again: with the 700 of Python one part in
twenty-five of a search went into looking through what is kept between requests; this costs a megabyte of memory."""
TOGETHER: Final = 1 << 20
"""Bytes that are copied to stand behind their head; more are sent after it."""
_LOOK_EVERY: Final = 1.0
LOOK_AGAIN: Final = 0.01
"""Seconds until the process looks again whether another one still has fewer people to answer;"""
STILL_THERE: Final = 0.25
"""seconds after its last answer in which somebody counts as one who goes on asking."""
TAKE_TURNS: Final = frozenset({"GET", "HEAD"})


class Answer(WSGITask):  # type: ignore[misc]  # waitress has no types
    """One answer; the last one of a connection says so."""

    def build_response_header(self) -> bytes:
        """The head of the answer, as waitress makes it."""
        self.channel.answers += 1
        if self.channel.answers >= ANSWERS_A_CONNECTION:
            self.set_close_on_finish()
        self.channel.head = super().build_response_header()
        return b""  # sent with what follows: alone it would be one more call of the system, and one more packet

    def finish(self) -> None:
        """The end of the answer; an answer without a body is its head alone."""
        super().finish()
        self.channel.send_head()


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    task_class = Answer
    answers = 0
    head = b""
    """The head of an answer, until its first bytes are there."""
    turns = Turns()

    def write_soon(self, data: Any) -> int:
        """Send bytes, or a file, behind the head that waits for them."""
        if isinstance(data, bytes) and not data:
            return 0
        if self.head and isinstance(data, bytes) and len(data) <= TOGETHER:
            data, self.head = self.head + data, b""
        self.send_head()
        sent: int = super().write_soon(data)
        if self.total_outbufs_len:
            # Waitress wakes the loop before it lets the lock go, and a loop that is quick finds it taken
            # (`writable`): what is left over would wait until something else wakes it, up to a second.
            self.server.pull_trigger()
        return sent

    def send_head(self) -> None:
        """Send a head that nothing followed."""
        head, self.head = self.head, b""
        super().write_soon(head)

    def writable(self) -> bool:
        """Whether the loop has anything to send here. Not while the thread that answers sends by itself.

        The loop would find the lock taken, and ask again and again as long as that thread is in the call of the
        system: fifteen times for each answer. What is left over after that the trigger tells it. Above the
        watermark that thread waits for the loop.
        """
        if self.total_outbufs_len and not (self.will_close or self.close_when_flushed):
            if not self.outbuf_lock.acquire(blocking=False):
                return bool(self.total_outbufs_len > self.adj.outbuf_high_watermark)
            self.outbuf_lock.release()
        return bool(super().writable())

    def service(self) -> None:
        """Answer the next request; one that only reads, when it is its turn."""
        request = self.requests[0]
        if not request.error and request.command in TAKE_TURNS:
            with self.turns.one():
                super().service()
        else:  # it may wait for the disk, and longer for what it is sent
            super().service()


def run(
    app: Flask,
    settings: Settings,
    sockets: Sequence[socket.socket] = (),
    loads: Loads | None = None,
) -> None:
    """Serve until the process is told to end, then finish what is in hand. Blocks.

    One process holds the index's arrays once, and its threads share them; slow clients cost no
    thread, because requests are taken in whole before one is given to them. `sockets` listen already;
    where several processes listen at them, `loads` tells what each has to do.
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
    gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])
    Serving(server, loads).run()


class Serving:
    """A server and how it ends."""

    def __init__(self, server: Any, loads: Loads | None = None) -> None:
        self._server = server
        self._loads = loads
        self._people = 0
        self._counted: tuple[int, float] = 0, 0.0
        """Of how many connections, and when."""
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
                timeout=self._until_next_look(),
                use_poll=adjustments.asyncore_use_poll,
                map=self._connections,
                count=1,
            )
        self._server.task_dispatcher.shutdown(timeout=0.5)

    def _until_next_look(self) -> float:
        """Seconds to wait for something to happen. New connections are left to a process with fewer people."""
        if self._ends_at:
            self._take_connections(wanted=False)
            return 0.05
        if self._loads is None:
            return _LOOK_EVERY
        self._count()
        self._loads.tell(self._people)
        left_alone = self._loads.fewer_elsewhere(self._people)
        self._take_connections(wanted=not left_alone)
        return LOOK_AGAIN if left_alone else _LOOK_EVERY

    def _count(self) -> None:
        """Count who is answered here; a browser that only keeps its connection is none."""
        now = time.time()  # the clock that waitress notes with
        if self._counted[0] == len(self._connections) and 0 <= now - self._counted[1] < LOOK_AGAIN:
            return
        self._counted = len(self._connections), now
        self._people = sum(
            bool(one.requests) or now - one.last_activity < STILL_THERE
            for one in self._connections.values()
            if isinstance(one, HTTPChannel)
        )

    def _take_connections(self, *, wanted: bool) -> None:
        for listener in self._listeners():
            listener.accepting = wanted

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
        self._take_connections(wanted=False)
