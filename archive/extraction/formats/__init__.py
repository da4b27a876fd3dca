"""One module per format; `FORMATS` is the register. A format turns a stream into segments of a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from archive.extraction.draft import Draft
from archive.extraction.formats import (
    bundle,
    doc,
    docx,
    html,
    images,
    mail,
    markup_text,
    odf,
    pdf,
    ppt,
    pptx,
    rtf,
    sheets,
    tabular,
    text,
    xlsx,
)
from archive.extraction.kinds import FileKind
from archive.extraction.pictures import RASTER

Read = Callable[[BinaryIO, Draft, FileKind], None]


@dataclass(frozen=True, slots=True)
class Format:
    """The extensions (of the content, not of the name) that `read` understands."""

    extensions: frozenset[str]
    read: Read


FORMATS: tuple[Format, ...] = (
    Format(frozenset({"docx", "docm", "dotx"}), docx.read),
    Format(frozenset({"xlsx", "xlsm", "xltx"}), xlsx.read),
    Format(frozenset({"xlsb", "xls", "ods"}), sheets.read),
    Format(frozenset({"pptx", "pptm", "ppsx", "potx"}), pptx.read),
    Format(frozenset({"pdf"}), pdf.read),
    Format(frozenset({"eml", "msg"}), mail.read),
    Format(frozenset({"odt", "odp"}), odf.read),
    Format(frozenset({"rtf"}), rtf.read),
    Format(frozenset({"doc"}), doc.read),
    Format(frozenset({"ppt"}), ppt.read),
    Format(frozenset({"html"}), html.read),
    Format(frozenset({"xml", "svg"}), markup_text.read),
    Format(frozenset({"zip"}), bundle.read),
    Format(RASTER, images.read),
    Format(frozenset({"csv", "tsv"}), tabular.read),
    Format(frozenset({"txt", "md", "log", "json"}), text.read),
)


def format_of(kind: FileKind) -> Format | None:
    """The format that reads this kind, if one does."""
    return next((known for known in FORMATS if kind.extension in known.extensions), None)
