"""A mail server in a thread that takes every letter and keeps it: enough of RFC 5321 for smtplib."""

from __future__ import annotations

import socketserver
import threading
from types import TracebackType
from typing import Any


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self._say("220 sink ready")
        recipients: list[str] = []
        while line := self.rfile.readline():
            word, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            word = word.upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.sink.letters.append((recipients, self._letter()))
                recipients = []
                self._say("250 kept")
            elif word == "RCPT" and (refused := self.server.sink.refused) and refused in rest:
                self._say("550 no such mailbox")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                if word == "RCPT":
                    recipients.append(rest.partition("<")[2].partition(">")[0])
                if word == "RSET":
                    recipients = []
                self._say("250 ok")

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    sink: MailSink


class MailSink:
    """`letters` are (recipients, bytes); mail to `refused` is not taken."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []
        self.refused = ""
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.sink = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """For ARCHIVE_SMTP_URL."""
        host, port = self._server.server_address[:2]
        return f"smtp://{host!s}:{port}"

    def __enter__(self) -> MailSink:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: Any, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
