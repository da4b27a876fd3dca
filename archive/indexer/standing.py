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
FORMS: Final = "template"


def standing_of(values: StoredValues) -> float:
    """The factor of a document's score; a search for a class by its name overrides it."""
    factor = A_DRAFT if values.draft else 1.0
    factor *= A_CONTAINER if values.container else 1.0
    return factor * (A_FORM if values.class_key == FORMS else 1.0)
