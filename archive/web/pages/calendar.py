"""One's own calendar of due dates: made, taken away, and read by calendar programs."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.web.context import principal, services, site
from archive.web.pages.chrome import leave_notice
from archive.web.policy import Policy, public, signed_in
from archive.web.presenters.marks import moment

blueprint = Blueprint("calendar", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "make": signed_in,
    "revoke": signed_in,
    "feed": public,
}

TYPE = "text/calendar; charset=utf-8"


@blueprint.get("/account/calendar")
def show() -> str:
    """Whether there is an address, and how to get one."""
    return _page()


@blueprint.post("/account/calendar")
def make() -> AnyResponse:
    """Make an address; it stands on this one answer and nowhere else."""
    secret = services().calendar_feeds.create(principal())
    return make_response(_page(f"{_origin()}{url_for('calendar.feed', secret=secret)}"))


@blueprint.post("/account/calendar/revoke")
def revoke() -> AnyResponse:
    """Take the address away."""
    services().calendar_feeds.revoke(principal())
    leave_notice("ok", "ui_closeout.calendar_revoked")
    return redirect(url_for("calendar.show"), 303)


@blueprint.get("/calendar/<secret>.ics")
def feed(secret: str) -> Response:
    """The calendar, for whoever holds its address."""
    return feed_response(services().calendar_feeds.feed(secret, _origin()))


def feed_response(text: str) -> Response:
    """A calendar that nobody on the way keeps."""
    response = Response(text, content_type=TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _origin() -> str:
    return site().origin or request.host_url.rstrip("/")


def _page(address: str = "") -> str:
    made = services().calendar_feeds.made_at(principal())
    return render_template("calendar.html", address=address, made=moment(made) if made else "")
