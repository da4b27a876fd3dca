"""Items of a batch: dropping a file, looking at it, changing what is proposed."""

from __future__ import annotations

from typing import Literal

from flask import Response
from pydantic import Field

from archive.errors import (
    ActionForbidden,
    BlobDamaged,
    Conflict,
    NotFound,
    StorageFull,
    UploadTooLarge,
)
from archive.services.intake.item_changes import ItemChange
from archive.web.api.fields import (
    Body,
    ClassKey,
    FileName,
    Form,
    Identifier,
    JsonObject,
    LevelKey,
    Revision,
    Sentence,
)
from archive.web.api.handout import (
    PARTIAL,
    PICTURE,
    PictureQuery,
    content_response,
    picture_response,
)
from archive.web.api.item_answers import ItemAnswer
from archive.web.api.reading import SentFile
from archive.web.api.resource import Contract, Resource
from archive.web.api.texts import TextAnswer
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("items")
blueprint = resource.blueprint

ITEM = "/batches/<batch_id>/items/<item_id>"


class ItemForm(Form):
    """`path` is the place in the dropped folder; without it the file's own name is taken."""

    path: FileName | None = None


class ItemPatch(Body):
    """What a person changes; what is not named stays. `decision` null or none takes one back."""

    class_key: ClassKey | None = Field(default=None, alias="class")
    name: FileName | None = None
    fields: JsonObject | None = None
    confidentiality: LevelKey | None = None
    decision: Literal["hold", "discard", "link", "new_version", "keep_both", "none"] | None = None
    of: Identifier | None = None
    reason: Sentence | None = None
    revision: Revision | None = None


@resource.route(
    "POST",
    "/batches/<batch_id>/items",
    signed_in,
    Contract(
        ItemAnswer,
        201,
        form=ItemForm,
        errors=(NotFound, ActionForbidden, Conflict, UploadTooLarge, StorageFull),
    ),
)
def receive(batch_id: str, form: ItemForm, file: SentFile) -> ItemAnswer:
    """Drop one file. When this answers, the bytes are on disk and the item is in the database."""
    item = services().intake.receive(principal(), batch_id, file.stream, form.path or file.filename)
    return ItemAnswer.from_item(item, language())


@resource.route("GET", ITEM, signed_in, Contract(ItemAnswer, errors=(NotFound,)))
def show(batch_id: str, item_id: str) -> ItemAnswer:
    """One item."""
    return ItemAnswer.from_item(services().intake.item(principal(), batch_id, item_id), language())


@resource.route(
    "PATCH",
    ITEM,
    signed_in,
    Contract(ItemAnswer, body=ItemPatch, errors=(NotFound, ActionForbidden, Conflict)),
)
def change(batch_id: str, item_id: str, body: ItemPatch) -> ItemAnswer:
    """Change what is proposed; the item is judged again."""
    taken_back = body.decision is None and "decision" in body.model_fields_set
    change = ItemChange(
        class_key=body.class_key,
        name=body.name,
        fields=body.fields,
        level=body.confidentiality,
        decision="none" if taken_back else body.decision,
        of=body.of,
        reason=body.reason,
        revision=body.revision,
    )
    item = services().intake.change(principal(), batch_id, item_id, change)
    return ItemAnswer.from_item(item, language())


@resource.route(
    "GET",
    ITEM + "/content",
    signed_in,
    Contract("application/octet-stream", errors=(NotFound, BlobDamaged), also=PARTIAL),
)
def content(batch_id: str, item_id: str) -> Response:
    """The bytes as they came."""
    return content_response(services().intake.content(principal(), batch_id, item_id))


@resource.route("GET", ITEM + "/text", signed_in, Contract(TextAnswer, errors=(NotFound,)))
def text(batch_id: str, item_id: str) -> TextAnswer:
    """The text that was read from it, with places."""
    return TextAnswer.of(services().intake.text(principal(), batch_id, item_id))


@resource.route(
    "GET",
    ITEM + "/pages/<int:page>.png",
    signed_in,
    Contract(PICTURE, query=PictureQuery, errors=(NotFound,)),
)
def picture(batch_id: str, item_id: str, page: int, query: PictureQuery) -> Response:
    """A picture of one page."""
    return picture_response(
        services().intake.picture(principal(), batch_id, item_id, page, query.width)
    )


POLICIES = resource.POLICIES
