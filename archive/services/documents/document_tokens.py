"""The access tokens of a filed document, from the one rule in `domain.access`."""

from __future__ import annotations

from archive.domain.access import document_tokens
from archive.domain.documents import Document
from archive.naming.rules import Rules


def tokens_of(document: Document, *, restricted: bool, rules: Rules) -> frozenset[str]:
    """The tokens a document carries while its project is (not) restricted."""
    return document_tokens(
        document.project,
        document.level,
        project_restricted=restricted,
        class_readers=rules.readers(document.class_key),
        filed_by=document.filed_by,
    )
