"""Who is in a project, with which role and clearance."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.documents import Level
from archive.errors import ActionForbidden, AlreadyExists, Conflict, InvalidInput
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed, project_role
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.accounts import clearances, member_rows, project_roles

blueprint = Blueprint("members", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in, "save": signed_in, "remove": signed_in}

EXPECTED = (InvalidInput, Conflict, AlreadyExists, ActionForbidden)


@blueprint.get("/projects/<code>/members")
def show(code: str) -> str:
    """The members; managers change them here."""
    return _page(code)


@blueprint.post("/projects/<code>/members")
def save(code: str) -> Response:
    """Add a member, or change one's role and clearance."""
    allowed = tuple(level.key for level in Level)
    clearance = choice(request.form, "clearance", allowed) or Level.INTERNAL.key
    try:
        member = services().projects.set_member(
            principal(),
            code,
            needed(request.form, "username", 64),
            project_role(request.form),
            Level.of(clearance),
        )
    except EXPECTED as error:
        return make_response(_page(code, sentence_of(error)), 422)
    leave_notice("ok", "ui_project.member_saved", name=member.display_name or member.username)
    return redirect(url_for("members.show", code=code), 303)


@blueprint.post("/projects/<code>/members/<username>/remove")
def remove(code: str, username: str) -> Response:
    """Take somebody out of the project."""
    try:
        services().projects.remove_member(principal(), code, username)
    except EXPECTED as error:
        return make_response(_page(code, sentence_of(error)), 409)
    leave_notice("ok", "ui_project.member_removed", name=username)
    return redirect(url_for("members.show", code=code), 303)


def _page(code: str, refusal: str = "") -> str:
    caller = principal()
    project = services().projects.get(caller, code)
    manages = project.state == "open" and may(caller, Action.SET_MEMBERS, Target(project.id))
    members = services().projects.members(caller, code)
    place = caller.membership(project.id)
    known = {member.username for member in members}
    others = services().accounts.accounts(caller) if manages else ()
    return render_template(
        "members.html",
        project=project,
        rows=member_rows(members, caller, language()),
        manages=manages,
        roles=project_roles(language()),
        clearances=clearances(language(), place.clearance if place else Level.INTERNAL),
        others=tuple(
            (a.username, a.display_name) for a in others if a.active and a.username not in known
        ),
        refusal=refusal,
    )
