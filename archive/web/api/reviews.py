"""/projects/{code}/review: building, reading and downloading the project review."""

from __future__ import annotations

from flask import Response, json

from archive.errors import ActionForbidden, NotFound
from archive.services.reviews import ReviewView
from archive.web.api.fields import Empty, Language, Query
from archive.web.api.handout import attachment
from archive.web.api.resource import Contract, Resource
from archive.web.api.review_answers import ReviewAnswer
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("reviews")
blueprint = resource.blueprint

REVIEW = "/projects/<code>/review"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxQuery(Query):
    """The language of headings; the caller's when it is not said."""

    language: Language | None = None


@resource.route(
    "POST",
    REVIEW,
    signed_in,
    Contract(ReviewAnswer, 202, body=Empty, errors=(NotFound, ActionForbidden)),
)
def build(code: str) -> Response:
    """Have the review built anew from what is filed; it is ready a little later."""
    return _answer(services().reviews.request(principal(), code), 202)


@resource.route("GET", REVIEW, signed_in, Contract(ReviewAnswer, errors=(NotFound,)))
def show(code: str) -> Response:
    """The review, with only the statements whose sources the caller may see."""
    return _answer(services().reviews.get(principal(), code), 200)


@resource.route(
    "GET", REVIEW + ".docx", signed_in, Contract(DOCX, query=DocxQuery, errors=(NotFound,))
)
def docx(code: str, query: DocxQuery) -> Response:
    """The review as a Word document."""
    built = services().reviews.docx(principal(), code, query.language or language())
    response = Response(built, mimetype=DOCX)
    response.headers["Content-Disposition"] = attachment(f"{code}-review.docx")
    return response


def _answer(view: ReviewView, status: int) -> Response:
    """The review as it is kept; `review_answers` describes it and a test compares the two."""
    state = {
        "status": view.status,
        "built_at": view.built_at.isoformat() if view.built_at else None,
        "requested_at": view.requested_at.isoformat(),
    }
    text = json.dumps({**view.content, **state}, ensure_ascii=False)
    return Response(text, status, mimetype="application/json")


POLICIES = resource.POLICIES
