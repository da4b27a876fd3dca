"""Why a document is named and sorted as it is: what was kept at intake, in the document's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.access import Principal
from archive.domain.documents import Decision, Document
from archive.domain.intake import FieldReason, Item
from archive.domain.messages import Message
from archive.persistence.database import Database
from archive.services.documents.documents import DocumentService

_OF_ITSELF = (
    "understanding.class_title", "understanding.class_name", "understanding.class_body",
    "understanding.class_table", "understanding.class_likeness", "understanding.level_sensitive",
    "understanding.level_words", "understanding.title_", "understanding.date_",
    "understanding.version_", "understanding.language_", "understanding.party_",
    "understanding.amount_",
)  # fmt: skip
"""Beginnings of what may be told to everybody who may read the document. The others speak of files that
came with it, of its folder or of what its receiver filed before: not all its readers may know of those."""


@dataclass(frozen=True, slots=True)
class ProposalReasons:
    """Reasons of what still holds: a value that a person gave or changed has none."""

    class_reasons: tuple[Message, ...] = ()
    level_reasons: tuple[Message, ...] = ()
    reasons: tuple[FieldReason, ...] = ()

    def reasons_for(self, field: str) -> tuple[FieldReason, ...]:
        """Why that field has its value."""
        return tuple(reason for reason in self.reasons if reason.field == field)


class ProposalReasonService:
    """Reads what intake kept of the file that became a document's current version."""

    def __init__(self, database: Database, documents: DocumentService) -> None:
        self._database = database
        self._documents = documents

    def of(self, principal: Principal, document_id: str) -> ProposalReasons:
        """Why a document the caller may see is what it is; none for one that came without a proposal.

        Raises:
            NotFound: there is no such document for the caller.
        """
        document = self._documents.get(principal, document_id)
        with self._database.read() as work:
            item = work.intake.filed_as(document_id, document.sha256)
        if item is None or item.decision is Decision.LINK:
            return ProposalReasons()
        return _still_true(document, item)


def _still_true(document: Document, item: Item) -> ProposalReasons:
    now, then = document.fields, item.fields.as_dict()
    return ProposalReasons(
        _own(item.class_reasons) if document.class_key == item.class_key else (),
        _own(item.level_reasons) if document.level is item.level else (),
        tuple(_fields(item, {name for name in then if now.get(name) == then[name]})),
    )


def _fields(item: Item, unchanged: set[str]) -> Iterator[FieldReason]:
    for reason in item.reasons:
        if reason.field in unchanged and reason.message.key.startswith(_OF_ITSELF):
            yield reason


def _own(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    return tuple(message for message in messages if message.key.startswith(_OF_ITSELF))
