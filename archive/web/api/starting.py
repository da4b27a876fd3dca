"""/projects/{code}/start: a new document begun from a template, rightly named."""

from __future__ import annotations

from flask import Response
from pydantic import Field

from archive.errors import ActionForbidden, BlobDamaged, NotFound
from archive.web.api.fields import ClassKey, Query, Word
from archive.web.api.handout import OCTETS, PARTIAL, content_response
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("starting")
blueprint = resource.blueprint


class StartQuery(Query):
    """What the new document is; the template's own class and title where nothing is said."""

    class_key: ClassKey | None = Field(None, alias="class")
    title: Word | None = None


@resource.route(
    "GET",
    "/projects/<code>/start/<document_id>",
    signed_in,
    Contract(
        OCTETS, query=StartQuery, errors=(NotFound, ActionForbidden, BlobDamaged), also=PARTIAL
    ),
)
def start(code: str, document_id: str, query: StartQuery) -> Response:
    """A document's bytes under the name of a first draft in the project. Nothing is filed."""
    content = services().starting.start(
        principal(), document_id, code, query.class_key, query.title
    )
    return content_response(content)


POLICIES = resource.POLICIES
