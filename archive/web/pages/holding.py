"""The holding area: every file that waits for an answer, and the way to it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for

from archive.domain.access import Action, Target, may
from archive.web.context import caller_or_none, language, principal, services
from archive.web.forms import words
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.holding import held_rows
from archive.web.presenters.lists import pager

blueprint = Blueprint("holding", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in}

PER_PAGE = 50


@blueprint.get("/holding")
def show() -> str:
    """What waits, the longest waiting first."""
    project = words(request.args, "project", 64)
    found = up_to_last(lambda n: services().holding.list(principal(), project, n, PER_PAGE))
    opened = [held.item for held in found.items if held.batch]
    requests = services().exceptions.of_items(principal(), opened) if opened else {}
    return render_template(
        "holding.html",
        rows=held_rows(found.items, requests, language(), services().exceptions.today()),
        total=found.total,
        longest=services().names.rules().exception_days,
        project=project,
        everything=may(principal(), Action.SEE_HOLDING, Target()),
        pages=pager(
            found.page, found.pages, lambda n: url_for("holding.show", project=project, page=n)
        ),
    )


@blueprint.app_template_global("held_count")
def held_count() -> int:
    """How many files wait for the reader, for the bar; asked only by pages that are no error."""
    caller = caller_or_none()
    return services().holding.count(caller) if caller else 0
