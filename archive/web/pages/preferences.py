"""Language and theme: kept with the account of somebody signed in, with the browser of a stranger."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from archive.domain.messages import LANGUAGES
from archive.web.context import caller_or_none, services, site
from archive.web.forms import choice, local_path
from archive.web.languages import LANGUAGE_COOKIE
from archive.web.pages.chrome import THEME_COOKIE
from archive.web.policy import Policy, public
from archive.web.presenters.chrome import THEMES

blueprint = Blueprint("preferences", __name__)
POLICIES: Mapping[str, Policy] = {"save": public}

SYSTEM = "system"
_YEAR = 365 * 24 * 3600


@blueprint.post("/preferences")
def save() -> Response:
    """Change what was sent, keep the rest, and go back to the page it was sent from."""
    language = choice(request.form, "language", LANGUAGES)
    theme = choice(request.form, "theme", (*THEMES, SYSTEM))
    response = redirect(local_path(request.form.get("next")), 303)
    if (caller := caller_or_none()) is not None:
        account = services().accounts.account(caller)
        wanted = account.theme if theme is None else None if theme == SYSTEM else theme
        services().accounts.set_preferences(caller, language or account.language, wanted)
    if theme is not None:
        keep_theme(response, None if theme == SYSTEM else theme)
    if language is not None:
        _keep(response, LANGUAGE_COOKIE, language)
    return response


def keep_theme(response: Response, theme: str | None) -> Response:
    """Have the browser remember the theme, so that no page waits for the account to be read."""
    if theme is None:
        response.delete_cookie(THEME_COOKIE)
    else:
        _keep(response, THEME_COOKIE, theme)
    return response


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_YEAR, secure=site().secure, httponly=True, samesite="Lax"
    )
