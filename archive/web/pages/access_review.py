"""The access review: member by member, what is kept when the project ends."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import ProjectRole
from archive.domain.access_review import AccessChoice
from archive.domain.documents import Level
from archive.errors import ActionForbidden, Conflict, InvalidInput
from archive.services.accounts.access_review import AccessRow, AccessWish
from archive.web.context import language, principal, services
from archive.web.forms import choice, level
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.access_review import access_page

blueprint = Blueprint("access_review", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in, "save": signed_in}
CHOICES = tuple(known.value for known in AccessChoice)


@blueprint.get("/projects/<code>/access-review")
def show(code: str) -> str:
    """Every member with role, clearance and what was decided."""
    return _page(code)


@blueprint.post("/projects/<code>/access-review")
def save(code: str) -> Response:
    """Keep the decisions; with the second button, carry them out as well."""
    at_once = request.form.get("apply") == "1"
    try:
        view = services().access_review.decide(principal(), code, _wishes(), at_once=at_once)
    except (InvalidInput, Conflict, ActionForbidden) as error:
        return make_response(_page(code, sentence_of(error)), 422)
    leave_notice("ok", "ui_registers.access_applied" if at_once else "ui_registers.saved")
    # Whoever manages the project no longer goes where everybody may.
    here = any(map(_manages, view.rows))
    target = url_for("access_review.show", code=code) if here else url_for("projects.show_all")
    return redirect(target, 303)


def _manages(row: AccessRow) -> bool:
    member = row.reviewed.member
    return member.user_id == principal().user_id and member.role is ProjectRole.MANAGER


def _wishes() -> list[AccessWish]:
    form = request.form
    wishes = []
    for username in form.getlist("member"):
        chosen = choice(form, f"decision:{username}", CHOICES)
        if chosen is not None:
            left = level(form, f"clearance:{username}") or Level.INTERNAL
            wishes.append(AccessWish(username, AccessChoice(chosen), left))
    return wishes


def _page(code: str, refusal: str = "") -> str:
    view = services().access_review.get(principal(), code)
    return render_template(
        "access_review.html",
        project=view.project,
        page=access_page(view, language(), request.form),
        registers=close_links(view.project, "access_review"),
        refusal=refusal,
    )
