"""Exceptions from naming rules: asking, deciding, and the list of a month."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import Conflict, InvalidInput
from archive.web.context import language, principal, services
from archive.web.forms import choice, whole, words
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.exceptions import csv_rows, exception_rows
from archive.web.presenters.lists import pager

blueprint = Blueprint("exceptions", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "ask": signed_in,
    "decide": signed_in,
    "month": signed_in,
}

PER_PAGE = 50
MOST_EXPORTED = 100
SCOPES = ("file", "batch", "class")


@blueprint.get("/exceptions")
def show() -> str:
    """Requests, those that wait for a decision first; of one month when it is asked for."""
    month = words(request.args, "month", 7)
    caller = principal()
    found = up_to_last(lambda n: services().exceptions.list(caller, month, None, n, PER_PAGE))
    return render_template(
        "exceptions.html",
        rows=exception_rows(
            found.items,
            language(),
            lambda asked: services().exceptions.may_decide(caller, asked),
            lambda asked: services().exceptions.opens(caller, asked),
        ),
        total=found.total,
        month=month or "",
        this_month=f"{services().exceptions.today():%Y-%m}",
        pages=pager(
            found.page, found.pages, lambda n: url_for("exceptions.show", month=month, page=n)
        ),
    )


@blueprint.get("/exceptions.csv")
def month() -> Response:
    """The requests of a month as a table for other programs."""
    asked_for = words(request.args, "month", 7) or f"{services().exceptions.today():%Y-%m}"
    table = io.StringIO()
    writer = csv.writer(table)
    page = 1
    while True:
        found = services().exceptions.list(principal(), asked_for, None, page, MOST_EXPORTED)
        writer.writerows(csv_rows(found.items, language(), head=page == 1))
        if page >= found.pages:
            break
        page += 1
    response = Response("\ufeff" + table.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="exceptions-{asked_for}.csv"'
    return response


@blueprint.post("/batches/<batch_id>/items/<item_id>/exceptions")
def ask(batch_id: str, item_id: str) -> AnyResponse:
    """Ask that a file be filed under its own name."""
    form = request.form
    try:
        services().exceptions.ask(
            principal(),
            batch_id,
            item_id,
            form.get("reason", ""),
            choice(form, "scope", SCOPES) or "file",
            whole(form.get("days"), 0, 0, 10_000) or None,
        )
    except (InvalidInput, Conflict) as error:
        leave_notice("warn", "ui_exceptions.not_done", why=sentence_of(error))
        return redirect(url_for("holding.show"), 303)
    leave_notice("ok", "ui_exceptions.asked_done")
    return redirect(url_for("exceptions.show"), 303)


@blueprint.post("/exceptions/<exception_id>/decide")
def decide(exception_id: str) -> AnyResponse:
    """Approve or refuse a request, with a reason."""
    approve = choice(request.form, "act", ("approve", "refuse")) == "approve"
    try:
        services().exceptions.decide(
            principal(), exception_id, approve=approve, reason=request.form.get("reason", "")
        )
    except (InvalidInput, Conflict) as error:
        leave_notice("warn", "ui_exceptions.not_done", why=sentence_of(error))
    else:
        leave_notice("ok", f"ui_exceptions.done_{'approve' if approve else 'refuse'}")
    return redirect(url_for("exceptions.show"), 303)
