"""Office packages, mails and PDFs from the few parts that a trick needs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from tests.support.sample_files import (
    open_text,
    rezipped,
    slides,
    word_report,
    workbook_with_comment,
)

Named = tuple[str, bytes]
_MAIN = {
    "docx": (word_report, "word/document.xml"),
    "xlsx": (workbook_with_comment, "xl/worksheets/sheet1.xml"),
    "pptx": (slides, "ppt/slides/slide1.xml"),
    "odt": (open_text, "content.xml"),
}


def in_every_package(markup: bytes) -> Iterator[Named]:
    """The markup as the main part of each kind of office package, and by itself."""
    for kind, (make, part) in _MAIN.items():
        yield kind, rezipped(make(), {part: markup})
    yield "xml", markup
    yield "svg", markup.replace(b"<a", b"<svg", 1).replace(b"</a>", b"</svg>")


def word_with(**parts: str) -> bytes:
    """A Word file with parts replaced; `__` stands for a slash and `_DOT_` for a dot in their names."""
    named = {
        name.replace("__", "/").replace("_DOT_", "."): text.encode() for name, text in parts.items()
    }
    return rezipped(word_report(), named)


def pdf_of(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of them."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, len(body),
    )  # fmt: skip
    return body + head + table + end


def deflated(data: bytes, extra: bytes = b"", times: int = 1) -> bytes:
    """A stream of a PDF, deflated that many times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * times
    return b"<</Length %d /Filter [%s] %s>>\nstream\n%s\nendstream" % (
        len(data), filters, extra, data,
    )  # fmt: skip


def page_with(content: bytes, more: bytes = b"", box: bytes = b"0 0 300 300") -> tuple[bytes, ...]:
    """Catalogue, page tree, a page and its content stream."""
    return (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s>>" % (box, more),
        content,
    )
