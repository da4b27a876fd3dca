"""The project review: written from what is filed, every sentence with the page it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.domain.access import Action, Target, may
from archive.domain.messages import LANGUAGES
from archive.errors import NotFound
from archive.services.reviews import ReviewView
from archive.web.api.handout import attachment
from archive.web.context import language, principal, services
from archive.web.forms import choice
from archive.web.pages.chrome import leave_notice
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.reviews import review_page
from archive.wording import say

blueprint = Blueprint("reviews", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "progress": signed_in,
    "build": signed_in,
    "download": signed_in,
}

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/projects/<code>/review")
def show(code: str) -> str:
    """The review, or the page that offers to write it."""
    project = services().projects.get(principal(), code)
    view = _existing(code)
    return render_template(
        "review.html",
        project=project,
        page=review_page(view, class_labels(), language(), url_for) if view else None,
        may_build=may(principal(), Action.BUILD_REVIEW, Target(project.id)),
    )


@blueprint.get("/projects/<code>/review/progress")
def progress(code: str) -> Response:
    """Asked while the review is being written; answers with a reload once it is."""
    view = services().reviews.get(principal(), code)
    if view.status != "building":
        return Response(status=204, headers={"HX-Refresh": "true"})
    return make_response(render_template("_review_progress.html", code=code))


@blueprint.post("/projects/<code>/review")
def build(code: str) -> AnyResponse:
    """Have the review written anew."""
    services().reviews.request(principal(), code)
    leave_notice("ac", "ui_review.requested")
    return redirect(url_for("reviews.show", code=code), 303)


@blueprint.get("/projects/<code>/review.docx")
def download(code: str) -> Response:
    """The review as a Word file, in the language asked for."""
    spoken = choice(request.args, "language", LANGUAGES) or language()
    project = services().projects.get(principal(), code)
    response = Response(services().reviews.docx(principal(), code, spoken), mimetype=DOCX)
    name = f"{project.code} {say(spoken, 'ui_project.review')}.docx"
    response.headers["Content-Disposition"] = attachment(name)
    return response


def _existing(code: str) -> ReviewView | None:
    try:
        return services().reviews.get(principal(), code)
    except NotFound:
        return None
