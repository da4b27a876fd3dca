"""One's own account: password, and tokens for programs."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.errors import ArchiveError, InvalidInput, SignInRefused
from archive.web.context import principal, services, settings
from archive.web.forms import needed, whole
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.accounts import token_rows
from archive.web.sessions import begin_session

blueprint = Blueprint("account", __name__)
POLICIES: Mapping[str, Policy] = {
    "password": signed_in,
    "change_password": signed_in,
    "tokens": signed_in,
    "create_token": signed_in,
    "revoke_token": signed_in,
}


@blueprint.get("/account/password")
def password() -> str:
    """The form; who got a one-time password is brought here first."""
    account = services().accounts.account(principal())
    return render_template("password.html", forced=account.must_change_password, errors={})


@blueprint.post("/account/password")
def change_password() -> Response:
    """Change the password. All sessions end; this one is begun anew."""
    caller, new = principal(), request.form.get("new") or ""
    try:
        if new != (request.form.get("again") or ""):
            return _password_again({"again": "ui_account.password_differs"})
        services().accounts.change_password(caller, request.form.get("old") or "", new)
    except SignInRefused:
        return _password_again({"old": "ui_account.password_wrong"})
    except InvalidInput:
        return _password_again({"new": "ui_account.password_weak"})
    entered = services().accounts.sign_in(caller.username, new, request.remote_addr or "")
    leave_notice("ok", "ui_account.password_changed")
    return begin_session(make_response(redirect(url_for("home.show"), 303)), entered.token)


def _password_again(errors: Mapping[str, str]) -> Response:
    account = services().accounts.account(principal())
    page = render_template("password.html", forced=account.must_change_password, errors=errors)
    return make_response(page, 422)


@blueprint.get("/account/tokens")
def tokens() -> str:
    """The caller's own tokens."""
    return _tokens_page()


@blueprint.post("/account/tokens")
def create_token() -> Response:
    """Make a token; its secret is on this one answer and nowhere else."""
    try:
        days = whole(request.form.get("days"), settings().token_days, 1, settings().token_days)
        made = services().tokens.create(principal(), needed(request.form, "name", 120), days)
    except ArchiveError as error:
        return make_response(_tokens_page(refusal=sentence_of(error)), 422)
    return make_response(_tokens_page(secret=made.secret))


@blueprint.post("/account/tokens/<token_id>/revoke")
def revoke_token(token_id: str) -> Response:
    """End a token at once."""
    services().tokens.revoke(principal(), token_id)
    leave_notice("ok", "ui_account.token_revoked")
    return redirect(url_for("account.tokens"), 303)


def _tokens_page(secret: str = "", refusal: str = "") -> str:
    rows = token_rows(services().tokens.list(principal()))
    return render_template(
        "tokens.html", rows=rows, secret=secret, refusal=refusal, longest=settings().token_days
    )
