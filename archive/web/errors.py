"""Every failure's answer: a problem document for programs (RFC 9457), a page for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, g, render_template, request, url_for
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from archive.domain.closeout import Missing
from archive.domain.intake import ItemFinding
from archive.errors import (
    ChangedMeanwhile,
    CloseoutIncomplete,
    InvalidInput,
    NameRejected,
    NotFound,
    NotSignedIn,
    PasswordChangeRequired,
)
from archive.naming.verdicts import Finding
from archive.web.api.findings import FindingAnswer
from archive.web.api.missing import MissingAnswer
from archive.web.context import is_api, language
from archive.web.pacing import wait_for_tick
from archive.web.pages.failures import sentence_of
from archive.web.problems import FieldsInvalid, Problem, problem_of
from archive.wording import say

PROBLEM_TYPE = "application/problem+json"
SignInPage = Callable[[str], str]
"""Renders the sign-in page, given the path to go on to."""


def install_errors(app: Flask, sign_in_page: SignInPage) -> None:
    """One handler for everything a view lets through, so that nothing answers a traceback."""

    def answer(failure: Exception) -> AnyResponse:
        if isinstance(failure, RequestRedirect):
            return failure.get_response()
        problem = problem_of(failure)
        if isinstance(problem.error, NotFound) and "started" in g:
            wait_for_tick(g.started)
        response = _document(problem) if is_api() else _page(problem, sign_in_page)
        response.headers.update(problem.headers)
        response.headers["Content-Language"] = language()
        return response

    app.register_error_handler(Exception, answer)


def problem_document(problem: Problem, spoken: str) -> dict[str, object]:
    """The RFC 9457 members of a problem, and the extension members it has something to say in."""
    document: dict[str, object] = {
        "type": f"urn:project-archive:problem:{problem.code}",
        "title": say(spoken, problem.title),
        "status": problem.status,
        "code": problem.code,
        "detail": say(spoken, problem.detail),
    }
    if problem.reference is not None:
        document["reference"] = problem.reference
    return document | dict(_extensions(problem, spoken))


def _extensions(problem: Problem, spoken: str) -> Mapping[str, object]:
    error = problem.error
    if isinstance(error, NameRejected):
        findings = [
            FindingAnswer.of(finding, spoken)
            for finding in error.findings
            if isinstance(finding, Finding | ItemFinding)
        ]
        return {
            "findings": [finding.model_dump(mode="json") for finding in findings],
            "suggestion": error.suggestion,
        }
    if isinstance(error, CloseoutIncomplete):
        missing = [MissingAnswer.of(m, spoken) for m in error.missing if isinstance(m, Missing)]
        return {"missing": [thing.model_dump(mode="json") for thing in missing]}
    if isinstance(error, ChangedMeanwhile) and error.at is not None:
        return {"changed": {"by": error.by, "at": error.at.isoformat()}}
    if isinstance(error, FieldsInvalid):
        return {"errors": [{"field": f, "why": say(spoken, why)} for f, why in error.fields]}
    if isinstance(error, InvalidInput) and "field" in error.values:
        told = {"errors": [{"field": error.values["field"], "why": say(spoken, problem.detail)}]}
        offer = error.values.get("suggestion")
        return told | {"suggestion": offer} if offer else told
    return {}


def _document(problem: Problem) -> Response:
    document = problem_document(problem, language())
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(text, problem.status, mimetype=PROBLEM_TYPE)


def _page(problem: Problem, sign_in_page: SignInPage) -> Response:
    if isinstance(problem.error, NotSignedIn) and request.method in ("GET", "HEAD"):
        return Response(sign_in_page(_path_asked_for()), problem.status, mimetype="text/html")
    if isinstance(problem.error, PasswordChangeRequired):
        return Response(status=303, headers={"Location": url_for("account.password")})
    try:
        page = render_template(
            "error.html", problem=problem, said=_said(problem), back=_form_sent()
        )
    except Exception as broken:  # the last border: even a broken layout gets an answer
        worse = problem_of(broken)
        return Response(say(language(), worse.detail), worse.status, mimetype="text/plain")
    return Response(page, problem.status, mimetype="text/html")


def _said(problem: Problem) -> str:
    """The sentence of a problem on a page, where a field is called as pages call it."""
    if isinstance(problem.error, InvalidInput):
        return sentence_of(problem.error)
    return say(language(), problem.detail)


def _form_sent() -> str | None:
    """The path of the page whose form was sent and refused; never another site's."""
    came_from = urlsplit(request.referrer or "")
    if request.method != "POST" or came_from.netloc != request.host:
        return None
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path


def _path_asked_for() -> str:
    """Where to go after signing in: a path of this site, never another host."""
    query = request.query_string.decode("latin-1")
    path = request.root_path + request.path
    return f"{path}?{query}" if query else path
