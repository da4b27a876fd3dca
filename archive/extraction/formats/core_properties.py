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


def note_core_properties(package: Package, draft: Draft) -> None:
    """Put title, author, subject and dates of the package into the draft; none is no error."""
    try:
        core = package.tree(package.main_part("core-properties"))
    except Unreadable:
        return
    for entry in core:
        name = _NAMES.get(local(entry))
        value = " ".join((entry.text or "").split())
        if name and value:
            draft.properties[name] = value[:10] if name in {"created", "modified"} else value[:500]
