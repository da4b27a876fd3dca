"""The money of a project: what was agreed, invoiced and paid, for each other party."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template

from archive.web.context import language, principal, services
from archive.web.pages.close_links import close_links
from archive.web.policy import Policy, signed_in
from archive.web.presenters.money import money_rows

blueprint = Blueprint("money", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in}


@blueprint.get("/projects/<code>/money")
def show(code: str) -> str:
    """The parties, those with something left to do first to be seen."""
    view = services().money.get(principal(), code)
    return render_template(
        "money.html",
        project=view.project,
        rows=money_rows(view, language()),
        unsettled=view.unsettled,
        registers=close_links(view.project, "money"),
    )
