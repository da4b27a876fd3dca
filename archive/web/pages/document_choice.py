"""Choosing a document of a project in a form: a bounded list, and words that find any other, without script."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import request

from archive.domain.documents import Document
from archive.domain.messages import Message
from archive.errors import ArchiveError, InvalidInput
from archive.web.context import language, principal, services
from archive.web.forms import words
from archive.wording import say

FIND = "_find"
"""What the field of words is called beside the field it finds a document for."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """What a form offers: documents by id, and where that is not all of them, what is typed to find another."""

    options: tuple[tuple[str, str], ...]
    words: str
    tip: str


def document_choice(
    code: str,
    field: str,
    kept: Collection[str | None] = (),
    refused: ArchiveError | None = None,
) -> DocumentChoice:
    """The documents to choose from: those a refused search found, else all, else the ones filed last.

    Args:
        code: the project's.
        field: the form's name for the document.
        kept: documents that stay to be chosen, whatever is listed.
        refused: what `chosen_document` raised for this form, if it did.
    """
    among = str(refused.values.get("among", "")) if refused else ""
    typed = request.form.get(field + FIND, "")[:LONGEST]
    offer = services().shelf.offer(principal(), code, among, kept={id_ for id_ in kept if id_})
    more = len(offer.documents) < offer.total
    listed = len(offer.documents)
    tip = Message("ui_document.choice_tip", {"n": offer.everything, "m": listed})
    return DocumentChoice(
        tuple((document.id, document.name) for document in offer.documents),
        "" if among else typed,
        say(language(), tip) if more or among or typed else "",
    )


def chosen_document(code: str, field: str) -> str | None:
    """The document of the form: the one whose name has the words that were typed, else the one chosen.

    Raises:
        InvalidInput: the words fit no document that the reader sees, or several (`among` them).
    """
    found = found_document(code, field)
    return found.id if found else words(request.form, field, 64)


def chosen_documents(code: str, field: str) -> list[str]:
    """The documents that are ticked in the form, and the one whose name has the words that were typed.

    Raises:
        InvalidInput: the words fit no document that the reader sees, or several (`among` them).
    """
    found = found_document(code, field)
    return list(dict.fromkeys([*request.form.getlist(field), *([found.id] if found else [])]))


def found_document(code: str, field: str) -> Document | None:
    """The document whose name has the words that were typed; None where none were.

    Raises:
        InvalidInput: as `chosen_document`.
    """
    typed = words(request.form, field + FIND, LONGEST)
    if typed is None:
        return None
    offer = services().shelf.offer(principal(), code, typed)
    if offer.total == 1:
        return offer.documents[0]
    values = {"n": offer.total, "words": typed}
    if not offer.total:
        raise InvalidInput(field=field, why=Message("errors.why_no_such_document", values))
    raise InvalidInput(
        field=field, why=Message("errors.why_several_documents", values), among=typed
    )
