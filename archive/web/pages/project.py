"""A project's page: what is there, what is missing, where to drop files; its details; its ZIP."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.domain.access import Action, Target, may, require
from archive.domain.documents import CLASS_CODES
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Project
from archive.errors import ChangedMeanwhile, InvalidInput
from archive.services.documents.shelf import (
    LONGEST,
    SHELF_ORDERS,
    SHELF_STANDINGS,
    Asked,
)
from archive.web.api.handout import attachment
from archive.web.context import language, principal, services
from archive.web.forms import CURRENCIES, project_details, whole
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.closeout import closeout_page
from archive.web.presenters.projects import project_view
from archive.web.presenters.shelf import shelf_view
from archive.wording import say

_LABELS = {
    "name": "name", "client": "client", "industry": "industry", "started_on": "started",
    "ended_on": "ended", "budget": "budget", "currency": "currency",
}  # fmt: skip

blueprint = Blueprint("project", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "edit": signed_in,
    "save": signed_in,
    "download": signed_in,
}


@blueprint.get("/projects/<code>")
def show(code: str) -> str:
    """The project's page, and the place to drop files on."""
    drops = whole(request.args.get("batches"), 1, 1, 10_000)
    shelf = services().shelf.show(principal(), code, *_asked_for(), drops)
    sees_plan = may(principal(), Action.SEE_CLOSEOUT, Target(shelf.project.id))
    plan = services().closeout.get(principal(), code) if sees_plan else None
    return render_template(
        "project.html",
        view=project_view(shelf, principal(), language(), partial(_address, code)),
        docs=shelf_view(
            shelf,
            class_labels(),
            language(),
            partial(url_for, "project.show", code=code, batches=drops if drops > 1 else None),
        ),
        closeout=closeout_page(plan, principal().user_id, language(), url_for) if plan else None,
        registers=close_links(shelf.project),
    )


@blueprint.get("/projects/<code>/edit")
def edit(code: str) -> AnyResponse:
    """The details as a form, for the project's managers; of a closed project its page."""
    project = services().projects.get(principal(), code)
    require(principal(), Action.EDIT_PROJECT, Target(project.id))
    if project.state != "open":
        return redirect(url_for("project.show", code=code), 303)
    return make_response(_form(code, _typed(project)))


@blueprint.post("/projects/<code>/edit")
def save(code: str) -> AnyResponse:
    """Change the details."""
    try:
        revision = request.form.get("revision") or None
        services().projects.edit(principal(), code, project_details(request.form), revision)
    except ChangedMeanwhile as first:
        return stale_save(_standing(code), first)
    except InvalidInput as error:
        field = str(error.values.get("field", "name"))
        return make_response(_form(code, request.form, {field: sentence_of(error)}), 422)
    leave_notice("ok", "ui_project.saved")
    return redirect(url_for("project.show", code=code), 303)


@blueprint.get("/projects/<code>/archive.zip")
def download(code: str) -> Response:
    """Everything the reader may see, under canonical names, with a manifest; streamed."""
    project = services().projects.get(principal(), code)
    stream = services().packages.project_zip(principal(), code)
    response = Response(stream, mimetype="application/zip")
    response.headers["Content-Disposition"] = attachment(f"{project.code}.zip")
    return response


def _address(code: str, **changed: object) -> str:
    """This page's address with something of it changed; what was asked of the documents stays."""
    kept = {name: request.args.get(name) for name in ("q", "class", "state", "sort", "page")}
    asked = {name: value for name, value in {**kept, **changed}.items() if value}
    return url_for("project.show", code=code, **asked)  # type: ignore[arg-type] # a query


def _asked_for() -> tuple[Asked, int]:
    """What of the documents an address asks for; what is none of the choices is left alone."""
    asked = request.args
    kind, standing, order = asked.get("class"), asked.get("state"), asked.get("sort")
    wanted = Asked(
        words=" ".join((asked.get("q") or "").split())[:LONGEST],
        class_key=kind if kind in CLASS_CODES else None,
        standing=standing if standing in SHELF_STANDINGS else None,
        order=order if order in SHELF_ORDERS else SHELF_ORDERS[0],
    )
    return wanted, whole(asked.get("page"), 1, 1, 10_000)


def _standing(code: str) -> Standing:
    project, spoken = services().projects.get(principal(), code), language()
    now = _typed(project)
    restrict = {"": say(spoken, "ui.no"), "1": say(spoken, "ui.yes")}
    told = [
        Told(name, say(spoken, f"ui_project.{label}"), now[name]) for name, label in _LABELS.items()
    ]
    languages = {one: say(spoken, f"ui.language_{one}") for one in LANGUAGES}
    named = Told("language", say(spoken, "ui_project.language"), now["language"], languages)
    tick = Told(
        "restricted", say(spoken, "ui_project.restrict"), now["restricted"], restrict, tick=True
    )
    back = url_for("project.edit", code=code)
    return Standing(project.name, ("revision", project.revision), back, (*told, named, tick))


def _typed(project: Project) -> dict[str, str]:
    return {
        "revision": project.revision,
        "code": project.code,
        "name": project.name,
        "client": project.client or "",
        "industry": project.industry or "",
        "language": project.language,
        "started_on": project.started_on.isoformat() if project.started_on else "",
        "ended_on": project.ended_on.isoformat() if project.ended_on else "",
        "budget": f"{project.budget:f}" if project.budget is not None else "",
        "currency": project.currency or "",
        "restricted": "1" if project.restricted else "",
    }


def _form(code: str, typed: Mapping[str, str], errors: Mapping[str, str] | None = None) -> str:
    return render_template(
        "project_form.html",
        typed=typed,
        errors=errors or {},
        currencies=tuple((known, known) for known in CURRENCIES),
        editing=code,
    )
