"""/session: signing in for a cookie, asking who one is, signing out."""

from __future__ import annotations

from flask import Response, request
from flask_wtf.csrf import generate_csrf

from archive.domain.access import Principal
from archive.errors import SignInRefused, TooManyAttempts
from archive.web.api.fields import Answer, Body, Text, Word
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import public, signed_in
from archive.web.sessions import begin_session, end_session

resource = Resource("session")
blueprint = resource.blueprint


class SignInBody(Body):
    """A name and a password."""

    username: Word
    password: Text


class SessionAnswer(Answer):
    """Who is signed in. A cookie's caller sends `csrf_token` back as the header X-CSRFToken."""

    username: str
    display_name: str
    role: str
    language: str | None
    csrf_token: str

    @classmethod
    def of(cls, caller: Principal) -> SessionAnswer:
        return cls(
            username=caller.username,
            display_name=caller.display_name,
            role=caller.role.value,
            language=caller.language,
            csrf_token=generate_csrf(),
        )


@resource.route(
    "POST",
    "/session",
    public,
    Contract(SessionAnswer, 201, body=SignInBody, errors=(SignInRefused, TooManyAttempts)),
)
def sign_in(body: SignInBody) -> Response:
    """Sign in; the session comes as a cookie."""
    entered = services().accounts.sign_in(body.username, body.password, request.remote_addr or "")
    response = begin_session(Response(status=201, mimetype="application/json"), entered.token)
    response.set_data(SessionAnswer.of(entered.principal).model_dump_json())
    return response


@resource.route("GET", "/session", signed_in, Contract(SessionAnswer))
def show() -> SessionAnswer:
    """Who the caller is."""
    return SessionAnswer.of(principal())


@resource.route("DELETE", "/session", signed_in, Contract(status=204))
def sign_out() -> Response:
    """Sign out: the session is closed for good."""
    return end_session(Response(status=204))


POLICIES = resource.POLICIES
