"""What a document is worth beside others that say the same."""

from __future__ import annotations

from typing import Final

from archive.indexer.schema import StoredValues

A_DRAFT: Final = 0.85
"""What was issued comes before the draft that says the same,"""
A_CONTAINER: Final = 0.6
"""a file before the archive that lists it, when both are in the index,"""
A_FORM: Final = 0.8
"""and a document that somebody filled in before the blank form. Factors of the score."""
NO_PAPER: Final = "lesson"
"""The kind of entry whose class says which papers it is about, and not that it is one of them."""
FORMS: Final = "template"
OF_NO_KIND: Final = 0.9
"""What no kind of paper was recognised in (a note, somebody's private file) comes a little below papers,"""
A_PROPOSAL: Final = 0.97
"""what was offered a little below what was agreed or came of it,"""
THE_REPORT: Final = 1.25
"""and of papers that say the same about equally well the final report is first, once it is issued: neither its
draft nor a lesson about such papers rises with it."""
WORTH: Final = {
    FORMS: A_FORM,
    "other": OF_NO_KIND,
    "proposal": A_PROPOSAL,
    "final_report": THE_REPORT,
}
"""By class of document."""


def standing_of(values: StoredValues) -> float:
    """The factor of a document's score; a search for a class by its name overrides it."""
    worth = WORTH.get(values.class_key, 1.0)
    if values.draft or values.kind == NO_PAPER:
        worth = min(worth, 1.0)
    factor = A_DRAFT if values.draft else 1.0
    factor *= A_CONTAINER if values.container else 1.0
    return factor * worth
