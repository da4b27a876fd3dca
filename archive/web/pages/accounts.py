"""Accounts of the archive, for administrators."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.messages import LANGUAGES
from archive.errors import ArchiveError
from archive.web.context import language, principal, services
from archive.web.forms import archive_role, choice, needed, words
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, administrators
from archive.web.presenters.accounts import account_rows, archive_roles

blueprint = Blueprint("accounts", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": administrators,
    "add": administrators,
    "set_role": administrators,
    "set_active": administrators,
    "reset_password": administrators,
}


@blueprint.get("/accounts")
def show() -> str:
    """Everybody who may sign in, or might."""
    return _page()


@blueprint.post("/accounts")
def add() -> Response:
    """Add an account; its one-time password is on this one answer and nowhere else."""
    try:
        made = services().accounts.add(
            principal(),
            needed(request.form, "username", 64),
            archive_role(request.form),
            display_name=words(request.form, "display_name", 80) or "",
            language=choice(request.form, "language", LANGUAGES),
        )
    except ArchiveError as error:
        return make_response(_page(refusal=sentence_of(error), typed=request.form), 422)
    return make_response(_page(secret=made.password or "", secret_of=made.account.username))


@blueprint.post("/accounts/<username>/role")
def set_role(username: str) -> Response:
    """Change what somebody is in the whole archive."""
    return _changed(
        lambda: services().accounts.set_role(principal(), username, archive_role(request.form))
    )


@blueprint.post("/accounts/<username>/active")
def set_active(username: str) -> Response:
    """Disable an account, or let it sign in again."""
    active = request.form.get("active") == "1"
    return _changed(lambda: services().accounts.set_active(principal(), username, active))


@blueprint.post("/accounts/<username>/password")
def reset_password(username: str) -> str:
    """A one-time password, shown here once."""
    secret = services().accounts.reset_password(principal(), username)
    return _page(secret=secret, secret_of=username)


def _changed(change: object) -> Response:
    try:
        change()  # type: ignore[operator] # the caller's closure
    except ArchiveError as error:
        return make_response(_page(refusal=sentence_of(error)), 409)
    leave_notice("ok", "ui_account.account_changed")
    return redirect(url_for("accounts.show"), 303)


def _page(
    secret: str = "", secret_of: str = "", refusal: str = "", typed: Mapping[str, str] | None = None
) -> str:
    caller = principal()
    return render_template(
        "accounts.html",
        rows=account_rows(services().accounts.accounts(caller), caller, language()),
        roles=archive_roles(language()),
        secret=secret,
        secret_of=secret_of,
        refusal=refusal,
        typed=typed or {},
    )
