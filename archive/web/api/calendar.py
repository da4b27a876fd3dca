"""/calendar-feed: the address of one's own calendar of due dates."""

from __future__ import annotations

from datetime import datetime

from flask import request, url_for

from archive.web.api.fields import Answer, Empty
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services, site
from archive.web.policy import signed_in

resource = Resource("calendar")
blueprint = resource.blueprint


class FeedAnswer(Answer):
    """Whether there is an address, and since when. `url` only when it was just made."""

    made_at: datetime | None
    url: str | None


@resource.route("GET", "/calendar-feed", signed_in, Contract(FeedAnswer))
def show() -> FeedAnswer:
    """Whether the caller has an address."""
    return FeedAnswer(made_at=services().calendar_feeds.made_at(principal()), url=None)


@resource.route("POST", "/calendar-feed", signed_in, Contract(FeedAnswer, 201, body=Empty))
def make() -> FeedAnswer:
    """Make an address in place of any earlier one; it is told this once."""
    secret = services().calendar_feeds.create(principal())
    origin = site().origin or request.host_url.rstrip("/")
    url = f"{origin}{url_for('calendar.feed', secret=secret)}"
    return FeedAnswer(made_at=services().calendar_feeds.made_at(principal()), url=url)


@resource.route("DELETE", "/calendar-feed", signed_in, Contract(status=204))
def revoke() -> None:
    """Take the address away."""
    services().calendar_feeds.revoke(principal())


POLICIES = resource.POLICIES
