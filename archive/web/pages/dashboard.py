"""The dashboard of leads: every number leads to the list of what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for

from archive.domain.access import Role
from archive.services.projects.dashboard import LISTS
from archive.services.projects.dashboard_figures import KINDS
from archive.web.context import language, principal, services
from archive.web.forms import choice, words
from archive.web.pages.labels import class_labels
from archive.web.pages.last_page import asked_page, up_to_last
from archive.web.policy import Policy, archive_role
from archive.web.presenters.dashboard import figures as figure_rows
from archive.web.presenters.dashboard import line, tiles
from archive.web.presenters.lists import pager

blueprint = Blueprint("dashboard", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": archive_role(Role.LEAD),
    "figures": archive_role(Role.LEAD),
}


@blueprint.get("/dashboard")
def show() -> str:
    """How the projects stand, how they came out, and a list of those behind a number."""
    chosen = choice(request.args, "show", LISTS) or "all"
    found = services().dashboard.get(principal(), chosen, asked_page())
    if found.page.page > found.page.pages:
        found = services().dashboard.get(principal(), chosen, found.page.pages)
    pages = pager(
        found.page.page, found.page.pages, lambda n: url_for("dashboard.show", show=chosen, page=n)
    )
    return render_template(
        "dashboard.html",
        groups=tiles(found, chosen, language(), url_for),
        rows=[line(row, language(), url_for) for row in found.page.items],
        total=found.page.total,
        chosen=chosen,
        pages=pages,
    )


@blueprint.get("/dashboard/figures")
def figures() -> str:
    """The targets, costs or satisfaction that a number was told from, each with its source."""
    kind = choice(request.args, "of", KINDS) or KINDS[0]
    code = words(request.args, "project", 64)
    met = {"1": True, "0": False}.get(choice(request.args, "met", ("1", "0")) or "")
    found = up_to_last(lambda n: services().dashboard_figures.find(principal(), kind, code, met, n))
    kept: dict[str, Any] = {"of": kind, "project": code, "met": request.args.get("met") or None}
    return render_template(
        "dashboard_figures.html",
        kind=kind,
        code=code,
        met=met,
        rows=figure_rows(found.items, kind, class_labels(), language(), url_for),
        total=found.total,
        pages=pager(
            found.page, found.pages, lambda n: url_for("dashboard.figures", page=n, **kept)
        ),
    )
