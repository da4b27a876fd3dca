"""Surveys: the page of a project's members, and the one page a client sees, behind a link."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import InvalidInput, NotFound
from archive.services.closeout.surveys import Link
from archive.web.context import language, principal, services, site
from archive.web.forms import day, words
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, public, signed_in
from archive.web.presenters.surveys import survey_views

blueprint = Blueprint("surveys", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "create": signed_in,
    "invite": signed_in,
    "revoke": signed_in,
    "mail": signed_in,
    "close": signed_in,
    "questions": public,
    "answer": public,
}


@blueprint.get("/projects/<code>/surveys")
def show(code: str) -> str:
    """What clients were asked and said."""
    return _page(code)


@blueprint.post("/projects/<code>/surveys")
def create(code: str) -> AnyResponse:
    """Make a survey with the ready questions."""
    form = request.form
    services().surveys.create(
        principal(), code, words(form, "title"), closes_on=day(form, "closes_on")
    )
    leave_notice("ok", "ui_surveys.created")
    return redirect(url_for("surveys.show", code=code), 303)


@blueprint.post("/projects/<code>/surveys/<survey_id>/invitations")
def invite(code: str, survey_id: str) -> AnyResponse:
    """Make links; they are shown on this answer and never again."""
    addresses = invited(request.form.get("addresses", ""))
    try:
        links = services().surveys.invite(principal(), survey_id, addresses)
    except InvalidInput as error:
        typed = {survey_id: request.form.get("addresses", "")}
        return make_response(_page(code, refusal=sentence_of(error), typed=typed), 422)
    return make_response(_page(code, links=links))


def invited(text: str) -> list[str]:
    """The addresses and names of a text, one on each line; addresses also stand side by side."""
    lines = (re.split("[,;，；、]", line) if "@" in line else [line] for line in text.splitlines())
    return [one for line in lines for one in line if one.strip()]


@blueprint.post("/projects/<code>/surveys/<survey_id>/invitations/<invitation_id>/revoke")
def revoke(code: str, survey_id: str, invitation_id: str) -> AnyResponse:
    """End a link that was not used."""
    services().surveys.revoke(principal(), survey_id, invitation_id)
    leave_notice("ok", "ui_surveys.revoked")
    return redirect(url_for("surveys.show", code=code), 303)


@blueprint.post("/projects/<code>/surveys/<survey_id>/invitations/<invitation_id>/mail")
def mail(code: str, survey_id: str, invitation_id: str) -> AnyResponse:
    """Have a letter tried anew that could not be sent."""
    services().surveys.mail_again(principal(), survey_id, invitation_id)
    leave_notice("ok", "ui_surveys.mail_tried")
    return redirect(url_for("surveys.show", code=code), 303)


@blueprint.post("/projects/<code>/surveys/<survey_id>/close")
def close(code: str, survey_id: str) -> AnyResponse:
    """Take no more answers and file the result."""
    services().surveys.close(principal(), survey_id)
    leave_notice("ok", "ui_surveys.closed")
    return redirect(url_for("surveys.show", code=code), 303)


@blueprint.get("/s/<secret>")
def questions(secret: str) -> AnyResponse:
    """The questions, for whoever holds the link; no account, nothing else of the archive."""
    try:
        asked = services().survey_answers.by_link(secret)
    except NotFound:
        return _gone()
    return make_response(render_template("survey_answer.html", asked=asked, given={}))


@blueprint.post("/s/<secret>")
def answer(secret: str) -> AnyResponse:
    """Keep the answers; the link is used up."""
    try:
        asked = services().survey_answers.by_link(secret)
    except NotFound:
        return _gone()
    given = {q.key: request.form.get(f"q-{q.key}", "") for q in asked.survey.questions}
    try:
        services().survey_answers.answer(secret, given)
    except InvalidInput as error:
        page = render_template(
            "survey_answer.html", asked=asked, given=given, refusal=sentence_of(error)
        )
        return make_response(page, 422)
    return make_response(render_template("survey_thanks.html", asked=asked))


def _gone() -> AnyResponse:
    """One page for a link that was used, taken back, is too late or never was: none is told apart."""
    return make_response(render_template("survey_gone.html"), 404)


def _page(
    code: str,
    links: Sequence[Link] = (),
    refusal: str = "",
    typed: Mapping[str, str] | None = None,
) -> str:
    found = services().surveys.list(principal(), code)
    return render_template(
        "surveys.html",
        project=found.project,
        surveys=survey_views(found.surveys, language()),
        may_edit=found.may_edit,
        mails=found.mails,
        links=[(link.address, urljoin(_here(), link.path), link.mailed) for link in links],
        registers=close_links(found.project, "surveys"),
        refusal=refusal,
        typed=typed or {},
    )


def _here() -> str:
    """The archive's address as its people know it; without a setting, the one this page came from."""
    return site().origin or request.host_url
