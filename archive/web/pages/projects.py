"""The list of projects, and making a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.lessons import CHANNELS
from archive.errors import AlreadyExists, ArchiveError, InvalidInput
from archive.services.closeout.closeout_templates import kinds
from archive.team_time import day_of
from archive.web.context import language, principal, services
from archive.web.forms import CURRENCIES, choice, new_project
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.pages.last_page import up_to_last
from archive.web.pages.learned import brief_from_form
from archive.web.policy import Policy, signed_in
from archive.web.presenters.lessons import named
from archive.web.presenters.lists import pager
from archive.web.presenters.projects import CURRENCY_OF, project_rows, suggested_code
from archive.wording import say

blueprint = Blueprint("projects", __name__)
POLICIES: Mapping[str, Policy] = {"show_all": signed_in, "new": signed_in, "create": signed_in}


@blueprint.get("/projects")
def show_all() -> str:
    """Projects the reader may see."""
    asked, mine = (request.args.get("q") or "").strip()[:100], request.args.get("mine") == "1"
    found = up_to_last(lambda n: services().projects.list(principal(), q=asked, mine=mine, page=n))
    gauges = services().closeout.completeness(principal(), [card.project for card in found.items])
    return render_template(
        "projects.html",
        rows=project_rows(found.items, language(), gauges),
        total=found.total,
        asked=asked,
        mine=mine,
        pages=pager(found.page, found.pages, lambda n: _address(asked, mine=mine, page=n)),
        may_create=may(principal(), Action.CREATE_PROJECT, Target()),
    )


def _address(asked: str, *, mine: bool, page: int) -> str:
    return url_for("projects.show_all", q=asked or None, mine=1 if mine else None, page=page)


@blueprint.get("/projects/new")
def new() -> str:
    """The form, already filled in as far as can be guessed."""
    known = services().projects.list(principal(), per_page=50).items
    today = day_of(datetime.now(UTC))
    typed = {
        "code": suggested_code([card.project.code for card in known], today),
        "language": language(),
        "currency": CURRENCY_OF[language()],
        "started_on": today.isoformat(),
    }
    return _form(typed)


@blueprint.post("/projects")
def create() -> Response:
    """Make the project; its maker manages it."""
    try:
        brief, channel = brief_from_form(), choice(request.form, "channel", CHANNELS)
        project = services().projects.create(principal(), new_project(request.form))
    except (InvalidInput, AlreadyExists) as error:
        return make_response(_form(request.form, error), 422)
    leave_notice("ok", "ui_project.created", name=project.name)
    learned = services().handed.begin(principal(), project, brief, channel)
    if learned.lessons or learned.brief:
        return redirect(url_for("learned.show", code=project.code), 303)
    return redirect(url_for("project.show", code=project.code), 303)


def _form(typed: Mapping[str, str], error: ArchiveError | None = None) -> str:
    field = str(error.values.get("field", "code")) if error else ""
    if error and (offer := error.values.get("suggestion")):
        typed = dict(typed) | {field: str(offer)}  # stands in the field; saving once more takes it
    return render_template(
        "project_form.html",
        typed=typed,
        errors={field: sentence_of(error)} if error else {},
        currencies=tuple((code, code) for code in CURRENCIES),
        kinds=tuple((kind, say(language(), f"closeout.kind_{kind}")) for kind in kinds()),
        channels=(("", "–"), *named("channel", CHANNELS, language())),
        editing="",
    )
