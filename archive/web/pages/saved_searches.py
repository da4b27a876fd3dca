"""Saved searches: what is kept, what is new, when to be told; and what was searched for last."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.saved_searches import Alert
from archive.errors import InvalidInput
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed
from archive.web.pages.chrome import leave_notice
from archive.web.pages.labels import class_labels
from archive.web.pages.search import address_of, asked_in
from archive.web.policy import Policy, signed_in
from archive.web.presenters.saved_searches import alerts, recent_rows, saved_rows

blueprint = Blueprint("saved_searches", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "add": signed_in,
    "follow": signed_in,
    "change": signed_in,
    "remove": signed_in,
    "forget": signed_in,
}


@blueprint.get("/saved-searches")
def show() -> str:
    """Every search the reader keeps, by name, with what is new; and the recent ones."""
    kept = services().saved_searches.list(principal())
    recent = services().saved_searches.recent(principal())
    return render_template(
        "saved_searches.html",
        rows=saved_rows(kept, class_labels(), language()),
        recent=recent_rows(recent, url_for),
        alerts=alerts(language()),
    )


@blueprint.post("/saved-searches")
def add() -> Response:
    """Keep the search the form was sent from."""
    asked = asked_in(request.form)
    alert = Alert(choice(request.form, "alert", tuple(Alert)) or Alert.NONE)
    made = services().saved_searches.add(principal(), needed(request.form, "name"), asked, alert)
    leave_notice(
        "ok",
        "ui_search.saved_done",
        (("ui_search.saved_all", url_for("saved_searches.show")),),
        name=made.saved.name,
    )
    return redirect(address_of(made.saved), 303)


@blueprint.get("/saved-searches/<saved_id>")
def follow(saved_id: str) -> Response:
    """The way to the search itself."""
    return redirect(address_of(services().saved_searches.get(principal(), saved_id)), 302)


@blueprint.post("/saved-searches/<saved_id>")
def change(saved_id: str) -> Response:
    """Rename it, or choose when to be told."""
    alert = choice(request.form, "alert", tuple(Alert))
    if alert is None:
        raise InvalidInput(field="alert", why=", ".join(Alert))
    services().saved_searches.change(
        principal(), saved_id, needed(request.form, "name"), Alert(alert)
    )
    leave_notice("ok", "ui_search.saved_changed")
    return redirect(url_for("saved_searches.show"), 303)


@blueprint.post("/saved-searches/<saved_id>/remove")
def remove(saved_id: str) -> Response:
    """Forget it; the notice offers the search itself, to be kept again."""
    saved = services().saved_searches.get(principal(), saved_id)
    services().saved_searches.remove(principal(), saved_id)
    again = (("ui_search.saved_again", address_of(saved)),)
    leave_notice("ok", "ui_search.saved_removed", again, name=saved.name)
    return redirect(url_for("saved_searches.show"), 303)


@blueprint.post("/saved-searches/recent/forget")
def forget() -> Response:
    """Forget what was searched for."""
    services().saved_searches.forget(principal())
    leave_notice("ok", "ui_search.recent_forgotten")
    return redirect(url_for("saved_searches.show"), 303)
