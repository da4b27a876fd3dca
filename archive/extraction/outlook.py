"""Outlook's .msg: a mail as properties in a compound file ([MS-OXMSG]).

Read here and not by a package because of old mails: their text is in the sender's code page, and Big5
(950) is what the mails of Taiwan and Hong Kong came in.
"""

from __future__ import annotations

import datetime as dt
import struct
from email.message import EmailMessage
from typing import Any, BinaryIO, Final

import olefile  # type: ignore[import-untyped]  # it has no stubs

from archive.extraction.encodings import decode
from archive.extraction.mail_parts import Mail, is_decoration
from archive.extraction.outcomes import damaged

_WIDE, _NARROW, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_CODE_PAGES: Final = {
    936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 54936: "gb18030", 65001: "utf-8",
}  # fmt: skip
_FIELDS: Final = (("Subject", "0037"), ("From", ""), ("To", "0E04"), ("Cc", "0E03"), ("Date", ""))
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_CODE_PAGE, _INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_EPOCH: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_MAX_DEPTH: Final = 3
_ATTACHMENT: Final = "__attach_version1.0_"
_NESTED: Final = "__substg1.0_3701000D"


def read_message(stream: BinaryIO) -> Mail:
    """The mail in the file.

    Raises:
        Unreadable: it is no compound file, or a broken one.
    """
    try:
        with olefile.OleFileIO(stream) as container:
            return _Storage(container, []).mail(0)
    except (OSError, struct.error, ValueError, IndexError, TypeError) as e:
        raise damaged(str(e)) from e


class _Storage:
    """One message, attachment or recipient: a folder of property streams."""

    def __init__(self, container: Any, path: list[str]) -> None:
        self._container = container
        self._path = path
        self._fixed = self._fixed_properties()
        page = self._fixed.get(_CODE_PAGE, b"")[:4] or self._fixed.get(_INTERNET_CODE_PAGE, b"")[:4]
        number = int.from_bytes(page, "little")
        self.encoding = _CODE_PAGES.get(number, f"cp{number}" if number else None)

    def _stream(self, name: str) -> bytes | None:
        path = [*self._path, name]
        if not self._container.exists(path):
            return None
        data: bytes = self._container.openstream(path).read()
        return data

    def _fixed_properties(self) -> dict[int, bytes]:
        """Numbers, times and flags, which have no stream of their own."""
        data = self._stream("__properties_version1.0") or b""
        start = (
            8
            if self._path and self._path[-1].startswith("__attach")
            else (24 if self._path else 32)
        )
        return {
            struct.unpack_from("<H", data, at + 2)[0]: data[at + 8 : at + 16]
            for at in range(start, len(data) - 15, 16)
        }

    def text(self, tag: str, encoding: str | None = None) -> str:
        """A text property; bytes are read in the message's code page, else in the likeliest."""
        if not tag:
            return ""
        wide = self._stream(f"__substg1.0_{tag}{_WIDE}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._stream(f"__substg1.0_{tag}{_NARROW}") or b""
        return decode(narrow.rstrip(b"\x00"), encoding or self.encoding)[0]

    def binary(self, tag: str) -> bytes | None:
        return self._stream(f"__substg1.0_{tag}{_BINARY}")

    def mail(self, depth: int) -> Mail:
        mail = Mail(text=self.text("1000"))
        html = self.binary("1013")
        mail.html = html if html is not None else self.text("1013").encode("utf-8", "replace")
        for name, tag in _FIELDS:
            value = {"From": self._sender, "Date": self._date}.get(
                name, lambda tag=tag: self.text(tag)
            )()
            if value.strip():
                mail.headers[name] = " ".join(value.split())
        self._attach(mail, depth)
        return mail

    def _sender(self) -> str:
        name, address = self.text("0C1A"), self.text("5D01") or self.text("0C1F")
        return f"{name} <{address}>" if name and "@" in address else name or address

    def _date(self) -> str:
        raw = self._fixed.get(_SUBMITTED) or self._fixed.get(_DELIVERED)
        if not raw:
            return ""
        moment = _EPOCH + dt.timedelta(microseconds=int.from_bytes(raw, "little") // 10)
        return moment.strftime("%a, %d %b %Y %H:%M:%S +0000")

    def _attach(self, mail: Mail, depth: int) -> None:
        folders = {entry[len(self._path)] for entry in self._container.listdir(streams=True, storages=True)
                   if len(entry) > len(self._path) and entry[: len(self._path)] == self._path}  # fmt: skip
        for folder in sorted(name for name in folders if name.startswith(_ATTACHMENT)):
            part = _Storage(self._container, [*self._path, folder])
            name = next(
                (n for tag in ("3707", "3704", "3001") if (n := part.text(tag, self.encoding))), ""
            )
            data = part.binary("3701")
            if data is not None:
                if not is_decoration(name, bool(part.text("3712")), data):
                    mail.parts.append((name or "attachment.bin", data))
            elif depth < _MAX_DEPTH and self._container.exists([*self._path, folder, _NESTED]):
                inner = _Storage(self._container, [*self._path, folder, _NESTED]).mail(depth + 1)
                mail.parts.append(
                    (
                        f"{inner.headers.get('Subject') or name or 'message'}.eml",
                        _as_internet_mail(inner),
                    )
                )


def _as_internet_mail(mail: Mail) -> bytes:
    """A mail inside a mail, as a file that can be read by itself."""
    message = EmailMessage()
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    for name, data in mail.parts:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    return message.as_bytes()
