"""Large files in pieces: announce one, send its pieces, ask how far it is, give it up."""

from __future__ import annotations

from typing import Annotated

from flask import request
from pydantic import Field

from archive.domain.intake import Upload
from archive.errors import ActionForbidden, Conflict, NotFound, StorageFull, UploadTooLarge
from archive.services.intake.uploads import PIECE_LIMIT
from archive.web.api.fields import Answer, Body, FileName, Paged, Query
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("uploads")
blueprint = resource.blueprint

Digest = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]


class UploadBody(Body):
    """The place in the dropped folder, the size in bytes, and the SHA-256 of the whole where known."""

    path: FileName
    size: Annotated[int, Field(ge=1, le=2**50)]
    sha256: Digest | None = None


class PieceQuery(Query):
    """Where the piece begins, and its SHA-256 where known."""

    offset: Annotated[int, Field(ge=0, le=2**50)] = 0
    sha256: Digest | None = None


class UploadAnswer(Answer):
    """`offset` bytes are on the disk; the next piece begins there and holds at most `piece` bytes.

    `item` is what the file became once all of it was there.
    """

    id: str
    batch: str
    path: str
    size: int
    offset: int
    piece: int
    item: str | None

    @classmethod
    def of(cls, upload: Upload) -> UploadAnswer:
        return cls(
            id=upload.id,
            batch=upload.batch,
            path=upload.path,
            size=upload.size,
            offset=upload.received,
            piece=PIECE_LIMIT,
            item=upload.item,
        )


@resource.route(
    "POST",
    "/batches/<batch_id>/uploads",
    signed_in,
    Contract(
        UploadAnswer,
        201,
        body=UploadBody,
        errors=(NotFound, ActionForbidden, Conflict, UploadTooLarge, StorageFull),
    ),
)
def announce(batch_id: str, body: UploadBody) -> UploadAnswer:
    """Announce a file that comes in pieces."""
    return UploadAnswer.of(
        services().uploads.announce(principal(), batch_id, body.path, body.size, body.sha256)
    )


@resource.route(
    "GET",
    "/batches/<batch_id>/uploads",
    signed_in,
    Contract(Listing[UploadAnswer], query=Paged, errors=(NotFound,)),
)
def unfinished(batch_id: str, query: Paged) -> Listing[UploadAnswer]:
    """What the caller has begun in this batch and not finished."""
    found = services().uploads.unfinished(principal(), batch_id)
    return part_of(found, query, UploadAnswer.of)


@resource.route(
    "GET",
    "/uploads/<upload_id>",
    signed_in,
    Contract(UploadAnswer, errors=(NotFound, ActionForbidden)),
)
def show(upload_id: str) -> UploadAnswer:
    """How far an upload is."""
    return UploadAnswer.of(services().uploads.get(principal(), upload_id))


@resource.route(
    "PUT",
    "/uploads/<upload_id>",
    signed_in,
    Contract(
        UploadAnswer,
        query=PieceQuery,
        bytes_in=True,
        errors=(NotFound, ActionForbidden, Conflict, StorageFull),
    ),
)
def send(upload_id: str, query: PieceQuery) -> UploadAnswer:
    """Send the piece that begins at `offset`. When this answers, it is on the disk."""
    upload = services().uploads.send(
        principal(), upload_id, query.offset, request.stream, query.sha256
    )
    return UploadAnswer.of(upload)


@resource.route(
    "DELETE",
    "/uploads/<upload_id>",
    signed_in,
    Contract(None, 204, errors=(NotFound, ActionForbidden)),
)
def forget(upload_id: str) -> None:
    """Give up an upload that is not finished."""
    services().uploads.forget(principal(), upload_id)


POLICIES = resource.POLICIES
