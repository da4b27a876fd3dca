"""Word documents: a walk over every part that shows text, in the order a reader meets it.

Headers first, then the body with its tables (nested ones too) and text boxes, then notes, comments
and footers. Tracked insertions are text, tracked deletions are not.
"""

from __future__ import annotations

from typing import BinaryIO

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.core_properties import note_core_properties
from archive.extraction.formats.docx_body import Body
from archive.extraction.formats.docx_numbering import Numbering
from archive.extraction.formats.docx_package import Package
from archive.extraction.formats.docx_styles import Styles
from archive.extraction.formats.office_drawings import add_drawings
from archive.extraction.kinds import FileKind
from archive.extraction.markup import Element, attribute, local
from archive.extraction.zips import Container


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from a .docx, .docm or .dotx."""
    del kind
    package = Package(Container(stream, draft.limits))
    main = package.main_part()
    root = package.tree(main)
    note_core_properties(package, draft)
    styles = Styles.from_tree(_only(package, main, "styles"))
    numbering = Numbering.from_tree(_only(package, main, "numbering"))
    _edges(package, main, "header", SegmentKind.HEADER, draft)
    body = root.find("{*}body")
    Body(draft, styles, numbering).walk(root if body is None else body)
    add_drawings(package, main, draft)
    for part, entry in (("footnotes", "footnote"), ("endnotes", "endnote")):
        _notes(package, main, part, entry, draft)
    _comments(package, main, draft)
    _edges(package, main, "footer", SegmentKind.FOOTER, draft)


def _only(package: Package, main: str, kind: str) -> Element | None:
    return next((tree for _, tree in package.related(main, kind)), None)


def _plain(element: Element, draft: Draft) -> list[str]:
    """The paragraphs and table rows below an element as lines of text."""
    lines = Draft(draft.limits)
    Body(lines, Styles(), Numbering()).walk(element)
    return [segment.text for segment in lines.segments]


def _edges(package: Package, main: str, kind: str, shown: SegmentKind, draft: Draft) -> None:
    seen: set[str] = set()
    for _, tree in package.related(main, kind):
        text = "\n".join(_plain(tree, draft))
        if text not in seen:
            seen.add(text)
            draft.add(shown, text)


def _notes(package: Package, main: str, part: str, entry: str, draft: Draft) -> None:
    for _, tree in package.related(main, part):
        for note in tree:
            if local(note) == entry and attribute(note, "type") in {None, "normal"}:
                draft.add(SegmentKind.NOTE, "\n".join(_plain(note, draft)))


def _comments(package: Package, main: str, draft: Draft) -> None:
    for _, tree in package.related(main, "comments"):
        for comment in tree:
            if local(comment) == "comment":
                draft.add(SegmentKind.COMMENT, "\n".join(_plain(comment, draft)))
