"""What is drawn on a PDF page beside text: straight lines that may rule tables, pictures, outlines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from archive.extraction.formats.pdf_letters import Transform
from archive.extraction.layout.grid import Rule

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_THIN = 3.0
_SHORT = 4.0
_MAX_DEPTH = 6


@dataclass(slots=True)
class Drawn:
    """`pictures` is the share of the page that pictures cover; `shapes` counts drawn outlines."""

    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    shapes: int = 0


def drawn_on(page: Any, transform: Transform, area: float) -> Drawn:
    """Look at each object of the page, bounded."""
    found = Drawn()
    matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for count, (thing, placed) in enumerate(_objects(page.raw, matrix, 0)):
        if count > _MOST_OBJECTS:
            break
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = _bounds(thing, placed, transform)
            found.pictures += max(right - left, 0.0) * max(bottom - top, 0.0) / max(area, 1.0)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.shapes += 1
            _rules(thing, placed, transform, found)
    return found


Matrix = tuple[float, float, float, float, float, float]


def _objects(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if depth == 0:
        count, get = pdfium.FPDFPage_CountObjects(container), pdfium.FPDFPage_GetObject
    else:
        count, get = pdfium.FPDFFormObj_CountObjects(container), pdfium.FPDFFormObj_GetObject
    for index in range(max(count, 0)):
        thing = get(container, index)
        if not thing:
            continue
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from _objects(thing, _times(_matrix(thing), matrix), depth + 1)
        else:
            yield thing, matrix


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(found)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, placed: Matrix, transform: Transform) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    one = transform(*_apply(placed, left.value, bottom.value))
    other = transform(*_apply(placed, right.value, top.value))
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _rules(thing: Any, placed: Matrix, transform: Transform, found: Drawn) -> None:
    """The straight level and upright lines of a path; a thin filled box is a line too."""
    count = pdfium.FPDFPath_CountSegments(thing)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    box = _bounds(thing, placed, transform)
    if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
        _add(found, box[0], box[1], box[2], box[3])
        return
    whole = _times(_matrix(thing), placed)
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = transform(*_apply(whole, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _add(found, *last, *point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            _add(found, *last, *start)


def _add(found: Drawn, x0: float, y0: float, x1: float, y1: float) -> None:
    across, down = abs(x1 - x0), abs(y1 - y0)
    if down <= _THIN and across > _SHORT and across > down:
        found.rules.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif across <= _THIN and down > _SHORT:
        found.rules.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
