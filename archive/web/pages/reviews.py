"""The project review: written from what is filed, every sentence with the page it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.domain.access import Action, Target, may
from archive.domain.messages import LANGUAGES, Message
from archive.errors import ChangedMeanwhile, Conflict, InvalidInput, NotFound
from archive.review.as_read import found_again
from archive.review.corrections import FIGURES
from archive.review.edit import CLASHES, SECTIONS, WRITTEN
from archive.services.closeout.feedback_actions import SECTIONS as SECTIONS_TAKEN_UP
from archive.services.reviews.change import Change
from archive.services.reviews.reviews import APPROVED, ReviewView
from archive.web.api.handout import attachment
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed, whole, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.document_choice import chosen_document
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_labels
from archive.web.pages.review_forms import (
    anchor,
    as_typed,
    may_edit,
    new_form,
    read_mark,
    standing,
    statement_form,
)
from archive.web.policy import Policy, signed_in
from archive.web.presenters.reviews import review_page
from archive.wording import say

blueprint = Blueprint("reviews", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "progress": signed_in,
    "build": signed_in,
    "download": signed_in,
    "print_out": signed_in,
    "statement": signed_in,
    "new_statement": signed_in,
    "change": signed_in,
    "take_up": signed_in,
    "approve": signed_in,
}

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/projects/<code>/review")
def show(code: str) -> str:
    """The review, or the page that offers to write it."""
    return _review(code)


def _review(
    code: str, typed: Mapping[str, str] | None = None, refusal: str = "", *, unsure: bool = False
) -> str:
    """The page of the review; a decision that was refused stands as it was `typed`.

    `unsure`: the values are others than those it was made between, so that none is taken for chosen.
    """
    project = services().projects.get(principal(), code)
    view = _existing(code)
    return render_template(
        "review.html",
        project=project,
        page=review_page(view, class_labels(), language(), url_for) if view else None,
        may_build=project.state == "open"
        and may(principal(), Action.BUILD_REVIEW, Target(project.id)),
        may_edit=view is not None and may_edit(project, view),
        may_approve=may(principal(), Action.APPROVE_REVIEW, Target(project.id)),
        written=WRITTEN,
        waived=view.content.get("waived", ()) if view else (),
        prints=services().reviews.prints,
        typed=typed or {},
        refusal=refusal,
        unsure=unsure,
    )


@blueprint.get("/projects/<code>/review/progress")
def progress(code: str) -> Response:
    """Asked while the review is being written; answers with a reload once it is."""
    view = services().reviews.get(principal(), code)
    if view.status != "building":
        return Response(status=204, headers={"HX-Refresh": "true"})
    return make_response(render_template("_review_progress.html", code=code))


@blueprint.post("/projects/<code>/review")
def build(code: str) -> AnyResponse:
    """Have the review written anew."""
    services().reviews.request(principal(), code)
    leave_notice("ac", "ui_review.requested")
    return redirect(url_for("reviews.show", code=code), 303)


@blueprint.get("/projects/<code>/review.docx")
def download(code: str) -> Response:
    """The review as a Word file, in the language asked for, else the project's."""
    project = services().projects.get(principal(), code)
    spoken = choice(request.args, "language", LANGUAGES) or project.language
    response = Response(services().reviews.docx(principal(), code, spoken), mimetype=DOCX)
    name = f"{project.code} {say(spoken, 'ui_project.review')}.docx"
    response.headers["Content-Disposition"] = attachment(name)
    return response


@blueprint.get("/projects/<code>/review.pdf")
def print_out(code: str) -> Response:
    """The review as a PDF, in the language asked for, else the project's."""
    project = services().projects.get(principal(), code)
    spoken = choice(request.args, "language", LANGUAGES) or project.language
    response = Response(services().reviews.pdf(principal(), code, spoken), mimetype=PDF)
    name = f"{project.code} {say(spoken, 'ui_project.review')}.pdf"
    response.headers["Content-Disposition"] = attachment(name)
    return response


@blueprint.get("/projects/<code>/review/statements/<section>/<key>")
def statement(code: str, section: str, key: str) -> AnyResponse:
    """One statement, to be edited, rejected, or given back its built words."""
    return statement_form(code, section, key) or _to_review(code, section)


@blueprint.get("/projects/<code>/review/sections/<section>/new")
def new_statement(code: str, section: str) -> AnyResponse:
    """The form of a sentence that is added, with the words it rests on."""
    if section not in (*WRITTEN, *FIGURES):
        raise NotFound
    return new_form(code, section) or _to_review(code, section)


@blueprint.post("/projects/<code>/review/statements")
def change(code: str) -> AnyResponse:
    """Edit, add, reject, decide, or take a change back."""
    form = request.form
    act = choice(form, "act", ("edit", "add", "reject", "decide", "undo")) or ""
    section = choice(form, "section", (*SECTIONS, CLASHES)) or ""
    try:
        asked = _asked(code, act, section)
        view = services().review_desk.change(principal(), code, (asked,))
    except ChangedMeanwhile as first:
        return stale_save(standing(code), first)
    except (InvalidInput, Conflict) as error:
        if act == "decide" and section == CLASHES:
            unsure = isinstance(error, Conflict)
            page = _review(code, form, sentence_of(error), unsure=unsure)
            return make_response(page, 409 if unsure else 422)
        return as_typed(code, act, section, error)
    except NotFound:
        return _not_there(code, act, section)
    now = found_again(view.content, section, asked.read) if asked.read and act == "edit" else None
    if now is not None and now[0] != section:
        moved_to = say(language(), f"ui_review.section_{now[0]}")
        leave_notice("ok", "ui_review.done_edit_moved", section=moved_to)
        return _to_review(code, now[0])
    done = "drop" if act == "undo" and form.get("lost") == "1" else act
    if section in FIGURES and act in ("edit", "add"):
        done = f"{act}_figure"
    leave_notice("ok", f"ui_review.done_{done}")
    return _to_review(code, section)


def _asked(code: str, act: str, section: str) -> Change:
    """What the form asks for."""
    form = request.form
    if act == "decide" and not form.get("choice", "").isdecimal():
        raise InvalidInput(field="choice", why=Message("errors.why_none_chosen"))
    return Change(
        kind=act,
        section=section,
        key=words(form, "key") or "",
        text=needed(form, "text", 2000) if act in ("edit", "add") and section in WRITTEN else "",
        name=words(form, "name") or "",
        unit=words(form, "unit") or "",
        figures={side: words(form, side) or "" for side in FIGURES.get(section, ())},
        owner=words(form, "owner"),
        due=words(form, "due"),
        reason=needed(form, "reason", 2000)
        if act == "reject"
        else words(form, "reason", 2000) or "",
        choice=whole(form["choice"], 0, 0, 100) if act == "decide" else None,
        quotes=((_resting_on(code), form.get("quote", "").strip()),) if act == "add" else (),
        seen=form.get("seen") if act == "edit" else None,
        read=read_mark(form),
        offered=tuple(form.getlist("offered")) or None if act == "decide" else None,
    )


def _resting_on(code: str) -> str:
    return chosen_document(code, "document") or needed(request.form, "document")


def _not_there(code: str, act: str, section: str) -> AnyResponse:
    """What is asked of something that is not there: taken back twice is taken back, a reason that was typed stays."""
    view = services().reviews.get(principal(), code)
    if act == "undo" and view.content:
        leave_notice("ac", "ui_review.undone_already")
        return _to_review(code, section)
    if act == "decide" and section == CLASHES and request.form.get("offered"):
        return make_response(_review(code, request.form, say(language(), _CLASH_GONE)), 409)
    raise NotFound


_CLASH_GONE = "errors.conflict_review_clash_gone"


@blueprint.post("/projects/<code>/review/actions")
def take_up(code: str) -> AnyResponse:
    """Make an improvement action of what a client said or what did not go well."""
    section = choice(request.form, "section", SECTIONS_TAKEN_UP) or ""
    action = services().feedback_actions.take_up(
        principal(), code, section, needed(request.form, "key", 40)
    )
    leave_notice("ok", "ui_review.taken_up")
    return redirect(url_for("learned.action", action_id=action.id), 303)


@blueprint.post("/projects/<code>/review/approve")
def approve(code: str) -> AnyResponse:
    """Freeze the review and file it; open contradictions have to be left open on purpose."""
    require_decided = request.form.get("leave_open") != "1"
    try:
        services().review_approval.approve(principal(), code, require_decided=require_decided)
    except Conflict:
        known = _existing(code)
        if known is None or known.status != APPROVED:
            raise
        leave_notice("ac", "ui_review.approved_already")  # the page says by whom and when
    else:
        leave_notice("ok", "ui_review.done_approve")
    return redirect(url_for("reviews.show", code=code), 303)


def _existing(code: str) -> ReviewView | None:
    try:
        return services().reviews.get(principal(), code)
    except NotFound:
        return None


def _to_review(code: str, section: str) -> AnyResponse:
    return redirect(url_for("reviews.show", code=code, _anchor=anchor(section)), 303)
