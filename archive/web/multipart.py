"""Reading uploads: files wait on the archive's own disk, and a file's name may hold any bytes.

Werkzeug takes a part whose name is no UTF-8 for a broken request and drops everything in it; a
program on an old Chinese system sends such names. Here they are read as what they most likely are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO, Any, cast

from flask import Request
from werkzeug.datastructures import FileStorage, Headers, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.sansio.multipart import (
    Data,
    Epilogue,
    Field,
    File,
    MultipartDecoder,
    NeedData,
)

from archive.extraction.everyday_letters import likeliest

_SPOOL_BYTES = 256 * 1024
_CHUNK = 256 * 1024
_OLD_ENCODINGS = ("gb18030", "big5hkscs")

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class ArchiveRequest(Request):
    """A request whose uploaded files wait in the data folder, not in memory or in a shared place."""

    incoming: str | None = None

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        spool = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - Werkzeug closes it with the request
            max_size=_SPOOL_BYTES, mode="rb+", dir=self.incoming
        )
        return cast("IO[bytes]", spool)

    def make_form_data_parser(self) -> FormDataParser:
        """Werkzeug's parser, but for multipart bodies."""
        return UploadParser(
            stream_factory=self._get_file_stream,
            max_form_memory_size=self.max_form_memory_size,
            max_content_length=self.max_content_length,
            max_form_parts=self.max_form_parts,
            cls=self.parameter_storage_class,
        )


class UploadParser(FormDataParser):
    """Reads multipart bodies part by part; one that breaks off or makes no sense holds nothing."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """The stream, the text fields and the files."""
        if mimetype != "multipart/form-data":
            return super().parse(stream, mimetype, content_length, options)
        boundary = (options or {}).get("boundary", "").encode("ascii", "replace")
        parts = _Parts(self.stream_factory, self.max_form_memory_size)
        try:
            if boundary:
                decoder = AnyNameDecoder(
                    boundary, self.max_form_memory_size, max_parts=self.max_form_parts
                )
                _read(decoder, stream, parts)
        except ValueError:
            parts.close()
            return stream, MultiDict(), MultiDict()
        except BaseException:
            parts.close()
            raise
        return stream, MultiDict(parts.fields), MultiDict(parts.files)


class AnyNameDecoder(MultipartDecoder):
    """Headers of a part may hold bytes that are no UTF-8."""

    def _parse_headers(self, data: bytes | bytearray) -> Headers:
        raw = bytes(data)
        try:
            return super()._parse_headers(raw)
        except UnicodeDecodeError:
            text = raw.decode(likeliest(raw, _OLD_ENCODINGS) or "utf-8", "replace")
            return super()._parse_headers(text.encode("utf-8", "replace"))


def _read(decoder: MultipartDecoder, stream: IO[bytes], parts: _Parts) -> None:
    """Feed the body to the decoder in chunks, and what it makes of them to the parts."""
    while True:
        chunk = stream.read(_CHUNK)
        decoder.receive_data(chunk or None)
        event = decoder.next_event()
        while not isinstance(event, Epilogue | NeedData):
            parts.take(event)
            event = decoder.next_event()
        if isinstance(event, Epilogue) or not chunk:
            return


class _Parts:
    """The fields and files that have come so far."""

    def __init__(self, open_file: Callable[..., IO[bytes]], most_text: int | None) -> None:
        self.fields: list[tuple[str, str]] = []
        self.files: list[tuple[str, FileStorage]] = []
        self._open_file = open_file
        self._left = most_text
        self._part: Field | File | None = None
        self._text = bytearray()
        self._stream: IO[bytes] | None = None

    def take(self, event: object) -> None:
        """The next thing the decoder saw: the head of a part, or bytes of its body."""
        if isinstance(event, Field | File):
            self._part, self._text = event, bytearray()
            self._stream = self._open_file() if isinstance(event, File) else None
        elif isinstance(event, Data) and self._part is not None:
            self._write(event.data)
            if not event.more_data:
                self._finish(self._part)

    def close(self) -> None:
        """Give back what will not be used."""
        for _, file in self.files:
            file.close()
        if self._stream is not None:
            self._stream.close()

    def _write(self, data: bytes) -> None:
        if self._stream is not None:
            self._stream.write(data)
            return
        self._text += data
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise RequestEntityTooLarge

    def _finish(self, part: Field | File) -> None:
        if self._stream is None:
            self.fields.append((part.name, self._text.decode("utf-8", "replace")))
        elif isinstance(part, File):
            self._stream.seek(0)
            sent = FileStorage(self._stream, part.filename, part.name, headers=part.headers)
            self.files.append((part.name, sent))
        self._stream, self._part = None, None
