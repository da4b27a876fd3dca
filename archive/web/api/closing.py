"""/projects/{code}/close, /reopen and /closings: ending a project, its record and its package."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field

from archive.domain.closeout import Waiver
from archive.errors import ActionForbidden, CloseoutIncomplete, Conflict, NotFound
from archive.services.closeout.closing import ClosingView, Package
from archive.web.api.fields import Answer, Body, Empty, Identifier, JsonObject, Paged, Text
from archive.web.api.handout import PARTIAL, attachment, content_response
from archive.web.api.listing import Listing, part_of
from archive.web.api.projects import ProjectAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("closing")
blueprint = resource.blueprint

ZIP = "application/zip"
Reason = Annotated[Text, Field(min_length=1, max_length=500)]


class WaiverBody(Body):
    """A missing thing the project is closed without, and why."""

    item: Identifier
    reason: Reason


class CloseBody(Empty):
    """What the project is closed without; the body may be left out."""

    waivers: list[WaiverBody] = Field(default_factory=list, max_length=500)


class ReopenBody(Body):
    """Why the project is opened again."""

    reason: Reason


class ClosingAnswer(Answer):
    """A close; `record` is limited to what the caller may see."""

    number: int
    closed_at: datetime
    closed_by: str
    reopened_at: datetime | None
    reopened_by: str | None
    reopen_reason: str | None
    record: JsonObject

    @classmethod
    def of(cls, view: ClosingView) -> ClosingAnswer:
        closing = view.closing
        return cls(
            number=closing.number,
            closed_at=closing.closed_at,
            closed_by=closing.closed_by_name,
            reopened_at=closing.reopened_at,
            reopened_by=closing.reopened_by_name,
            reopen_reason=closing.reopen_reason,
            record=dict(view.record),
        )


@resource.route(
    "POST",
    "/projects/<code>/close",
    signed_in,
    Contract(
        ProjectAnswer,
        body=CloseBody,
        errors=(NotFound, ActionForbidden, Conflict, CloseoutIncomplete),
    ),
)
def close(code: str, body: CloseBody) -> ProjectAnswer:
    """Close a project; 409 lists what is missing and not waived."""
    waivers = [Waiver(waiver.item, waiver.reason) for waiver in body.waivers]
    services().closing.close(principal(), code, waivers)
    return ProjectAnswer.of(services().projects.get(principal(), code))


@resource.route(
    "POST",
    "/projects/<code>/reopen",
    signed_in,
    Contract(ProjectAnswer, body=ReopenBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def reopen(code: str, body: ReopenBody) -> ProjectAnswer:
    """Open a closed project again; the reason is kept."""
    return ProjectAnswer.of(services().closing.reopen(principal(), code, body.reason))


@resource.route(
    "GET",
    "/projects/<code>/closings",
    signed_in,
    Contract(Listing[ClosingAnswer], query=Paged, errors=(NotFound, ActionForbidden)),
)
def list_closings(code: str, query: Paged) -> Listing[ClosingAnswer]:
    """Every close of a project, the newest first."""
    return part_of(services().closing.closings(principal(), code), query, ClosingAnswer.of)


@resource.route(
    "GET",
    "/projects/<code>/closings/<int:number>/package.zip",
    signed_in,
    Contract(ZIP, errors=(NotFound, ActionForbidden), also=PARTIAL),
)
def package(code: str, number: int) -> Response:
    """The package of a close: a BagIt bag in a ZIP, limited to what the caller may see."""
    return package_response(services().closing.package(principal(), code, number))


def package_response(package: Package) -> Response:
    """Stored bytes, or pieces as they are made."""
    if package.stored is not None:
        return content_response(package.stored)
    response = Response(package.pieces, mimetype=ZIP)
    response.headers["Content-Disposition"] = attachment(package.name)
    return response


POLICIES = resource.POLICIES
