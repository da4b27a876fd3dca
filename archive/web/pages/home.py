"""Home: what waits for the reader, the reader's projects, and one large search."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, url_for

from archive.domain.access import Action, Target, may
from archive.services.documents.documents import DocumentQuery
from archive.web.context import language, principal, services
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.home import closing_rows, lesson_rows, wait_rows
from archive.web.presenters.paths import path_row
from archive.web.presenters.projects import batch_rows, project_rows, recent_rows

blueprint = Blueprint("home", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in}

SHOWN = 8
RECENT = 6


@blueprint.get("/")
def show() -> str:
    """The first page after signing in."""
    caller = principal()
    mine = services().projects.list(caller, mine=True, per_page=SHOWN)
    others = services().projects.list(caller, per_page=SHOWN) if not mine.items else None
    waiting = batch_rows(services().intake.waiting(caller))
    newest = services().documents.list(caller, DocumentQuery(state="ready", per_page=RECENT))
    first = services().reading_paths.first(caller)
    home = services().waiting_work.get(caller, [batch.id for batch in waiting])
    return render_template(
        "home.html",
        path=path_row(first, language()) if first else None,
        todo=wait_rows(home, language(), url_for),
        closings=closing_rows(home, language()),
        lessons=lesson_rows(home, language()),
        leads=may(caller, Action.SEE_DASHBOARD, Target()),
        own_search=True,
        waiting=waiting,
        alarm=services().rules.alarm(caller),
        running=any(batch.running for batch in waiting),
        recent=recent_rows(newest.items, class_labels()),
        projects=project_rows((others or mine).items, language()),
        total=(others or mine).total,
        mine=others is None,
        may_create=may(caller, Action.CREATE_PROJECT, Target()),
    )
