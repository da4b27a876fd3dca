"""What a page of an office file shows through drawings kept in parts of their own: diagrams and charts."""

from __future__ import annotations

from archive.extraction.draft import Draft
from archive.extraction.formats.docx_package import Package
from archive.extraction.formats.xlsx_styles import Meaning, shown_number
from archive.extraction.markup import Element, local

_MOST_POINTS = 2_000


def add_drawings(package: Package, part: str, draft: Draft) -> None:
    """Add the words of diagrams (SmartArt) and the figures of charts that the part shows."""
    for _, root in package.related(part, "diagramData"):
        for point in root.iter("{*}pt"):
            lines = ("".join(t.text or "" for t in p.iter("{*}t")) for p in point.iter("{*}p"))
            draft.paragraph("\n".join(lines))
    for kind in ("chart", "chartEx"):
        for _, root in package.related(part, kind):
            _chart(root, draft)


def _chart(root: Element, draft: Draft) -> None:
    """The title and, as a table, the values the chart was drawn from when it was saved."""
    for title in root.iterfind(".//{*}title"):
        draft.paragraph("".join(t.text or "" for t in title.iter("{*}t")))
    series = list(root.iter("{*}ser"))
    names = [_first(_points(s.find("{*}tx"))) for s in series]
    columns = [_points(s.find("{*}val")) or _points(s.find("{*}yVal")) for s in series]
    labels: dict[int, str] = {}
    for one in series:
        labels |= _points(one.find("{*}cat")) or _points(one.find("{*}xVal"))
    rows = [
        [labels.get(index, ""), *(column.get(index, "") for column in columns)]
        for index in sorted({index for column in columns for index in column})
    ]
    if rows:
        draft.table([["", *names], *rows])


def _points(element: Element | None) -> dict[int, str]:
    """Index and shown value of the points saved with a series."""
    found: dict[int, str] = {}
    if element is None:
        return found
    for point in element.iter("{*}pt"):
        index = point.get("idx", "")
        value = point.findtext("{*}v") or ""
        if index.isdigit() and len(found) < _MOST_POINTS:
            parent = point.getparent()
            number = parent is not None and local(parent).startswith("num")
            shown = shown_number(value, Meaning.NUMBER, from_1904=False) if number else value
            found[int(index)] = shown
    if not found and (single := element.findtext(".//{*}v")):
        found[0] = single
    return found


def _first(points: dict[int, str]) -> str:
    return next(iter(points.values()), "")
