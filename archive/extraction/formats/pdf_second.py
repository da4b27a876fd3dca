"""The second reader (pypdf), for files the first one cannot open or finds no text in."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator
from typing import BinaryIO

import pypdf
from pypdf.errors import PyPdfError

from archive.extraction.draft import Draft
from archive.extraction.formats.text import add_plain
from archive.extraction.outcomes import damaged, encrypted
from archive.extraction.quality import GARBLED, garbled_share

_SECONDS = 8.0
_PAGES = 200
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OSError,
    AssertionError,
    NotImplementedError,
    ZeroDivisionError,
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_all(stream: BinaryIO, draft: Draft) -> None:
    """Read a file from its beginning.

    Raises:
        Unreadable: this reader cannot open it either, or finds no text and no page.
    """
    stream.seek(0)
    try:
        reader = pypdf.PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise encrypted("password")
        draft.page_count = len(reader.pages)
    except _FAULTS as e:
        raise damaged(str(e)) from e
    for number, text in _texts(reader, draft):
        draft.at(page=number)
        add_plain(text, draft)
    if not draft.segments:
        raise damaged("no text")


def read_missing(stream: BinaryIO, draft: Draft) -> None:
    """Look for text where the first reader found none at all; pages with text need no recognition."""
    stream.seek(0)
    with contextlib.suppress(*_FAULTS):
        reader = pypdf.PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return
        for number, text in _texts(reader, draft):
            if garbled_share(text) > GARBLED:
                continue
            draft.at(page=number)
            add_plain(text, draft)
            if number in draft.ocr_pages and len(text.strip()) > 20:
                draft.ocr_pages.remove(number)


def _texts(reader: pypdf.PdfReader, draft: Draft) -> Iterator[tuple[int, str]]:
    until = time.process_time() + _SECONDS
    for number in range(1, min(draft.page_count or 0, _PAGES) + 1):
        if time.process_time() > until:
            return
        with contextlib.suppress(*_FAULTS):
            text = reader.pages[number - 1].extract_text()
            if text.strip():
                yield number, text
