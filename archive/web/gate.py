"""The gate: who is calling, may this endpoint run at all, and did a form come from this site.

Runs before every view and denies by default: an endpoint that is not in POLICY never runs.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from archive.domain.access import Principal
from archive.errors import CsrfFailed, NotSignedIn, PasswordChangeRequired
from archive.services.intake.uploads import PIECE_LIMIT
from archive.web.context import services, site
from archive.web.policy import Policy
from archive.web.sessions import session_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
STRANGER_BODY_LIMIT = 64 * 1024
BODY_LIMIT = 1024 * 1024

TAKES_PIECES = frozenset({"api_uploads.send"})
"""Whose body is a piece of a file, read as it comes."""

WITHOUT_FORM_TOKEN = frozenset({"api_session.sign_in"})
"""Signing in over the HTTP interface: there is no session yet to take a token from; it takes JSON
only, which no other site can send, and the origin is checked like everywhere."""

WITH_ONE_TIME_PASSWORD = frozenset(
    {
        "account.password",
        "account.change_password",
        "sign_in.out",
        "preferences.save",
        "assets.file",
        "api_session.show",
        "api_session.sign_out",
        "api_operation.alive",
        "api_operation.ready",
    }
)
"""What a session that was opened with a one-time password may reach."""


def install_gate(app: Flask, policy_of: Mapping[str, Policy]) -> None:
    """Put the gate before every view of the app."""
    forms = CSRFProtect(app)

    @app.before_request
    def gate() -> None:
        g.started = time.perf_counter()
        if request.endpoint is None:
            return  # no such path or method: answered uniformly by the error handlers
        policy = policy_of[request.endpoint]
        g.principal = _caller()
        g.pop("language", None)
        request.max_content_length = _body_limit()
        _require_own_password(g.principal)
        policy(g.principal)
        if request.method not in SAFE_METHODS and not g.bearer:
            _require_own_form(forms)


def _require_own_password(caller: Principal | None) -> None:
    """A one-time password was read by whoever handed it over: it opens only the way to another."""
    waits = caller is not None and caller.must_change_password and not g.bearer
    if waits and request.endpoint not in WITH_ONE_TIME_PASSWORD:
        raise PasswordChangeRequired


def _body_limit() -> int | None:
    """Only files may be large, and only from somebody who signed in: the rest is held in memory."""
    if g.principal is None:
        return STRANGER_BODY_LIMIT
    if request.endpoint in TAKES_PIECES:
        return PIECE_LIMIT
    return request.max_content_length if request.mimetype == "multipart/form-data" else BODY_LIMIT


def _caller() -> Principal | None:
    """Who is calling: a bearer token alone decides when one came; a cookie counts only without."""
    secret = _bearer_token()
    g.bearer = secret is not None
    if secret is not None:
        return services().tokens.principal_of_token(secret)
    if (token := session_token()) is None:
        return None
    try:
        return services().accounts.principal_of_session(token)
    except NotSignedIn:
        return None


def _bearer_token() -> str | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _require_own_form(forms: CSRFProtect) -> None:
    """Raise CsrfFailed unless this unsafe request was made by a page of this site."""
    if not _from_here():
        raise CsrfFailed
    if request.endpoint in WITHOUT_FORM_TOKEN:
        return
    try:
        forms.protect()
    except CSRFError as error:
        raise CsrfFailed from error


def _from_here() -> bool:
    """What the browser says about where the request was made; programs say nothing."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or _same_origin(origin)


def _same_origin(origin: str) -> bool:
    if site().origin is not None:
        return origin == site().origin
    here = urlsplit(request.host_url)
    return origin == f"{here.scheme}://{here.netloc}"
