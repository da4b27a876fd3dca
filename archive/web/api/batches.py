"""Batches: one drop of files on a project, what is in it, and filing it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from archive.domain.intake import Item
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.filing import FilingOutcome
from archive.web.api.fields import Answer, Body, Empty, Identifier, Paged
from archive.web.api.findings import FindingAnswer
from archive.web.api.item_answers import BatchAnswer, BatchWithItems
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
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

    @classmethod
    def of(cls, outcome: FilingOutcome, spoken: str) -> FilingAnswer:
        return cls(
            filed=[FiledItem(item=item, document=filed) for item, filed in outcome.filed],
            held=[HeldItem.of(item, spoken) for item in outcome.held],
        )


@resource.route(
    "POST",
    "/projects/<code>/batches",
    signed_in,
    Contract(BatchAnswer, 201, body=Empty, errors=(NotFound, ActionForbidden)),
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
    view = services().intake.batch(principal(), batch_id)
    return BatchWithItems.of_items(view.batch, view.items, language())


@resource.route(
    "POST",
    "/batches/<batch_id>/file",
    signed_in,
    Contract(FilingAnswer, body=FileBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def file_batch(batch_id: str, body: FileBody) -> FilingAnswer:
    """File the items that may be filed; the others stay, with their findings."""
    outcome = services().filing.file_batch(
        principal(), batch_id, body.items, accept_suggestions=body.accept_suggestions
    )
    return FilingAnswer.of(outcome, language())


POLICIES = resource.POLICIES
