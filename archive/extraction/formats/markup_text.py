"""XML and SVG of any kind: the words between the tags. Word's own XML is walked like a .docx."""

from __future__ import annotations

from typing import BinaryIO

from archive.extraction.draft import Draft
from archive.extraction.formats.docx_body import Body
from archive.extraction.formats.docx_numbering import Numbering
from archive.extraction.formats.docx_styles import Styles
from archive.extraction.kinds import FileKind
from archive.extraction.markup import local, parse_xml

_SILENT = {"script", "style", "metadata"}
_WORD_ROOTS = {"wordDocument", "package"}


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft with the text of every element."""
    del kind
    root = parse_xml(stream.read())
    body = next(root.iter("{*}body"), None) if local(root) in _WORD_ROOTS else None
    if body is not None:
        Body(draft, Styles.from_tree(None), Numbering()).walk(body)
        return
    for element in root.iter():
        name = local(element)
        if not name or name in _SILENT:
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                draft.paragraph(" ".join(text.split()))
