"""Presentations: slide by slide titles, text, tables, charts' labels, groups and speaker notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.core_properties import note_core_properties
from archive.extraction.formats.docx_package import Package
from archive.extraction.formats.office_drawings import add_drawings
from archive.extraction.headings import is_list_item
from archive.extraction.kinds import FileKind
from archive.extraction.zips import Container

_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_DECORATION = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE}
_MAX_DEPTH = 20


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft from a .pptx, .pptm, .ppsx or .potx."""
    del kind
    container = Container(stream, draft.limits)
    container.check_all()
    package = Package(container)
    note_core_properties(package, draft)
    stream.seek(0)
    slides = list(Presentation(stream).slides)
    draft.page_count = len(slides)
    for number, slide in enumerate(slides, 1):
        draft.forget_headings()
        draft.at(slide=number)
        _slide(slide, draft)
        part = str(slide.part.partname).lstrip("/")
        add_drawings(package, part, draft)
        _comments(package, part, draft)
        if not any(True for _ in slide.element.iter("{*}pic", "{*}blip", "{*}oleObj")):
            draft.wordless.append(number)


def _comments(package: Package, part: str, draft: Draft) -> None:
    """Remarks on a slide, of the old kind and the new."""
    for _, root in package.related(part, "comments"):
        for comment in root.iter("{*}cm"):
            words = [e.text or "" for e in comment.iter("{*}text", "{*}t")]
            draft.add(SegmentKind.COMMENT, "".join(words))


def _slide(slide: Any, draft: Draft) -> None:
    shapes = sorted(slide.shapes, key=_reading_order)
    title = next((shape for shape in shapes if _placeholder(shape) in _TITLES), None)
    if title is not None and title.has_text_frame:
        draft.heading(" ".join(title.text_frame.text.split()), 1)
    _shapes((shape for shape in shapes if shape is not title), draft, 0)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        draft.add(SegmentKind.NOTE, slide.notes_slide.notes_text_frame.text)


def _reading_order(shape: Any) -> tuple[int, int]:
    """From top to bottom in bands, then from left to right."""
    top, left = shape.top or 0, shape.left or 0
    return (top // 360_000, left)


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _shapes(shapes: Iterable[Any], draft: Draft, depth: int) -> None:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < _MAX_DEPTH:
            _shapes(sorted(shape.shapes, key=_reading_order), draft, depth + 1)
        elif shape.has_text_frame and _placeholder(shape) not in _DECORATION:
            _text(shape.text_frame, draft)
        elif getattr(shape, "has_table", False):
            draft.table([[cell.text for cell in row.cells] for row in shape.table.rows])


def _text(frame: Any, draft: Draft) -> None:
    for paragraph in frame.paragraphs:
        text = paragraph.text
        if paragraph.level or is_list_item(text.strip()):
            draft.add(SegmentKind.LIST_ITEM, text)
        else:
            draft.paragraph(text)
