"""More like this: a list beside a document or a lesson, or a page of its own without script."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.errors import IndexUnavailable
from archive.services.search.similar import Similar
from archive.web.context import language, principal, services
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.similar import similar_rows

blueprint = Blueprint("similar", __name__)
POLICIES: Mapping[str, Policy] = {"of_document": signed_in, "of_lesson": signed_in}


@blueprint.get("/documents/<document_id>/similar")
def of_document(document_id: str) -> Response:
    """What is like a document."""
    document = services().documents.get(principal(), document_id)
    back = url_for("documents.show", document_id=document_id)
    try:
        found = services().similar.to_document(principal(), document_id)
    except IndexUnavailable:
        found = ()
    return _shown(found, document.title or document.name, back)


@blueprint.get("/knowledge/<lesson_id>/similar")
def of_lesson(lesson_id: str) -> Response:
    """What is like a lesson."""
    lesson = services().lessons.get(principal(), lesson_id).lesson
    back = url_for("lessons.show", lesson_id=lesson_id)
    try:
        found = services().similar.to_lesson(principal(), lesson_id)
    except IndexUnavailable:
        found = ()
    return _shown(found, lesson.title, back)


def _shown(found: tuple[Similar, ...], title: str, back: str) -> Response:
    rows = similar_rows(found, class_labels(), language(), url_for)
    beside = "HX-Request" in request.headers
    template = "_similar.html" if beside else "similar.html"
    response = make_response(render_template(template, rows=rows, title=title, back=back))
    response.headers["Vary"] = "HX-Request"
    return response
