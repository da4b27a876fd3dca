"""/documents: listing, showing, changing, withdrawing and moving what is filed."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from pydantic import Field

from archive.domain.documents import DocumentState
from archive.errors import ActionForbidden, BlobDamaged, Conflict, NotFound
from archive.services.documents.documents import DocumentQuery
from archive.web.api.document_answers import (
    AuditAnswer,
    DocumentAnswer,
    DocumentWithVersions,
    VersionAnswer,
)
from archive.web.api.fields import (
    Body,
    ClassKey,
    Code,
    Empty,
    LevelKey,
    Name,
    Paged,
    Query,
    Revision,
    Sentence,
    Word,
)
from archive.web.api.handout import (
    PARTIAL,
    PICTURE,
    PictureQuery,
    content_response,
    picture_response,
)
from archive.web.api.listing import Listing, listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.api.texts import TextAnswer
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("documents")
blueprint = resource.blueprint

DOCUMENT = "/documents/<document_id>"


class DocumentListQuery(Paged):
    """Which documents, in which order; a minus turns it around."""

    project: Code | None = None
    class_key: ClassKey | None = Field(default=None, alias="class")
    state: DocumentState | None = None
    q: Word = ""
    sort: Literal[
        "filed_at",
        "-filed_at",
        "name",
        "-name",
        "title",
        "-title",
        "date",
        "-date",
        "class",
        "-class",
    ] = "-filed_at"


class DocumentChange(Body):
    """What may change in a document; what is not named stays, null empties a value."""

    title: Name = ""
    date: Word | None = None
    version: Word = ""
    status: Word | None = None
    language: Word | None = None
    parties: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    amount: Word | None = None
    currency: Word | None = None
    client_confirmed_on: Word | None = None
    class_key: ClassKey = Field(default="other", alias="class")
    confidentiality: LevelKey = "internal"
    revision: Revision | None = None


class VersionQuery(Query):
    """Which version (its id); the newest when it is not said."""

    version: Word | None = None


class PicturedVersion(PictureQuery, VersionQuery):
    """Which version, and how wide the picture is to be."""


class WithdrawBody(Body):
    """Why a document is taken back."""

    reason: Annotated[Sentence, Field(min_length=1)]


class MoveBody(Body):
    """Where a misfiled document belongs."""

    project: Code


@resource.route(
    "GET",
    "/documents",
    signed_in,
    Contract(Listing[DocumentAnswer], query=DocumentListQuery),
)
def list_documents(query: DocumentListQuery) -> Listing[DocumentAnswer]:
    """Documents the caller may see."""
    asked = DocumentQuery(
        project=query.project,
        class_key=query.class_key,
        state=query.state,
        q=query.q,
        sort=query.sort,
        page=query.page,
        per_page=query.per_page,
    )
    return listing(services().documents.list(principal(), asked), DocumentAnswer.of)


@resource.route("GET", DOCUMENT, signed_in, Contract(DocumentWithVersions, errors=(NotFound,)))
def show(document_id: str) -> DocumentWithVersions:
    """One document with its versions, what it came with, and why it was proposed as it is."""
    document = services().documents.get(principal(), document_id)
    versions = services().documents.versions(principal(), document_id)
    missing = services().documents.missing(principal(), document)
    enclosures = services().enclosures.of(principal(), document_id)
    told = services().proposal_reasons.of(principal(), document_id)
    return DocumentWithVersions.of_parts(document, versions, missing, enclosures, told, language())


@resource.route(
    "PATCH",
    DOCUMENT,
    signed_in,
    Contract(DocumentAnswer, body=DocumentChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def edit(document_id: str, body: DocumentChange) -> DocumentAnswer:
    """Change what is known of a document, its class or its confidentiality."""
    changes = body.model_dump(exclude_unset=True, by_alias=True)
    return DocumentAnswer.of(services().documents.edit(principal(), document_id, changes))


@resource.route(
    "GET",
    DOCUMENT + "/versions",
    signed_in,
    Contract(Listing[VersionAnswer], query=Paged, errors=(NotFound,)),
)
def list_versions(document_id: str, query: Paged) -> Listing[VersionAnswer]:
    """All versions of a document."""
    return part_of(services().documents.versions(principal(), document_id), query, VersionAnswer.of)


@resource.route(
    "GET",
    DOCUMENT + "/content",
    signed_in,
    Contract(
        "application/octet-stream", query=VersionQuery, errors=(NotFound, BlobDamaged), also=PARTIAL
    ),
)
def content(document_id: str, query: VersionQuery) -> Response:
    """The bytes as they were filed, under the canonical name. ETag is the SHA-256."""
    return content_response(services().documents.content(principal(), document_id, query.version))


@resource.route(
    "GET",
    DOCUMENT + "/text",
    signed_in,
    Contract(TextAnswer, query=VersionQuery, errors=(NotFound,)),
)
def text(document_id: str, query: VersionQuery) -> TextAnswer:
    """The text with its places; quotes of reviews stand in it word for word."""
    return TextAnswer.of(services().documents.text(principal(), document_id, query.version))


@resource.route(
    "GET",
    DOCUMENT + "/pages/<int:page>.png",
    signed_in,
    Contract(PICTURE, query=PicturedVersion, errors=(NotFound,)),
)
def picture(document_id: str, page: int, query: PicturedVersion) -> Response:
    """A picture of one page."""
    return picture_response(
        services().documents.picture(principal(), document_id, page, query.width, query.version)
    )


@resource.route(
    "GET",
    DOCUMENT + "/audit",
    signed_in,
    Contract(Listing[AuditAnswer], query=Paged, errors=(NotFound,)),
)
def audit(document_id: str, query: Paged) -> Listing[AuditAnswer]:
    """What was done to a document, and by whom."""
    return part_of(services().documents.audit(principal(), document_id), query, AuditAnswer.of)


@resource.route(
    "POST",
    DOCUMENT + "/withdraw",
    signed_in,
    Contract(DocumentAnswer, body=WithdrawBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def withdraw(document_id: str, body: WithdrawBody) -> DocumentAnswer:
    """Take a misfiled document back; it can be restored."""
    return DocumentAnswer.of(services().documents.withdraw(principal(), document_id, body.reason))


@resource.route(
    "POST",
    DOCUMENT + "/restore",
    signed_in,
    Contract(DocumentAnswer, body=Empty, errors=(NotFound, ActionForbidden, Conflict)),
)
def restore(document_id: str) -> DocumentAnswer:
    """Undo a withdrawal."""
    return DocumentAnswer.of(services().documents.restore(principal(), document_id))


@resource.route(
    "POST",
    DOCUMENT + "/move",
    signed_in,
    Contract(DocumentAnswer, body=MoveBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def move(document_id: str, body: MoveBody) -> DocumentAnswer:
    """Move a misfiled document to the project it belongs to."""
    return DocumentAnswer.of(services().documents.move(principal(), document_id, body.project))


POLICIES = resource.POLICIES
