"""/projects/{code}/archive.zip: everything of a project that the caller may see."""

from __future__ import annotations

from flask import Response

from archive.errors import NotFound
from archive.web.api.handout import attachment
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("packages")
blueprint = resource.blueprint

ZIP = "application/zip"


@resource.route("GET", "/projects/<code>/archive.zip", signed_in, Contract(ZIP, errors=(NotFound,)))
def project_zip(code: str) -> Response:
    """A ZIP under canonical names, with a manifest; sent while it is being made."""
    response = Response(services().packages.project_zip(principal(), code), mimetype=ZIP)
    response.headers["Content-Disposition"] = attachment(f"{code}.zip")
    return response


POLICIES = resource.POLICIES
