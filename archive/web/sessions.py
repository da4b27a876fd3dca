"""The session cookie. The session itself is a row; the cookie holds its token and nothing else."""

from __future__ import annotations

from flask import Response, request, session

from archive.web.context import services, site


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host over https; browsers refuse that prefix on http."""
    return "__Host-sid" if site().secure else "sid"


def session_token() -> str | None:
    """The token that came with this request, if any."""
    return request.cookies.get(cookie_name()) or None


def begin_session(response: Response, token: str) -> Response:
    """Hand the browser a new session; the one it came with, and its form token, are ended."""
    if (old := session_token()) is not None and old != token:
        services().accounts.sign_out(old)
    session.clear()
    response.set_cookie(
        cookie_name(), token, secure=site().secure, httponly=True, samesite="Lax", path="/"
    )
    return response


def end_session(response: Response) -> Response:
    """End the session on both sides and have the browser forget what it was shown."""
    if (token := session_token()) is not None:
        services().accounts.sign_out(token)
    session.clear()
    response.delete_cookie(
        cookie_name(), secure=site().secure, httponly=True, samesite="Lax", path="/"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
