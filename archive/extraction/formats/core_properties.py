"""What an office package says of itself in docProps/core.xml."""

from __future__ import annotations

from archive.extraction.draft import Draft
from archive.extraction.formats.docx_package import Package
from archive.extraction.markup import local
from archive.extraction.outcomes import Unreadable

_NAMES = {
    "title": "title",
    "creator": "author",
    "created": "created",
    "modified": "modified",
    "subject": "subject",
}

_DATES = frozenset({"created", "modified"})
_OF_TEMPLATES = frozenset({"2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z", "2013-01-27T09:15:58Z"})
"""Moments in the empty documents that the libraries python-docx and python-pptx begin with: what is
written with them keeps these, whenever it was written."""


def note_core_properties(package: Package, draft: Draft) -> None:
    """Put title, author, subject and dates of the package into the draft; none is no error."""
    try:
        core = package.tree(package.main_part("core-properties"))
    except Unreadable:
        return
    for entry in core:
        name = _NAMES.get(local(entry))
        value = " ".join((entry.text or "").split())
        if name and value and not (name in _DATES and value in _OF_TEMPLATES):
            draft.properties[name] = value[:10] if name in _DATES else value[:500]
