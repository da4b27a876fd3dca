"""The dashboard of leads: every number leads to its list."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for

from archive.domain.access import Role
from archive.services.projects.dashboard import LISTS
from archive.web.context import language, principal, services
from archive.web.forms import choice, whole
from archive.web.policy import Policy, archive_role
from archive.web.presenters.dashboard import line, notes, tiles
from archive.web.presenters.lists import pager

blueprint = Blueprint("dashboard", __name__)
POLICIES: Mapping[str, Policy] = {"show": archive_role(Role.LEAD)}


@blueprint.get("/dashboard")
def show() -> str:
    """How the projects stand, how they came out, and a list of those behind a number."""
    chosen = choice(request.args, "show", LISTS) or "all"
    page = whole(request.args.get("page"), 1, 1, 10_000)
    found = services().dashboard.get(principal(), chosen, page)
    pages = pager(page, found.page.pages, lambda n: url_for("dashboard.show", show=chosen, page=n))
    return render_template(
        "dashboard.html",
        groups=tiles(found, chosen, language(), url_for),
        notes=notes(found, language()),
        rows=[line(row, language()) for row in found.page.items],
        total=found.page.total,
        chosen=chosen,
        pages=pages,
    )
