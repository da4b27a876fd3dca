"""What the archive tells its reader, and how the reader gets it by mail."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.notices import Digest
from archive.errors import InvalidInput
from archive.web.context import caller_or_none, language, principal, services, settings
from archive.web.forms import choice, local_path
from archive.web.pages.chrome import leave_notice
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.lists import pager
from archive.web.presenters.notices import notice_rows

blueprint = Blueprint("notices", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "mark": signed_in,
    "mark_all": signed_in,
    "mail": signed_in,
    "set_mail": signed_in,
}

PER_PAGE = 50


@blueprint.get("/notices")
def show() -> str:
    """The newest first."""
    unread = request.args.get("unread") == "1"
    caller = principal()
    found = up_to_last(
        lambda n: services().notices.groups(caller, unread=unread, page=n, per_page=PER_PAGE)
    )
    return render_template(
        "notices.html",
        rows=notice_rows(found.items, language()),
        unread=unread,
        waiting=services().notices.unread_groups(caller),
        pages=pager(
            found.page,
            found.pages,
            lambda n: url_for("notices.show", page=n, unread=1 if unread else None),
        ),
    )


@blueprint.post("/notices/<notice_id>")
def mark(notice_id: str) -> Response:
    """Mark one, or all that was told with it, as read or unread; what is followed is read and leads on."""
    act = choice(request.form, "act", ("read", "unread", "follow", "follow_all"))
    together = act == "follow_all" or (request.form.get("together") == "1" and act != "follow")
    marked = services().notices.mark(
        principal(), notice_id, read=act != "unread", together=together
    )
    if marked.link and act == "follow":
        return redirect(local_path(marked.link), 303)
    if marked.link and act == "follow_all":
        return redirect(local_path(marked.link.partition("#")[0]), 303)
    return redirect(local_path(request.form.get("next"), url_for("notices.show")), 303)


@blueprint.post("/notices/read")
def mark_all() -> Response:
    """Mark everything as read."""
    services().notices.mark_all(principal())
    return redirect(url_for("notices.show"), 303)


@blueprint.get("/account/mail")
def mail() -> str:
    """Where notices are mailed to, and how often."""
    account = services().accounts.account(principal())
    return _form(account.email or "", account.digest)


@blueprint.post("/account/mail")
def set_mail() -> Response:
    """Keep the address and the choice."""
    address = (request.form.get("address") or "").strip()
    digest = choice(request.form, "digest", tuple(Digest)) or Digest.DAILY.value
    try:
        services().notices.set_mail(principal(), address, digest)
    except InvalidInput:
        return make_response(_form(address, digest, wrong=True), 422)
    leave_notice("ok", "ui_notices.mail_saved")
    return redirect(url_for("notices.mail"), 303)


def _form(address: str, digest: str, *, wrong: bool = False) -> str:
    return render_template(
        "account_mail.html",
        address=address,
        digest=digest,
        wrong=wrong,
        sends=bool(settings().smtp_url),
    )


@blueprint.app_template_global("unread_count")
def unread_count() -> int:
    """How many things the reader was told and has not read, for the bar; asked only by pages that are no error."""
    caller = caller_or_none()
    return services().notices.unread_groups(caller) if caller else 0
