"""Batches: one drop of files on a project, what is in it, and filing it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from archive.domain.intake import Item
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.intake.batch_filing import FilingOutcome
from archive.web.api.fields import Answer, Body, Empty, Identifier, Paged
from archive.web.api.findings import FindingAnswer
from archive.web.api.item_answers import BatchAnswer, BatchWithItems
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.api.shown_items import shown_items
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("batches")
blueprint = resource.blueprint


class FileBody(Body):
    """Which items to file, and whether to take what is suggested for them."""

    items: Literal["compliant", "all"] | Annotated[list[Identifier], Field(max_length=20_000)]
    accept_suggestions: bool = False


class FiledItem(Answer):
    """An item and the document it became; that of its twin where it was linked."""

    item: str
    document: str


class HeldItem(Answer):
    """An item that waits, and why."""

    item: str
    findings: list[FindingAnswer]

    @classmethod
    def of(cls, item: Item, spoken: str) -> HeldItem:
        return cls(item=item.id, findings=[FindingAnswer.of(f, spoken) for f in item.findings])


class FilingAnswer(Answer):
    """What was filed and what waits. Never all or nothing."""

    filed: list[FiledItem]
    held: list[HeldItem]
    act: str | None
    """What to name to have the filing undone."""

    @classmethod
    def of(cls, outcome: FilingOutcome, act: str | None, spoken: str) -> FilingAnswer:
        return cls(
            act=act,
            filed=[FiledItem(item=item, document=filed) for item, filed in outcome.filed],
            held=[HeldItem.of(item, spoken) for item in outcome.held],
        )


class ReadAgainAnswer(Answer):
    """How many files are being read again."""

    items: int


@resource.route(
    "POST",
    "/projects/<code>/batches",
    signed_in,
    Contract(BatchAnswer, 201, body=Empty, errors=(NotFound, ActionForbidden, Conflict)),
)
def open_batch(code: str) -> BatchAnswer:
    """Open a batch to drop files in."""
    return BatchAnswer.of(services().intake.open_batch(principal(), code))


@resource.route(
    "GET",
    "/projects/<code>/batches",
    signed_in,
    Contract(Listing[BatchAnswer], query=Paged, errors=(NotFound,)),
)
def list_batches(code: str, query: Paged) -> Listing[BatchAnswer]:
    """The batches of a project that the caller may see, newest first."""
    return part_of(services().intake.batches(principal(), code), query, BatchAnswer.of)


@resource.route(
    "GET", "/batches/<batch_id>", signed_in, Contract(BatchWithItems, errors=(NotFound,))
)
def show(batch_id: str) -> BatchWithItems:
    """A batch with its items."""
    asks = principal()
    return shown_items().look(
        lambda known: services().intake.glance(asks, batch_id, known), language()
    )


@resource.route(
    "POST",
    "/batches/<batch_id>/file",
    signed_in,
    Contract(FilingAnswer, body=FileBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def file_batch(batch_id: str, body: FileBody) -> FilingAnswer:
    """File the items that may be filed; the others stay, with their findings."""
    filed = services().batch_acts.file(
        principal(), batch_id, body.items, accept_suggestions=body.accept_suggestions
    )
    return FilingAnswer.of(filed.outcome, filed.act.id if filed.act else None, language())


@resource.route(
    "POST",
    "/batches/<batch_id>/read-again",
    signed_in,
    Contract(ReadAgainAnswer, errors=(NotFound, ActionForbidden, Conflict)),
)
def read_again(batch_id: str) -> ReadAgainAnswer:
    """Have every file read anew whose reading failed."""
    return ReadAgainAnswer(items=services().intake.read_again(principal(), batch_id))


POLICIES = resource.POLICIES
