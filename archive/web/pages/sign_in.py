"""Signing in and out."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import SignInRefused, TooManyAttempts
from archive.web.context import caller_or_none, services
from archive.web.forms import local_path
from archive.web.pages.failures import sentence_of
from archive.web.pages.preferences import keep_theme
from archive.web.policy import Policy, public, signed_in
from archive.web.problems import problem_of
from archive.web.sessions import begin_session, end_session

blueprint = Blueprint("sign_in", __name__)
POLICIES: Mapping[str, Policy] = {"show": public, "enter": public, "out": signed_in}


@blueprint.get("/sign-in")
def show() -> AnyResponse:
    """The form; somebody who is signed in already goes on."""
    next_path = local_path(request.args.get("next"))
    if caller_or_none() is not None:
        return redirect(next_path)
    return make_response(render_template("sign_in.html", next_path=next_path))


@blueprint.post("/sign-in")
def enter() -> AnyResponse:
    """Sign in and go on to where the reader was heading."""
    username = (request.form.get("username") or "").strip()[:100]
    next_path = local_path(request.form.get("next"))
    try:
        entered = services().accounts.sign_in(
            username, request.form.get("password") or "", request.remote_addr or ""
        )
    except (SignInRefused, TooManyAttempts) as error:
        problem = problem_of(error)
        page = render_template(
            "sign_in.html", next_path=next_path, username=username, refusal=sentence_of(error)
        )
        return Response(page, problem.status, dict(problem.headers), mimetype="text/html")
    account = services().accounts.account(entered.principal)
    first = url_for("account.password") if account.must_change_password else next_path
    response = begin_session(make_response(redirect(first, 303)), entered.token)
    return keep_theme(response, account.theme)


@blueprint.post("/sign-out")
def out() -> AnyResponse:
    """End the session."""
    return end_session(make_response(redirect(url_for("sign_in.show"), 303)))
