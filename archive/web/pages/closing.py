"""The close itself: what is missing, what is waived and why; the package; opening again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, require
from archive.domain.closeout import Waiver
from archive.errors import CloseoutIncomplete, InvalidInput
from archive.web.api.closing import package_response
from archive.web.context import language, principal, services
from archive.web.forms import needed
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.close_record import CloseRecord, close_record
from archive.web.presenters.closeout import closeout_page, closing_line, missing_rows
from archive.wording import say

blueprint = Blueprint("closing", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "close": signed_in,
    "reopen": signed_in,
    "package": signed_in,
}
REASON = "reason:"
"""Before the id of a missing thing, the name of the field its reason is typed in."""
UNREASONED = "ui_closeout.waive_unreasoned"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The form: reasons typed beside missing things, what is marked, and the reason shared by those."""

    typed: Mapping[str, str]
    marked: frozenset[str]
    shared: str


@blueprint.app_template_global("closed_said")
def closed_said(code: str) -> str:
    """When and by whom a project was closed, for the band of its pages; "" for who may not know."""
    closing = services().closing.latest(principal(), code)
    return closing_line(closing, language()).closed if closing else ""


@blueprint.get("/projects/<code>/close")
def show(code: str) -> str:
    """What stands in the way, with a place for the reason of each waiver."""
    return _page(code)


@blueprint.post("/projects/<code>/close")
def close(code: str) -> Response:
    """Close the project, without what has a reason beside it, or is marked and shares one."""
    asked = _asked()
    reasons = {key: asked.typed.get(key) or asked.shared for key in asked.marked}
    reasons |= {key: reason for key, reason in asked.typed.items() if reason}
    if bare := sum(not reason for reason in reasons.values()):
        return make_response(_page(code, asked, say(language(), UNREASONED, n=bare)), 422)
    try:
        services().closing.close(principal(), code, [Waiver(*pair) for pair in reasons.items()])
    except (CloseoutIncomplete, InvalidInput) as error:
        return make_response(_page(code, asked, sentence_of(error)), 409)
    project = services().projects.get(principal(), code)
    leave_notice("ok", "ui_closeout.closed_note", name=project.name)
    return redirect(url_for("closeout.show", code=code), 303)


@blueprint.post("/projects/<code>/reopen")
def reopen(code: str) -> Response:
    """Open a closed project again, for the reason given."""
    project = services().closing.reopen(principal(), code, needed(request.form, "reason", 500))
    leave_notice("ok", "ui_closeout.reopened", name=project.name)
    return redirect(url_for("closeout.show", code=code), 303)


@blueprint.get("/projects/<code>/closings/<int:number>/package.zip")
def package(code: str, number: int) -> Response:
    """The package of a close, limited to what the reader may see."""
    return package_response(services().closing.package(principal(), code, number))


def _asked() -> _Asked:
    form = request.form
    typed = {
        name.removeprefix(REASON): _line(text)
        for name, text in form.items()
        if name.startswith(REASON)
    }
    return _Asked(typed, frozenset(form.getlist("waive")), _line(form.get("shared", "")))


def _line(text: str) -> str:
    return " ".join(text.split())[:500]


def _page(code: str, asked: _Asked | None = None, refusal: str = "") -> str:
    asked = asked or _Asked({}, frozenset(), "")
    view = services().closeout.get(principal(), code)
    require(principal(), Action.CLOSE_PROJECT, Target(view.project.id))
    closed = view.project.state != "open"
    return render_template(
        "closing.html",
        project=view.project,
        page=closeout_page(view, principal().user_id, language(), url_for),
        missing=missing_rows(view.missing, language()),
        typed=asked.typed,
        marked=asked.marked,
        shared=asked.shared,
        prefix=REASON,
        refusal=refusal,
        record=_record(code) if closed else None,
        registers=close_links(view.project) if closed else (),
    )


def _record(code: str) -> CloseRecord | None:
    """What the newest close did, as far as its reader may know it."""
    closings = services().closing.closings(principal(), code)
    return close_record(closings[0], language()) if closings else None
