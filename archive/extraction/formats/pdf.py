"""PDF: text page by page."""

from __future__ import annotations

from typing import BinaryIO

import pypdfium2

from archive.extraction.draft import Draft
from archive.extraction.headings import numbered_level
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import damaged, encrypted


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft page by page."""
    del kind
    try:
        document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as e:
        raise (encrypted if "assword" in str(e) else damaged)(str(e)) from e
    draft.page_count = len(document)
    for number in range(min(len(document), draft.limits.pages)):
        draft.at(page=number + 1)
        text = document[number].get_textpage().get_text_range()
        if not text.strip():
            draft.ocr_pages.append(number + 1)
        for line in text.splitlines():
            if level := numbered_level(line.strip()):
                draft.heading(line, level)
            else:
                draft.paragraph(line)
