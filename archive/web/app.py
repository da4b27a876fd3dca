"""The application: parts, gate, errors and headers put together. Nothing happens at import."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.routing import IntegerConverter

from archive.settings import Settings
from archive.web.api import RESOURCES
from archive.web.context import Site, language
from archive.web.errors import install_errors
from archive.web.gate import install_gate
from archive.web.languages import remember_language
from archive.web.own_words import in_own_words
from archive.web.pages import PAGES, sign_in_page
from archive.web.policy import Policy, policies_of
from archive.web.security import add_headers, limit_requests, protect_cookies
from archive.wording import say

if TYPE_CHECKING:
    from archive.bootstrap import Services

POLICY: Mapping[str, Policy] = MappingProxyType(policies_of((*PAGES, *RESOURCES)))
"""Endpoint -> who may reach it. An endpoint that is not here never runs."""


class ShortInteger(IntegerConverter):
    """A number in a path. Longer ones are no page of anything, and cost time to read."""

    regex = r"\d{1,6}"


def create_app(services: Services, settings: Settings) -> Flask:
    """The web application over services that are already built."""
    app = Flask("archive.web", static_folder=None)
    where = Site(services, settings, _origin(settings.public_url))
    app.extensions["archive"] = where
    app.url_map.merge_slashes = False
    app.url_map.converters["int"] = ShortInteger
    protect_cookies(app, services.secret_key, secure=where.secure)
    limit_requests(app, settings)
    for part in (*PAGES, *RESOURCES):
        app.register_blueprint(part.blueprint)
    install_gate(app, POLICY)
    install_errors(app, sign_in_page)
    app.after_request(remember_language)
    app.after_request(add_headers)
    app.jinja_env.globals.update(say=_say, language=language)
    app.wsgi_app = in_own_words(app.wsgi_app, services.names.rules)  # type: ignore[method-assign,assignment]  # as in security.py
    return app


def _say(key: str, **values: object) -> str:
    """For templates: the sentence of a key in the language of this answer."""
    return say(language(), key, **values)


def _origin(public_url: str) -> str | None:
    if not public_url:
        return None
    parts = urlsplit(public_url)
    return f"{parts.scheme}://{parts.netloc}"
